"""Kinds of support in kind (물품·자리 지원): a device, a guard, a bed by night, a volunteer's day.

A stay runs from its first to its last day. The first day is not counted (민법 157조), so half a year
from 3 September ends on 3 March. Of days the last one is used too; of nights it is that of leaving.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from hangot.core.access import Section
from hangot.core.clocks import Length, months
from hangot.core.text import Text

Unit = Literal["days", "nights", "weeks"]
UNITS: Sequence[Unit] = ("days", "nights", "weeks")
DAY = timedelta(days=1)
MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing that is lent. None where nothing bounds it.

    `most`: from the first day to the latest last one; `more`: by how much each extension may move
    it; `times`: how often it may be extended. `remind`: how long before the last day its desk is told.
    `paper`: handed over against a signature.
    """

    id: str
    label: Text
    unit: Unit
    section: Section
    source: str
    checked_on: date
    verified: bool
    paper: bool = False
    most: Length | None = None
    more: Length | None = None
    times: int | None = None
    remind: Length | None = None


@dataclass(frozen=True, slots=True)
class Kinds:
    """All kinds by name, and the names of those that this centre lends, in its order."""

    known: Mapping[str, Kind]
    offered: Sequence[str]

    @property
    def here(self) -> tuple[Kind, ...]:
        """The kinds of this centre."""
        return tuple(self.known[name] for name in self.offered)

    @property
    def sections(self) -> frozenset[Section]:
        """The parts of a record that what is lent here belongs to."""
        return frozenset(kind.section for kind in self.here)


@dataclass(frozen=True, slots=True)
class Stay:
    """From the first to the last day."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days after the first one the last one is: of nights their number."""
        return (self.last - self.first).days


def whole(kind: Kind, stay: Stay) -> Stay:
    """The stay as it is kept: weeks are whole ones, from Monday to Sunday."""
    if kind.unit != "weeks":
        return stay
    sunday = stay.last + timedelta(days=6 - stay.last.weekday())
    return Stay(stay.first - timedelta(days=stay.first.weekday()), sunday)


def taken(kind: Kind, stay: Stay) -> tuple[date, date]:
    """From when until when nobody else can have it; the second day is free again."""
    return stay.first, stay.last if kind.unit == "nights" else stay.last + DAY


def after(first: date, length: Length) -> date:
    """The day so long after this one."""
    if length.unit == "d":
        return first + timedelta(days=length.amount)
    return months(first, length.amount * (MONTHS_A_YEAR if length.unit == "y" else 1))
