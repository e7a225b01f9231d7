"""What is left of money paid by the day or the month, once work begins. Figures come from the rules."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from hangot.core.eligibility.days import days_between


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
    *, reported: date, started: date, waiting: int, in_all: int, daily: int, share: Fraction
) -> BenefitRest:
    """The benefit runs from the end of the waiting days to the day before work begins."""
    first = reported + timedelta(days=waiting)
    paid = min(in_all, max(0, days_between(first, started)))
    left, half = in_all - paid, Fraction(in_all, 2)
    return BenefitRest(first, paid, left, half, int(daily * left * share) if left >= half else 0)


def of_allowance(*, monthly: int, in_all: int, paid: int, share: Fraction) -> AllowanceRest:
    """So many months were paid; of the rest the share is paid on application."""
    paid = min(in_all, max(0, paid))
    left = in_all - paid
    return AllowanceRest(paid, left, monthly * paid, int(monthly * left * share))
