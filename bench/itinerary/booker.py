"""A desk in memory: plans on a snapshot, asks the checker, books. And whether anything overlaps."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from random import Random

from bench.itinerary.house import SERVICES
from hangot.core.itinerary.check import check
from hangot.core.itinerary.model import (
    Appointment,
    Booking,
    Centre,
    Plan,
    Policy,
    Request,
    Violation,
)
from hangot.core.itinerary.presence import booked, presence

Planner = Callable[[Centre, Request, Policy], Plan]


class Refused(Exception):
    """The checker refused what the planner had planned."""


@dataclass(slots=True)
class Booker:
    """An empty house and what stands in it, by client."""

    centre: Centre
    policy: Policy
    standing: dict[str, tuple[Booking, ...]] = field(default_factory=dict)

    def bookings(self) -> tuple[Booking, ...]:
        """All that stands."""
        return tuple(one for theirs in self.standing.values() for one in theirs)

    def snapshot(self, request: Request) -> tuple[Centre, Request]:
        """What a planner is given: calendars with bookings taken out, and whom not to meet."""
        stand = self.bookings()
        blocked = request.blocked_presence | presence(self.centre, stand, request.client)
        return booked(self.centre, stand), replace(request, blocked_presence=blocked)

    def book(self, request: Request, planner: Planner) -> Plan:
        """Plan, check, book; Refused when the checker does not agree."""
        found = planner(*self.snapshot(request), self.policy)
        self.keep(request, found.appointments)
        problems = check(self.centre, self.bookings(), (request,), self.policy)
        if problems:
            raise Refused(problems)
        return found

    def keep(self, request: Request, appointments: tuple[Appointment, ...]) -> None:
        """Book without asking."""
        self.standing[request.client] = tuple(
            Booking(one, request.childcare) for one in appointments
        )

    def problems(self, asking: tuple[Request, ...]) -> tuple[Violation, ...]:
        """What the checker says of everybody."""
        return check(self.centre, self.bookings(), asking, self.policy)


def overlaps(booker: Booker) -> Iterator[tuple[str, int]]:
    """Who or which room is in two appointments at once, and when; without asking the checker."""
    uses: dict[str, list[tuple[int, int]]] = {}
    for one in (booking.appointment for booking in booker.bookings()):
        for name in (one.client, one.staff, one.room, one.interpreter, one.advocate):
            if name is not None:
                uses.setdefault(name, []).append((one.start, one.stop))
    for name, spans in uses.items():
        yield from ((name, b[0]) for a, b in pairwise(sorted(spans)) if b[0] < a[1])


def fill(booker: Booker, share: float, dice: Random) -> None:
    """Single appointments of other people until so much of the staff's time is taken."""
    offers = {service.name: service for service in SERVICES}
    staff = [one for one in booker.centre.resources if one.kind == "staff"]
    rooms = [one for one in booker.centre.resources if one.kind == "room"]
    busy = dict.fromkeys([one.id for one in (*staff, *rooms)], 0)
    wanted = share * sum(one.free.bit_count() for one in staff)
    taken = tries = 0
    while taken < wanted and tries < 100_000:  # noqa: PLR2004 - a full house
        tries += 1
        worker = dice.choice(staff)
        service = offers[dice.choice(sorted(worker.skills))]
        start = dice.randrange(booker.centre.grid.end)
        span = ((1 << service.slots) - 1) << start
        means = [worker]
        if service.room:
            means.append(dice.choice([one for one in rooms if service.room in one.skills]))
        if all((one.free & ~busy[one.id]) & span == span for one in means):
            for one in means:
                busy[one.id] |= span
            taken += service.slots
            client = f"earlier-{len(booker.standing)}"
            booker.standing[client] = (Booking(Appointment(
                client, service.name, start, service.slots, *(one.id for one in means)
            )),)  # fmt: skip
