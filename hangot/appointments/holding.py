"""Taking time and giving it back: all of a plan's time is won in one statement, or none of it."""

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.db import connection

from hangot.access.alone import one_at_a_time
from hangot.access.context import deriving, planning
from hangot.appointments.already import by_day
from hangot.appointments.models import HOLDING, Appointment, Bookable, Hold
from hangot.appointments.opening import numbers
from hangot.appointments.planning import Snapshot
from hangot.core.access import Actor
from hangot.core.clocks import SEOUL
from hangot.people.meeting import rules_stay

Row = tuple[UUID, int, datetime, datetime]


class Taken(Exception):
    """Somebody else was quicker, or the person may no longer be there at that time."""


TAKE = """
insert into hangot_hold (centre_id, appointment_id, number, during, live)
select %s, a, n, tstzrange(s, e), true
from unnest(%s::uuid[], %s::bigint[], %s::timestamptz[], %s::timestamptz[]) as wanted (a, n, s, e)
order by n, s
on conflict on constraint hold_one_at_a_time do nothing
returning id
"""


def take(rows: Sequence[Row], *, by: Actor) -> None:
    """Hold all of it; Taken when somebody holds a part already, even if not yet committed."""
    columns = [list(column) for column in zip(*rows, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [by.centre, *columns])
        if len(cursor.fetchall()) < len(rows):
            raise Taken


def rows_of(
    found: Snapshot, appointments: Sequence[Appointment], *, childcare: bool, by: Actor
) -> list[Row]:
    """What the appointments of one plan take: people, rooms, places, and the person's own time."""
    of = found.house.numbers
    aides = {one.pk: of[one.post_id or one.pk] for one in found.house.aides}
    person = person_number(appointments[0].subject_id, by=by)
    rows: list[Row] = []
    for one in appointments:
        taken = [person, of[one.post_id]]
        taken += [of[one.room_id]] if one.room_id else []
        taken += [aides[pk] for pk in (one.aide_id, one.advocate_id) if pk]
        rows += [(one.pk, number, one.starts, one.ends) for number in taken]
    return [*rows, *(_places(found, appointments) if childcare else ())]


def person_number(subject: UUID, *, by: Actor) -> int:
    """The number by which a person is in one place at a time."""
    with deriving(subject):
        known = Bookable.objects.filter(centre_id=by.centre, target=subject)
        number = known.values_list("number", flat=True).first()
        if number is None:
            numbers(by.centre, "person", [subject])
            number = known.values_list("number", flat=True)[0]
    return number


def _places(found: Snapshot, appointments: Iterable[Appointment]) -> Iterable[Row]:
    """One childcare place for the whole of each day; it hangs on the first appointment."""
    for of_day in by_day(appointments).values():
        starts, ends = of_day[0].starts, max(one.ends for one in of_day)
        wanted = found.wall.taken(starts, ends)
        free = (number for number, busy in found.places.items() if not busy & wanted)
        number = next(free, None)
        if number is None:
            raise Taken
        yield of_day[0].pk, number, starts, ends


HERE = "select lower(span), upper(span) from hg.here(%s, %s) span"


def settle(appointments: Iterable[Appointment], zones: dict[UUID, str], *, by: Actor) -> None:
    """The last look at who must not meet, one booking of a day after the other; Taken if they would.

    Everybody's booking waits here, whoever it is for, so that waiting tells nothing.
    """
    days = by_day(appointments)
    rules_stay(by=by)
    for day in sorted(days):
        one_at_a_time(f"{by.centre}:{day}")
    for of_day in days.values():
        _apart(of_day, zones, by=by)


def _apart(of_day: Sequence[Appointment], zones: dict[UUID, str], *, by: Actor) -> None:
    """The whole stay of the day counts, with what the person has there already."""
    since, until = _stay(of_day, by=by)
    with planning(of_day[0].subject_id), connection.cursor() as cursor:
        cursor.execute(
            "select place, lower(span), upper(span) from hg.kept_away(%s, %s)", [since, until]
        )
        closed = cursor.fetchall()
    for place, starts, ends in closed:
        for one in of_day:
            here = (since, until) if place == "" else (one.starts, one.ends)
            where = place in ("", zones.get(one.room_id) if one.room_id else "")
            if where and here[0] < ends and starts < here[1]:
                raise Taken


def _stay(of_day: Sequence[Appointment], *, by: Actor) -> tuple[datetime, datetime]:
    """From the first to the last moment of the person in the house on that day."""
    subject, day = of_day[0].subject_id, of_day[0].starts.astimezone(SEOUL).date()
    number = person_number(subject, by=by)
    with deriving(subject):
        held = [one.during for one in Hold.objects.filter(number=number, live=True)]
    mine = [(one.lower, one.upper) for one in held if one.lower.astimezone(SEOUL).date() == day]
    with planning(subject), connection.cursor() as cursor:
        cursor.execute(HERE, [min(mine)[0], max(mine)[1]])
        mine += [one for one in cursor.fetchall() if one[0].astimezone(SEOUL).date() == day]
    return min(since for since, _ in mine), max(until for _, until in mine)


def release(appointments: Collection[UUID], *, but: Collection[int] = ()) -> None:
    """Give their time back, except that of some numbers."""
    held = Hold.objects.filter(appointment__in=list(appointments), live=True)
    held.exclude(number__in=list(but)).update(live=False)


def free_expired() -> None:
    """Nobody waits for the clock: what others held and did not book in time can be had."""
    with connection.cursor() as cursor:
        cursor.execute("select hg.free_expired()")


def places() -> list[int]:
    """The numbers of the childcare places."""
    return list(Bookable.objects.filter(kind="place").values_list("number", flat=True))


def care(one: Appointment, *, by: Actor) -> None:
    """The child of a plan stays in one place for the whole of its day; Taken when none is left.

    While the parent is in the house the place is not taken away; leaving gives it back.
    """
    if not one.childcare or one.itinerary_id is None:
        return
    mates = Appointment.objects.filter(itinerary=one.itinerary_id)
    of_day = by_day(mates).get(one.day, [])
    known = places()
    held = Hold.objects.filter(appointment__in=[each.pk for each in of_day], number__in=known)
    last = held.order_by("-id").first()
    rest = [each for each in of_day if each.state in HOLDING]
    here = any(each.state in ("checked_in", "done") for each in of_day)
    if here and not rest:
        return
    held.update(live=False)
    if rest:
        starts = last.during.lower if last and here else rest[0].starts
        first = [last.number] if last else []
        ends = max(each.ends for each in rest)
        _one_of([*first, *known], rest[0].pk, starts, ends, by=by)


def _one_of(
    numbers: Iterable[int], appointment: UUID, starts: datetime, ends: datetime, *, by: Actor
) -> None:
    """Hold the first of these that is free."""
    for number in dict.fromkeys(numbers):
        with suppress(Taken):
            take([(appointment, number, starts, ends)], by=by)
            return
    raise Taken
