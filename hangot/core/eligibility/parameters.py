"""Figures of law with their days: what held when, who says so, and whether somebody checked.

A value holds from its day until the next one begins. Before the first one nothing is known: that
is a gap, never zero.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

from hangot.core.eligibility.kinds import Kind
from hangot.core.eligibility.tree import Tree
from hangot.core.text import Text

Mark = Literal["read", "computed", "derived", "partly", "unread"]
"""`read`: read in the named source. `computed`, `derived`: arithmetic on such a figure. The others
are shown as not verified."""
SURE: tuple[Mark, ...] = ("read", "computed", "derived")
Plain = int | Fraction | date | str


@dataclass(frozen=True, slots=True)
class Table:
    """Values by size or by choice. `beyond`: what each one more adds after the last."""

    entries: Mapping[int | Fraction | str, int | Fraction]
    beyond: int | None = None

    def read(self, key: int | Fraction | str) -> int | Fraction | None:
        """The value for a key; None where the table says nothing."""
        found = self.entries.get(key)
        if found is not None or self.beyond is None or not isinstance(key, int):
            return found
        last = max(size for size in self.entries if isinstance(size, int))
        return self.entries[last] + (key - last) * self.beyond if key > last else None


@dataclass(frozen=True, slots=True)
class Steps:
    """Values that change at thresholds: the last whose threshold is reached."""

    thresholds: tuple[int, ...]
    values: tuple[int | Fraction, ...]

    def read(self, key: int | Fraction | str) -> int | Fraction | None:
        """The value for a number; None below the first threshold."""
        place = bisect_right(self.thresholds, key) - 1
        return self.values[place] if place >= 0 else None


@dataclass(frozen=True, slots=True)
class Formula:
    """A value worked out from other parameters on the same day; `round` as law rounds it."""

    tree: Tree
    rounding: str
    step: int


Content = Plain | Table | Steps | Formula


@dataclass(frozen=True, slots=True, eq=False)
class Dated:
    """One value and the day from which it holds.

    `source`: law and article, or the page it was read in. `place`: file and line in the pack.
    """

    since: date
    content: Content
    source: str
    mark: Mark
    checked_on: date | None
    place: str

    @property
    def sure(self) -> bool:
        """Somebody read the figure in its source."""
        return self.mark in SURE


@dataclass(frozen=True, slots=True)
class Parameter:
    """A figure of law. `unit`: KRW, percent, years …; values in order of their days (`starts`)."""

    id: str
    label: Text
    unit: str
    kind: Kind
    values: tuple[Dated, ...]
    place: str
    starts: tuple[date, ...] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "starts", tuple(value.since for value in self.values))

    def at(self, day: date) -> Dated | None:
        """The value that holds on a day; None before the first."""
        place = bisect_right(self.starts, day) - 1
        return self.values[place] if place >= 0 else None
