"""A day is planned, somebody arrives (expected or not), or did not come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max

from hangot.access.alone import alone
from hangot.access.context import deriving
from hangot.appointments import attending
from hangot.core.access import Actor
from hangot.core.contact import SEOUL
from hangot.core.reception import GRACE, numbers
from hangot.core.refusal import Missing
from hangot.core.text import Text
from hangot.people.meeting import tell_safety
from hangot.tasks.fire import locked
from hangot.vault.keys import keys
from hangot.visits import ways
from hangot.visits.models import AHEAD, COMING, HERE, Stop, Visit
from hangot.visits.signs import beat
from hangot.visits.steps import step, then

NOT_COME = "not_come"
NO_STOPS = Text("갈 창구를 하나 이상 골라 주세요.", "Choose at least one desk.")
NOT_TODAY = Text(
    "오늘 방문이 아닙니다. 예약 날짜를 확인해 주세요.",
    "This visit is not for today. Check the day of the appointment.",
)


@dataclass(frozen=True, slots=True)
class Walk:
    """One desk to go to: whose, where, from when to when, and what it belongs to."""

    agency: UUID
    room: UUID
    starts: datetime
    ends: datetime
    post: UUID | None = None
    service: UUID | None = None
    appointment: UUID | None = None


def plan_visit(*, subject: UUID, walks: Sequence[Walk], by: Actor, at: datetime) -> Visit:
    """Put desks into somebody's day; the day begins with a number."""
    if not walks:
        raise Missing("stops", NO_STOPS)
    alone(subject)
    walks = sorted(walks, key=lambda one: one.starts)
    with deriving(subject):
        visit = _open_day(subject, walks, by=by, at=at) or _new_day(subject, walks, by=by, at=at)
        last = visit.stops.aggregate(last=Max("position"))["last"] or 0
        for place, walk in enumerate(walks, start=last + 1):
            _add(visit, walk, place, by=by, at=at)
        _stretch(visit)
        beat(by=by)
    return visit


def _open_day(subject: UUID, walks: Sequence[Walk], *, by: Actor, at: datetime) -> Visit | None:
    """The day they are expected or here; one that was called off keeps its number."""
    mine = Visit.objects.select_for_update().filter(
        subject_id=subject, day=walks[0].starts.astimezone(SEOUL).date()
    )
    if visit := mine.filter(state__in=(*COMING, *HERE)).first():
        return visit
    if visit := mine.filter(state="called_off").first():
        then(visit, "plan_again", by=by, at=at)
    return visit


def _new_day(subject: UUID, walks: Sequence[Walk], *, by: Actor, at: datetime) -> Visit:
    starts, ends = walks[0].starts, max(one.ends for one in walks)
    day = starts.astimezone(SEOUL).date()
    visit = Visit(centre_id=by.centre, subject_id=subject, day=day, starts=starts, ends=ends)
    for number in numbers(subject, day, key=keys().draws_of(by.centre)):
        visit.number = number
        if _took(visit, by=by, at=at):
            break
    return visit


def _took(visit: Visit, *, by: Actor, at: datetime) -> bool:
    """Was the number still free today? Nobody who plans may see who holds it."""
    try:
        with transaction.atomic():
            step(visit, "plan", by=by, at=at, new=True)
    except IntegrityError as clash:
        if "visit_number_once_a_day" not in str(clash):
            raise
        return False
    return True


def _add(visit: Visit, walk: Walk, place: int, *, by: Actor, at: datetime) -> Stop:
    stop = Stop(
        centre_id=by.centre, visit=visit, subject_id=visit.subject_id, agency_id=walk.agency,
        post_id=walk.post, service_id=walk.service, appointment_id=walk.appointment,
        room_id=walk.room, position=place, starts=walk.starts, ends=walk.ends,
    )  # fmt: skip
    step(stop, "plan", by=by, at=at, new=True)
    return stop


def _stretch(visit: Visit) -> None:
    """The day is as long as what lies in it."""
    open_ = [one for one in visit.stops.all() if one.state not in ("skipped", "moved")]
    visit.starts = min(one.starts for one in open_)
    visit.ends = max(one.ends for one in open_)
    visit.save(update_fields=("starts", "ends"))


def arrive(
    *, visit_id: UUID, companions: int, by: Actor, at: datetime, expected: int | None = None
) -> Visit:
    """Somebody is at the door: they are shown a way in and a seat, and the first desk may call."""
    visit: Visit = locked(Visit, visit_id, expected=expected)
    if visit.day != at.astimezone(SEOUL).date():
        raise Missing("day", NOT_TODAY)
    with deriving(visit.subject_id):
        found = ways.way(visit.subject_id, since=at, until=max(at, visit.ends), by=by)
        visit.zone, visit.seat = found.zone, found.seat
        visit.arrived_at, visit.companions = at, companions
        step(visit, "arrive", by=by, at=at, holds={"way_in_chosen"}, given={"entrance"})
        next_waits(visit, by=by, at=at)
        tell_safety(visit.subject_id, at=at)
        beat(by=by)
    return visit


def walk_in(
    *, subject: UUID, walks: Sequence[Walk], companions: int, by: Actor, at: datetime
) -> Visit:
    """Nobody expected them: planned and arrived in one act."""
    visit = plan_visit(subject=subject, walks=walks, by=by, at=at)
    if visit.state in HERE:
        with deriving(subject):
            next_waits(visit, by=by, at=at)
            tell_safety(subject, at=at)
        return visit
    return arrive(visit_id=visit.pk, companions=companions, by=by, at=at)


def next_waits(visit: Visit, *, by: Actor, at: datetime) -> None:
    """The next desk may call, unless another one has the person already. Call inside `deriving`."""
    stops = list(visit.stops.select_for_update().order_by("starts", "position"))
    if any(one.state in ("waiting", "called", "receiving") for one in stops):
        return
    for stop in stops:
        if stop.state == "planned":
            stop.waiting_since = at
            then(stop, "queue", by=by, at=at)
            if stop.appointment:
                attending.check_in(stop.appointment, by=by, at=at)
            return


def give_up(*, visit_id: UUID, by: Actor, at: datetime) -> Visit:
    """They did not come; nobody says so before half an hour has passed."""
    visit: Visit = locked(Visit, visit_id, expected=None)
    with deriving(visit.subject_id):
        step(
            visit,
            "give_up",
            by=by,
            at=at,
            holds={"grace_passed"} if at >= visit.starts + GRACE else (),
        )
        drop_rest(visit, NOT_COME, by=by, at=at)
        beat(by=by)
    return visit


def drop_rest(visit: Visit, why: str, *, by: Actor, at: datetime) -> None:
    """Nothing ahead of this day takes place any more. Call inside `deriving`."""
    for stop in visit.stops.select_for_update().filter(state__in=AHEAD):
        stop.why = why
        then(stop, "skip", by=by, at=at)
        if stop.appointment:
            end = attending.missed if why == NOT_COME else attending.dropped
            end(stop.appointment, by=by, at=at)
