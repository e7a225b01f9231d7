"""At a desk: somebody waits, is called by their number, received, and served."""

from datetime import datetime
from uuid import UUID

from hangot.access.context import deriving
from hangot.appointments import attending
from hangot.core.access import Actor
from hangot.core.refusal import Missing
from hangot.core.text import Text
from hangot.people.meeting import tell_safety
from hangot.tasks.fire import locked
from hangot.visits import late, ways
from hangot.visits.arriving import next_waits
from hangot.visits.models import HERE, Stop, Visit
from hangot.visits.signs import announce, beat, hush
from hangot.visits.steps import step, then

NOT_HERE = Text("아직 도착하지 않았습니다.", "They have not arrived yet.")
ELSEWHERE = Text(
    "지금 다른 창구에 있습니다. 그곳이 끝나면 부를 수 있습니다.",
    "They are at another desk now. You can call when it has finished.",
)


def at_desk(stop_id: UUID, *, expected: int | None = None) -> Stop:
    """The stop of a desk, locked, with its room; Hidden when it is not one's own to see."""
    stop: Stop = locked(Stop, stop_id, expected=expected)
    return stop


def queue(*, stop_id: UUID, by: Actor, at: datetime, expected: int | None = None) -> Stop:
    """They wait here: next in their day, or nobody came when the number was called."""
    stop = at_desk(stop_id, expected=expected)
    with deriving(stop.subject_id):
        visit = _here(stop)
        stop.waiting_since = stop.waiting_since or at
        step(stop, "queue", by=by, at=at)
        hush(visit)
        beat(by=by)
    return stop


def call(*, stop_id: UUID, by: Actor, at: datetime, expected: int | None = None) -> Stop:
    """Call the number, again if nobody came; Missing when it is not time yet."""
    stop = at_desk(stop_id, expected=expected)
    with deriving(stop.subject_id):
        visit = _free(stop)
        ways.check_call(stop, at=at)
        if stop.state == "called":
            then(stop, "queue", by=by, at=at)
        stop.called_at, stop.calls = at, stop.calls + 1
        step(stop, "call", by=by, at=at, holds={"may_be_called"})
        announce(visit, stop, at=at)
        beat(by=by)
    return stop


def receive(*, stop_id: UUID, by: Actor, at: datetime, expected: int | None = None) -> Stop:
    """They sit down at the desk; whoever fetches somebody without a call asks the same question."""
    stop = at_desk(stop_id, expected=expected)
    with deriving(stop.subject_id):
        visit = _free(stop)
        if stop.state == "waiting":
            ways.check_call(stop, at=at)
        stop.received_at, stop.post_id = at, by.post
        step(stop, "receive", by=by, at=at)
        if visit.state == "arrived":
            then(visit, "begin", by=by, at=at)
        tell_safety(stop.subject_id, at=at)
        hush(visit)
        beat(by=by)
    return stop


def finish(
    *, stop_id: UUID, result: str, by: Actor, at: datetime, expected: int | None = None
) -> Stop:
    """Done here; the next desk of the day may call, and what comes later moves if it must."""
    stop = at_desk(stop_id, expected=expected)
    with deriving(stop.subject_id):
        visit = _here(stop)
        stop.finished_at, stop.result = at, result
        step(
            stop, "finish", by=by, at=at, given=ways.listed("stop_results", result, "result", by=by)
        )
        if stop.appointment:
            attending.done(stop.appointment, by=by, at=at)
        late.go_on(visit, free_at=at, by=by, at=at)
        next_waits(visit, by=by, at=at)
        beat(by=by)
    return stop


def _here(stop: Stop) -> Visit:
    visit: Visit = locked(Visit, stop.visit_id, expected=None)
    if visit.state not in HERE:
        raise Missing("arrival", NOT_HERE)
    return visit


def _free(stop: Stop) -> Visit:
    """The visit of somebody who is here and at no other desk."""
    visit = _here(stop)
    if visit.stops.filter(state__in=("called", "receiving")).exclude(pk=stop.pk).exists():
        raise Missing("elsewhere", ELSEWHERE)
    return visit
