"""The rest of a day when the person is free later than planned: found anew, all of it or nothing.

The planners get a fresh look at the house, in which the rest gives back its time; what can stay at
its time stays. The checker is asked before anything is written.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time
from uuid import UUID

from django.db import transaction

from hangot.appointments.asking import Ask, Stop
from hangot.appointments.holding import Taken, care, release, rows_of, settle, take
from hangot.appointments.mending import replacing, stands
from hangot.appointments.models import Appointment, Bookable, Hold
from hangot.appointments.planning import Snapshot, accepted, as_planned, offer, snapshot
from hangot.core.access import Actor
from hangot.core.clocks import SEOUL
from hangot.core.itinerary.objective import SERVED_FIRST
from hangot.core.itinerary.plan import plan

Moved = Mapping[UUID, Appointment]
LATEST = time(23, 59)
WHOLE_DAY = 24 * 60
"""Who is kept waiting stays longer than they meant to; the rest of the day is not lost for that."""


def resume(
    rest: Sequence[Appointment], *, free_at: datetime, by: Actor, at: datetime
) -> Moved | None:
    """Move the rest of one person's day to when they are free; None when it does not fit today.

    `rest` are standing appointments of one person and one day, none of a service twice. Gives for
    each the appointment that stands now: itself, or the one that replaced it.
    """
    if free_at.astimezone(SEOUL).date() > rest[0].day:
        return None
    try:
        with transaction.atomic():
            return _moved(rest, free_at, by=by, at=at)
    except Taken:
        return None


def _moved(rest: Sequence[Appointment], free_at: datetime, *, by: Actor, at: datetime) -> Moved:
    childcare = any(one.childcare for one in rest)
    release([one.pk for one in rest])
    if childcare:
        _free_places(rest[0])
    found = _look(rest, free_at, childcare=childcare, by=by, at=at)
    stops = _planned(found, rest)
    after = {
        one.pk: one if _same(one, stops[one.service_id])
        else replacing(one, stops[one.service_id], by=by, at=at)
        for one in rest
    }  # fmt: skip
    standing = sorted(after.values(), key=lambda one: one.starts)
    take(rows_of(found, standing, childcare=False, by=by), by=by)
    settle(standing, {room.pk: room.zone for room in found.house.rooms}, by=by)
    for one in rest:
        if after[one.pk] is not one:
            stands(one, after[one.pk], by=by, at=at)
    care(standing[0], by=by)
    return after


def _look(
    rest: Sequence[Appointment], free_at: datetime, *, childcare: bool, by: Actor, at: datetime
) -> Snapshot:
    """The house from when the person is free; how long ahead to book was kept when it was booked."""
    day = rest[0].day
    asked = Ask(
        tuple(one.service_id for one in rest), day, day, starts=free_at.astimezone(SEOUL).time(),
        ends=LATEST, tongue=next((one.tongue for one in rest if one.tongue), ""),
        escorted=any(one.advocate_id for one in rest), childcare=childcare, stay=WHOLE_DAY,
    )  # fmt: skip
    spare = [one.pk for one in rest]
    found = snapshot(rest[0].subject_id, asked, by=by, at=at, spare=spare)
    needs = tuple(replace(need, earliest=0) for need in found.request.needs)
    return replace(found, request=replace(found.request, needs=needs))


def _planned(found: Snapshot, rest: Sequence[Appointment]) -> Mapping[UUID, Stop]:
    """A stop for each; Taken when one finds no time today or the checker objects."""
    keep = {str(one.service_id): as_planned(found, _stop(one)) for one in rest}
    best = plan(found.centre, found.request, found.policy, keep=keep, lead=SERVED_FIRST)
    stops = {one.service: one for one in offer(found, best).stops}
    if len(stops) < len(rest) or not accepted(found, best):
        raise Taken
    return stops


def _stop(one: Appointment) -> Stop:
    return Stop(
        one.service_id, one.agency_id, one.post_id, one.room_id, one.aide_id, one.advocate_id,
        one.starts, one.ends,
    )  # fmt: skip


def _same(one: Appointment, stop: Stop) -> bool:
    return _stop(one) == stop


def _free_places(one: Appointment) -> None:
    """The child's place of that day, which hangs on any of its appointments, is taken anew."""
    places = Bookable.objects.filter(kind="place").values_list("number", flat=True)
    mine = Appointment.objects.filter(itinerary=one.itinerary_id)
    of_day = [each.pk for each in mine if each.day == one.day]
    held = Hold.objects.filter(appointment__in=of_day, number__in=list(places), live=True)
    held.update(live=False)
