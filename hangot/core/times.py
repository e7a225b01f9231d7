"""When a house works, where, with whom, and how its services are booked: what a pack says of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time

from hangot.core.text import Text

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WORKDAYS = (0, 1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class RoomSpec:
    """A room or a desk: its kind, its entrance zone, whose it is ("" for everybody's)."""

    id: str
    label: Text
    kind: str
    zone: str
    agency: str
    capacity: int


@dataclass(frozen=True, slots=True)
class Hours:
    """Weekdays (0 is Monday) from when until when, perhaps with a break."""

    days: tuple[int, ...]
    starts: time
    ends: time
    break_starts: time | None = None
    break_ends: time | None = None


@dataclass(frozen=True, slots=True)
class RotaSpec:
    """When a post is there, which services it gives, in which languages without an interpreter."""

    post: str
    hours: Hours
    services: tuple[str, ...]
    speaks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AideSpec:
    """An interpreter, statement assistant or advocate with hours and languages."""

    id: str
    label: Text
    kind: str
    languages: tuple[str, ...]
    agency: str
    post: str
    hours: Hours


@dataclass(frozen=True, slots=True)
class BookingRule:
    """How one service is booked. `after`: services that come first if both are asked for."""

    service: str
    minutes: int
    lead_hours: int
    channels: tuple[str, ...]
    days: tuple[int, ...]
    starts: time | None
    ends: time | None
    room: str
    interpreted: bool
    escorted: bool
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UrgencyRule:
    """For people of one urgency: seen within `due` days (0: no such day), and what is not theirs.

    `keep` percent of each agency's time stay free of them on days that lie at least `ahead` days
    ahead; as a day comes nearer it is free for them too.
    """

    due: int = 0
    keep: int = 0
    ahead: int = 0

    def shares(self, first: int) -> tuple[float, ...]:
        """What is kept of each day from `first` days ahead on; the last holds for all after it."""
        return (*(0.0 for _ in range(first, self.ahead)), self.keep / 100) if self.keep else ()


@dataclass(frozen=True, slots=True)
class RoundRule:
    """Home visits of a house: the hours, the way there and what is unsafe; lengths in minutes.

    `usual`, `within`: between two neighbourhoods, inside one; `between`: where it is known better.
    `unsafe_over`: by then a visit to an unsafe home has ended. `spare`: how long after the planned
    end of the way back the clock raises the alarm.
    """

    starts: time = time(9)
    ends: time = time(18)
    unsafe_over: time = time(16)
    usual: int = 30
    within: int = 10
    spare: int = 20
    between: Mapping[tuple[str, str], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Times:
    """All of it. `slot` and `transfer` are minutes, `horizon` days, `hold` minutes."""

    rooms: Mapping[str, RoomSpec] = field(default_factory=dict)
    rota: Mapping[str, RotaSpec] = field(default_factory=dict)
    aides: Mapping[str, AideSpec] = field(default_factory=dict)
    rules: Mapping[str, BookingRule] = field(default_factory=dict)
    urgent: Mapping[str, UrgencyRule] = field(default_factory=dict)
    rounds: RoundRule = field(default_factory=RoundRule)
    childcare: int = 0
    slot: int = 5
    transfer: int = 5
    horizon: int = 14
    hold: int = 10
