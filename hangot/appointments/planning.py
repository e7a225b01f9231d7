"""Finding one visit instead of five: what the desk gets is a menu, never anybody's calendar.

Taken time comes from the database as numbers (`hg.busy`), and so do the times at which the person
must keep away from the house or a part of it. A time that is not offered is just not offered.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from hangot.appointments.already import already, in_order, within_stay
from hangot.appointments.asking import Ask, Offer, Stop, waiting
from hangot.appointments.hours import Wall
from hangot.appointments.house import House, house_of
from hangot.appointments.taken import beside, spared, taken_time, with_walks
from hangot.appointments.wanted import needs_of, window_of
from hangot.core.access import Actor
from hangot.core.clocks import SEOUL
from hangot.core.itinerary.check import check
from hangot.core.itinerary.menu import menu
from hangot.core.itinerary.model import (
    LEVELS,
    Appointment,
    Bits,
    Booking,
    Centre,
    Plan,
    Policy,
    Pool,
    Request,
    Resource,
    Urgency,
)
from hangot.core.times import UrgencyRule
from hangot.packs.active import profile


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What one question looks at; `centre` has everything booked taken out.

    `apart` is the part of the person's own hours that is left out beside what they have already,
    because somebody else is in the house.
    """

    house: House
    centre: Centre
    request: Request
    policy: Policy
    places: dict[int, Bits]
    apart: Bits = 0

    @property
    def wall(self) -> Wall:
        return self.house.wall


def snapshot(
    subject: UUID, ask: Ask, *, by: Actor, at: datetime, spare: Collection[UUID] = ()
) -> Snapshot:
    """The house as it is now for one person and what they ask for.

    `spare` are appointments that will give their time back: that counts as free.
    """
    pack = profile(by.profile)
    first = max(ask.first, at.astimezone(SEOUL).date())
    house = house_of(Wall.of(pack, first, ask.last), by=by)
    wall = house.wall
    busy, away, barred, here = taken_time(subject, wall, spared(spare, wall))
    own = busy.pop(0, 0)
    # What stands already is not measured again when it moves.
    rule = UrgencyRule() if spare else pack.times.urgent.get(ask.urgency, UrgencyRule())
    known = already(subject, but={*spare, ask.instead}, at=at)
    longest = max(ask.stay // wall.grid.slot_min, 1)
    needs = needs_of(house, ask, wall, at, due=rule.due)
    needs = in_order(needs, known, house.rules, wall, moves=bool(spare or ask.instead))
    centre = Centre(wall.grid, tuple(_free(house, busy, away, barred)), _childcare(house, busy))
    walk = -(-pack.times.transfer // wall.grid.slot_min)
    hours = window_of(wall, ask, at) & ~with_walks(own, walk) & within_stay(known, wall, longest)
    window = hours & beside(wall.grid, own | here, away.get("", 0))
    request = Request(
        client=str(subject), needs=tuple(needs), window=window,
        blocked_presence=away.get("", 0), childcare=ask.childcare,
        max_stay=longest, urgency=Urgency(ask.urgency),
    )  # fmt: skip
    places = {house.numbers[one.pk]: busy.get(house.numbers[one.pk], 0) for one in house.places}
    policy = Policy(
        transfer=walk,
        reserve={Urgency(ask.urgency): rule.shares((wall.grid.start - at.astimezone(SEOUL).date()).days)},
    )  # fmt: skip
    return Snapshot(house, centre, request, policy, places, hours & ~window)


def offers(found: Snapshot) -> tuple[Offer, ...]:
    """The menu: at most three plans, each accepted by the independent checker.

    To come twice more often only to wait less is offered to nobody.
    """
    plans = menu(found.centre, found.request, found.policy)
    fewest = _visits(plans[0]) if plans else 0
    return tuple(
        offer(found, one)
        for one in plans
        if one.appointments and _visits(one) <= fewest + 1 and accepted(found, one)
    )


VISITS = LEVELS.index("visits")


def _visits(one: Plan) -> int:
    return one.objective[VISITS]


def accepted(found: Snapshot, one: Plan) -> bool:
    """Does the independent checker find no rule broken?"""
    mine = [Booking(each, found.request.childcare) for each in one.appointments]
    return not check(found.centre, mine, [found.request], found.policy)


def still_fits(found: Snapshot, stops: Sequence[Stop]) -> bool:
    """Would the checker accept these stops in the house as it is now?"""
    appointments = tuple(as_planned(found, stop) for stop in stops)
    plan = Plan(found.request.client, appointments, (), (), "bound")
    return len(appointments) == len(stops) and accepted(found, plan)


def as_planned(found: Snapshot, stop: Stop) -> Appointment:
    """A stop in the numbers and slots of the planners."""
    return in_slots(found.house, found.request.client, stop)


def in_slots(house: House, client: str, stop: Stop) -> Appointment:
    """The same for whoever the planners call `client`."""
    numbers, wall = house.numbers, house.wall
    aides = {one.pk: one.post_id or one.pk for one in house.aides}
    start = wall.floor(stop.starts)
    names = (stop.room, aides.get(stop.aide), aides.get(stop.advocate))  # type: ignore[arg-type]
    room, aide, advocate = (str(numbers[pk]) if pk else None for pk in names)
    return Appointment(
        client, str(stop.service), start, wall.ceil(stop.ends) - start, str(numbers[stop.post]),
        room, aide, advocate,
    )  # fmt: skip


def offer(found: Snapshot, one: Plan) -> Offer:
    """A plan of the planners with the ids of the directory."""
    house, wall = found.house, found.wall
    targets = {str(number): pk for pk, number in house.numbers.items()}
    agencies = {post.post_id: post.agency_id for post in house.rota}
    aides = {aide.post_id or aide.pk: aide.pk for aide in house.aides}
    stops = []
    for each in one.appointments:
        post = targets[each.staff]
        stops.append(Stop(
            service=UUID(each.service), agency=agencies[post], post=post,
            room=targets[each.room] if each.room else None,
            aide=aides[targets[each.interpreter]] if each.interpreter else None,
            advocate=aides[targets[each.advocate]] if each.advocate else None,
            starts=wall.moment(each.start),
            ends=wall.moment(each.start) + timedelta(minutes=each.slots * wall.grid.slot_min),
        ))  # fmt: skip
    unserved = tuple(UUID(service) for service in one.unserved)
    return Offer(tuple(stops), unserved, waiting(stops), one.proof)


def _free(
    house: House, busy: dict[int, Bits], away: dict[str, Bits], barred: set[int]
) -> Iterable[Resource]:
    """Everybody and everything with what is taken taken out."""
    for one in house.resources:
        number = int(one.id)
        closed = busy.get(number, 0)
        if one.kind == "room":
            closed |= away.get(one.zone, 0)
        if one.kind != "room" and number in barred:
            continue
        whole = one.free if one.rota is None else one.rota
        yield replace(one, free=one.free & ~closed, rota=whole)


def _childcare(house: House, busy: dict[int, Bits]) -> Pool | None:
    if not house.places:
        return None
    taken = [busy.get(house.numbers[one.pk], 0) for one in house.places]
    count, there = len(house.places), house.cared
    used = tuple(
        sum(bits >> slot & 1 for bits in taken) if there >> slot & 1 else count
        for slot in range(house.wall.grid.end)
    )
    return Pool("childcare", count, used)
