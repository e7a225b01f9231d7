"""The same time with other people or another room: nobody has to be asked."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hangot.core.itinerary.ledger import Ledger
from hangot.core.itinerary.masks import alone, starts
from hangot.core.itinerary.model import Appointment, Booking, Need, Resource, Rule
from hangot.core.itinerary.people import appoint, escorts
from hangot.core.itinerary.remainder import Remainder
from hangot.core.itinerary.setting import Setting, setting
from hangot.core.itinerary.slots import span

TRIES = 6
# The stay does not change, so the place in childcare is there; the reserve is not for what stands.
OFF = frozenset({Rule.CHILD, Rule.RESERVE})


def restaff(
    ledger: Ledger, troubled: Sequence[Booking], rest: Mapping[str, Remainder]
) -> tuple[Ledger, tuple[Booking, ...]]:
    """Book at the same time whatever can be: the ledger with it, and what could not.

    None of it is in the ledger that is given. Whoever found nobody comes first in the next try, and
    the try that leaves the fewest stands.
    """
    order = list(dict.fromkeys(one.appointment.client for one in troubled))
    tries: list[tuple[Ledger, tuple[Booking, ...]]] = []
    for _ in range(TRIES):
        trial = ledger.fork()
        left = _in_order(trial, troubled, rest, order)
        tries.append((trial, left))
        late = {one.appointment.client for one in left} & rest.keys()
        again = sorted(order, key=lambda client: client not in late)
        if again == order:
            break
        order = again
    return min(tries, key=lambda one: len(one[1]))


def _in_order(
    ledger: Ledger, troubled: Sequence[Booking], rest: Mapping[str, Remainder], order: list[str]
) -> tuple[Booking, ...]:
    left: list[Booking] = []
    for client in order:
        mine = [one for one in troubled if one.appointment.client == client]
        left += mine if client not in rest else _of_one(ledger, mine, rest[client])
    return tuple(left)


def _of_one(ledger: Ledger, mine: list[Booking], rest: Remainder) -> list[Booking]:
    """An advocate goes along everywhere or nowhere, so all escorted appointments change together."""
    held = ledger.held.get(rest.request.client, ())
    escorted = [one for one in mine if one.appointment.advocate]
    lost = [one for one in escorted if not _there(ledger, one.appointment)]
    left: list[Booking] = []
    if lost:
        others = [one for one in held if one.appointment.advocate and one not in rest.fixed]
        if not _together(ledger, [*escorted, *others], rest, rest.escort):
            left += escorted
        mine = [one for one in mine if one not in escorted]
    return left + [
        one for one in mine if not _together(ledger, [one], rest, one.appointment.advocate)
    ]


def _there(ledger: Ledger, one: Appointment) -> bool:
    """Is the advocate of an appointment free then?"""
    took = ((1 << one.slots) - 1) << one.start
    return any(
        who.id == one.advocate and who.kind == "advocate" and who.free & took == took
        for who in ledger.centre.resources
    )


def _together(ledger: Ledger, group: list[Booking], rest: Remainder, escort: str | None) -> bool:
    """Find people for all of these at their times, with one advocate; book them if there are.

    `escort` is the advocate it must be (None: anyone).
    """
    client = rest.request.client
    held = ledger.held.get(client, ())
    others = tuple(one for one in held if one not in group)
    ledger.swap(client, others)
    barred = ledger.barred(rest.request)
    asked = replace(barred, window=barred.window & ~span(0, rest.there))
    look = setting(ledger.centre, asked, ledger.policy, OFF)
    for advocate in _advocates(look, group, escort):
        new = [_again(look, one, advocate) for one in group]
        if all(new):
            ledger.swap(client, (*others, *(one for one in new if one)))
            return True
    ledger.swap(client, held)
    return False


def _advocates(
    look: Setting, group: list[Booking], escort: str | None
) -> tuple[Resource | None, ...]:
    """Those who may go along, the one who was to do so first; nobody when nobody has to."""
    had = {one.appointment.advocate for one in group} - {None}
    if not had:
        return (None,)
    found = [one for one in escorts(look) if escort in (None, one.id)]
    return tuple(sorted(found, key=lambda one: one.id not in had))


def _again(look: Setting, booking: Booking, advocate: Resource | None) -> Booking | None:
    old = booking.appointment
    need = _need(look, old)
    if need is None or not starts(look, need, alone(look, need), advocate) >> old.start & 1:
        return None
    return replace(
        booking, appointment=appoint(look, need, old.start, advocate, {old.service: old})
    )


def _need(look: Setting, old: Appointment) -> Need | None:
    found = (need for need in look.request.needs if need.service == old.service)
    return next((replace(need, slots=old.slots) for need in found), None)
