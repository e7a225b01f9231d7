"""What the rounds of a day are made of. Times are minutes since midnight, lengths are minutes."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Proof = Literal["optimal", "bound"]
BASE = ""
"""The place where every round begins and ends: the centre itself."""


class Why(StrEnum):
    """Why a home is not visited on this day."""

    ESCORT = "escort"
    SKILL = "skill"
    WINDOW = "window"
    BUSY = "busy"
    FULL = "full"


class Rule(StrEnum):
    """The hard rules; rounds that break one are refused by `check`."""

    TWICE = "TWICE"
    ALONE = "ALONE"
    BOTH = "BOTH"
    SKILL = "SKILL"
    ESCORT = "ESCORT"
    WINDOW = "WINDOW"
    TRAVEL = "TRAVEL"
    SHIFT = "SHIFT"
    LAST = "LAST"
    LATE = "LATE"
    BUSY = "BUSY"


@dataclass(frozen=True, slots=True)
class Call:
    """One home: when the visit may begin, how long it takes, what the pair must be able to do.

    `weight`: how much it costs to leave it out. `unsafe`: never the last of the day, never late.
    `escort`: the opponent may be there. `barred`: who must not go there; why is nobody's business.
    """

    id: str
    place: str
    minutes: int
    opens: int
    closes: int
    weight: int = 1
    unsafe: bool = False
    escort: bool = False
    skills: frozenset[str] = frozenset()
    barred: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who may go, with what they can do and the hours of that day.

    `busy`: from when to when they are needed at the centre, or already away.
    """

    id: str
    skills: frozenset[str]
    starts: int
    ends: int
    busy: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two who go together for the day."""

    one: Member
    two: Member

    @property
    def starts(self) -> int:
        return max(self.one.starts, self.two.starts)

    @property
    def ends(self) -> int:
        return min(self.one.ends, self.two.ends)

    @property
    def skills(self) -> frozenset[str]:
        return self.one.skills | self.two.skills

    @property
    def busy(self) -> tuple[tuple[int, int], ...]:
        """When one of the two is busy, in the order of the day."""
        return tuple(sorted({*self.one.busy, *self.two.busy}))


@dataclass(frozen=True, slots=True)
class Travel:
    """Minutes between two places; `usual` where nothing is said, `within` inside one place."""

    usual: int
    within: int
    between: Mapping[tuple[str, str], int]

    def minutes(self, one: str, two: str) -> int:
        if one == two:
            return self.within if one != BASE else 0
        return self.between.get((one, two), self.between.get((two, one), self.usual))


@dataclass(frozen=True, slots=True)
class Policy:
    """`unsafe_over`: the minute by which a visit to an unsafe home must have ended.

    `officer`: the skill that an escort has.
    """

    unsafe_over: int
    officer: str


@dataclass(frozen=True, slots=True)
class Stop:
    """When the pair leaves for a home, begins there, and ends."""

    call: str
    leaves: int
    starts: int
    ends: int


@dataclass(frozen=True, slots=True)
class Tour:
    """The day of one pair, and when it is back."""

    pair: Pair
    stops: tuple[Stop, ...]
    back: int


@dataclass(frozen=True, slots=True)
class Cost:
    """Compared in this order: weight of what is left out, minutes on the road, last one back."""

    left: int
    travel: int
    back: int

    @property
    def key(self) -> tuple[int, int, int]:
        return self.left, self.travel, self.back


@dataclass(frozen=True, slots=True)
class Rounds:
    """The day: a tour for every pair that goes, the homes left out and why, and what is proved."""

    tours: tuple[Tour, ...]
    left: Mapping[str, Why]
    cost: Cost
    proof: Proof
