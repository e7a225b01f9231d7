"""The rules about when a person comes: order, limits, length of stay, and who else is there."""

from collections.abc import Iterator
from itertools import pairwise

from hangot.core.itinerary.check_house import Finding, Visitor, all_set, at
from hangot.core.itinerary.model import Appointment, Need


def client(visitor: Visitor) -> Iterator[Finding]:
    """In one place at a time, with the walk between two places of a day; each need served once."""
    for stay in visitor.stays:
        for before, after in pairwise(stay.appointments):
            if after.start < before.stop + visitor.policy.transfer:
                yield (before.service, after.service), after.start
    seen: set[str] = set()
    for one, _ in visitor.own:
        if one.service in seen & visitor.needs.keys():
            yield at(one)
        seen.add(one.service)


def order(visitor: Visitor) -> Iterator[Finding]:
    """What must come before is there and over before, with the right number of days between.

    An earlier service that is neither asked for nor booked was done before the time we see.
    """
    for one, need in visitor.own:
        if one.start < need.since or (need.before is not None and one.stop > need.before):
            yield at(one)
        for name in dict.fromkeys((*need.after, *need.min_days, *need.max_days)):
            earlier = [before for before, _ in visitor.own if before.service == name]
            missing = not earlier and name in visitor.needs
            if missing or any(not _in_order(before, one, need, visitor) for before in earlier):
                yield (name, one.service), one.start


def _in_order(before: Appointment, one: Appointment, need: Need, visitor: Visitor) -> bool:
    days = visitor.house.day(one) - visitor.house.day(before)
    least = need.min_days.get(before.service, 0)
    most = need.max_days.get(before.service, days)
    return before.stop <= one.start and least <= days <= most


def window(visitor: Visitor) -> Iterator[Finding]:
    """The whole stay, waiting too, lies where the person may be in the building."""
    for stay in visitor.stays:
        if not all_set(visitor.request.window, stay.start, stay.stop):
            yield stay.services, stay.start


def due(visitor: Visitor) -> Iterator[Finding]:
    """It starts no later than its last slot."""
    for one, need in visitor.own:
        if need.due is not None and one.start > need.due:
            yield at(one)


def lead(visitor: Visitor) -> Iterator[Finding]:
    """It starts no earlier than its first slot: notice to a worker, time to come."""
    for one, need in visitor.own:
        if one.start < need.earliest:
            yield at(one)


def stay(visitor: Visitor) -> Iterator[Finding]:
    """From arrival to leaving is no longer than the person can bear or stay."""
    for stay in visitor.stays:
        if stay.stop - stay.start > visitor.request.max_stay:
            yield stay.services, stay.start


def encounter(visitor: Visitor) -> Iterator[Finding]:
    """Nobody kept apart is in the building, nor within the buffer before or after the stay.

    It names only the checked person's own services.
    """
    me, house = visitor.request.client, visitor.house
    others = [
        (theirs, apart.buffer)
        for apart in house.centre.apart
        if me in (apart.one, apart.other)
        for theirs in house.stays.get(apart.other if me == apart.one else apart.one, ())
    ]
    for stay in visitor.stays:
        allowed = all_set(~visitor.request.blocked_presence, stay.start, stay.stop)
        if not allowed or any(stay.meets(theirs, buffer) for theirs, buffer in others):
            yield stay.services, stay.start
