"""Which bookings an event makes impossible."""

from collections.abc import Iterable

from hangot.core.itinerary.events import (
    Event,
    HouseClosed,
    Overrun,
    RoomClosed,
    StaffAway,
    overran,
    there_from,
)
from hangot.core.itinerary.model import Booking, Centre, Slot
from hangot.core.itinerary.presence import takes


def hit(
    centre: Centre,
    bookings: tuple[Booking, ...],
    event: Event,
    gap: int,
) -> tuple[Booking, ...]:
    """The bookings that cannot stay as they are; none that began before the event."""
    later = [one for one in bookings if one.appointment.start >= event.at]
    if isinstance(event, StaffAway | RoomClosed):
        later = [one for one in later if event.who in takes(one.appointment)]
    if isinstance(event, StaffAway | RoomClosed | HouseClosed):
        return tuple(one for one in later if _overlaps(one, event.start, event.stop))
    if isinstance(event, Overrun):
        return tuple(_pushed(bookings, event, gap))
    until = there_from(centre.grid, event, event.client)
    mine = (one for one in later if one.appointment.client == event.client)
    return tuple(one for one in mine if one.appointment.start < until)


def _overlaps(booking: Booking, start: Slot, stop: Slot) -> bool:
    return booking.appointment.start < stop and start < booking.appointment.stop


def _pushed(bookings: tuple[Booking, ...], event: Overrun, gap: int) -> Iterable[Booking]:
    """What the longer appointment runs into: of the same person, or with the same people and room."""
    for long in (one.appointment for one in bookings if overran(one, event)):
        for one in bookings:
            mine = one.appointment.client == event.client
            shares = set(takes(one.appointment)) & set(takes(long))
            stop = long.stop + gap if mine else long.stop
            if (mine or shares) and long.start < one.appointment.start < stop:
                yield one
