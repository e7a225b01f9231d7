"""What the database says of who is in the house, beside the same rule in plain Python, on random days."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from hangot.access.context import deriving, planning
from hangot.appointments.holding import person_number
from hangot.appointments.models import Appointment, Hold
from hangot.core.clocks import SEOUL
from hangot.core.ids import new_id
from hangot.directory.models import Post, Service
from hangot.directory.places import Room
from hangot.people import actions as people
from hangot.visits.models import Stop, Visit
from tests.domain.test_crossing import undone

pytestmark = pytest.mark.django_db
Acts = Callable[..., Any]
STATES = ("planned", "arrived", "in_progress", "left")
OPEN = ("planned", "waiting", "called", "receiving")
Span = tuple[datetime, datetime]


@dataclass
class Desk:
    """A stop, or a time that is held: in a zone, from when to when."""

    zone: str
    state: str
    starts: datetime
    ends: datetime
    received: datetime
    finished: datetime


@dataclass
class House:
    """One day of one person as it might stand: state "" is a day without a visit."""

    state: str
    zone: str
    starts: datetime
    ends: datetime
    arrived: datetime
    left: datetime
    desks: list[Desk]
    held: list[Desk]


def random_day(dice: Random, opens: datetime, zones: list[str]) -> House:
    """Any day between nine and six, orderly or not."""
    state = dice.choice(("", *STATES))
    desks = [_desk(dice, opens, zones, state) for _ in range(dice.randint(1, 3) if state else 0)]
    held = [_desk(dice, opens, zones, "") for _ in range(dice.randint(0, 2))]
    for one, before in zip(held[1:], held, strict=False):  # one person is in one place at a time
        one.starts = max(one.starts, before.ends)
        one.ends = one.starts + timedelta(minutes=30)
    starts = min((one.starts for one in desks), default=opens)
    ends = max((one.ends for one in desks), default=opens)
    arrived = starts + timedelta(minutes=dice.randint(-20, 40))
    left = arrived + timedelta(minutes=dice.randint(1, 300))
    return House(state, dice.choice(zones), starts, ends, arrived, left, desks, held)


def _desk(dice: Random, opens: datetime, zones: list[str], day: str) -> Desk:
    starts = opens + timedelta(minutes=5 * dice.randrange(90))
    ends = starts + timedelta(minutes=5 * dice.randint(2, 12))
    received = starts + timedelta(minutes=dice.randint(0, 30))
    state = {"planned": "planned", "left": dice.choice(("finished", "skipped"))}.get(
        day, dice.choice((*OPEN, "finished", "skipped"))
    )
    finished = received + timedelta(minutes=dice.randint(1, 60))
    return Desk(dice.choice(zones), state, starts, ends, received, finished)


def stays(day: House, now: datetime) -> Iterable[Span]:
    """From door to door: once for a day that is over, once for all that is still to come."""
    ahead = [(one.starts, one.ends) for one in day.held]
    if day.state == "left":
        yield day.arrived, day.left
    elif day.state == "planned":
        ahead.append((day.starts, day.ends))
    elif day.state:
        ahead.append((day.arrived, max(day.ends, day.arrived, now)))
    if day.state != "left":
        ahead += [_at_desk(one, now) for one in day.desks if one.state != "skipped"]
    yield from _hull(ahead)


def zoned(day: House, zone: str, now: datetime) -> Iterable[Span]:
    """The same for one zone: its desks, its seats, and what is held there."""
    over: list[Span] = []
    ahead = [(one.starts, one.ends) for one in day.held if one.zone == zone]
    mine = over if day.state == "left" else ahead
    for one in day.desks:
        if one.zone == zone and one.state != "skipped":
            mine.append(_at_desk(one, now))
    if day.zone == zone and day.state in STATES[1:]:
        last = day.left if day.state == "left" else max(day.ends, day.arrived, now)
        mine.append((day.arrived, last))
    yield from _hull(over)
    yield from _hull(ahead)


def _at_desk(one: Desk, now: datetime) -> Span:
    if one.state == "planned":
        return one.starts, one.ends
    if one.state == "finished":
        return one.received, one.finished
    if one.state == "receiving":
        return one.received, max(one.ends, one.received + (one.ends - one.starts), now)
    return one.starts, max(one.ends, now)


def _hull(spans: list[Span]) -> Iterable[Span]:
    if spans:
        yield min(since for since, _ in spans), max(until for _, until in spans)


def write(day: House, subject: UUID, rooms: dict[str, Room], *, by: Any) -> None:
    """Put the day into the database by the allowed moves."""
    with deriving(subject):
        if day.state:
            _write_visit(day, subject, rooms, by=by)
        for one in day.held:
            _write_hold(one, subject, rooms, by=by)


def _write_visit(day: House, subject: UUID, rooms: dict[str, Room], *, by: Any) -> None:
    visit = Visit(
        centre_id=by.centre, subject_id=subject, day=day.starts.astimezone(SEOUL).date(), number=100,
        state="planned", starts=day.starts, ends=day.ends,
    )  # fmt: skip
    visit.save(force_insert=True)
    for state in STATES[: STATES.index(day.state) + 1]:
        visit.state = state
        if state != "planned":
            visit.zone, visit.seat, visit.arrived_at = day.zone, 1, day.arrived
        if state == "left":
            visit.left_at, visit.left_how, visit.way_back = day.left, "complete", "booked"
        visit.save()
    for n, one in enumerate(day.desks):
        _write_stop(one, visit, rooms[one.zone], n, by=by)


def _write_stop(one: Desk, visit: Visit, room: Room, n: int, *, by: Any) -> None:
    stop = Stop(
        centre_id=by.centre, visit=visit, subject_id=visit.subject_id, agency_id=by.agency, room=room,
        position=n, state="planned", starts=one.starts, ends=one.ends,
    )  # fmt: skip
    stop.save(force_insert=True)
    path = ("skipped",) if one.state == "skipped" else (*OPEN[1:], "finished")
    for state in path if one.state != "planned" else ():
        stop.state, stop.waiting_since, stop.why = state, one.starts, "x" * (state == "skipped")
        stop.called_at = one.starts if state in ("called", "receiving", "finished") else None
        stop.received_at = one.received if state in ("receiving", "finished") else None
        stop.finished_at = one.finished if state == "finished" else None
        stop.result = "given" * (state == "finished")
        stop.save()
        if state == one.state:
            break


def _write_hold(one: Desk, subject: UUID, rooms: dict[str, Room], *, by: Any) -> None:
    made = Appointment(
        centre_id=by.centre, subject_id=subject, service=Service.objects.all()[0], agency_id=by.agency,
        post=Post.objects.all()[0], room=rooms[one.zone], made_agency=by.agency, made_post=by.post,
        made_at=one.starts, starts=one.starts, ends=one.ends, state="proposed", hold_until=one.ends,
    )  # fmt: skip
    made.save(force_insert=True)
    Hold(
        centre_id=by.centre,
        appointment=made,
        number=person_number(subject, by=by),
        during=(one.starts, one.ends),
    ).save(force_insert=True)


@pytest.fixture
def pair(case: Any, other_case: Any) -> tuple[UUID, UUID]:
    return case.person_id, other_case.person_id


@pytest.mark.parametrize("scope", ["building", "zone"])
@pytest.mark.parametrize("past", [True, False])
def test_the_database_keeps_him_away_exactly_when_she_is_there(
    acts: Acts, pair: tuple[UUID, UUID], scope: str, past: bool
) -> None:
    """Sixty random days of hers, some of which should be over by now and are not."""
    dice, gap = Random(f"{scope}{past}"), timedelta(minutes=20)
    opens = datetime(2026, 3, 4, 9, tzinfo=SEOUL) if past else datetime(2099, 3, 4, 9, tzinfo=SEOUL)
    with acts("safety-officer") as by:
        people.separate(one=pair[0], other=pair[1], scope=scope, minutes=20, reason="…", by=by,
                        at=opens - timedelta(days=9))  # fmt: skip
    with acts("counsellor-1") as by, connection.cursor() as cursor:
        rooms = {one.zone: one for one in Room.objects.filter(active=True) if one.zone}
        cursor.execute("select now()")
        (now,) = cursor.fetchone()
        for _ in range(60):
            day = random_day(dice, opens, sorted(rooms))
            with undone():
                write(day, pair[0], rooms, by=by)
                with planning(pair[1]):
                    cursor.execute(
                        "select place, lower(span), upper(span) from hg.kept_away(%s, %s)",
                        [opens, opens + timedelta(hours=10)],
                    )
                    found = set(cursor.fetchall())
            places = [("", stays(day, now))] if scope == "building" else [
                (zone, zoned(day, zone, now)) for zone in rooms
            ]  # fmt: skip
            wanted = {
                (place, since - gap, until + gap)
                for place, spans in places
                for since, until in spans
            }
            assert found == wanted, day


def test_nobody_else_is_kept_away(acts: Acts, pair: tuple[UUID, UUID]) -> None:
    opens = datetime(2099, 3, 4, 9, tzinfo=SEOUL)
    with acts("counsellor-1") as by, connection.cursor() as cursor:
        rooms = {one.zone: one for one in Room.objects.filter(active=True) if one.zone}
        day = random_day(Random(3), opens, sorted(rooms))
        write(day, pair[0], rooms, by=by)
        for who in (pair[1], new_id()):
            with planning(who):
                cursor.execute(
                    "select * from hg.kept_away(%s, %s)", [opens, opens + timedelta(hours=10)]
                )
                assert cursor.fetchall() == []
