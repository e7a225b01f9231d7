"""What somebody answers to an earlier time: they come then, or the next is asked."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from hangot.access.trail import remember
from hangot.appointments import reminders
from hangot.appointments.again import ask_again
from hangot.appointments.asking import Stop
from hangot.appointments.holding import Taken
from hangot.appointments.mending import swap
from hangot.appointments.models import STANDING, Appointment, WaitOffer
from hangot.appointments.planning import offers, snapshot
from hangot.appointments.sooner import Freed, at_post, pass_on
from hangot.core.access import Actor
from hangot.core.clocks import SEOUL
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.messages.queries import told_of
from hangot.tasks.fire import locked

GONE = Text(
    "그 시간은 이제 이용할 수 없습니다. 예약은 그대로 있습니다.",
    "That time can no longer be had. The appointment stands as it was.",
)
ASKED = Text(
    "이미 메시지로 여쭈었습니다. 답을 기다려 주세요.",
    "They were asked by message already. Wait for the answer.",
)
NO_WAY = Text(
    "안전하게 알릴 방법이나 시간이 없습니다. 만나거나 통화할 때 여쭤 주세요.",
    "There is no safe way or hour to write. Ask when you meet or speak.",
)


def accept(*, offer_id: UUID, by: Actor, at: datetime) -> Appointment:
    """The person comes sooner; told by a safe way. What they leave is offered to somebody else."""
    row = _open(offer_id, by=by, at=at)
    one: Appointment = locked(Appointment, row.appointment_id, expected=None)
    stop = _still(row, one, by=by, at=at)
    if one.state not in STANDING or row.expires <= at or stop is None:
        raise Missing("slot_won", GONE)
    row.state, row.version = "taken", row.version + 1
    row.save()
    try:
        with transaction.atomic():
            new = swap(one, stop, by=by, at=at)
    except Taken:
        raise Missing("slot_won", GONE) from None
    reminders.tell(new, by=by, at=at)
    pass_on(Freed(one.post_id, one.starts, one.ends), by=by, at=at)
    return new


def tell(*, offer_id: UUID, by: Actor, at: datetime) -> WaitOffer:
    """Ask by a safe way in a safe hour; Missing where there is none."""
    row = _open(offer_id, by=by, at=at)
    if told_of([row.pk]):
        raise Missing("safe_way", ASKED)
    if row.expires <= at or reminders.offer(row, by=by, at=at) is None:
        raise Missing("safe_way", NO_WAY)
    remember("appointment.plan", by=by, at=at, subject=row.subject_id, thing=row.pk)
    return row


def decline(*, offer_id: UUID, by: Actor, at: datetime) -> WaitOffer | None:
    """They stay with their time, or never answered: the next is asked, if it helps anybody."""
    row = _open(offer_id, by=by, at=at)
    row.state, row.version = "over" if row.expires <= at else "declined", row.version + 1
    row.save()
    remember("appointment.plan", by=by, at=at, subject=row.subject_id, thing=row.pk)
    return pass_on(Freed(row.post_id, row.starts, row.ends), by=by, at=at)


def _open(offer_id: UUID, *, by: Actor, at: datetime) -> WaitOffer:
    may("appointment.plan", by, Scene(at))
    row: WaitOffer = locked(WaitOffer, offer_id, expected=None)
    if row.state != "open" or row.agency_id != by.agency:
        raise Hidden
    return row


def _still(row: WaitOffer, one: Appointment, *, by: Actor, at: datetime) -> Stop | None:
    """Exactly what was offered, if every rule allows it in the house as it is now."""
    day = row.starts.astimezone(SEOUL).date()
    clock = row.starts.astimezone(SEOUL).time(), row.ends.astimezone(SEOUL).time()
    asked = ask_again(one, day, day, clock)
    found = snapshot(one.subject_id, asked, by=by, at=at, spare=[one.pk])
    near = at_post(found, Freed(row.post_id, row.starts, row.ends))
    stops = (stop for each in offers(near) for stop in each.stops) if near else ()
    return next((stop for stop in stops if stop.starts == row.starts), None)
