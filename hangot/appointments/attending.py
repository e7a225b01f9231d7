"""What becomes of an appointment on its day: it follows from what happens in the house.

The audit entry is that of the cause: the arrival, the end of a talk, the leaving.
"""

from datetime import date, datetime
from uuid import UUID

from hangot.appointments.ending import free
from hangot.appointments.holding import places, release
from hangot.appointments.models import STANDING, Appointment, Hold
from hangot.core.access import Actor, Section
from hangot.tasks.actions import open_task
from hangot.tasks.fire import follow

ATTENDED = (*STANDING, "checked_in")
"""It lies ahead, or the person waits for it."""


def check_in(one: Appointment, *, by: Actor, at: datetime) -> None:
    """The person is at its desk. Call inside `deriving`, like all of these."""
    if one.state in STANDING:
        _follow(one, "check_in", by=by, at=at)


def done(one: Appointment, *, by: Actor, at: datetime) -> None:
    """It took place; what is left of its time is free, but the child stays until they leave."""
    if one.state == "checked_in":
        _follow(one, "finish", by=by, at=at)
    release([one.pk], but=places() if one.childcare else ())


def gone(subject: UUID, day: date) -> None:
    """The person has left the house and taken the child along."""
    found = Appointment.objects.filter(subject_id=subject, childcare=True)
    of_day = [one.pk for one in found if one.day == day]
    if of_day:
        held = Hold.objects.filter(appointment__in=of_day, number__in=places(), live=True)
        held.update(live=False)


def missed(one: Appointment, *, by: Actor, at: datetime) -> None:
    """Nobody came."""
    _end(one, "miss", by=by, at=at)


def dropped(one: Appointment, *, by: Actor, at: datetime) -> None:
    """The person was here and did without it: never counted as not having come."""
    _end(one, "cancel_person", by=by, at=at)


def refused(one: Appointment, why: str, *, by: Actor, at: datetime) -> None:
    """The person was here and the desk could not serve them; whoever booked finds a new time."""
    if one.state in ATTENDED:
        one.why = why
        offer_again(one, at=at)
    _end(one, "cancel_service", by=by, at=at)


def offer_again(one: Appointment, *, at: datetime) -> None:
    """A task for the desk that booked. Call inside `deriving`."""
    open_task(
        "appointment.offer_again", subject=one.subject_id, agency=one.made_agency,
        post=one.made_post, thing_kind="appointment", thing=one.pk, at=at,
    )  # fmt: skip


def _end(one: Appointment, event: str, *, by: Actor, at: datetime) -> None:
    if one.state not in ATTENDED:
        release([one.pk])
        return
    one.ended_at, one.ended_post = at, by.post
    _follow(one, event, by=by, at=at)
    free(one, by=by, at=at)


def _follow(one: Appointment, event: str, *, by: Actor, at: datetime) -> None:
    follow(one, event, by=by, at=at, subject=one.subject_id, section=Section.PLAN)
