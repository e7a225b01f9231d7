"""What a person has booked already, as it binds what is planned beside it: order, length of stay."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from hangot.access.context import deriving
from hangot.appointments.hours import Wall
from hangot.appointments.models import STANDING, Appointment
from hangot.core.itinerary.model import Bits, Need, Slot
from hangot.core.itinerary.slots import day_bits, open_bits, span
from hangot.directory.places import ServiceRule

AHEAD = (*STANDING, "checked_in")


@dataclass(frozen=True, slots=True)
class Already:
    """What of a person is to come, and which services they have had."""

    ahead: Sequence[Appointment]
    had: frozenset[UUID]


def already(subject: UUID, *, but: Collection[UUID | None], at: datetime) -> Already:
    """Everything of a person whoever gives it, except what gives its time back."""
    with deriving(subject):
        rows = list(Appointment.objects.filter(subject_id=subject, state__in=(*AHEAD, "done")))
    return Already(
        [one for one in rows if one.state in AHEAD and one.ends > at and one.pk not in but],
        frozenset(one.service_id for one in rows if one.state == "done"),
    )


def by_day(appointments: Iterable[Appointment]) -> dict[date, list[Appointment]]:
    """Appointments by the day on the wall, each day in order of time."""
    days: defaultdict[date, list[Appointment]] = defaultdict(list)
    for one in sorted(appointments, key=lambda one: one.starts):
        days[one.day].append(one)
    return days


def in_order(
    needs: Iterable[Need], known: Already, rules: Mapping[UUID, ServiceRule], wall: Wall, *,
    moves: bool,
) -> Iterable[Need]:  # fmt: skip
    """The needs, each after what must come first; if it `moves`, also before what must come later.

    Whoever has something later already and asks for the first talk only now had one elsewhere.
    """
    for need in needs:
        me = UUID(need.service)
        first = {one for one in rules[me].after if one not in known.had}
        then = {pk for pk, rule in rules.items() if moves and me in rule.after}
        since = [wall.ceil(one.ends) for one in known.ahead if one.service_id in first]
        before = [wall.floor(one.starts) for one in known.ahead if one.service_id in then]
        yield replace(need, since=max(since, default=0), before=_least(before))


def _least(slots: Sequence[Slot]) -> Slot | None:
    return min(slots, default=None)


def within_stay(known: Already, wall: Wall, longest: int) -> Bits:
    """Where more can be booked so that no day in the house gets longer than so many slots.

    A day that is longer already gets no longer.
    """
    bits = open_bits(wall.grid)
    for day, mine in by_day(known.ahead).items():
        first, stop = wall.floor(mine[0].starts), wall.ceil(max(one.ends for one in mine))
        whole = day_bits(wall.grid, (day - wall.grid.start).days)
        near = span(max(stop - longest, 0), first + longest) | span(first, stop)
        bits &= ~whole | near
    return bits
