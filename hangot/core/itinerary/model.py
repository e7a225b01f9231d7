"""What the planners speak of: the grid of time, people and rooms, needs, requests, plans.

A moment is a *global slot*: `day * grid.stride + slot`. A calendar is an int used as a bit set over
global slots, bit set = free. Lengths are in slots. The last slot of each day's stride is never
free, so nothing runs past closing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

Bits = int
Slot = int
Kind = Literal["staff", "room", "interpreter", "advocate"]
Proof = Literal["optimal", "bound"]


class Urgency(StrEnum):
    """How soon somebody must be seen, most pressing first."""

    NOW = "now"
    SOON = "soon"
    NORMAL = "normal"


class Rule(StrEnum):
    """The hard rules; a plan that breaks one is refused by `check`."""

    STAFF = "STAFF"
    ROOM = "ROOM"
    INTERP = "INTERP"
    ESCORT = "ESCORT"
    CLIENT = "CLIENT"
    ORDER = "ORDER"
    WINDOW = "WINDOW"
    DUE = "DUE"
    CHILD = "CHILD"
    STAY = "STAY"
    ENCOUNTER = "ENCOUNTER"
    RESERVE = "RESERVE"
    LEAD = "LEAD"


@dataclass(frozen=True, slots=True)
class Grid:
    """`days` days from `start`, each with `slots` slots of `slot_min` minutes from minute `opens`."""

    start: date
    days: int
    slots: int = 36
    slot_min: int = 15
    opens: int = 9 * 60

    @property
    def stride(self) -> int:
        """Slots from one day's first to the next day's first: one more than a day has."""
        return self.slots + 1

    @property
    def end(self) -> Slot:
        """The first global slot after the last day."""
        return self.days * self.stride


@dataclass(frozen=True, slots=True)
class Resource:
    """Somebody or something an appointment takes whole: a worker, a room, an interpreter, an advocate.

    `skills` are services for staff, kinds of room for a room, languages (or a kind of assistance)
    for an interpreter; an advocate has none. Two resources with the same `id` are one person in two
    roles and are never both in one appointment. Staff who speak one of `tongues` need no interpreter
    for it. `rota` is the working time before any booking (None:
    `free` is still all of it); shares of the reserve are shares of it.
    """

    id: str
    kind: Kind
    skills: frozenset[str]
    free: Bits
    agency: str = ""
    zone: str = ""
    rota: Bits | None = None
    tongues: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pool:
    """Places that are counted, not numbered (childcare): `used[slot]` of `capacity` are taken."""

    id: str
    capacity: int
    used: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Apart:
    """Two clients who must never be in the building at once; `buffer` slots around each stay."""

    one: str
    other: str
    buffer: int = 0


@dataclass(frozen=True, slots=True)
class Centre:
    """A house: its time, its resources, childcare, and who is kept apart."""

    grid: Grid
    resources: tuple[Resource, ...]
    childcare: Pool | None = None
    apart: tuple[Apart, ...] = ()


@dataclass(frozen=True, slots=True)
class Need:
    """One service somebody needs: how long, after which others, with what.

    `agency` and `staff` limit who may serve it (empty: everybody with the skill). `due` is the last global slot
    at which it may start, `earliest` the first. Where services before or after it are booked already,
    it starts at `since` or later and is over at `before`. `min_days` / `max_days` say for an earlier service
    how many days later at least / at most this one comes.
    """

    service: str
    slots: int
    agency: str = ""
    after: tuple[str, ...] = ()
    room: str | None = None
    interpreter: str | None = None
    escorted: bool = False
    due: Slot | None = None
    earliest: Slot = 0
    since: Slot = 0
    before: Slot | None = None
    min_days: Mapping[str, int] = field(default_factory=dict)
    max_days: Mapping[str, int] = field(default_factory=dict)
    staff: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Request:
    """Everything one person needs and when they can come; ids only.

    `window` has a bit for every slot at which the person may be in the building.
    `blocked_presence` has a bit for every slot at which they must not be (see `presence`).
    `max_stay` is in slots. `asked_at` orders requests of equal rank. `known` are workers the person
    already met.
    """

    client: str
    needs: tuple[Need, ...]
    window: Bits
    blocked_presence: Bits = 0
    childcare: bool = False
    max_stay: int = 36
    urgency: Urgency = Urgency.NORMAL
    asked_at: int = 0
    known: frozenset[str] = frozenset()


LEVELS = (
    "moved",
    "unserved_urgent",
    "unserved",
    "visits",
    "lateness",
    "idle",
    "last_day",
    "continuity",
    "gaps",
)


@dataclass(frozen=True, slots=True)
class Policy:
    """What a centre prefers: the order of the levels, the walk between rooms, the reserve.

    `order` names `LEVELS` from the most to the least important ("moved" always leads).
    `transfer` slots lie between two appointments of one visit. `reserve[urgency]` holds for each day
    ahead the share (0..1) of an agency's staff time of that day that must stay free for more
    pressing people; beyond its end the last value counts. `weights` is what a day later costs.
    """

    order: tuple[str, ...] = LEVELS
    transfer: int = 0
    reserve: Mapping[Urgency, tuple[float, ...]] = field(default_factory=dict)
    weights: Mapping[Urgency, int] = field(
        default_factory=lambda: {Urgency.NOW: 9, Urgency.SOON: 3, Urgency.NORMAL: 1}
    )


@dataclass(frozen=True, slots=True)
class Appointment:
    """One service at one time with one worker and what else it takes."""

    client: str
    service: str
    start: Slot
    slots: int
    staff: str
    room: str | None = None
    interpreter: str | None = None
    advocate: str | None = None

    @property
    def stop(self) -> Slot:
        """The global slot right after the end."""
        return self.start + self.slots


@dataclass(frozen=True, slots=True)
class Booking:
    """An appointment that stands; it moves only for an event. `childcare` holds for the whole stay."""

    appointment: Appointment
    childcare: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """All appointments of one person, in order of time, and what is left out.

    `objective` has one number for each of `LEVELS`, in their order. `proof` is "optimal" when no
    better plan exists for that order of levels.
    """

    client: str
    appointments: tuple[Appointment, ...]
    unserved: tuple[str, ...]
    objective: tuple[int, ...]
    proof: Proof
    work: int = 0

    @property
    def whole(self) -> bool:
        """Every need has its appointment."""
        return not self.unserved


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule a set of bookings breaks: whose, which services, when."""

    rule: Rule
    client: str
    services: tuple[str, ...]
    start: Slot | None = None


Audience = Literal["person", "desk", "staff", "planner", "safety"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is as it is: a code and facts; the words come from the language layer.

    Whoever is not in `audience` gets the neutral code `not_offered` in the same form and place.
    """

    code: str
    facts: Mapping[str, str | int]
    audience: frozenset[Audience]
