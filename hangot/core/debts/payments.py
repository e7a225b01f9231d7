"""Instalments in whole won. Nobody is ever asked for more than is owed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import zip_longest

MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Payment:
    """So much a month for so many months; the last one is what is then left. `total`: all of it."""

    monthly: int
    months: int
    last: int

    @property
    def total(self) -> int:
        return self.monthly * (self.months - 1) + self.last if self.months else 0


NOTHING = Payment(0, 0, 0)


def in_parts(sum_: int, months: int) -> Payment:
    """A sum in equal parts over at most so many months, without interest; rounded up to the won."""
    if sum_ <= 0:
        return NOTHING
    monthly = -(-sum_ // months)
    needed = -(-sum_ // monthly)
    return Payment(monthly, needed, sum_ - monthly * (needed - 1))


def from_income(left: int, owed: int, months: int) -> Payment:
    """All that is left a month for so many months, or until everything is paid."""
    if left <= 0 or owed <= 0:
        return NOTHING
    needed = min(months, -(-owed // left))
    return Payment(left, needed, min(left, owed - left * (needed - 1)))


def with_interest(debts: Iterable[tuple[int, Fraction]], months: int) -> Payment:
    """Several debts, each with its yearly rate, paid together in equal months.

    The interest of a month is rounded down, so that the rate is never above the one agreed.
    """
    rows = [_schedule(principal, rate, months) for principal, rate in debts if principal > 0]
    if not rows:
        return NOTHING
    sums = [sum(month) for month in zip_longest(*rows, fillvalue=0)]
    rest = sum(sums) - sums[0] * (len(sums) - 1)
    return Payment(sums[0], len(sums), rest) if rest > 0 else _shorter(sums)


def _shorter(sums: Sequence[int]) -> Payment:
    """Debts that end in different months: the same whole sum, at the first month's size."""
    return in_parts(sum(sums), max(1, -(-sum(sums) // sums[0])))


def _schedule(principal: int, rate: Fraction, months: int) -> list[int]:
    monthly, left, paid = _annuity(principal, rate, months), principal, []
    while left > 0:
        due = left + int(left * rate / MONTHS_A_YEAR)
        part = min(monthly, due)
        paid.append(part)
        left = due - part
    return paid


def _annuity(principal: int, rate: Fraction, months: int) -> int:
    """What a month pays a debt off in exactly so many months, rounded up to the won."""
    each = rate / MONTHS_A_YEAR
    if not each:
        return -(-principal // months)
    growth = (1 + each) ** months
    return -int((-principal * each * growth / (growth - 1)).__floor__())
