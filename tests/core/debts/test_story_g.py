"""임재석 on 8 April 2026: every sum of his comparison, by hand from the statutes."""

from datetime import date

import pytest

from hangot.core.debts.comparing import Comparison, Way, compare
from hangot.core.debts.sums import Budget, Debt
from hangot.core.eligibility.engine import Engine
from hangot.packs.active import profile, rules

DAY = date(2026, 4, 8)
WORDS = profile("financial_welfare").debts
ENGINE = Engine(rules("kr"))
BUDGET = Budget(
    people=1, incomes={"wages": 1_600_000}, costs={"housing": 450_000, "food": 700_000, "bills": 250_000, "medical": 150_000},
    worth=0, new_debt=0, regular=True, feared=True, business=True, ability="not", discharged="none", bar=False,
)  # fmt: skip
SIX = (38_400_000, 27_000_000, 21_500_000, 18_000_000, 12_500_000, 8_000_000)
DEBTS = (
    *(Debt(f"은행 {n}", "lender", sum_, overdue=120, rate=15) for n, sum_ in enumerate(SIX, 1)),
    Debt("사채", "illegal_lender", 3_000_000, interest=2_700_000, overdue=90),
    Debt("세무서", "tax", 4_200_000),
)


@pytest.fixture(scope="module")
def found() -> Comparison:
    return compare(WORDS, ENGINE, BUDGET, DEBTS, DAY)


def way(found: Comparison, name: str) -> Way:
    return next(one for one in found.ways if one.worked.route.id == name)


def test_six_lenders_one_illegal_lender_and_the_tax_office(found: Comparison) -> None:
    assert sum(SIX) == 125_400_000
    assert found.owed.total == 132_600_000
    assert found.owed.void == 2_700_000, "what an illegal lender claims as interest is not owed"


def test_rehabilitation_cannot_even_pay_the_tax(found: Comparison) -> None:
    it = way(found, "rehabilitation")
    short, long = it.worked.offers
    assert 1_600_000 - 1_538_543 == 61_457 == short.payment.monthly
    assert (short.payment.months, short.payment.total) == (36, 2_212_452)
    assert (long.payment.months, long.payment.total) == (60, 3_687_420)
    assert [(one.sum, one.met) for one in it.worked.tests] == [
        (4_200_000, False), (0, True), (132_600_000 * 3 // 100 + 1_000_000, False),
    ]  # fmt: skip
    assert it.worked.tests[2].sum == 4_978_000
    assert it.verdict == "unlikely"


def test_the_workout_fits_by_its_days_and_cannot_be_paid(found: Comparison) -> None:
    it = way(found, "workout")
    usual, most = it.worked.offers
    assert (usual.payment.monthly, usual.payment.total) == (313_500, 37_620_000)
    assert (most.payment.monthly, most.payment.total) == (104_500, 12_540_000)
    assert it.payable is False
    assert it.verdict == "unlikely"
    assert {one.owed.kind.id for one in it.worked.remains} == {"illegal_lender", "tax"}


def test_bankruptcy_discharges_all_but_the_tax(found: Comparison) -> None:
    it = way(found, "bankruptcy")
    (offer,) = it.worked.offers
    assert offer.released == 128_400_000
    assert offer.payment.total == 0
    assert [(one.owed.kind.id, one.sum) for one in it.worked.remains] == [("tax", 4_200_000)]
    assert it.worked.tests[0].sum == 15_587_371
    assert it.verdict == "likely"


def test_the_adjustments_before_ninety_days_say_that_he_is_too_late(found: Comparison) -> None:
    for name in ("fast", "early"):
        assert way(found, name).verdict == "unlikely"
        assert way(found, name).reasons


def test_the_fund_for_people_who_had_a_shop_leaves_it_to_the_fund(found: Comparison) -> None:
    it = way(found, "fresh_start")
    assert it.verdict == "discretionary"
    assert it.worked.offers[0].payment.total == 50_160_000
    assert not all(one.dated.sure for one in it.worked.figures), "shown as not verified"
