"""What a pack says of work: occupations, what jobs ask of people, tracks, days of report and pay."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from hangot.core.text import Text

PayRule = Literal["day_before", "last_working_day"]
PAY_RULES: tuple[PayRule, ...] = ("day_before", "last_working_day")


@dataclass(frozen=True, slots=True)
class Trait:
    """Something a job asks of somebody, and how a person says not to want it."""

    id: str
    label: Text
    wish: Text


@dataclass(frozen=True, slots=True)
class Group:
    """A group inside a track, from so many months of service on."""

    id: str
    first: int
    label: Text
    source: str


@dataclass(frozen=True, slots=True)
class TrackStep:
    """What is done on a track, so many days after it began."""

    id: str
    label: Text
    after: int


@dataclass(frozen=True, slots=True)
class Track:
    """A group of the law with steps of its own. `checks`: months after starting work."""

    id: str
    label: Text
    source: str
    groups: tuple[Group, ...]
    steps: tuple[TrackStep, ...]
    checks: tuple[int, ...]

    def group(self, months: int | None) -> Group | None:
        """The group by months of service; None where the track has none or nobody said."""
        if months is None:
            return None
        found = [one for one in self.groups if one.first <= months]
        return max(found, key=lambda one: one.first, default=None)


@dataclass(frozen=True, slots=True)
class Recognition:
    """실업인정: at least and at most so many days after the one before."""

    least: int
    most: int
    source: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Allowance:
    """Money by the month while somebody looks for work; sums by the names of figures of the rules.

    `rule`: the benefit in the rules; `rest`: the share of what is left once work begins; `pays`:
    what happens when the day of pay is none to be paid on. `proof`: the search is shown each month.
    """

    id: str
    label: Text
    rule: str
    amount: str
    months: str
    rest: str
    day: int
    pays: PayRule
    proof: bool
    source: str
    verified: bool


@dataclass(frozen=True, slots=True)
class WorkWords:
    """Everything a centre says of work. Not `offered`: no page of it."""

    offered: bool
    occupations: Mapping[str, Text]
    traits: Mapping[str, Trait]
    recognition: Recognition
    tracks: Mapping[str, Track]
    allowances: Mapping[str, Allowance]

    def paying(self, rule: str) -> Allowance | None:
        """The allowance that is this benefit of the rules; None for every other benefit."""
        return next((one for one in self.allowances.values() if one.rule == rule), None)
