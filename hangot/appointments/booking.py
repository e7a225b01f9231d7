"""From a question to a booked visit: asked, held for ten minutes (`choosing`), booked; all or none."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from hangot.access.context import deriving
from hangot.access.queries import view
from hangot.access.trail import remember
from hangot.appointments import reminders, unserved
from hangot.appointments.asking import Ask, offers_text
from hangot.appointments.choosing import Answer, anew
from hangot.appointments.ending import end_moved, let_lapse
from hangot.appointments.holding import Taken, free_expired, settle
from hangot.appointments.models import STANDING, Appointment, Itinerary
from hangot.appointments.planning import offers, snapshot
from hangot.appointments.scenes import scene
from hangot.cases.models import Case
from hangot.core.access import Actor, Section
from hangot.core.clocks import SEOUL
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.directory.places import Room
from hangot.referrals.models import Referral
from hangot.referrals.steps import Said, step
from hangot.tasks.fire import fire, locked

NOTHING_ASKED = Text("받을 서비스를 하나 이상 골라 주세요.", "Choose at least one service.")
PAST = Text(
    "그날은 이미 지났습니다. 오늘이나 그 뒤의 날을 골라 주세요.",
    "That day is over. Choose today or a later day.",
)
TURNED = Text("끝나는 날이 시작하는 날보다 빠릅니다.", "The last day lies before the first.")
NOT_HELD = Text(
    "잡아 둔 시간이 지났습니다. 새 계획에서 다시 골라 주세요.",
    "The time was not held any longer. Choose again from the new plans.",
)
NOTHING_HELD = Text(
    "잡아 둔 시간이 없습니다. 예약 목록에서 지금 상태를 확인해 주세요.",
    "No time is held. See in the list of appointments how it stands.",
)


def ask(*, case_id: UUID, asked: Ask, by: Actor, at: datetime) -> Itinerary:
    """Plan for the person of a case; the menu is kept with the question, nothing is held yet."""
    may("appointment.plan", by, Scene(at))
    case = Case.objects.filter(pk=case_id).first()
    if case is None:
        raise Hidden
    view(by, case.person_id, at=at)
    _sensible(asked, at=at)
    if asked.instead and not _theirs(asked.instead, case.person_id).exists():
        raise Hidden
    free_expired()
    menu = offers(snapshot(case.person_id, asked, by=by, at=at))
    row = Itinerary(
        centre_id=by.centre, subject_id=case.person_id, section=Section.PLAN.number,
        agency_id=by.agency, post_id=by.post, created_at=at, case_id=case.pk, asked=asked.text(),
        plans=offers_text(menu), state="asked",
    )  # fmt: skip
    row.save(force_insert=True)
    remember("appointment.plan", by=by, at=at, subject=case.person_id, thing=row.pk)
    return row


def _sensible(asked: Ask, *, at: datetime) -> None:
    if not asked.services:
        raise Missing("service", NOTHING_ASKED)
    if asked.last < at.astimezone(SEOUL).date():
        raise Missing("dates", PAST)
    if asked.last < asked.first:
        raise Missing("dates", TURNED)


def _theirs(pk: UUID, subject: UUID) -> QuerySet[Appointment]:
    """An appointment to be replaced: the person's own, never somebody else's."""
    return Appointment.objects.filter(pk=pk, subject_id=subject)


def book(*, itinerary_id: UUID, expected: int | None, by: Actor, at: datetime) -> Answer:
    """What is held becomes booked; if the time ran out or was lost meanwhile, a new menu comes.

    What it was to replace ends with it, unless that has ended already: see `Answer.alone`.
    """
    row: Itinerary = locked(Itinerary, itinerary_id, expected=expected)
    held = list(row.appointments.select_for_update().order_by("starts"))
    waiting = [one for one in held if one.state == "proposed"]
    if row.state != "held" or not waiting:
        raise Missing("plan", NOT_HELD)
    asked = Ask.read(row.asked)
    try:
        with transaction.atomic():
            _keep(row, waiting, by=by, at=at)
    except Taken:
        may("appointment.propose", by, Scene(at))
        let_lapse(row.appointments.filter(state="proposed"), by=by, at=at)
        return anew(row, asked, by=by, at=at)
    reminders.queue(waiting, by=by, at=at)
    unserved.settled(row.subject_id, [one.service_id for one in waiting], by=by, at=at)
    row.state, row.version = "booked", row.version + 1
    row.save()
    return Answer(row, won=True, alone=not _replaced(asked, waiting[0], by=by, at=at))


def _replaced(asked: Ask, new: Appointment, *, by: Actor, at: datetime) -> bool:
    """The old appointment ends; False when there is none of this person to end any more."""
    if asked.instead is None:
        return True
    old = _theirs(asked.instead, new.subject_id).filter(state__in=STANDING).exists()
    if old:
        end_moved(asked.instead, new, by=by, at=at)
    return old


def _keep(row: Itinerary, waiting: Sequence[Appointment], *, by: Actor, at: datetime) -> None:
    """Taken if the minutes are over, or if a rule came since that closes the time."""
    if any(one.hold_until and one.hold_until <= at for one in waiting):
        raise Taken
    for one in waiting:
        one.hold_until = None
        fire(
            one, "book", by=by, at=at, scene=scene(one, at=at), subject=row.subject_id,
            section=Section.PLAN, holds=("slot_won",),
        )  # fmt: skip
        link(one, by=by, at=at)
    rooms = Room.objects.filter(pk__in=[one.room_id for one in waiting if one.room_id])
    settle(waiting, dict(rooms.values_list("pk", "zone")), by=by)


def link(one: Appointment, *, by: Actor, at: datetime) -> None:
    """An accepted referral is scheduled with its appointment."""
    if one.referral_id is None:
        return
    with deriving(one.subject_id):
        referral = Referral.objects.filter(pk=one.referral_id).first()
    if referral and referral.state == "accepted" and by.agency in _parties(referral):
        step(referral_id=referral.pk, event="schedule", said=Said(), expected=None, by=by, at=at)


def _parties(referral: Referral) -> Sequence[UUID]:
    return referral.from_agency, referral.to_agency


def give_up(*, itinerary_id: UUID, expected: int | None, by: Actor, at: datetime) -> Itinerary:
    """The person decides otherwise while the time is held: it is free again at once."""
    row: Itinerary = locked(Itinerary, itinerary_id, expected=expected)
    may("appointment.propose", by, Scene(at))
    if row.state != "held":
        raise Missing("plan", NOTHING_HELD)
    waiting = [one for one in row.appointments.select_for_update() if one.state == "proposed"]
    let_lapse(waiting, by=by, at=at)
    row.state, row.chosen, row.version = "asked", None, row.version + 1
    row.save()
    remember("appointment.propose", by=by, at=at, subject=row.subject_id, thing=row.pk)
    return row
