"""The rules about what an appointment takes: people, rooms, places, protected time."""

from collections.abc import Iterator

from hangot.core.itinerary.check_house import Finding, Visitor, at


def staff(visitor: Visitor) -> Iterator[Finding]:
    """A worker with the skill, of the agency and among those asked for, there all the time.

    The appointment is as long as the need, and the worker is nowhere else, in no other role.
    """
    for one, need in visitor.own:
        asked = one.slots == need.slots and (not need.staff or one.staff in need.staff)
        if not asked or not visitor.house.serves(
            one.staff, "staff", one.service, one, agency=need.agency
        ):
            yield at(one)


def room(visitor: Visitor) -> Iterator[Finding]:
    """A room of the kind needed, in nobody else's use, for the whole appointment."""
    for one, need in visitor.own:
        if one.room is None:
            good = need.room is None
        else:
            good = visitor.house.serves(one.room, "room", need.room, one)
        if not good:
            yield at(one)


def interpreter(visitor: Visitor) -> Iterator[Finding]:
    """One interpreter of the language needed throughout, who does nothing else meanwhile.

    None is needed where the worker speaks it.
    """
    for one, need in visitor.own:
        if one.interpreter is None:
            good = need.interpreter is None or visitor.house.speaks(one.staff, need.interpreter)
        else:
            good = visitor.house.serves(one.interpreter, "interpreter", need.interpreter, one)
        if not good:
            yield at(one)


def escort(visitor: Visitor) -> Iterator[Finding]:
    """An advocate throughout each escorted appointment, and the same one at all of them."""
    known = next((one.advocate for one, _ in visitor.own if one.advocate is not None), None)
    for one, need in visitor.own:
        if one.advocate is None:
            good = not need.escorted
        else:
            good = one.advocate == known
            good = good and visitor.house.serves(one.advocate, "advocate", None, one)
        if not good:
            yield at(one)


def child(visitor: Visitor) -> Iterator[Finding]:
    """Whoever comes with a child has a place for it during the whole stay, waiting too."""
    care = visitor.house.centre.childcare
    places = care.capacity if care is not None else 0
    for stay in visitor.stays:
        if visitor.request.childcare and not (
            stay.childcare
            and all(
                visitor.house.places_taken(slot) <= places for slot in range(stay.start, stay.stop)
            )
        ):
            yield stay.services, stay.start


def reserve(visitor: Visitor) -> Iterator[Finding]:
    """Of the agency's day stays free what is kept for more pressing people.

    With everything booked, the plan itself too, `House.free_share` of the worker's agency may not be
    below the share kept from this urgency so many days ahead (days after the first of the grid). A
    share of 0 keeps nothing. The person is judged as if everybody else had come before: ask for those
    just planned, one after the other. What already stood, not asked for now, is not judged.
    """
    shares = visitor.policy.reserve.get(visitor.request.urgency, ())
    for one, _ in visitor.own if shares else ():
        day = visitor.house.day(one)
        kept = shares[min(day, len(shares) - 1)]
        agencies = {
            role.agency for role in visitor.house.roles.get(one.staff, ()) if role.kind == "staff"
        }
        if one.service in visitor.needs and any(
            visitor.house.free_share(agency, day, one.client) < kept for agency in agencies
        ):
            yield at(one)
