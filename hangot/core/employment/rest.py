"""What is left of money paid by the day or the month, once work begins. Figures come from the rules."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from hangot.core.eligibility.days import days_between
from hangot.core.refusal import Missing
from hangot.core.text import Text

MOST_DAYS = 400
BOTH = Text(
    "소정급여일수(1~400일)와 하루 금액을 함께 적거나 둘 다 비워 주세요.",
    "Write the days in all (1 to 400) and the sum a day, or neither.",
)


@dataclass(frozen=True, slots=True)
class Decided:
    """The benefit as the employment centre decided it: days in all, and won a day."""

    days: int
    daily: int


def decided(days: int | None, daily: int | None) -> Decided | None:
    """Both as typed, or None; Missing for half of it or what cannot be."""
    if days is None and daily is None:
        return None
    if days is None or daily is None or not 0 < days <= MOST_DAYS or daily <= 0:
        raise Missing("benefit", BOTH)
    return Decided(days, daily)


@dataclass(frozen=True, slots=True)
class BenefitRest:
    """Days of the benefit: paid and left. `half`: the days that must be left for the early allowance.

    `lump`: what the early allowance would be in won; 0 where too little is left.
    """

    first: date
    paid: int
    left: int
    half: Fraction
    lump: int

    @property
    def enough(self) -> bool:
        return self.left >= self.half


@dataclass(frozen=True, slots=True)
class AllowanceRest:
    """Months of an allowance: paid and left, and the share of the rest that is paid at once."""

    paid: int
    left: int
    so_far: int
    lump: int

    @property
    def total(self) -> int:
        return self.so_far + self.lump


def of_benefit(
    benefit: Decided, *, reported: date, started: date, waiting: int, share: Fraction
) -> BenefitRest:
    """The benefit runs from the end of the waiting days to the day before work begins."""
    first = reported + timedelta(days=waiting)
    paid = min(benefit.days, max(0, days_between(first, started)))
    left, half = benefit.days - paid, Fraction(benefit.days, 2)
    lump = int(benefit.daily * left * share) if left >= half else 0
    return BenefitRest(first, paid, left, half, lump)


def of_allowance(*, monthly: int, in_all: int, paid: int, share: Fraction) -> AllowanceRest:
    """So many months were paid; of the rest the share is paid on application."""
    paid = min(in_all, max(0, paid))
    left = in_all - paid
    return AllowanceRest(paid, left, monthly * paid, int(monthly * left * share))
