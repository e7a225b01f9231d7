"""What suits whom, and why: 강태준 lifts nothing heavy, 문소영 must be home when school ends."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hangot.core.employment.matching import Match, in_order, match
from hangot.core.employment.offers import Offer, Wishes, sound, wished
from hangot.core.refusal import Missing
from hangot.packs.loader import load

WORDS = load("employment_welfare").employment
WEEK = (1, 2, 3, 4, 5)
DEPOT = Offer(
    "물류센터 상하차", "든든물류", "logistics", "경기 남양주시", 2_400_000, "month", WEEK, time(9), time(18),
    traits=("lifting",),
)  # fmt: skip
PLANT = Offer(
    "시설 점검", "한빛빌딩", "repair", "서울 성북구", 2_600_000, "month", WEEK, time(9), time(18),
    needs=("전기기능사",), likes=("지게차",), traits=(),
)  # fmt: skip
TAEJUN = Wishes(
    occupations=("repair", "logistics"), places=("성북구", "동대문구"), pay=2_500_000, per="month",
    skills=("전기 기능사", "지게차"), limits=("lifting",), served=86,
)  # fmt: skip
SOYEONG = Wishes(
    occupations=("office",), days=WEEK, starts=time(9, 30), ends=time(15), skills=("전산회계",),
    musts=("hours",),
)  # fmt: skip


def said(found: Match, sign: str) -> list[str]:
    return [one.words.ko for one in found.reasons if one.sign == sign]


def test_the_depot_is_against_a_wish_and_the_plant_suits() -> None:
    depot, plant = match(TAEJUN, DEPOT, WORDS), match(TAEJUN, PLANT, WORDS)
    assert (depot.sign, plant.sign) == ("against", "fits")
    assert "바람과 다름: 무거운 것을 듦" in said(depot, "against")
    assert said(plant, "fits") == [
        "바라는 일: 설비·정비", "꼭 필요한 것이 있음: 전기기능사", "바람대로임: 무거운 것을 들지 않는 일",
        "바라는 곳: 성북구", "바라는 만큼의 임금: 2,600,000원", "있으면 좋은 것이 있음: 지게차",
    ]  # fmt: skip


def test_what_the_employer_was_not_asked_stays_open_and_is_said_so() -> None:
    found = match(TAEJUN, replace(PLANT, traits=None), WORDS)
    assert found.sign == "unknown"
    assert "고용주에게 물어야 함: 무거운 것을 들지 않는 일" in said(found, "unknown")


def test_a_missing_licence_is_a_must_and_one_not_asked_about_is_open() -> None:
    assert match(replace(TAEJUN, skills=("지게차",)), PLANT, WORDS).sign == "against"
    assert match(replace(TAEJUN, skills=None), PLANT, WORDS).sign == "unknown"


def test_less_pay_than_wished_is_against_but_no_bar_unless_she_says_so() -> None:
    poor = replace(PLANT, pay=2_000_000)
    assert match(TAEJUN, poor, WORDS).sign == "fits"
    assert "바라는 임금(2,500,000원)보다 적음: 2,000,000원" in said(match(TAEJUN, poor, WORDS), "against")  # fmt: skip
    assert match(replace(TAEJUN, musts=("pay",)), poor, WORDS).sign == "against"


def test_an_hourly_wage_beside_a_monthly_wish_is_not_compared() -> None:
    found = match(TAEJUN, replace(PLANT, pay=12_000, per="hour"), WORDS)
    assert "시급이라 바로 견줄 수 없음: 12,000원" in said(found, "unknown")


@pytest.mark.parametrize(
    ("starts", "ends", "days", "sign"),
    [
        (time(10), time(15), WEEK, "fits"),
        (time(9, 30), time(15), WEEK, "fits"),
        (time(9), time(15), WEEK, "against"),
        (time(10), time(15, 30), WEEK, "against"),
        (time(22), time(6), WEEK, "against"),
        (time(10), time(15), (1, 6), "against"),
        (None, None, WEEK, "unknown"),
        (time(10), time(15), (), "unknown"),
    ],
)
def test_she_must_be_there_when_school_ends(
    starts: time | None, ends: time | None, days: tuple[int, ...], sign: str
) -> None:
    offer = Offer("사무보조", "가온상사", "office", days=days, starts=starts, ends=ends)
    assert match(SOYEONG, offer, WORDS).sign == sign


def test_nobody_who_said_nothing_is_turned_away() -> None:
    for offer in (DEPOT, PLANT):
        assert "against" not in {one.sign for one in match(Wishes(), offer, WORDS).reasons}


def test_what_suits_comes_first_and_what_is_over_is_left_out() -> None:
    today = date(2026, 9, 15)
    offers = [DEPOT, replace(PLANT, traits=None), PLANT, replace(PLANT, until=date(2026, 9, 14))]
    found = in_order([match(TAEJUN, one, WORDS) for one in offers], today)
    assert [one.offer for one in found] == [PLANT, offers[1], DEPOT]


@given(
    limits=st.lists(st.sampled_from(sorted(WORDS.traits)), unique=True),
    traits=st.none() | st.lists(st.sampled_from(sorted(WORDS.traits)), unique=True),
)
def test_a_limit_is_never_overruled_by_anything_that_speaks_for_a_job(
    limits: list[str], traits: list[str] | None
) -> None:
    wishes = replace(TAEJUN, limits=tuple(limits))
    offer = replace(PLANT, traits=None if traits is None else tuple(traits))
    found = match(wishes, offer, WORDS)
    assert (found.sign == "against") == bool(set(limits) & set(traits or ()))
    assert all(one.words.ko and one.words.en for one in found.reasons)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"employer": " "}, "employer"),
        ({"title": ""}, "title"),
        ({"pay": -1}, "pay"),
        ({"pay": 999_000_000}, "pay"),
        ({"per": None}, "per"),
        ({"ends": None}, "hours"),
    ],
)
def test_a_vacancy_that_cannot_be_is_refused_with_what_to_do(
    change: dict[str, object], what: str
) -> None:
    with pytest.raises(Missing) as no:
        sound(replace(PLANT, **change))  # type: ignore[arg-type]
    assert no.value.what == what


def test_a_wage_below_the_minimum_is_asked_about_again() -> None:
    low = replace(PLANT, pay=9_000, per="hour")
    assert sound(low) == low, "where the figure is not known nothing is refused"
    with pytest.raises(Missing, match="pay") as no:
        sound(low, 10_320)
    assert "10,320원" in no.value.sentence.ko


def test_wishes_that_cannot_be_are_refused() -> None:
    for wishes, what in (
        (Wishes(pay=-1, per="month"), "pay"), (Wishes(served=-1), "served"), (Wishes(starts=time(9)), "hours"),
    ):  # fmt: skip
        with pytest.raises(Missing, match=what):
            wished(wishes)
