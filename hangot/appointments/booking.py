"""From a question to a booked visit: asked, held for ten minutes, booked; all of it or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from hangot.access.context import deriving
from hangot.access.queries import view
from hangot.access.trail import remember
from hangot.appointments import reminders
from hangot.appointments.asking import Ask, Offer, Stop, offers_text, read_offers
from hangot.appointments.ending import end_moved, let_lapse
from hangot.appointments.holding import Taken, rows_of, settle, take
from hangot.appointments.lawful import lawful_agencies
from hangot.appointments.models import Appointment, Itinerary
from hangot.appointments.planning import Snapshot, offers, snapshot, still_fits
from hangot.appointments.scenes import scene
from hangot.cases.models import Case
from hangot.core.access import Actor, Section
from hangot.core.clocks import SEOUL
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.directory.places import Room
from hangot.packs.active import profile
from hangot.referrals.models import Referral
from hangot.referrals.steps import Said, step
from hangot.tasks.fire import fire, locked

NOTHING_ASKED = Text("받을 서비스를 하나 이상 골라 주세요.", "Choose at least one service.")
PAST = Text(
    "그날은 이미 지났습니다. 오늘이나 그 뒤의 날을 골라 주세요.",
    "That day is over. Choose today or a later day.",
)
TURNED = Text("끝나는 날이 시작하는 날보다 빠릅니다.", "The last day lies before the first.")
NO_CHOICE = Text("계획을 하나 골라 주세요.", "Choose one of the plans.")
NOT_HELD = Text(
    "잡아 둔 시간이 지났습니다. 새 계획에서 다시 골라 주세요.",
    "The time was not held any longer. Choose again from the new plans.",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an act: the itinerary, and whether it won its time."""

    itinerary: Itinerary
    won: bool


def ask(*, case_id: UUID, asked: Ask, by: Actor, at: datetime) -> Itinerary:
    """Plan for the person of a case; the menu is kept with the question, nothing is held yet."""
    may("appointment.plan", by, Scene(at))
    case = Case.objects.filter(pk=case_id).first()
    if case is None:
        raise Hidden
    view(by, case.person_id, at=at)
    _sensible(asked, at=at)
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


def propose(
    *, itinerary_id: UUID, choice: int, expected: int | None, by: Actor, at: datetime
) -> Answer:
    """Hold the time of one plan of the menu for some minutes; all of it, or a new menu comes."""
    may("appointment.propose", by, Scene(at))
    row: Itinerary = locked(Itinerary, itinerary_id, expected=expected)
    menu = read_offers(row.plans)
    if row.state != "asked" or not 0 <= choice < len(menu):
        raise Missing("plan", NO_CHOICE)
    asked = Ask.read(row.asked)
    found = snapshot(row.subject_id, asked, by=by, at=at)
    try:
        with transaction.atomic():
            _hold(row, asked, menu[choice], found, by=by, at=at)
    except Taken:
        return _anew(row, asked, by=by, at=at)
    row.state, row.chosen, row.version = "held", choice, row.version + 1
    row.save()
    return Answer(row, won=True)


def _hold(
    row: Itinerary, asked: Ask, chosen: Offer, found: Snapshot, *, by: Actor, at: datetime
) -> None:
    """Taken unless every rule holds and all of the time is won."""
    if not still_fits(found, chosen.stops):
        raise Taken
    until = at + timedelta(minutes=profile(by.profile).times.hold)
    lawful = lawful_agencies(row.subject_id, at=at)
    made = [_made(row, asked, stop, lawful, until, by=by, at=at) for stop in chosen.stops]
    for one in made:
        fire(
            one, "propose", by=by, at=at, scene=scene(one, at=at), subject=row.subject_id,
            section=Section.PLAN, holds=("plan_was_checked", "slot_won"), new=True,
        )  # fmt: skip
    take(rows_of(found, made, childcare=asked.childcare, by=by), by=by)
    settle(made, {room.pk: room.zone for room in found.house.rooms}, by=by)


def _made(
    row: Itinerary, asked: Ask, stop: Stop, lawful: set[UUID], until: datetime, *, by: Actor,
    at: datetime,
) -> Appointment:  # fmt: skip
    referral = asked.referrals.get(str(stop.service))
    return Appointment(
        centre_id=by.centre, itinerary=row, subject_id=row.subject_id, case_id=row.case_id,
        referral_id=UUID(referral) if referral else None, service_id=stop.service,
        agency_id=stop.agency, post_id=stop.post, room_id=stop.room, aide_id=stop.aide,
        advocate_id=stop.advocate, childcare=asked.childcare,
        provisional=stop.agency not in lawful, earlier=asked.earlier, made_agency=by.agency,
        made_post=by.post, made_at=at, starts=stop.starts, ends=stop.ends, hold_until=until,
    )  # fmt: skip


def _anew(row: Itinerary, asked: Ask, *, by: Actor, at: datetime) -> Answer:
    """Somebody was quicker: the next best plans, nothing typed is lost."""
    menu = offers(snapshot(row.subject_id, asked, by=by, at=at))
    row.plans, row.state, row.chosen = offers_text(menu), "asked", None
    row.version += 1
    row.save()
    return Answer(row, won=False)


def book(*, itinerary_id: UUID, expected: int | None, by: Actor, at: datetime) -> Answer:
    """What is held becomes booked; if the time ran out or was lost meanwhile, a new menu comes."""
    row: Itinerary = locked(Itinerary, itinerary_id, expected=expected)
    held = list(row.appointments.select_for_update().order_by("starts"))
    waiting = [one for one in held if one.state == "proposed"]
    if row.state != "held" or not waiting:
        raise Missing("plan", NOT_HELD)
    asked = Ask.read(row.asked)
    if _lost(waiting, by=by, at=at):
        may("appointment.propose", by, Scene(at))
        let_lapse(waiting, by=by, at=at)
        return _anew(row, asked, by=by, at=at)
    for one in waiting:
        one.hold_until = None
        fire(
            one, "book", by=by, at=at, scene=scene(one, at=at), subject=row.subject_id,
            section=Section.PLAN, holds=("slot_won",),
        )  # fmt: skip
        link(one, by=by, at=at)
    reminders.queue(waiting, by=by, at=at)
    row.state, row.version = "booked", row.version + 1
    row.save()
    if asked.instead:
        end_moved(asked.instead, waiting[0], by=by, at=at)
    return Answer(row, won=True)


def _lost(waiting: Sequence[Appointment], *, by: Actor, at: datetime) -> bool:
    """Did the minutes end, or came a rule that closes the time since it was held?"""
    if any(one.hold_until and one.hold_until <= at for one in waiting):
        return True
    rooms = Room.objects.filter(pk__in=[one.room_id for one in waiting if one.room_id])
    try:
        settle(waiting, dict(rooms.values_list("pk", "zone")), by=by)
    except Taken:
        return True
    return False


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
    waiting = [one for one in row.appointments.select_for_update() if one.state == "proposed"]
    may("appointment.propose", by, Scene(at))
    let_lapse(waiting, by=by, at=at)
    row.state, row.chosen, row.version = "asked", None, row.version + 1
    row.save()
    remember("appointment.propose", by=by, at=at, subject=row.subject_id, thing=row.pk)
    return row
