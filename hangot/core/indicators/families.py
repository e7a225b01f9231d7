"""Figures that hang together: what adds up to what, whichever tables and releases they stand in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

Cell = Any
"""Which figure, as anything that can be a key: for instance (breakdown, value, month); the same cell may stand in many tables."""
PART = 5
"""A hidden amount is not known to a fifth of itself."""


@dataclass(frozen=True, slots=True)
class Sum:
    """`whole` is the sum of `parts`. With `overlap` it is at most that and at least each of them:
    people of a year are fewer than those of its months together. With `within` it is only at least
    each of them: people are never more than the times they came. `off`: how much more the whole is
    than its parts where something was entered late; everybody is taken to know it.
    """

    whole: Cell
    parts: tuple[Cell, ...]
    overlap: bool = False
    within: bool = False
    off: int = 0

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All figures of it."""
        return (self.whole, *self.parts)

    def as_counted(self, values: Mapping[Cell, int]) -> "Sum | None":
        """The same as it holds for these figures; None for a bound that does not hold at all."""
        parts, whole = [values[one] for one in self.parts], values[self.whole]
        if not self.overlap and not self.within:
            return replace(self, off=whole - sum(parts))
        holds = max(parts, default=0) <= whole and (self.within or whole <= sum(parts))
        return self if holds else None


@dataclass(frozen=True, slots=True)
class Family:
    """Whole numbers that are not negative, with the sums that everybody knows hold between them.

    `small`: figures about so few people that they must not be told. `spread`: how far a hidden
    figure must at least stay open: its largest possible value less its smallest. `floor`: what
    everybody knows a hidden figure to be at least, since nought is told. `amounts`: sums of money or
    time, which may be nought with people behind them, and stay open by a part of what they are.
    """

    values: Mapping[Cell, int]
    sums: tuple[Sum, ...]
    small: frozenset[Cell]
    spread: int
    floor: int = 1
    amounts: frozenset[Cell] = frozenset()
    _near: dict[Cell, list[Sum]] = field(default_factory=dict, compare=False)

    def near(self, cell: Cell) -> list[Sum]:
        """The sums a figure stands in."""
        if not self._near:
            for one in self.sums:
                for part in one.cells:
                    self._near.setdefault(part, []).append(one)
        return self._near.get(cell, [])

    def least(self, cell: Cell) -> int:
        """What everybody knows a hidden figure to be at least."""
        return 0 if cell in self.amounts else self.floor

    def open_by(self, cell: Cell) -> int:
        """How far a hidden figure must stay open."""
        own = self.values[cell] // PART if cell in self.amounts else 0
        return max(self.spread, own)


def family(values: Mapping[Cell, int], sums: Iterable[Sum], least: int) -> Family:
    """Counts of people or of contacts: below `least`, and not nought, they are small."""
    small = frozenset(cell for cell, value in values.items() if 0 < value < least)
    return Family(values, tuple(sums), small, least - 1)
