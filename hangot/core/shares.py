"""Money for several people: equal shares, what was paid before taken off, parts over months.

Whole won only; what does not divide is left out of every share alike, never rounded up.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hangot.core.clocks import months


@dataclass(frozen=True, slots=True)
class Share:
    """One person's part of a sum, in won: `share` before, `now` after what was `taken` off.

    `over`: what was paid before beyond the share; it is owed back.
    """

    payee: str
    share: int
    taken: int
    now: int
    over: int


@dataclass(frozen=True, slots=True)
class Due:
    """One payment to come: which of several, how much, from which day."""

    number: int
    amount: int
    day: date


def shares(total: int, payees: Sequence[str], paid: Mapping[str, int]) -> tuple[Share, ...]:
    """Equal shares of a sum, each less what that person was paid before.

    ValueError without people, or for somebody named twice.
    """
    if not payees or len(set(payees)) != len(payees):
        raise ValueError("each person once, and at least one")
    each = total // len(payees)
    return tuple(_share(payee, each, paid.get(payee, 0)) for payee in payees)


def _share(payee: str, each: int, paid: int) -> Share:
    taken = min(each, paid)
    return Share(payee, each, taken, each - taken, paid - taken)


def parts(amount: int, count: int, first: date) -> tuple[Due, ...]:
    """An amount over so many months; the last payment carries what does not divide.

    One payment of nothing where there is nothing to pay.
    """
    if amount < count:
        return (Due(1, amount, first),)
    each = amount // count
    sums = [*[each] * (count - 1), amount - each * (count - 1)]
    return tuple(Due(number + 1, value, months(first, number)) for number, value in enumerate(sums))


def paid_before(payments: Iterable[tuple[str, int]]) -> dict[str, int]:
    """What each person was paid in all, from (payee, won)."""
    found: dict[str, int] = {}
    for payee, amount in payments:
        found[payee] = found.get(payee, 0) + amount
    return found
