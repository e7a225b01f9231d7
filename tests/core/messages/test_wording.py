"""No sentence tells: not with any value, not in either language, not in any centre."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from hangot.core.clocks import SEOUL
from hangot.core.messages.gate import Verdict
from hangot.core.messages.wording import (
    SMS_BYTES,
    Messages,
    Template,
    fill,
    is_short,
    size,
    slips,
    values_of,
)
from hangot.core.packs import Profile
from hangot.core.text import Text
from hangot.packs.loader import load

CENTRES = {
    name: load(name)
    for name in ("crime_victim", "crisis_family", "employment_welfare", "financial_welfare")
}
CENTRE = CENTRES["crime_victim"]
FIRST = datetime(2026, 1, 1, tzinfo=SEOUL)
MOMENTS = [FIRST + timedelta(days=day, minutes=day * 37 % 1440) for day in range(0, 366)]


def everything(house: Messages) -> Iterator[tuple[Template, str, str]]:
    """Every wording of every template in both languages, over a year of days and hours."""
    for template in house.templates.values():
        for language in ("ko", "en"):
            for moment in MOMENTS if template.values else MOMENTS[:1]:
                values = values_of(moment, language, until=moment + timedelta(hours=5))
                for verdict in (Verdict.ALLOW, Verdict.ALLOW_NEUTRAL):
                    yield template, language, fill(template, verdict, values, language)


def told_by_the_house(pack: Profile) -> set[str]:
    """Names of the house, its agencies, services, kinds of harm and kinds of case."""
    named = [pack.label, pack.short_label]
    named += [text for one in pack.agencies.values() for text in (one.label, one.short)]
    named += [one.label for one in pack.services.values()]
    for name in ("crime_types", "case_kinds", "need_domains", "service_domains"):
        named += [one.label for one in pack.choices(name) if one.id not in ("common", "daily_life")]
    return {text.ko for text in named}


def test_no_sentence_holds_a_forbidden_word_whatever_it_is_filled_with() -> None:
    house = CENTRE.messages
    assert [words for _, _, words in everything(house) if slips(words, house.forbidden)] == []


@pytest.mark.parametrize("centre", CENTRES)
def test_no_sentence_names_the_house_an_agency_a_service_or_a_kind_of_harm(centre: str) -> None:
    names = told_by_the_house(CENTRES[centre])
    for _, _, words in everything(CENTRES[centre].messages):
        assert not [name for name in names if name in words], words


def test_every_sentence_fits_one_short_message_of_ninety_bytes() -> None:
    longest = max(
        (size(words), words) for _, language, words in everything(CENTRE.messages)
        if language == "ko"
    )  # fmt: skip
    assert longest[0] <= SMS_BYTES, longest


def test_what_is_longer_goes_as_a_long_message() -> None:
    assert size("가나다") == 6
    assert is_short("가" * 45)
    assert not is_short("가" * 45 + ".")


def test_the_sender_tells_nothing() -> None:
    house = CENTRE.messages
    assert not slips(house.sender.ko, house.forbidden)
    assert not slips(house.sender.en, house.forbidden)
    assert (house.sender.ko, house.sender.en) == ("안내", "Notice")


@pytest.mark.parametrize(
    ("words", "found"),
    [("스토킹 상담 안내", ["상담", "스토킹"]), ("Your debt case", ["debt", "case"]), ("in any case", ["case"]),
     ("suitcase", []), ("www.example.kr", ["www"])],
)  # fmt: skip
def test_forbidden_words_are_found(words: str, found: list[str]) -> None:
    assert sorted(set(slips(words, CENTRE.messages.forbidden))) == sorted(found)


def test_where_only_neutral_words_may_be_said_the_full_ones_never_appear() -> None:
    one = Template("x", Text("", ""), Text("중립", "neutral"), Text("자세히", "full"), by_hand=True)
    assert fill(one, Verdict.ALLOW, {}, "ko") == "자세히"
    for verdict in (Verdict.ALLOW_NEUTRAL, Verdict.ASK_STAFF):
        assert fill(one, verdict, {}, "ko") == "중립"
    with pytest.raises(ValueError, match="nothing"):
        fill(one, Verdict.DENY, {}, "ko")


def test_where_people_come_from_violence_everybody_is_written_to_as_in_danger() -> None:
    """Elsewhere the flag of the case or a recorded offender says so."""
    assert {name: pack.messages.danger for name, pack in CENTRES.items()} == {
        "crime_victim": True, "crisis_family": True,
        "employment_welfare": False, "financial_welfare": False,
    }  # fmt: skip


def test_quiet_hours_hold_from_the_day_they_were_set() -> None:
    house = CENTRE.messages
    assert house.quiet_on(FIRST.date()) is not None
    assert house.quiet_on(datetime(2019, 12, 31, tzinfo=SEOUL).date()) is None
