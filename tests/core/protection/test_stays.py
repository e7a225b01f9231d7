"""Stays of things that are lent: how long they may be, and that nobody ever gets what another has."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hangot.core.access import Section
from hangot.core.clocks import Length
from hangot.core.protection.bounds import fault, fault_of_more
from hangot.core.protection.free import Span, clear, free, next_stay
from hangot.core.protection.kinds import UNITS, Kind, Stay, taken, whole
from hangot.core.protection.marks import fresh, placeless
from hangot.core.refusal import Missing
from hangot.core.text import Text
from hangot.packs.loader import load

DAY = timedelta(days=1)
THURSDAY = date(2026, 9, 3)


def kind(unit: str = "days", most: str = "", more: str = "", times: int | None = None) -> Kind:
    return Kind(
        "it", Text("물건", "A thing"), unit, Section.PROTECTION, "안내", date(2026, 11, 22), verified=False,  # type: ignore[arg-type]
        most=Length.parse(most) if most else None, more=Length.parse(more) if more else None, times=times,
    )  # fmt: skip


def test_the_kinds_of_each_centre_are_data() -> None:
    victims, jobs, debts = (
        load(one).protection for one in ("crime_victim", "employment_welfare", "financial_welfare")
    )
    assert [one.id for one in victims.here] == [
        "location_device", "private_guard", "temporary_lodging", "safe_room", "moving_help",
    ]  # fmt: skip
    assert jobs.sections == {Section.WELFARE}
    assert debts.here == ()


def test_a_device_of_3_september_may_be_kept_until_3_march_and_half_a_year_more() -> None:
    device = load("crime_victim").protection.known["location_device"]
    first, last = THURSDAY, date(2027, 3, 3)
    assert fault(device, Stay(first, last)) is None
    assert fault_of_more(device, Stay(first, last), date(2027, 9, 3), extended=0) is None
    too_long = fault(device, Stay(first, last + DAY))
    assert too_long is not None
    assert "2027-03-03까지" in too_long.ko
    assert "법무부 안내" in too_long.ko
    assert fault_of_more(device, Stay(first, last), date(2027, 9, 4), extended=0) is not None


def test_five_nights_at_most_and_one_extension() -> None:
    bed = load("crime_victim").protection.known["temporary_lodging"]
    assert fault(bed, Stay(THURSDAY, THURSDAY + 5 * DAY)) is None
    assert fault(bed, Stay(THURSDAY, THURSDAY + 6 * DAY)) is not None
    nights = Stay(THURSDAY, THURSDAY + 5 * DAY)
    assert fault_of_more(bed, nights, THURSDAY + 10 * DAY, extended=0) is None
    often = fault_of_more(bed, nights, THURSDAY + 10 * DAY, extended=1)
    assert often is not None
    assert "1번까지" in often.ko


@pytest.mark.parametrize(
    ("one", "stay", "said"),
    [
        (kind(), Stay(THURSDAY, THURSDAY - DAY), "앞설 수 없습니다"),
        (kind("nights"), Stay(THURSDAY, THURSDAY), "하룻밤도 없습니다"),
        (kind(most="2d"), Stay(THURSDAY, THURSDAY + 3 * DAY), "2026-09-05까지"),
        (kind(most="1y"), Stay(THURSDAY, date(2027, 9, 4)), "2027-09-03까지"),
    ],
)
def test_a_stay_that_cannot_be_is_refused_with_its_reason(one: Kind, stay: Stay, said: str) -> None:
    found = fault(one, stay)
    assert found is not None
    assert said in found.ko


def test_an_extension_ends_later_and_what_is_never_extended_says_so() -> None:
    same = fault_of_more(kind(), Stay(THURSDAY, THURSDAY), THURSDAY, extended=0)
    never = fault_of_more(kind(times=0), Stay(THURSDAY, THURSDAY), THURSDAY + DAY, extended=0)
    assert same is not None
    assert "뒤여야" in same.ko
    assert never is not None
    assert "연장하지 않습니다" in never.ko


def test_the_night_of_leaving_is_free_for_the_next_one_and_the_last_day_of_a_device_is_not() -> (
    None
):
    nights, days = taken(kind("nights"), Stay(THURSDAY, THURSDAY + 2 * DAY)), (THURSDAY, THURSDAY)
    assert nights == (THURSDAY, THURSDAY + 2 * DAY)
    assert clear((THURSDAY + 2 * DAY, THURSDAY + 3 * DAY), [nights])
    assert taken(kind(), Stay(*days)) == (THURSDAY, THURSDAY + DAY)


def test_weeks_are_whole_ones() -> None:
    stay = whole(kind("weeks"), Stay(THURSDAY, THURSDAY))
    assert (stay.first.weekday(), stay.last.weekday(), stay.days) == (0, 6, 6)


def test_the_next_free_night_is_named() -> None:
    bed = kind("nights")
    wish = Stay(THURSDAY, THURSDAY + 2 * DAY)
    beds = {"A-1": [(THURSDAY - DAY, THURSDAY + 4 * DAY)], "A-2": [(THURSDAY, THURSDAY + 3 * DAY)]}
    assert free(bed, wish, beds) == []
    assert next_stay(bed, wish, beds) == Stay(THURSDAY + 3 * DAY, THURSDAY + 5 * DAY)
    assert next_stay(bed, wish, {}) is None


@pytest.mark.parametrize(
    "typed", ["서울시 성북구", "W 014 성북", "W-014/3", "ABCDEFGHIJKLM1", "SEONGBUK", " ", "w_1"]
)
def test_a_number_says_nothing_of_a_place(typed: str) -> None:
    with pytest.raises(Missing, match="number"):
        fresh(typed)


@pytest.mark.parametrize(
    "words",
    [
        "정릉로 12",
        "정릉로12길 3",
        "성북동 12-3",
        "12번지",
        "302호",
        "한강 모텔",
        "○○쉼터에 계심",
        "https://map.example",
    ],
)
def test_words_that_tell_where_somebody_stays_are_refused(words: str) -> None:
    with pytest.raises(Missing, match="words") as no:
        placeless(words)
    assert "머무는 곳을" in no.value.sentence.ko


@pytest.mark.parametrize(
    "words",
    ["아이와 함께", "밤에만 쓰심", "아동 2명", "잠정조치 2호", "줄이 끊어짐", "지하철에서", ""],
)
def test_other_words_are_kept(words: str) -> None:
    assert placeless(words) == words


def test_numbers_are_read_one_by_one_each_once() -> None:
    assert fresh("w-014, W-015\nW-014") == ["W-014", "W-015"]


DAYS = st.integers(0, 60).map(lambda n: THURSDAY + n * DAY)
STAYS = st.builds(lambda first, n: Stay(first, first + n * DAY), DAYS, st.integers(1, 12))


@given(st.sampled_from(UNITS), st.lists(STAYS, max_size=30), st.integers(1, 4))
def test_whatever_is_asked_for_no_thing_is_ever_given_twice_for_a_day(
    unit: str, wishes: list[Stay], many: int
) -> None:
    one = kind(unit)
    things: dict[int, list[Span]] = {n: [] for n in range(many)}
    for wish in (whole(one, each) for each in wishes):
        found = free(one, wish, things)
        if found:
            things[found[0]].append(taken(one, wish))
            continue
        later = next_stay(one, wish, things)
        assert later is not None, "with a thing there is always a next time"
        assert later.first > wish.first
        assert later.days == wish.days
        assert free(one, later, things)
    for spans in things.values():
        days = [first + n * DAY for first, until in spans for n in range((until - first).days)]
        assert len(days) == len(set(days))
