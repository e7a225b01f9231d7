"""Exact arithmetic: whole numbers and fractions, and the ways in which law rounds."""

from collections.abc import Callable, Mapping
from fractions import Fraction

Number = int | Fraction
HALF = Fraction(1, 2)


def round_to(value: Number, step: Number) -> int:
    """To the nearest step, a half upwards (사사오입)."""
    return _stepped(Fraction(value) / step + HALF, step)


def down_to(value: Number, step: Number) -> int:
    """Down to a step (절사)."""
    return _stepped(Fraction(value) / step, step)


def up_to(value: Number, step: Number) -> int:
    """Up to a step (절상)."""
    return -_stepped(-Fraction(value) / step, step)


def _stepped(steps: Fraction, step: Number) -> int:
    return int(steps.__floor__() * step)


def divided(one: Number, two: Number) -> Number:
    """Exact; a whole result is a whole number."""
    result = Fraction(one) / two
    return result.numerator if result.denominator == 1 else result


ROUNDINGS: Mapping[str, Callable[[Number, Number], int]] = {
    "half_up": round_to,
    "down": down_to,
    "up": up_to,
}
"""Names of rounding in packs."""
