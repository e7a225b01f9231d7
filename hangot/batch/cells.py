"""A column of values: numerators over denominators, and which of them are known."""

from dataclasses import dataclass
from typing import Any

import numpy as np

Array = Any
"""A numpy array; numbers are 64-bit, or Python's own where a product could be longer."""
SAFE = float(2**62)


@dataclass(frozen=True, slots=True)
class Cells:
    """`data`: numerators, truths, days since 1970 or places of options. `over`: denominators, 1
    where everything is whole. `known`: which rows have a value.
    """

    data: Array
    known: Array
    over: Array = 1

    def take(self, rows: Array) -> "Cells":
        """The same for other rows."""
        over = self.over if np.isscalar(self.over) else self.over[rows]
        return Cells(self.data[rows], self.known[rows], over)


def constant(value: int, count: int, over: int = 1) -> Cells:
    """One value in every row."""
    kind = bool if isinstance(value, bool) else np.int64
    return Cells(np.full(count, value, kind), np.ones(count, bool), over)


def unknown(count: int) -> Cells:
    """No value in any row."""
    return Cells(np.zeros(count, np.int64), np.zeros(count, bool))


def times(one: Array, two: Array) -> Array:
    """A product that never overflows: Python's integers where 64 bits may not do."""
    if _largest(one) * _largest(two) < SAFE:
        return one * two
    return np.asarray(one, object) * np.asarray(two, object)


def plus(one: Array, two: Array) -> Array:
    """A sum that never overflows."""
    if _largest(one) + _largest(two) < SAFE:
        return one + two
    return np.asarray(one, object) + np.asarray(two, object)


def added(one: Cells, two: Cells) -> Cells:
    """Sum."""
    known = one.known & two.known
    if _alike(one, two):
        return Cells(plus(one.data, two.data), known, one.over)
    data = plus(times(one.data, two.over), times(two.data, one.over))
    return Cells(data, known, times(one.over, two.over))


def negative(one: Cells) -> Cells:
    """The same with the other sign."""
    return Cells(-one.data, one.known, one.over)


def product(one: Cells, two: Cells) -> Cells:
    """Product."""
    over = times(one.over, two.over)
    return Cells(times(one.data, two.data), one.known & two.known, over)


def quotient(one: Cells, two: Cells) -> Cells:
    """Exact quotient; unknown where the divisor is zero."""
    zero = two.data == 0
    sign = np.where(two.data < 0, -1, 1)
    data = times(times(one.data, two.over), sign)
    over = times(np.where(zero, 1, two.data * sign), one.over)
    return Cells(data, one.known & two.known & ~zero, over)


def sides(one: Cells, two: Cells) -> tuple[Array, Array]:
    """Two numbers brought over one denominator, to be compared."""
    if _alike(one, two):
        return one.data, two.data
    return times(one.data, two.over), times(two.data, one.over)


def chosen(test: Array, one: Cells, two: Cells, known: Array) -> Cells:
    """The first where the test holds, else the second."""
    over: Array = 1
    if not (np.isscalar(one.over) and np.isscalar(two.over) and one.over == two.over == 1):
        over = np.where(test, one.over, two.over)
    return Cells(np.where(test, one.data, two.data), known, over)


def rounded(value: Cells, step: Cells, how: str) -> Cells:
    """To a step: `round_to` a half upwards, `down_to`, `up_to`; unknown for a step of 0 or less."""
    good = step.data > 0
    over = times(value.over, np.where(good, step.data, 1))
    data = times(value.data, step.over)
    if how == "round_to":
        steps = plus(times(data, 2), over) // times(over, 2)
    elif how == "down_to":
        steps = data // over
    else:
        steps = -(-data // over)
    found = times(steps, step.data)
    exact = found if np.isscalar(step.over) and step.over == 1 else found // step.over
    return Cells(exact, value.known & step.known & good)


def _alike(one: Cells, two: Cells) -> bool:
    return bool(np.isscalar(one.over) and np.isscalar(two.over) and one.over == two.over)


def _largest(values: Array) -> float:
    found = np.abs(np.asarray(values))
    return float(found.max()) if found.size else 0.0
