"""What is left to plan of somebody in the middle of their way, beside what has begun."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from hangot.core.itinerary.events import Event, there_from
from hangot.core.itinerary.model import Appointment, Booking, Grid, Need, Request, Slot


@dataclass(frozen=True, slots=True)
class Remainder:
    """The request without what has begun, that (`fixed`), the times that stood, and who escorts.

    `there` is the first slot at which the person can come on.
    """

    request: Request
    fixed: tuple[Booking, ...]
    keep: Mapping[str, Appointment]
    escort: str | None
    there: Slot


def remainder(
    grid: Grid, request: Request, bookings: Iterable[Booking], event: Event, gap: int
) -> Remainder:
    """Everything of a request that is booked and has not begun when the event is known."""
    mine = [one for one in bookings if one.appointment.client == request.client]
    fixed = tuple(one for one in mine if one.appointment.start < event.at)
    keep = {
        one.appointment.service: one.appointment
        for one in mine
        if one.appointment.start >= event.at
    }
    done = {one.appointment.service: one.appointment for one in fixed}
    needs = tuple(_after(grid, need, done) for need in request.needs if need.service in keep)
    there = max([there_from(grid, event, request.client), *(o.stop + gap for o in done.values())])
    escorts = [one.advocate for one in done.values() if one.advocate]
    left = replace(request, needs=needs)
    return Remainder(left, fixed, keep, escorts[0] if escorts else None, there)


def _after(grid: Grid, need: Need, done: Mapping[str, Appointment]) -> Need:
    """The need with its distances to what has begun written as slots."""
    earliest, due = need.earliest, need.due
    for service, days in need.min_days.items():
        if service in done:
            earliest = max(earliest, (_day(grid, done[service]) + days) * grid.stride)
    for service, days in need.max_days.items():
        if service in done:
            due = _sooner(due, (_day(grid, done[service]) + days + 1) * grid.stride - 1)
    return replace(need, earliest=earliest, due=due)


def _sooner(due: Slot | None, other: Slot) -> Slot:
    return other if due is None else min(due, other)


def _day(grid: Grid, appointment: Appointment) -> int:
    return appointment.start // grid.stride
