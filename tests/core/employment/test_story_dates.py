"""Days and sums of stories E and F, worked out by hand from the calendar and the figures."""

from datetime import date, time
from fractions import Fraction

import pytest

from hangot.core.eligibility.days import DaysOff
from hangot.core.employment.days import (
    Lesson,
    checks,
    clashes,
    is_off,
    pay_days,
    recognised,
    window,
)
from hangot.core.employment.rest import Decided, decided, of_allowance, of_benefit
from hangot.core.employment.words import Allowance, Recognition
from hangot.core.refusal import Missing
from hangot.packs.loader import load
from hangot.packs.rules.loader import RULES
from hangot.packs.rules.loader import load as load_rules

PLUS = load("employment_welfare").employment
RULE: Recognition = PLUS.recognition
TRANSITION: Allowance = PLUS.allowances["transition"]
OFF: DaysOff = load_rules(RULES / "kr").off


def test_four_weeks_after_20_july_is_a_substitute_holiday_so_the_desk_offers_the_friday() -> None:
    found = window(date(2026, 7, 20), RULE, OFF)
    assert is_off(OFF, date(2026, 8, 17))
    assert (found.first, found.limit, found.best) == (
        date(2026, 7, 27), date(2026, 8, 17), date(2026, 8, 14),
    )  # fmt: skip
    assert recognised(date(2026, 8, 14), date(2026, 7, 20), RULE, OFF) == date(2026, 8, 14)


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2026, 7, 26), "2026-07-27"),
        (date(2026, 8, 17), "2026-08-14"),
        (date(2026, 8, 15), "2026-08-14"),
        (date(2026, 8, 18), "2026-08-14"),
    ],
)
def test_a_day_too_early_too_late_or_off_is_refused_with_the_day_to_choose(
    on: date, said: str
) -> None:
    with pytest.raises(Missing) as no:
        recognised(on, date(2026, 7, 20), RULE, OFF)
    assert said in no.value.sentence.ko
    assert said in no.value.sentence.en


def test_the_first_day_is_counted_from_reporting_unemployment() -> None:
    assert recognised(date(2026, 7, 20), date(2026, 7, 6), RULE, OFF) == date(2026, 7, 20)


def test_a_day_to_report_on_a_training_day_clashes_until_an_early_slot_is_chosen() -> None:
    course = Lesson(
        "전산회계", date(2026, 8, 3), date(2026, 10, 30), (1, 2, 3, 4, 5), time(9, 30), time(16)
    )
    assert clashes(date(2026, 8, 14), None, [course]) == [course]
    assert clashes(date(2026, 8, 14), time(10), [course]) == [course]
    assert clashes(date(2026, 8, 14), time(9), [course]) == []
    assert clashes(date(2026, 8, 14), time(16), [course]) == [], "the lesson is over"
    assert clashes(date(2026, 8, 15), None, [course]) == [], "a Saturday"


def test_pay_days_by_the_word_of_the_rule_and_as_the_house_keeps_them() -> None:
    days = pay_days(date(2026, 10, 7), 6, TRANSITION, OFF)
    assert [one.kept for one in days] == [
        date(2026, 10, 23), date(2026, 11, 25), date(2026, 12, 24), date(2027, 1, 25),
        date(2027, 2, 25), date(2027, 3, 25),
    ]  # fmt: skip
    assert days[0].literal == date(2026, 10, 24), "Sunday the 25th: the Saturday before, literally"
    assert days[2].literal == date(2026, 12, 24)


def test_a_pack_may_choose_the_word_of_the_rule() -> None:
    literal = Allowance(
        "transition",
        TRANSITION.label,
        "r",
        "a",
        "m",
        "s",
        25,
        "day_before",
        proof=False,
        source="–",
        verified=False,
    )
    assert pay_days(date(2026, 10, 7), 1, literal, OFF)[0].kept == date(2026, 10, 24)


def test_granted_after_the_day_of_pay_the_first_is_paid_next_month() -> None:
    days = pay_days(date(2026, 10, 24), 1, TRANSITION, OFF)
    assert days[0].kept == date(2026, 11, 25)


def test_mina_was_paid_112_days_and_98_are_left_seven_too_few() -> None:
    rest = of_benefit(
        Decided(210, 66_048), reported=date(2026, 7, 6), started=date(2026, 11, 2), waiting=7,
        share=Fraction(1, 2),
    )  # fmt: skip
    assert (rest.first, rest.paid, rest.left) == (date(2026, 7, 13), 112, 98)
    assert rest.half == 105
    assert not rest.enough
    assert rest.lump == 0


def test_a_week_earlier_half_would_have_been_left() -> None:
    rest = of_benefit(
        Decided(210, 66_048), reported=date(2026, 7, 6), started=date(2026, 10, 26), waiting=7,
        share=Fraction(1, 2),
    )  # fmt: skip
    assert (rest.left, rest.enough, rest.lump) == (105, True, 66_048 * 105 // 2)


def test_taejun_was_paid_four_months_and_half_of_the_rest_comes_at_once() -> None:
    rest = of_allowance(monthly=580_000, in_all=6, paid=4, share=Fraction(1, 2))
    assert (rest.so_far, rest.left, rest.lump, rest.total) == (2_320_000, 2, 580_000, 2_900_000)


def test_never_more_is_paid_than_there_is() -> None:
    for paid in range(-1, 9):
        rest = of_allowance(monthly=580_000, in_all=6, paid=paid, share=Fraction(1, 2))
        assert 0 <= rest.total <= 6 * 580_000
        assert rest.paid + rest.left == 6


def test_work_is_asked_after_at_one_three_and_six_months_on_working_days() -> None:
    found = checks(date(2026, 12, 1), (1, 3, 6), OFF)
    assert found == [(1, date(2027, 1, 4)), (3, date(2027, 3, 2)), (6, date(2027, 6, 1))]


def test_eighty_six_months_are_medium_service() -> None:
    track = PLUS.tracks["discharged_soldier"]
    names = {months: track.group(months) for months in (0, 59, 60, 86, 119, 120)}
    assert {months: one.id for months, one in names.items() if one} == {
        0: "compulsory", 59: "compulsory", 60: "medium", 86: "medium", 119: "medium", 120: "long",
    }  # fmt: skip
    assert track.group(None) is None
    assert PLUS.tracks["career_break"].group(86) is None


def test_half_of_a_decision_is_asked_for_again() -> None:
    assert decided(None, None) is None
    assert decided(210, 66_048) == Decided(210, 66_048)
    for days, daily in ((210, None), (None, 66_048), (0, 1), (401, 1), (210, 0), (210, -1)):
        with pytest.raises(Missing, match="benefit"):
            decided(days, daily)
