"""Running late: what is left of somebody's day is planned again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from hangot.access.context import deriving
from hangot.access.trail import remember
from hangot.appointments.models import STANDING, Appointment
from hangot.appointments.pushing import closing, push
from hangot.appointments.resuming import Moved, resume
from hangot.core.access import Actor
from hangot.core.clocks import SEOUL
from hangot.core.reception import pushed
from hangot.core.refusal import Missing
from hangot.core.rights import Scene, allows, may
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
LEAST, MOST = 5, 120
NO_MINUTES = Text(
    "늦어지는 시간을 5분에서 120분 사이로 적어 주세요.", "Say by how many minutes, from 5 to 120."
)
PAST_CLOSING = Text(
    "센터가 닫는 시각을 넘길 수 없습니다. 그때까지 남은 분만 적어 주세요.",
    "It cannot go past closing. Give the minutes that are left until then.",
)


@dataclass(frozen=True, slots=True)
class Late:
    """The stop that takes longer, and what became of the appointments of the rest of the day.

    `rest`: "kept" nothing had to move, "moved" all of it has a new time today, "full" it does not
    fit today, "ask" only the house may move it, and its reception has the task to do so. In the
    last two cases the stops are only pushed. `clash` is true when somebody else has a part of the
    time that the stops take now.
    """

    stop: Stop
    rest: str
    clash: bool = False


def run_late(*, stop_id: UUID, minutes: int, by: Actor, at: datetime) -> Late:
    """This desk takes so many minutes longer than planned; the rest of the day is planned anew."""
    stop: Stop = locked(Stop, stop_id, expected=None)
    may("stop.late", by, Scene(at, receiver=stop.agency_id))
    ends = _longer(stop, minutes, by=by, at=at)
    with deriving(stop.subject_id):
        stop.ends = ends
        stop.version += 1
        stop.save(update_fields=("ends", "version"))
        visit: Visit = locked(Visit, stop.visit_id, expected=None)
        remember("stop.late", by=by, at=at, subject=stop.subject_id, thing=stop.pk)
        rest, fits = go_on(visit, free_at=stop.ends + WALK, by=by, at=at)
        fits &= not stop.appointment or push(stop.appointment, stop.starts, ends, by=by)
        beat(by=by)
    return Late(stop, rest, clash=not fits)


def _longer(stop: Stop, minutes: int, *, by: Actor, at: datetime) -> datetime:
    """When a stop ends that takes so much longer."""
    if not LEAST <= minutes <= MOST:
        raise Missing("minutes", NO_MINUTES)
    ends = max(stop.ends, at) + timedelta(minutes=minutes)
    if ends > closing(stop.starts.astimezone(SEOUL).date(), by=by):
        raise Missing("minutes", PAST_CLOSING)
    return ends


def go_on(visit: Visit, *, free_at: datetime, by: Actor, at: datetime) -> tuple[str, bool]:
    """The person is free at this moment: appointments move if they must, and so do the stops.

    What came of it, as in `Late`, and whether all of the stops have their time; where one has not,
    reception is asked. Call inside `deriving`, with the visit locked.
    """
    rest = replan(visit, free_at=free_at, by=by, at=at)
    fits = shift(visit, free_at=free_at, by=by)
    if (rest == "ask" or not fits) and not asked(visit):
        open_task(
            "visit.replan", subject=visit.subject_id, agency=_lead(by), duty="R", thing_kind="visit",
            thing=visit.pk, at=at,
        )  # fmt: skip
    tell_safety(visit.subject_id, at=at)
    return rest, fits


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
        shift(visit, free_at=free_at, by=by)
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
    return allows("rota.repair", by, Scene(at, lead_agency=_lead(by)))


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


def shift(visit: Visit, *, free_at: datetime, by: Actor) -> bool:
    """Move what is still planned to when the person is free; nothing moves earlier.

    The time that is held moves along; False when somebody else has a part of it. Call inside
    `deriving`, with the visit locked.
    """
    planned = visit.stops.select_for_update(of=("self",)).filter(state="planned")
    rest = list(planned.select_related("appointment").order_by("starts", "position"))
    times = pushed([(one.starts, one.ends) for one in rest], free_at=free_at, walk=WALK)
    moved = [pair for pair in zip(rest, times, strict=True) if pair[0].starts != pair[1][0]]
    kept = [_moves(stop, *when, by=by) for stop, when in reversed(moved)]
    visit.ends = max([visit.ends, free_at, *(ends for _, ends in times)])
    visit.save(update_fields=("ends",))
    return all(kept)


def _moves(stop: Stop, starts: datetime, ends: datetime, *, by: Actor) -> bool:
    stop.starts, stop.ends = starts, ends
    stop.save(update_fields=("starts", "ends"))
    return stop.appointment is None or push(stop.appointment, starts, ends, by=by)
