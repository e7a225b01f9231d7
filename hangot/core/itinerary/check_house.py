"""Who is where: the house as the checker sees it, slot by slot, without a trick."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hangot.core.itinerary.model import (
    Appointment,
    Bits,
    Booking,
    Centre,
    Grid,
    Kind,
    Need,
    Policy,
    Request,
    Resource,
    Slot,
)

# The services in question, and when.
Finding = tuple[tuple[str, ...], Slot]


def at(one: Appointment) -> Finding:
    """It is this appointment that breaks the rule."""
    return (one.service,), one.start


def is_set(bits: Bits, slot: Slot) -> bool:
    """The slot has its bit; what lies before time has none."""
    return slot >= 0 and bool(bits >> slot & 1)


def all_set(bits: Bits, start: Slot, stop: Slot) -> bool:
    """Every slot from `start` until before `stop` has its bit."""
    return all(is_set(bits, slot) for slot in range(start, stop))


@dataclass(frozen=True, slots=True)
class Stay:
    """One day of one person in the building, from the first arrival to the last leaving."""

    day: int
    appointments: tuple[Appointment, ...]
    childcare: bool = False

    @property
    def start(self) -> Slot:
        """The slot of arrival."""
        return self.appointments[0].start

    @property
    def stop(self) -> Slot:
        """The slot right after the last appointment ends."""
        return max(one.stop for one in self.appointments)

    @property
    def services(self) -> tuple[str, ...]:
        """What the person is there for, in order of time."""
        return tuple(one.service for one in self.appointments)

    def meets(self, other: "Stay", buffer: int = 0) -> bool:
        """Both are in the building on one day, or less than `buffer` slots lie between them."""
        near = self.start < other.stop + buffer and other.start < self.stop + buffer
        return self.day == other.day and near


def stays(grid: Grid, bookings: Iterable[Booking]) -> tuple[Stay, ...]:
    """The days of one person's bookings, which come in order of time."""
    days: dict[int, list[Booking]] = defaultdict(list)
    for booking in bookings:
        days[booking.appointment.start // grid.stride].append(booking)
    return tuple(
        Stay(day, tuple(b.appointment for b in of_day), any(b.childcare for b in of_day))
        for day, of_day in days.items()
    )


@dataclass(frozen=True, slots=True)
class House:
    """The empty centre, and everything booked in it, by person or room and by client."""

    centre: Centre
    roles: Mapping[str, Sequence[Resource]]
    taken: Mapping[str, Sequence[Appointment]]
    stays: Mapping[str, tuple[Stay, ...]]

    @classmethod
    def of(cls, centre: Centre, bookings: Iterable[Booking]) -> "House":
        """From all bookings, in order of time."""
        roles: dict[str, list[Resource]] = defaultdict(list)
        taken: dict[str, list[Appointment]] = defaultdict(list)
        theirs: dict[str, list[Booking]] = defaultdict(list)
        for resource in centre.resources:
            roles[resource.id].append(resource)
        for booking in bookings:
            one = booking.appointment
            theirs[one.client].append(booking)
            for used in (one.staff, one.room, one.interpreter, one.advocate):
                if used is not None:
                    taken[used].append(one)
        days = {client: stays(centre.grid, found) for client, found in theirs.items()}
        return cls(centre, roles, taken, days)

    def day(self, one: Appointment) -> int:
        """The day of an appointment, counted from the first of the grid."""
        return one.start // self.centre.grid.stride

    def serves(
        self, name: str, kind: Kind, skill: str | None, one: Appointment, agency: str = ""
    ) -> bool:
        """`name` is of that kind, has the skill, is there throughout, and does nothing else.

        Somebody with two roles counts once for each in `taken`, so even two roles in the same
        appointment are one too many.
        """
        fit = any(
            role.kind == kind
            and (skill is None or skill in role.skills)
            and (not agency or role.agency == agency)
            and all_set(role.free, one.start, one.stop)
            for role in self.roles.get(name, ())
        )
        at_once = [
            other
            for other in self.taken.get(name, ())
            if other.start < one.stop and one.start < other.stop
        ]
        return fit and len(at_once) == 1

    def speaks(self, name: str, tongue: str) -> bool:
        """`name` is a worker who speaks the language."""
        roles = self.roles.get(name, ())
        return any(role.kind == "staff" and tongue in role.tongues for role in roles)

    def free_share(self, agency: str, day: int, client: str) -> float:
        """How much of an agency's staff time of a day is left beside what is booked, 0..1.

        Slots on the rota of its staff that no booking takes, over all slots on that rota; somebody
        in it twice counts once. Other people's bookings count in whatever role they take somebody,
        those of `client` only where the worker serves. 1.0 where nobody is on the rota.
        """
        stride = self.centre.grid.stride
        rota = {
            (worker.id, slot)
            for worker in self.centre.resources
            if worker.kind == "staff" and worker.agency == agency
            for slot in range(day * stride, (day + 1) * stride)
            if is_set(worker.free, slot)
        }
        busy = {
            (name, slot)
            for name in {name for name, _ in rota}
            for one in self.taken.get(name, ())
            if one.client != client or one.staff == name
            for slot in range(one.start, one.stop)
        }
        return len(rota - busy) / len(rota) if rota else 1.0

    def places_taken(self, slot: Slot) -> int:
        """Childcare places in use at a slot: those always taken, and one for each stay with a child."""
        care = self.centre.childcare
        always = care.used[slot] if care is not None and 0 <= slot < len(care.used) else 0
        return always + sum(
            stay.childcare and stay.start <= slot < stay.stop
            for of_client in self.stays.values()
            for stay in of_client
        )


@dataclass(frozen=True, slots=True)
class Visitor:
    """One person to check: what they asked for, what they have, and the house around them."""

    request: Request
    policy: Policy
    house: House

    @property
    def stays(self) -> tuple[Stay, ...]:
        """Their days in the building, in order of time."""
        return self.house.stays.get(self.request.client, ())

    @property
    def needs(self) -> Mapping[str, Need]:
        """What they asked for, by service."""
        return {need.service: need for need in self.request.needs}

    @property
    def own(self) -> tuple[tuple[Appointment, Need], ...]:
        """Their appointments in order of time, each with its need.

        What stands without being asked for now has a need that wants nothing.
        """
        return tuple(
            (one, self.needs.get(one.service, Need(one.service, one.slots)))
            for stay in self.stays
            for one in stay.appointments
        )
