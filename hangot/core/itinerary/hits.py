"""Which bookings an event makes impossible."""

from collections.abc import Iterable, Mapping

from hangot.core.itinerary.events import (
    Event,
    HouseClosed,
    NewApart,
    Overrun,
    RoomClosed,
    StaffAway,
    overran,
    there_from,
)
from hangot.core.itinerary.model import Booking, Centre, Request, Slot
from hangot.core.itinerary.presence import stays, takes


def hit(
    centre: Centre,
    bookings: tuple[Booking, ...],
    requests: Mapping[str, Request],
    event: Event,
    gap: int,
) -> tuple[Booking, ...]:
    """The bookings that cannot stay as they are; none that began before the event."""
    later = [one for one in bookings if one.appointment.start >= event.at]
    if isinstance(event, StaffAway | RoomClosed):
        later = [one for one in later if event.who in takes(one.appointment)]
    if isinstance(event, StaffAway | RoomClosed | HouseClosed):
        return tuple(one for one in later if _overlaps(one, event.start, event.stop))
    if isinstance(event, NewApart):
        return tuple(_clashing(centre, bookings, requests, event))
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


def _clashing(
    centre: Centre,
    bookings: tuple[Booking, ...],
    requests: Mapping[str, Request],
    event: NewApart,
) -> Iterable[Booking]:
    """On days on which the two would meet: the appointments of who is less pressing, or asked later."""
    pair = (event.rule.one, event.rule.other)
    hulls = stays(centre.grid, (one.appointment for one in bookings))
    movable = _movable_first(pair, requests)
    for day in range(centre.grid.days):
        one, other = hulls.get((pair[0], day)), hulls.get((pair[1], day))
        if one is None or other is None:
            continue
        buffer = event.rule.buffer
        if one[0] < other[1] + buffer and other[0] < one[1] + buffer:
            yield from _of_day(centre, bookings, movable, day, event.at)


def _movable_first(pair: tuple[str, str], requests: Mapping[str, Request]) -> tuple[str, ...]:
    known = [requests[one] for one in pair if one in requests]
    ranks = {
        one.client: (list(type(one.urgency)).index(one.urgency), one.asked_at) for one in known
    }
    return tuple(sorted(ranks, key=lambda client: ranks[client], reverse=True))


def _of_day(
    centre: Centre, bookings: tuple[Booking, ...], clients: tuple[str, ...], day: int, at: Slot
) -> Iterable[Booking]:
    """All appointments of the first of these people none of whose appointments has begun."""
    for client in clients:
        mine = [
            one
            for one in bookings
            if one.appointment.client == client
            and one.appointment.start // centre.grid.stride == day
        ]
        if all(one.appointment.start >= at for one in mine):
            return mine
    return ()
