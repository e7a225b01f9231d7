"""What is left to plan of somebody in the middle of their way, beside what has begun."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from hangot.core.itinerary.events import Event, there_from
from hangot.core.itinerary.model import Appointment, Bits, Booking, Grid, Need, Request, Slot
from hangot.core.itinerary.slots import day_bits, span


@dataclass(frozen=True, slots=True)
class Remainder:
    """The request without what has begun, that (`fixed`), the times that stood, and who escorts."""

    request: Request
    fixed: tuple[Booking, ...]
    keep: Mapping[str, Appointment]
    escort: str | None


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
    window = request.window & ~span(0, there_from(grid, event, request.client))
    window &= _beside(grid, request, tuple(done.values()), gap)
    escorts = [one.advocate for one in done.values() if one.advocate]
    left = replace(request, needs=needs, window=window)
    return Remainder(left, fixed, keep, escorts[0] if escorts else None)


def _beside(grid: Grid, request: Request, done: tuple[Appointment, ...], gap: int) -> Bits:
    """Without the time of what has begun, the way after it, and what makes that day too long."""
    left = -1
    for day in {one.start // grid.stride for one in done}:
        of_day = [one for one in done if one.start // grid.stride == day]
        first, stop = min(one.start for one in of_day), max(one.stop for one in of_day)
        left &= ~day_bits(grid, day) | span(stop + gap, first + request.max_stay)
    return left


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
