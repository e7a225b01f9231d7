"""A stop is left out, or the person goes to another desk, brought there and not sent."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from hangot.access.context import deriving
from hangot.appointments import attending
from hangot.core.access import Actor
from hangot.core.refusal import Hidden
from hangot.directory.places import Room
from hangot.people.meeting import tell_safety
from hangot.tasks.fire import locked
from hangot.visits.arriving import next_waits
from hangot.visits.late import WALK
from hangot.visits.models import HERE, Stop, Visit
from hangot.visits.serving import at_desk
from hangot.visits.signs import beat, hush
from hangot.visits.steps import step, then
from hangot.visits.ways import listed

BY_SERVICE = ("no_time", "staff_away")
"""Reasons for which the house owes another time."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The desk somebody is brought to: whose and where."""

    agency: UUID
    room: UUID


def skip(*, stop_id: UUID, why: str, by: Actor, at: datetime) -> Stop:
    """This desk is left out; the next one may call."""
    stop = at_desk(stop_id)
    with deriving(stop.subject_id):
        visit: Visit = locked(Visit, stop.visit_id, expected=None)
        stop.why = why
        step(
            stop,
            "skip",
            by=by,
            at=at,
            given=listed("skip_reasons", why, "reason", by=by),
            reason=why,
        )
        left_out(stop, why, by=by, at=at)
        _on(visit, by=by, at=at)
    return stop


def left_out(stop: Stop, why: str, *, by: Actor, at: datetime) -> None:
    """Its appointment ends too: by the person, or by the service that could not give it."""
    if stop.appointment is None:
        return
    if why in BY_SERVICE:
        attending.refused(stop.appointment, why, by=by, at=at)
    else:
        attending.dropped(stop.appointment, by=by, at=at)


def move(*, stop_id: UUID, turn: Turn, by: Actor, at: datetime) -> Stop:
    """Another desk instead, or next after this one; gives the stop where they wait now.

    An agency that expects them later today has them now, with its appointment.
    """
    stop = at_desk(stop_id)
    if not Room.objects.filter(pk=turn.room, active=True).exists():
        raise Hidden
    with deriving(stop.subject_id):
        visit: Visit = locked(Visit, stop.visit_id, expected=None)
        new = _expected(stop, visit, turn) or _new(stop, visit, turn, by=by, at=at)
        if stop.state == "receiving":
            stop.finished_at, stop.result = at, "other_desk"
            step(stop, "finish", by=by, at=at, given={"result"})
            if stop.appointment:
                attending.done(stop.appointment, by=by, at=at)
        else:
            stop.moved_to = new
            step(stop, "move", by=by, at=at, given={"other_desk"})
            if new.appointment_id != stop.appointment_id:
                left_out(stop, "not_needed", by=by, at=at)
        if visit.state in HERE:
            new.waiting_since = at
            then(new, "queue", by=by, at=at)
            if new.appointment:
                attending.check_in(new.appointment, by=by, at=at)
        _on(visit, by=by, at=at)
        tell_safety(stop.subject_id, at=at)
    return new


def _expected(stop: Stop, visit: Visit, turn: Turn) -> Stop | None:
    """What that agency has planned for them today, in the room they are brought to."""
    ahead = visit.stops.select_for_update(of=("self",)).filter(
        state="planned", agency_id=turn.agency
    )
    found = ahead.exclude(pk=stop.pk).order_by("starts", "position").first()
    if found:
        found.room_id = turn.room
    return found


def _new(stop: Stop, visit: Visit, turn: Turn, *, by: Actor, at: datetime) -> Stop:
    """As long as the old one, from now on or from when the old one was planned.

    Another room of the same agency keeps the appointment, unless it has been given already.
    """
    same = turn.agency == stop.agency_id and stop.state != "receiving"
    starts = max(stop.starts, at + WALK)
    last = visit.stops.aggregate(last=Max("position"))["last"] or 0
    new = Stop(
        centre_id=by.centre, visit=visit, subject_id=stop.subject_id, agency_id=turn.agency,
        room_id=turn.room, position=last + 1, starts=starts, ends=starts + (stop.ends - stop.starts),
        appointment=stop.appointment if same else None, service_id=stop.service_id if same else None,
    )  # fmt: skip
    step(new, "plan", by=by, at=at, new=True)
    return new


def _on(visit: Visit, *, by: Actor, at: datetime) -> None:
    hush(visit)
    if visit.state in HERE:
        next_waits(visit, by=by, at=at)
    beat(by=by)
