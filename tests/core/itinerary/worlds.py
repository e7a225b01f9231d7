"""Small random houses in which things collide, and the requests of one person in them."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from random import Random
from typing import Any

from hypothesis import strategies as st

from hangot.core.itinerary.model import (
    LEVELS,
    Apart,
    Appointment,
    Bits,
    Booking,
    Centre,
    Grid,
    Need,
    Policy,
    Pool,
    Request,
    Resource,
    Urgency,
)

ME, OPPONENT, STRANGER = "p-1", "p-2", "p-3"
SERVICES = ("a", "b", "c", "d", "e")
# As it comes, soon before seldom, and hardly any waiting before soon.
ORDERS = (
    LEVELS,
    ("moved", "unserved_urgent", "unserved", "lateness", "visits", "idle", "last_day"),
    ("moved", "unserved", "idle", "last_day", "visits", "lateness", "unserved_urgent"),
)


@dataclass(frozen=True)
class World:
    """A house, what stands in it, who asks, what the centre prefers, and starts to be kept."""

    centre: Centre
    bookings: tuple[Booking, ...]
    request: Request
    policy: Policy
    keep: dict[str, int]

    @cached_property
    def needs(self) -> dict[str, Need]:
        """What is asked for, by service."""
        return {need.service: need for need in self.request.needs}

    @cached_property
    def taken(self) -> set[tuple[str, int]]:
        """Who or which room is booked at which slot, by others."""
        return {
            (name, slot)
            for one in (booking.appointment for booking in self.bookings)
            for name in (one.staff, one.room, one.interpreter, one.advocate)
            if name is not None
            for slot in range(one.start, one.stop)
        }

    @cached_property
    def rota(self) -> dict[tuple[str, int], set[tuple[str, int]]]:
        """For each agency and day: who of its staff is there at which slot."""
        found: dict[tuple[str, int], set[tuple[str, int]]] = defaultdict(set)
        for worker in self.centre.resources:
            for slot in range(self.centre.grid.end) if worker.kind == "staff" else ():
                if worker.free >> slot & 1:
                    found[worker.agency, slot // self.centre.grid.stride].add((worker.id, slot))
        return found


@st.composite
def worlds(draw: st.DrawFn, most: int = 4) -> World:
    """Up to `most` needs on one to three days of four to six slots."""
    grid = Grid(date(2026, 9, 7), draw(st.integers(1, 3)), draw(st.integers(4, 6)))
    services = SERVICES[: draw(st.integers(1, most))]
    return _Maker(Random(draw(st.integers(0, 2**32))), grid, services).world()


@dataclass(frozen=True)
class _Maker:
    dice: Random
    grid: Grid
    services: tuple[str, ...]

    def world(self) -> World:
        dice = self.dice
        centre = Centre(self.grid, self.resources(), self.childcare(), self.apart())
        kept = dice.choice((0.0, 0.5, 0.8)), dice.choice((0.0, 0.75, 0.85))
        policy = Policy(
            order=dice.choice(ORDERS),
            transfer=dice.choice((0, 0, 1)),
            reserve=dice.choice(({}, dict.fromkeys((Urgency.SOON, Urgency.NORMAL), kept))),
        )
        keep = {
            service: dice.randrange(self.grid.end)
            for service in self.services if dice.random() < 0.5
        }  # fmt: skip
        return World(centre, self.bookings(centre), self.request(), policy, dice.choice(({}, keep)))

    def free(self, share: float) -> Bits:
        """A calendar in which each slot is free with this chance; never the one after closing."""
        grid = self.grid
        return sum(
            1 << slot
            for slot in range(grid.end)
            if slot % grid.stride < grid.slots and self.dice.random() < share
        )

    def resources(self) -> tuple[Resource, ...]:
        dice = self.dice
        agencies = dice.choice((("x",), ("x", "y")))
        staff = [
            Resource(f"w{n}", "staff", frozenset(dice.sample(self.services, dice.randint(len(self.services) // 2 + 1, len(self.services)))),
                     self.free(0.9), dice.choice(agencies),
                     tongues=frozenset(dice.choice(((), (), ("vi",)))))
            for n in range(dice.randint(2, 4))
        ]  # fmt: skip
        rooms = [Resource(f"r{n}", "room", frozenset({"quiet"}), self.free(0.8)) for n in range(2)]
        tongues = [
            Resource(dice.choice(("w0", "i1")), "interpreter", frozenset({"vi"}), self.free(0.9))
        ]
        escorts = [
            Resource(name, "advocate", frozenset(), self.free(0.7))
            for name in (dice.choice(("w1", "v1")), "v2")[: dice.randint(0, 2)]
        ]
        return (*staff, *rooms, *tongues, *escorts)

    def childcare(self) -> Pool | None:
        used = tuple(self.dice.choice((0, 0, 0, 1)) for _ in range(self.grid.end - 2))
        return self.dice.choice(
            (None, Pool("care", 1), Pool("care", 1, used), Pool("care", 2, used))
        )

    def apart(self) -> tuple[Apart, ...]:
        pair = self.dice.choice(((ME, OPPONENT), (OPPONENT, ME)))
        return self.dice.choice(((), (Apart(*pair, self.dice.randint(0, 1)),)))

    def bookings(self, centre: Centre) -> tuple[Booking, ...]:
        """What others have: legal or not is not our matter, but it takes what it takes."""
        found: list[Booking] = []
        for client in (OPPONENT, STRANGER, STRANGER)[: self.dice.randint(0, 3)]:
            day, slots = self.dice.randrange(self.grid.days), self.grid.slots
            start = day * self.grid.stride + self.dice.randrange(slots - 1)
            names = {
                kind: [r.id for r in centre.resources if r.kind == kind]
                for kind in ("staff", "room")
            }
            one = Appointment(client, "z", start, self.dice.randint(1, 2),
                              self.dice.choice(names["staff"]), self.dice.choice([None, *names["room"]]))  # fmt: skip
            found.append(Booking(one, self.dice.random() < 0.5))
        return tuple(found)

    def request(self) -> Request:
        dice = self.dice
        return Request(
            ME,
            tuple(self.need(n) for n in range(len(self.services))),
            window=dice.choice((-1, -1, self.free(0.95))),
            blocked_presence=dice.choice((0, 0, 0, self.free(0.1))),
            childcare=dice.random() < 0.2,
            max_stay=dice.choice((3, self.grid.slots, self.grid.slots)),
            urgency=dice.choice(tuple(Urgency)),
            known=frozenset({"w0"}) if dice.random() < 0.3 else frozenset(),
        )

    def need(self, number: int) -> Need:
        """After some of those before it, more often than not with no special wish."""
        dice = self.dice
        before = self.services[:number]
        need = Need(self.services[number], dice.choice((1, 1, 2)),
                    after=tuple(name for name in before if dice.random() < 0.25))  # fmt: skip
        return replace(
            need,
            **{key: make() for key, make in self.wishes(before).items() if dice.random() < 0.15},
        )

    def wishes(self, before: tuple[str, ...]) -> dict[str, Any]:
        dice, end = self.dice, self.grid.end
        found: dict[str, Any] = {
            "room": lambda: "quiet", "interpreter": lambda: "vi",
            "escorted": lambda: True, "staff": lambda: frozenset({"w0", "w1"}),
            "due": lambda: dice.randrange(end), "earliest": lambda: dice.randrange(end // 2),
        }  # fmt: skip
        if before:
            found["min_days"] = lambda: {dice.choice(before): dice.randint(0, 1)}
            found["max_days"] = lambda: {dice.choice(before): dice.randint(0, 1)}
        return found
