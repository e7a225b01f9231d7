"""Finding one visit instead of five: what the desk gets is a menu, never anybody's calendar.

Taken time comes from the database as numbers (`hg.busy`), and so do the times at which the person
must keep away from the house or a part of it. A time that is not offered is just not offered.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from hangot.access.context import planning
from hangot.appointments.asking import Ask, Offer, Stop
from hangot.appointments.hours import Wall
from hangot.appointments.house import House, house_of
from hangot.appointments.models import Hold
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
    Grid,
    Need,
    Plan,
    Policy,
    Pool,
    Request,
    Resource,
    Urgency,
)
from hangot.core.itinerary.slots import day_bits, lowest, open_bits, span
from hangot.packs.active import profile

Stretch = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What one question looks at; `centre` has everything booked taken out."""

    house: House
    centre: Centre
    request: Request
    policy: Policy
    places: dict[int, Bits]

    @property
    def wall(self) -> Wall:
        return self.house.wall


def snapshot(
    subject: UUID, ask: Ask, *, by: Actor, at: datetime, spare: UUID | None = None
) -> Snapshot:
    """The house as it is now for one person and what they ask for.

    `spare` is an appointment that will give its time back: that counts as free.
    """
    pack = profile(by.profile)
    wall = Wall.of(pack, max(ask.first, at.astimezone(SEOUL).date()), ask.last)
    house = house_of(wall, by=by)
    busy, away, barred = _taken(subject, wall, _spared(spare, wall))
    own = busy.pop(0, 0)
    needs = tuple(_needs(house, ask, wall, at))
    centre = Centre(wall.grid, tuple(_free(house, busy, away, barred)), _childcare(house, busy))
    request = Request(
        client=str(subject), needs=needs,
        window=_window(wall, ask, at) & beside(wall.grid, own, away.get("", 0)) & ~own,
        blocked_presence=away.get("", 0), childcare=ask.childcare,
        max_stay=max(ask.stay // wall.grid.slot_min, 1), urgency=Urgency(ask.urgency),
    )  # fmt: skip
    places = {house.numbers[one.pk]: busy.get(house.numbers[one.pk], 0) for one in house.places}
    policy = Policy(transfer=-(-pack.times.transfer // wall.grid.slot_min))
    return Snapshot(house, centre, request, policy, places)


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
    appointments = tuple(_appointment(found, stop) for stop in stops)
    plan = Plan(found.request.client, appointments, (), (), "bound")
    return len(appointments) == len(stops) and accepted(found, plan)


def _appointment(found: Snapshot, stop: Stop) -> Appointment:
    numbers, wall = found.house.numbers, found.wall
    aides = {one.pk: one.post_id or one.pk for one in found.house.aides}
    start = wall.floor(stop.starts)
    names = (stop.room, aides.get(stop.aide), aides.get(stop.advocate))  # type: ignore[arg-type]
    room, aide, advocate = (str(numbers[pk]) if pk else None for pk in names)
    return Appointment(
        found.request.client, str(stop.service), start, wall.ceil(stop.ends) - start,
        str(numbers[stop.post]), room, aide, advocate,
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


def waiting(stops: Iterable[Stop]) -> int:
    """Minutes between the appointments of each day."""
    days: defaultdict[Any, list[Stop]] = defaultdict(list)
    for stop in stops:
        days[stop.starts.date()].append(stop)
    return sum(
        int((max(s.ends for s in of_day) - min(s.starts for s in of_day)).seconds / 60)
        - sum((s.ends - s.starts).seconds // 60 for s in of_day)
        for of_day in days.values()
    )


def beside(grid: Grid, own: Bits, blocked: Bits) -> Bits:
    """Where more can be booked on days with something booked: the whole stay meets nobody.

    On such a day only the stretch around one's own time counts that no blocked slot interrupts.
    """
    bits = open_bits(grid)
    for day in range(grid.days):
        mine = own & day_bits(grid, day)
        if mine and blocked & day_bits(grid, day):
            bits &= ~day_bits(grid, day) | _stretch(mine, ~blocked & day_bits(grid, day))
    return bits


def _stretch(mine: Bits, free: Bits) -> Bits:
    """The run of free slots around some of them."""
    first, last = lowest(mine), mine.bit_length() - 1
    while first and free >> (first - 1) & 1:
        first -= 1
    while free >> (last + 1) & 1:
        last += 1
    return span(first, last + 1)


def _spared(spare: UUID | None, wall: Wall) -> dict[int, Bits]:
    """The time that an appointment would give back, by number."""
    found: defaultdict[int, Bits] = defaultdict(int)
    if spare is not None:
        for one in Hold.objects.filter(appointment=spare, live=True):
            found[one.number] |= wall.taken(one.during.lower, one.during.upper)
    return found


def _taken(
    subject: UUID, wall: Wall, spared: dict[int, Bits]
) -> tuple[dict[int, Bits], dict[str, Bits], set[int]]:
    """What is taken by number (0 is the person), where to keep away by place, and who is barred."""
    busy: defaultdict[int, Bits] = defaultdict(int)
    away: defaultdict[str, Bits] = defaultdict(int)
    with planning(subject), connection.cursor() as cursor:
        moments = [wall.since, wall.until]
        cursor.execute("select taken, lower(span), upper(span) from hg.busy(%s, %s)", moments)
        for number, starts, ends in cursor.fetchall():
            busy[number] |= wall.taken(starts, ends)
        cursor.execute("select place, lower(span), upper(span) from hg.kept_away(%s, %s)", moments)
        for place, starts, ends in cursor.fetchall():
            away[place] |= _same_day(wall, starts, ends)
        cursor.execute("select hg.barred(%s, %s)", moments)
        barred = {row[0] for row in cursor.fetchall()}
        cursor.execute(
            "select number from hangot_bookable where target = %s and kind = 'person'", [subject]
        )
        own = cursor.fetchone()
    for number, bits in spared.items():
        busy[number] &= ~bits
    busy[0] = busy.pop(own[0], 0) if own else 0
    return dict(busy), dict(away), barred


def _same_day(wall: Wall, starts: datetime, ends: datetime) -> Bits:
    return wall.taken(max(starts, wall.since), min(ends, wall.until))


def _free(
    house: House, busy: dict[int, Bits], away: dict[str, Bits], barred: set[int]
) -> Iterable[Resource]:
    """Everybody and everything with what is taken taken out."""
    for one in house.resources():
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
    used = tuple(sum(bits >> slot & 1 for bits in taken) for slot in range(house.wall.grid.end))
    return Pool("childcare", len(house.places), used)


def _needs(house: House, ask: Ask, wall: Wall, at: datetime) -> Iterable[Need]:
    asked = {str(one) for one in ask.services}
    agencies = {one.service_id: _agency(house, one.post_id) for one in house.skills}
    for service in ask.services:
        rule = house.rules.get(service)
        if rule is None:
            continue
        agency = agencies.get(service)
        yield Need(
            service=str(service),
            slots=-(-rule.minutes // wall.grid.slot_min),
            agency=str(agency) if agency else "",
            after=tuple(str(one) for one in rule.after if str(one) in asked),
            room=f"{rule.room_kind}@{agency}" if rule.room_kind else None,
            interpreter=ask.tongue if ask.tongue and rule.interpreted else None,
            escorted=ask.escorted and rule.escorted,
            earliest=wall.ceil(at + timedelta(hours=rule.lead_hours)),
        )


def _agency(house: House, post: UUID) -> UUID | None:
    return next((one.agency_id for one in house.rota if one.post_id == post), None)


def _window(wall: Wall, ask: Ask, at: datetime) -> Bits:
    """When the person can come: from now on, on their days, in their hours."""
    bits = open_bits(wall.grid) & (-1 << wall.ceil(at))
    for n, day in enumerate(wall.days):
        whole = ((1 << wall.grid.slots) - 1) << n * wall.grid.stride
        if day.weekday() in ask.never or day > ask.last:
            bits &= ~whole
        elif ask.starts and ask.ends:
            bits &= ~whole | wall.daily(day, ask.starts, ask.ends)
    return bits
