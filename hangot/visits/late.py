"""Running late: what is left of somebody's day is planned again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from hangot.access.context import deriving
from hangot.access.trail import remember
from hangot.appointments.models import STANDING, Appointment
from hangot.appointments.resuming import Moved, resume
from hangot.core.access import Actor
from hangot.core.reception import pushed
from hangot.core.refusal import Missing, NotAllowed
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.directory.models import Centre
from hangot.people.meeting import tell_safety
from hangot.tasks.actions import close_tasks, open_task
from hangot.tasks.fire import locked
from hangot.tasks.models import Task
from hangot.visits.models import Stop, Visit
from hangot.visits.signs import beat

WALK = timedelta(minutes=5)
"""The walk from one desk to the next."""
REPLAN = "visit.replan"
"""The task of the house's reception when a desk may not move what is booked at other desks."""
FULL = Text(
    "오늘은 남은 예약이 모두 들어갈 시간이 없습니다. 취소하고 다른 날을 찾아 주세요.",
    "The rest does not fit into today. Cancel what is left and look for another day.",
)
NO_MINUTES = Text("몇 분 늦어지는지 적어 주세요.", "Say by how many minutes.")


@dataclass(frozen=True, slots=True)
class Late:
    """The stop that takes longer, and what became of the appointments of the rest of the day.

    `rest`: "kept" nothing had to move, "moved" all of it has a new time today, "full" it does not
    fit today, "ask" only the house may move it, and its reception has the task to do so. In the
    last two cases the stops are only pushed.
    """

    stop: Stop
    rest: str


def run_late(*, stop_id: UUID, minutes: int, by: Actor, at: datetime) -> Late:
    """This desk takes so many minutes longer than planned; the rest of the day is planned anew."""
    stop: Stop = locked(Stop, stop_id, expected=None)
    may("stop.late", by, Scene(at, receiver=stop.agency_id))
    if minutes <= 0:
        raise Missing("minutes", NO_MINUTES)
    with deriving(stop.subject_id):
        stop.ends = max(stop.ends, at) + timedelta(minutes=minutes)
        stop.version += 1
        stop.save(update_fields=("ends", "version"))
        visit: Visit = locked(Visit, stop.visit_id, expected=None)
        remember("stop.late", by=by, at=at, subject=stop.subject_id, thing=stop.pk)
        rest = go_on(visit, free_at=stop.ends + WALK, by=by, at=at)
        beat(by=by)
    return Late(stop, rest)


def go_on(visit: Visit, *, free_at: datetime, by: Actor, at: datetime) -> str:
    """The person is free at this moment: appointments move if they must, and so do the stops.

    What came of it, as in `Late`. Call inside `deriving`, with the visit locked.
    """
    rest = replan(visit, free_at=free_at, by=by, at=at)
    if rest == "ask" and not asked(visit):
        open_task(
            "visit.replan", subject=visit.subject_id, agency=_lead(by), duty="R", thing_kind="visit",
            thing=visit.pk, at=at,
        )  # fmt: skip
    shift(visit, free_at=free_at)
    tell_safety(visit.subject_id, at=at)
    return rest


def asked(visit: Visit) -> bool:
    """Has a desk asked the house to move what is left of this day?"""
    return Task.objects.filter(thing_id=visit.pk, what=REPLAN, done_at=None).exists()


def replan_rest(*, visit_id: UUID, by: Actor, at: datetime) -> Visit:
    """The house moves what is left of a day that a desk has made late; Missing when it is full."""
    visit: Visit = locked(Visit, visit_id, expected=None)
    may("rota.repair", by, Scene(at, lead_agency=_lead(by)))
    with deriving(visit.subject_id):
        busy = visit.stops.filter(state__in=("waiting", "called", "receiving"))
        free_at = max([at, *(one.ends + WALK for one in busy)])
        if replan(visit, free_at=free_at, by=by, at=at) == "full":
            raise Missing("slot_won", FULL)
        shift(visit, free_at=free_at)
        close_tasks(visit.pk, subject=visit.subject_id, by=by, at=at, what=(REPLAN,))
        remember("rota.repair", by=by, at=at, subject=visit.subject_id, thing=visit.pk)
        tell_safety(visit.subject_id, at=at)
        beat(by=by)
    return visit


def replan(visit: Visit, *, free_at: datetime, by: Actor, at: datetime) -> str:
    """Move the appointments that lie ahead, if one begins too early; what came of it, as in Late."""
    ahead = visit.stops.select_for_update(of=("self",)).filter(state="planned")
    stops = {
        one.appointment.pk: one
        for one in ahead.select_related("appointment__aide")
        if one.appointment and one.appointment.state in STANDING
    }
    booked = [one.appointment for one in stops.values() if one.appointment]
    if all(one.starts >= free_at for one in booked):
        return "kept"
    if not _may_move(by, at):
        return "ask"
    after = None if _twice(booked) else resume(booked, free_at=free_at, by=by, at=at)
    if after is None:
        return "full"
    _follow(stops.values(), after)
    return "moved"


def _twice(booked: Sequence[Appointment]) -> bool:
    return len({one.service_id for one in booked}) < len(booked)


def _may_move(by: Actor, at: datetime) -> bool:
    """Appointments of other agencies are moved by the house alone."""
    try:
        may("rota.repair", by, Scene(at, lead_agency=_lead(by)))
    except NotAllowed:
        return False
    return True


def _lead(by: Actor) -> UUID:
    lead: UUID = Centre.objects.values_list("lead_agency_id", flat=True).get(pk=by.centre)
    return lead


def _follow(stops: Iterable[Stop], after: Moved) -> None:
    """Each stop goes where its appointment went."""
    for stop in stops:
        if stop.appointment is None:
            continue
        now = after[stop.appointment.pk]
        stop.appointment, stop.post_id, stop.agency_id = now, now.post_id, now.agency_id
        stop.room_id = now.room_id or stop.room_id
        stop.starts, stop.ends, stop.version = now.starts, now.ends, stop.version + 1
        stop.save()


def shift(visit: Visit, *, free_at: datetime) -> None:
    """Move what is still planned to when the person is free; nothing moves earlier.

    Call inside `deriving`, with the visit locked.
    """
    rest = list(
        visit.stops.select_for_update().filter(state="planned").order_by("starts", "position")
    )
    times = pushed([(one.starts, one.ends) for one in rest], free_at=free_at, walk=WALK)
    for stop, (starts, ends) in zip(rest, times, strict=True):
        if starts != stop.starts:
            stop.starts, stop.ends = starts, ends
            stop.save(update_fields=("starts", "ends"))
    visit.ends = max([visit.ends, free_at, *(ends for _, ends in times)])
    visit.save(update_fields=("ends",))
