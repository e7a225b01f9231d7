"""Somebody chooses a plan: all of its time is held for some minutes, or they are refused at once."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from django.db import transaction

from hangot.appointments.asking import Ask, Offer, Stop, offers_text, read_offers
from hangot.appointments.holding import Taken, free_expired, rows_of, settle, take
from hangot.appointments.lawful import lawful_agencies
from hangot.appointments.models import Appointment, Itinerary
from hangot.appointments.planning import offers, snapshot, still_fits
from hangot.appointments.rivals import free, queue_up
from hangot.appointments.scenes import scene
from hangot.core.access import Actor, Section
from hangot.core.refusal import Hidden, Missing, Stale
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.packs.active import profile
from hangot.tasks.fire import fire, locked
from hangot.vault import keyring
from hangot.vault.models import DataKey
from hangot.vault.rows import Rows

NO_CHOICE = Text("계획을 하나 골라 주세요.", "Choose one of the plans.")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an act: the itinerary, and whether it won its time.

    `alone` is true when it was booked and what it was to replace had ended before: nothing moved.
    """

    itinerary: Itinerary
    won: bool
    alone: bool = False


def propose(
    *, itinerary_id: UUID, choice: int, expected: int | None, by: Actor, at: datetime
) -> Answer:
    """Hold the time of one plan of the menu for some minutes; all of it, or a new menu comes."""
    answer = hold(itinerary_id=itinerary_id, choice=choice, expected=expected, by=by, at=at)
    if answer.won:
        return answer
    row: Itinerary = locked(Itinerary, itinerary_id, expected=answer.itinerary.version)
    return anew(row, Ask.read(row.asked), by=by, at=at)


def hold(
    *, itinerary_id: UUID, choice: int, expected: int | None, by: Actor, at: datetime
) -> Answer:
    """Hold all of one plan or refuse at once: who is late costs the others nothing."""
    may("appointment.propose", by, Scene(at))
    row = _seen(itinerary_id, expected)
    menu = read_offers(row.plans)
    if row.state != "asked" or not 0 <= choice < len(menu):
        raise Missing("plan", NO_CHOICE)
    chosen = menu[choice]
    free_expired()
    try:
        _still_free(row, chosen)
        with transaction.atomic():
            queue_up(chosen.stops)
            _still_free(row, chosen)
            row = locked(Itinerary, itinerary_id, expected=row.version)
            _hold(row, chosen, by=by, at=at)
    except Taken:
        return Answer(row, won=False)
    row.state, row.chosen, row.version = "held", choice, row.version + 1
    row.save()
    return Answer(row, won=True)


SEEN = Rows(
    "from hangot_itinerary i left join hangot_datakey k on k.subject_id = i.subject_id"
    " where i.id = %s",
    i=Itinerary, k=DataKey,
)  # fmt: skip


def _seen(pk: UUID, expected: int | None) -> Itinerary:
    """The row with the key of its person, not locked: a lock has to be written to the disk."""
    for row, key in SEEN.fetch(pk):
        if expected not in (None, row.version):
            raise Stale(expected, row.version)
        keyring.take([key] if key else [])
        return cast(Itinerary, row)
    raise Hidden


def _still_free(row: Itinerary, chosen: Offer) -> None:
    if not free(chosen.stops, row.subject_id):
        raise Taken


def _hold(row: Itinerary, chosen: Offer, *, by: Actor, at: datetime) -> None:
    """Taken unless every rule holds and all of the time is won."""
    asked = Ask.read(row.asked)
    found = snapshot(row.subject_id, asked, by=by, at=at)
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
        advocate_id=stop.advocate, tongue=asked.tongue, childcare=asked.childcare,
        provisional=stop.agency not in lawful, earlier=asked.earlier, made_agency=by.agency,
        made_post=by.post, made_at=at, starts=stop.starts, ends=stop.ends, hold_until=until,
    )  # fmt: skip


def anew(row: Itinerary, asked: Ask, *, by: Actor, at: datetime) -> Answer:
    """Somebody was quicker: the next best plans, nothing typed is lost."""
    menu = offers(snapshot(row.subject_id, asked, by=by, at=at))
    row.plans, row.state, row.chosen = offers_text(menu), "asked", None
    row.version += 1
    row.save()
    return Answer(row, won=False)
