"""The ways out of debt, by hand from the statutes, and what holds for every household."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hangot.core.debts.bounds import checked, sound
from hangot.core.debts.comparing import Comparison, Way, compare
from hangot.core.debts.figures import Figures
from hangot.core.debts.sums import Budget, Debt, owing
from hangot.core.debts.ways import work_out
from hangot.core.debts.worked import Ground
from hangot.core.eligibility.engine import Engine
from hangot.core.refusal import Missing
from hangot.packs.active import profile, rules

DAY = date(2026, 4, 8)
WORDS = profile("financial_welfare").debts
RULES = rules("kr")
ENGINE = Engine(RULES)
LIVING = 1_538_543
"""Of one person in 2026: 60 % of 2,564,238, rounded a half upwards."""
HOUSE = Budget(
    people=1, incomes={"wages": LIVING + 500_000}, costs={}, worth=0, new_debt=0, regular=True, feared=True,
    business=False, ability="not", discharged="none", bar=False,
)  # fmt: skip


def found(*debts: Debt, house: Budget = HOUSE, on: date = DAY) -> Comparison:
    return compare(WORDS, ENGINE, house, debts, on)


def way(it: Comparison, name: str) -> Way:
    return next(one for one in it.ways if one.worked.route.id == name)


def bank(sum_: int, **more: Any) -> Debt:
    return Debt("은행", "lender", sum_, **more)


def test_three_years_are_enough_where_property_is_worth_less() -> None:
    """500,000 x 36 = 18,000,000 of 60,000,000; at least 60,000,000 x 3 % + 1,000,000 = 2,800,000."""
    it = way(found(bank(60_000_000)), "rehabilitation")
    (offer,) = it.worked.offers
    assert (offer.payment.monthly, offer.payment.months) == (500_000, 36)
    assert (offer.payment.total, offer.released) == (18_000_000, 42_000_000)
    assert it.worked.tests[2].sum == 2_800_000
    assert it.worked.feasible is True


def test_property_worth_more_lengthens_the_plan_to_five_years_at_most() -> None:
    """25,000,000 / 500,000 = 50 months (채무자회생법 611조 5항 단서); 30,000,001 needs 61."""
    it = way(found(bank(60_000_000), house=replace(HOUSE, worth=25_000_000)), "rehabilitation")
    assert [one.payment.months for one in it.worked.offers] == [36, 50]
    assert it.worked.feasible is True
    more = found(bank(60_000_000), house=replace(HOUSE, worth=30_000_001))
    assert way(more, "rehabilitation").worked.feasible is False
    assert way(more, "rehabilitation").verdict == "unlikely"


def test_small_debts_end_the_plan_early_and_nothing_more_is_paid() -> None:
    """1,250,000 at 500,000 a month: three months, the last 250,000."""
    (offer,) = way(found(bank(1_250_000)), "rehabilitation").worked.offers
    assert (offer.payment.months, offer.payment.last, offer.payment.total) == (
        3,
        250_000,
        1_250_000,
    )
    assert offer.released == 0


@pytest.mark.parametrize(
    ("debt", "least"),
    [
        (49_999_999, 2_499_999),
        (50_000_000, 2_500_000),
        (900_000_000, 28_000_000),
        (970_000_000, 30_000_000),
    ],
)
def test_what_must_be_paid_at_least_if_a_creditor_objects(debt: int, least: int) -> None:
    """채무자회생법 614조 2항 3호: 5 % below fifty million, else 3 % and one million, at most thirty."""
    assert way(found(bank(debt)), "rehabilitation").worked.tests[2].sum == least


def test_a_student_loan_was_excepted_until_the_law_changed() -> None:
    assert "student_loan" in WORDS.surviving("bankruptcy", date(2021, 12, 27))
    assert "student_loan" not in WORDS.surviving("bankruptcy", date(2021, 12, 28))
    it = way(found(Debt("재단", "student_loan", 10_000_000)), "bankruptcy")
    assert it.worked.offers[0].released == 10_000_000


def test_interest_above_the_ceiling_is_void_above_it() -> None:
    """30 % agreed, 20 % allowed: of 900,000 interest 600,000 is owed (대부업법 8조 4항)."""
    owed = owing([bank(3_000_000, interest=900_000, rate=30)], WORDS, Figures(RULES, DAY)).all[0]
    assert (owed.interest, owed.void, owed.over_ceiling) == (600_000, 300_000, True)
    fair = owing([bank(3_000_000, interest=900_000, rate=20)], WORDS, Figures(RULES, DAY)).all[0]
    assert (fair.interest, fair.void) == (900_000, 0)


def test_an_adjustment_lowers_the_rate_and_caps_it() -> None:
    """20 % less 30 % is 14 %; without interest 12,000,000 over 120 months is 100,000 a month."""
    house = replace(HOUSE, feared=True)
    plain = way(found(bank(12_000_000, rate=0), house=house), "fast")
    assert plain.worked.offers[0].payment.monthly == 100_000
    at_14, at_cap = (
        way(found(bank(12_000_000, rate=rate), house=house), "fast").worked.offers[0].payment
        for rate in (20, 60)
    )
    assert at_14.monthly == 186_320
    assert at_14.months == 120
    assert at_cap.monthly > at_14.monthly
    unknown = way(found(bank(12_000_000), house=house), "fast").worked.offers[0].payment
    assert unknown == at_cap


def test_a_security_stays_whatever_is_discharged() -> None:
    home = Debt("은행", "lender", 90_000_000, secured=True)
    it = way(found(home, bank(10_000_000)), "bankruptcy")
    assert it.worked.offers[0].released == 10_000_000
    assert [one.sum for one in it.worked.remains] == [90_000_000]


def test_a_figure_without_a_value_silences_its_own_way_alone() -> None:
    lean = replace(RULES, parameters={k: v for k, v in RULES.parameters.items() if k != "fresh_start_months"})  # fmt: skip
    figures = Figures(lean, DAY)
    ways = [
        work_out(
            WORDS.routes[name],
            Ground(
                WORDS,
                HOUSE,
                owing([bank(5_000_000, overdue=90)], WORDS, figures),
                Figures(lean, DAY),
            ),
        )
        for name in WORDS.offered
    ]
    assert [one.route.id for one in ways if one.silent] == ["fresh_start"]
    silent = next(one for one in ways if one.silent)
    assert silent.silent is not None
    assert "fresh_start_months" in silent.silent.ko


def test_what_was_not_answered_is_asked_for_and_never_counted_as_no() -> None:
    unsaid = Budget(people=1, incomes={"wages": 2_500_000}, costs={})
    it = found(bank(40_000_000, overdue=120), house=unsaid)
    assert way(it, "bankruptcy").verdict == "unknown"
    assert "cannot_pay" in way(it, "bankruptcy").missing
    assert "liquidation_value" in way(it, "rehabilitation").missing


@pytest.mark.parametrize(
    ("debt", "word"),
    [
        (Debt("", "lender", 5), "누구에게"),
        (Debt("가", "lender", -1), "0보다"),
        (Debt("가", "lender", 10**13), "너무 큰"),
        (Debt("가", "lender", 5, overdue=40_000), "너무 큰"),
        (Debt("가", "lender", 0), "원금이나 이자"),
    ],
)
def test_a_debt_that_cannot_be_is_refused_in_words(debt: Debt, word: str) -> None:
    with pytest.raises(Missing) as no:
        sound(debt)
    assert word in no.value.sentence.ko


def test_a_budget_that_cannot_be_is_refused_by_its_line() -> None:
    with pytest.raises(Missing) as no:
        checked(replace(HOUSE, incomes={"wages": -1}), WORDS)
    assert "월급" in no.value.sentence.ko
    with pytest.raises(Missing):
        checked(replace(HOUSE, people=0), WORDS)


SUMS = st.integers(0, 400_000_000)
DEBTS = st.lists(
    st.builds(
        Debt, st.just("가"), st.sampled_from(sorted(WORDS.kinds)), SUMS, SUMS, st.integers(0, 900),
        st.none() | st.integers(0, 120), secured=st.booleans(),
    ), max_size=6,
)  # fmt: skip
HOUSES = st.builds(
    Budget, st.integers(1, 7), st.fixed_dictionaries({"wages": st.integers(0, 9_000_000)}),
    st.fixed_dictionaries({"tax": st.integers(0, 900_000), "food": st.integers(0, 3_000_000)}),
    st.none() | SUMS,
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(DEBTS, HOUSES, st.integers(0, 400))
def test_nobody_pays_more_than_is_owed_and_the_bounds_of_law_hold(
    debts: list[Debt], house: Budget, days: int
) -> None:
    it = found(*debts, house=house, on=DAY + timedelta(days=days))
    for one in it.ways:
        worked, whole = one.worked, it.owed.total
        for offer in worked.offers:
            pay = offer.payment
            assert 0 <= offer.released <= whole
            assert pay.monthly >= 0
            assert pay.months == 0 or 0 < pay.last <= pay.monthly
            if worked.route.way == "interest":
                assert pay.months <= 120
                assert pay.total >= sum(row.debt.principal for row in it.owed.adjusted)
            else:
                assert pay.total <= whole
                assert pay.total + offer.released <= whole
        if worked.route.way == "income":
            assert all(offer.payment.months <= 60 for offer in worked.offers)
            if worked.feasible:
                first, worth, _ = worked.tests
                best = max(offer.payment.total for offer in worked.offers)
                assert best >= max(first.sum, worth.sum)
