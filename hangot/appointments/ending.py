"""How an appointment ends before it takes place: cancelled, moved, missed, or never booked."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from hangot.access.alone import alone_with
from hangot.access.context import deriving
from hangot.access.trail import remember
from hangot.appointments import reminders, sooner
from hangot.appointments.holding import care, release
from hangot.appointments.models import HOLDING, STANDING, Appointment, Itinerary
from hangot.appointments.scenes import scene
from hangot.core.access import Actor, Section
from hangot.core.refusal import Missing
from hangot.core.text import Text
from hangot.referrals.models import Referral
from hangot.referrals.steps import Said, step
from hangot.tasks.actions import open_task
from hangot.tasks.fire import fire, follow, locked

GRACE = timedelta(minutes=30)
STILL_HELD = Text("잡아 둔 시간이 아직 남아 있습니다.", "The time is still held.")
OVER = Text(
    "이미 끝난 시간이라 취소할 수 없습니다. 오지 않으셨으면 미방문으로 적어 주세요.",
    "That time is over and cannot be cancelled. If nobody came, record that.",
)
NO_WHY = Text("왜 취소하는지 골라 주세요.", "Say why it is cancelled.")


def cancel_person(
    *, appointment_id: UUID, why: str = "", expected: int | None, by: Actor, at: datetime
) -> Appointment:
    """The person does not want it; a reason may be said, none is asked."""
    return _end(appointment_id, "cancel_person", why, expected=expected, by=by, at=at)


def cancel_service(
    *, appointment_id: UUID, why: str, expected: int | None, by: Actor, at: datetime
) -> Appointment:
    """The service cannot give it: with a reason, and the desk that booked finds a new time."""
    if not why:
        raise Missing("reason", NO_WHY)
    one = _end(appointment_id, "cancel_service", why, expected=expected, by=by, at=at)
    with deriving(one.subject_id):
        open_task(
            "appointment.offer_again", subject=one.subject_id, agency=one.made_agency,
            post=one.made_post, thing_kind="appointment", thing=one.pk, at=at,
        )  # fmt: skip
    return one


def miss(*, appointment_id: UUID, expected: int | None, by: Actor, at: datetime) -> Appointment:
    """Nobody came, and the time of grace is over."""
    return _end(appointment_id, "miss", "", expected=expected, by=by, at=at)


def _end(
    appointment_id: UUID, event: str, why: str, *, expected: int | None, by: Actor, at: datetime
) -> Appointment:
    one: Appointment = locked(Appointment, appointment_id, expected=expected)
    if event == "cancel_person" and one.state in STANDING and at >= one.ends:
        raise Missing("time_left", OVER)
    one.why, one.ended_at, one.ended_post, one.hold_until = why, at, by.post, None
    holds = {"grace_passed"} if at >= one.starts + GRACE else set()
    fire(
        one, event, by=by, at=at, scene=scene(one, at=at), subject=one.subject_id,
        section=Section.PLAN, holds=holds, given=("reason",) if why else (), reason=why or None,
    )  # fmt: skip
    free(one, by=by, at=at)
    if event != "miss":
        freed = sooner.Freed(one.post_id, one.starts, one.ends)
        sooner.pass_on(freed, by=by, at=at)
    return one


def free(one: Appointment, *, by: Actor, at: datetime) -> None:
    """Its time is free, its referral waits for a new time, nobody is reminded of it."""
    release([one.pk])
    care(one, by=by)
    reminders.drop(one, by=by, at=at)
    sooner.forget(one)
    if one.referral_id is not None:
        _unlink(one, one.referral_id, by=by, at=at)


def _unlink(gone: Appointment, referral_id: UUID, *, by: Actor, at: datetime) -> None:
    """A referral without any other time is accepted again, not scheduled."""
    with deriving(gone.subject_id):
        referral = Referral.objects.get(pk=referral_id)
        others = Appointment.objects.filter(referral=referral_id, state__in=HOLDING)
        alone = not others.exclude(pk=gone.pk).exists()
    mine = by.agency in (referral.from_agency, referral.to_agency)
    if referral.state == "scheduled" and alone and mine:
        step(referral_id=referral.pk, event="unschedule", said=Said(), expected=None, by=by, at=at)


def end_moved(old_id: UUID, new: Appointment, *, by: Actor, at: datetime) -> None:
    """The new time stands: the old one ends and names it."""
    one: Appointment = locked(Appointment, old_id, expected=None)
    one.moved_to, one.ended_at, one.ended_post = new, at, by.post
    fire(
        one, "move", by=by, at=at, scene=scene(one, at=at), subject=one.subject_id,
        section=Section.PLAN, holds=("replacement_stands",),
    )  # fmt: skip
    release([one.pk])
    care(one, by=by)
    reminders.drop(one, by=by, at=at)
    sooner.forget(one)


def let_lapse(waiting: Iterable[Appointment], *, by: Actor, at: datetime) -> None:
    """What was held and not booked is free again."""
    for one in waiting:
        one.ended_at, one.ended_post = at, by.post
        follow(one, "lapse", by=by, at=at, subject=one.subject_id, section=Section.PLAN)
    release([one.pk for one in waiting])


def lapse(itinerary_id: UUID, *, by: Actor, at: datetime) -> None:
    """The clock: the minutes are over, nobody booked."""
    alone_with(Itinerary, itinerary_id)
    held = Appointment.objects.filter(itinerary=itinerary_id, state="proposed")
    waiting = list(held.select_for_update())
    if not waiting or any(one.hold_until and one.hold_until > at for one in waiting):
        raise Missing("due_passed", STILL_HELD)
    let_lapse(waiting, by=by, at=at)
    subject = waiting[0].subject_id
    with deriving(subject):
        Itinerary.objects.filter(pk=itinerary_id, state="held").update(state="asked", chosen=None)
    remember("appointment.lapse", by=by, at=at, subject=subject, thing=itinerary_id)
