"""Running late: what is left of somebody's day is planned again."""

from datetime import datetime, timedelta
from uuid import UUID

from hangot.access.context import deriving
from hangot.access.trail import remember
from hangot.core.access import Actor
from hangot.core.reception import pushed
from hangot.core.refusal import Missing
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.tasks.fire import locked
from hangot.visits.models import Stop, Visit
from hangot.visits.signs import beat

WALK = timedelta(minutes=5)
"""The walk from one desk to the next."""
NO_MINUTES = Text("몇 분 늦어지는지 적어 주세요.", "Say by how many minutes.")


def run_late(*, stop_id: UUID, minutes: int, by: Actor, at: datetime) -> Stop:
    """This desk takes so many minutes longer than planned; the rest of the day follows."""
    stop: Stop = locked(Stop, stop_id, expected=None)
    may("stop.late", by, Scene(at, receiver=stop.agency_id))
    if minutes <= 0:
        raise Missing("minutes", NO_MINUTES)
    with deriving(stop.subject_id):
        stop.ends = max(stop.ends, at) + timedelta(minutes=minutes)
        stop.version += 1
        stop.save(update_fields=("ends", "version"))
        visit: Visit = locked(Visit, stop.visit_id, expected=None)
        shift(visit, free_at=stop.ends + WALK)
        remember("stop.late", by=by, at=at, subject=stop.subject_id, thing=stop.pk)
        beat(by=by)
    return stop


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
