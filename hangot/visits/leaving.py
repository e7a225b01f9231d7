"""Somebody leaves, with the next appointment in hand or a word why not."""

from datetime import datetime
from uuid import UUID

from hangot.access.context import deriving
from hangot.appointments import attending
from hangot.core.access import Actor
from hangot.core.refusal import Missing
from hangot.core.text import Text
from hangot.tasks.fire import locked
from hangot.visits.arriving import drop_rest
from hangot.visits.models import AHEAD, Visit
from hangot.visits.signs import beat, hush
from hangot.visits.steps import step
from hangot.visits.ways import listed

STILL_SERVED = Text(
    "아직 상담 중입니다. 상담을 마친 뒤에 퇴실을 적어 주세요.",
    "Somebody is still serving them. Record the leaving when that is finished.",
)


def leave(
    *, visit_id: UUID, way_back: str, by: Actor, at: datetime, handed_over: bool = False
) -> Visit:
    """They go; what was still ahead is left out, and the day counts as complete or as early."""
    visit: Visit = locked(Visit, visit_id, expected=None)
    with deriving(visit.subject_id):
        if visit.stops.filter(state="receiving").exists():
            raise Missing("served", STILL_SERVED)
        early = visit.stops.filter(state__in=AHEAD).exists()
        visit.left_at, visit.way_back = at, way_back
        visit.left_how = "handed_over" if handed_over else "early" if early else "complete"
        step(
            visit,
            "leave",
            by=by,
            at=at,
            given=listed("ways_back", way_back, "way_back", by=by),
            reason=way_back,
        )
        hush(visit)
        drop_rest(visit, "left_early", by=by, at=at)
        attending.gone(visit.subject_id, visit.day)
        beat(by=by)
    return visit
