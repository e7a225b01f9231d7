"""The end of a day: nobody who never came is still expected, and nobody who went is still here."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from hangot.access.context import deriving
from hangot.appointments import attending
from hangot.core.access import Actor
from hangot.core.contact import SEOUL
from hangot.core.refusal import Missing
from hangot.core.text import Text
from hangot.tasks.fire import locked
from hangot.visits.arriving import drop_rest, give_up
from hangot.visits.models import COMING, HERE, Visit
from hangot.visits.signs import beat, hush
from hangot.visits.steps import step, then

NOT_RECORDED = "not_recorded"
"""What nobody wrote down before the day was over: how they went, what came of a talk."""
NOT_OVER = Text("아직 끝나지 않은 날입니다.", "That day is not over yet.")


def left_open(at: datetime) -> Sequence[UUID]:
    """Visits of earlier days that were neither given up nor left, the oldest first."""
    today = at.astimezone(SEOUL).date()
    rows = Visit.objects.filter(day__lt=today, state__in=(*COMING, *HERE))
    return list(rows.order_by("day", "starts").values_list("pk", flat=True))


def close_day(*, visit_id: UUID, by: Actor, at: datetime) -> Visit:
    """Whoever never came did not come; whoever was here has gone. Missing while the day lasts."""
    visit: Visit = locked(Visit, visit_id, expected=None)
    if visit.day >= at.astimezone(SEOUL).date():
        raise Missing("day", NOT_OVER)
    if visit.state in COMING:
        return give_up(visit_id=visit_id, by=by, at=at)
    with deriving(visit.subject_id):
        _finish(visit, by=by, at=at)
        visit.left_at, visit.way_back = max(visit.ends, visit.arrived_at or at), NOT_RECORDED
        visit.left_how = "early" if visit.stops.filter(state="planned").exists() else "complete"
        step(visit, "leave", by=by, at=at, given={"way_back"}, reason=NOT_RECORDED)
        hush(visit)
        drop_rest(visit, NOT_RECORDED, by=by, at=at)
        attending.gone(visit.subject_id, visit.day)
        beat(by=by)
    return visit


def _finish(visit: Visit, *, by: Actor, at: datetime) -> None:
    """A talk that nobody ended took as long as was planned."""
    for stop in visit.stops.select_for_update().filter(state="receiving"):
        stop.finished_at = max(stop.ends, stop.received_at or at)
        stop.result = NOT_RECORDED
        then(stop, "finish", by=by, at=at)
        if stop.appointment:
            attending.done(stop.appointment, by=by, at=at)
