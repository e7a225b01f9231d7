"""Who is in the house when: bookings taken out of calendars, stays, and whom one must not meet."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from hangot.core.itinerary.model import (
    Appointment,
    Bits,
    Booking,
    Centre,
    Grid,
    Pool,
    Resource,
    Slot,
)
from hangot.core.itinerary.slots import day_bits, lowest, span

Stay = tuple[Slot, Slot]
"""First slot and the slot after the last one of somebody's time in the house on one day."""


def booked(centre: Centre, bookings: Iterable[Booking]) -> Centre:
    """The centre with what is booked taken out of every role of a person, of rooms, of childcare.

    Give all bookings of a client and day at once: childcare lasts from the first to the last.
    """
    bookings = tuple(bookings)
    busy = _busy(bookings)
    return replace(
        centre,
        resources=tuple(_without(one, busy.get(one.id, 0)) for one in centre.resources),
        childcare=centre.childcare and _cared(centre.grid, centre.childcare, bookings, 1),
    )


def released(centre: Centre, bookings: Iterable[Booking]) -> Centre:
    """The centre as it was before these were `booked`."""
    bookings = tuple(bookings)
    busy = _busy(bookings)
    return replace(
        centre,
        resources=tuple(_given_back(one, busy.get(one.id, 0)) for one in centre.resources),
        childcare=centre.childcare and _cared(centre.grid, centre.childcare, bookings, -1),
    )


def _busy(bookings: tuple[Booking, ...]) -> dict[str, Bits]:
    busy: defaultdict[str, Bits] = defaultdict(int)
    for booking in bookings:
        took = span(booking.appointment.start, booking.appointment.stop)
        for taken in takes(booking.appointment):
            busy[taken] |= took
    return busy


def takes(appointment: Appointment) -> tuple[str, ...]:
    """The ids of everybody and everything an appointment takes."""
    found = (
        appointment.staff,
        appointment.room,
        appointment.interpreter,
        appointment.advocate,
    )
    return tuple(one for one in found if one)


def _without(resource: Resource, busy: Bits) -> Resource:
    """The resource with some slots taken; its working time stays known."""
    if resource.rota is not None and not resource.free & busy:
        return resource
    whole = resource.free if resource.rota is None else resource.rota
    return replace(resource, free=resource.free & ~busy, rota=whole)


def _given_back(resource: Resource, busy: Bits) -> Resource:
    whole = resource.free if resource.rota is None else resource.rota
    return replace(resource, free=resource.free | busy & whole) if busy else resource


def stays(grid: Grid, appointments: Iterable[Appointment]) -> dict[tuple[str, int], Stay]:
    """For each client and day the hull of the appointments of that day."""
    found: dict[tuple[str, int], Stay] = {}
    for one in appointments:
        key = one.client, one.start // grid.stride
        first, stop = found.get(key, (one.start, one.stop))
        found[key] = min(first, one.start), max(stop, one.stop)
    return found


def _cared(grid: Grid, pool: Pool, bookings: tuple[Booking, ...], places: int) -> Pool:
    """So many places for the whole stay of every day with a booking that asks for childcare."""
    cared = {
        (one.appointment.client, one.appointment.start // grid.stride)
        for one in bookings
        if one.childcare
    }
    if not cared:
        return pool
    used = [*pool.used, *[0] * (grid.end - len(pool.used))]
    for key, (first, stop) in stays(grid, (one.appointment for one in bookings)).items():
        for slot in range(first, stop) if key in cared else ():
            used[slot] += places
    return replace(pool, used=tuple(used))


def places_left(grid: Grid, pool: Pool | None) -> Bits:
    """The slots at which a place is left; none when there is no childcare at all."""
    if pool is None:
        return 0
    full = sum(1 << slot for slot, used in enumerate(pool.used) if used >= pool.capacity)
    return ((1 << grid.end) - 1) & ~full if pool.capacity > 0 else 0


def kept_from(centre: Centre, client: str) -> Mapping[str, int]:
    """Whom a client must not meet, each with the widest buffer, whichever way the rule is written."""
    found: dict[str, int] = {}
    for rule in centre.apart:
        for one, other in ((rule.one, rule.other), (rule.other, rule.one)):
            if one == client:
                found[other] = max(rule.buffer, found.get(other, 0))
    return found


def presence(centre: Centre, bookings: Iterable[Booking], client: str) -> Bits:
    """The slots at which the client must not be in the house: somebody kept apart is there.

    The whole stay of the other counts, from first to last appointment of a day, with the buffer
    on both sides inside that day.
    """
    others = kept_from(centre, client)
    if not others:
        return 0
    appointments = (one.appointment for one in bookings if one.appointment.client in others)
    blocked = 0
    for (other, day), (first, stop) in stays(centre.grid, appointments).items():
        buffer = others[other]
        around = span(max(first - buffer, 0), stop + buffer)
        blocked |= around & day_bits(centre.grid, day)
    return blocked


def beside(grid: Grid, own: Iterable[Appointment], stay: Bits, gap: int, longest: int) -> Bits:
    """The slots at which somebody who has appointments already may have more of them.

    On a day with some: after them and the way, while the person may stay without a break (`stay`),
    no longer than `longest` from the first. On other days: all.
    """
    found = (1 << grid.end) - 1
    for (_, day), (first, stop) in stays(grid, own).items():
        ahead = stay >> stop
        unbroken = lowest(~ahead)
        more = span(stop + gap, min(stop + unbroken, first + longest))
        found &= ~day_bits(grid, day) | more
    return found
