"""What is counted, as the pack of a house says it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from hangot.core.indicators.marks import Axis
from hangot.core.text import Text

Counts = Literal["people", "agencies", "times", "won", "minutes", "hours", "days"]
"""실인원 (everybody once, and every agency), 연인원 or 건 (every time), and sums: won, time in whole units."""
ONCE: tuple[Counts, ...] = ("people", "agencies")
"""Counted once in a year, so that its months are more together."""
AMOUNTS: tuple[Counts, ...] = ("won", "minutes", "hours", "days")
"""Sums, which say nothing of how many people stand behind them."""
Dim = Literal["agency", "district", "kind", "special", "age", "area"]
"""All that figures may be broken down by, beside the month."""
MARKS: tuple[Dim, ...] = ("special", "age", "area")
"""Coarse marks of people: told of a year only, and everybody stands in one row of each."""
UNITS: Mapping[Counts, Text] = {
    "people": Text("명", "people"),
    "agencies": Text("곳", "agencies"),
    "times": Text("건", "times"),
    "won": Text("원", "won"),
    "minutes": Text("분", "minutes"),
    "hours": Text("시간", "hours"),
    "days": Text("일", "days"),
}
NOTHING = Text("", "")
REST = "-"
"""What stands in none of the rows of a breakdown: an agency outside, a reason nobody gave."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One thing that is counted. `population`: whom or what it is about, in words; `event`: a step
    of a life such as `referral.send`, or one of `sources.py`; `by`: what it is broken down by beside
    the month; `kinds`: the rows of a breakdown by kind, which is told of a year only; `marks`: those
    of each breakdown by a mark of people.
    """

    id: str
    name: Text
    population: Text
    event: str
    counts: Counts
    by: tuple[Dim, ...]
    source: Text
    topic: str = ""
    kinds: Mapping[str, Text] = field(default_factory=dict)
    marks: Mapping[str, Mapping[str, Text]] = field(default_factory=dict)

    @property
    def unit(self) -> Text:
        """What one of it is."""
        return UNITS[self.counts]

    @property
    def crossing(self) -> tuple[Dim, Dim] | None:
        """Two breakdowns that are told as one table, such as groups by age."""
        found = [one for one in self.by if one == "kind" or one in MARKS]
        return (found[0], found[1]) if found[1:] and self.marks else None

    def rows(self, dim: str) -> Mapping[str, Text]:
        """The rows of a breakdown by kind or mark, without the one for everything else."""
        return self.kinds if dim == "kind" else self.marks.get(dim, {})


@dataclass(frozen=True, slots=True)
class Share:
    """One indicator in a hundred of another; which one it is divided by is always said.

    `each`: it is no share but so much for each one, such as days for each referral; in which unit.
    """

    id: str
    name: Text
    part: str
    of: str
    each: Text | None = None
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Path:
    """Indicators of one unit that follow each other, as a funnel: all beside the first."""

    id: str
    name: Text
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Handing:
    """A report of a year that somebody waits for: to whom, and until which day of the next year."""

    id: str
    name: Text
    to: Text
    month: int
    source: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Indicators:
    """All of a house. `phrases`: sentences with {indicators} in them. `least`: fewer are hidden.

    `apart`: a sum of won is hidden where whoever has the second largest part of it could tell the
    largest to so many in a hundred; 0 for no such rule. `axes`: marks by which something is counted.
    """

    counted: Mapping[str, Indicator] = field(default_factory=dict)
    shares: Mapping[str, Share] = field(default_factory=dict)
    phrases: Mapping[str, Text] = field(default_factory=dict)
    topics: Mapping[str, Text] = field(default_factory=dict)
    paths: Mapping[str, Path] = field(default_factory=dict)
    handings: Mapping[str, Handing] = field(default_factory=dict)
    axes: Mapping[str, Axis] = field(default_factory=dict)
    licence: Text = NOTHING
    least: int = 5
    apart: int = 0
