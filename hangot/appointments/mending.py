"""When a worker cannot come: first the same time with somebody else, then the nearest new time.

Nobody is moved silently. Each change is shown with its reason and made by one act, all of it or
nothing; the person is told by a safe way.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction

from hangot.appointments import reminders
from hangot.appointments.again import ask_again
from hangot.appointments.asking import Ask, Stop
from hangot.appointments.booking import link
from hangot.appointments.ending import end_moved
from hangot.appointments.holding import Taken, release, rows_of, settle, take
from hangot.appointments.models import STANDING, Appointment
from hangot.appointments.planning import Snapshot, offers, snapshot
from hangot.appointments.scenes import scene
from hangot.core.access import Actor, Section
from hangot.core.clocks import SEOUL
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.directory.models import Centre
from hangot.packs.active import profile
from hangot.tasks.fire import fire, locked

NOTHING_CHANGED = Text(
    "그 시간은 이제 이용할 수 없습니다. 새로 찾은 것을 보고 다시 눌러 주세요.",
    "That time can no longer be had. Look at what was found anew and choose again.",
)


@dataclass(frozen=True, slots=True)
class Change:
    """What could be done about one appointment: `stop` is None when no time can be offered."""

    before: Appointment
    stop: Stop | None
    same_time: bool

    @property
    def key(self) -> str:
        """What was shown, so that nothing else is done than what somebody chose."""
        return f"{self.stop.post}|{self.stop.starts.isoformat()}" if self.stop else ""


def changes(post_id: UUID, day: date, *, by: Actor, at: datetime) -> list[Change]:
    """For each appointment of a post that stands on a day and lies ahead, the least change."""
    _allowed(by, at)
    first = datetime.combine(day, time(), SEOUL)
    found = Appointment.objects.filter(
        post=post_id, state__in=STANDING, starts__gte=max(first, at),
        starts__lt=first + timedelta(days=1),
    )  # fmt: skip
    rows = found.select_related("service", "aide").order_by("starts")
    return [suggest(one, by=by, at=at) for one in rows]


def suggest(one: Appointment, *, by: Actor, at: datetime) -> Change:
    """The same time with somebody else if there is anybody, else the nearest time there is."""
    day = one.starts.astimezone(SEOUL).date()
    clock = one.starts.astimezone(SEOUL).time(), one.ends.astimezone(SEOUL).time()
    same = ask_again(one, day, day, clock)
    stop = _first(snapshot(one.subject_id, same, by=by, at=at, spare=one.pk), but=one.post_id)
    if stop:
        return Change(one, stop, same_time=True)
    later = ask_again(one, day, day + timedelta(days=profile(by.profile).times.horizon - 1))
    stop = _first(snapshot(one.subject_id, later, by=by, at=at, spare=one.pk), but=None)
    return Change(one, stop, same_time=False)


def _first(found: Snapshot, *, but: UUID | None) -> Stop | None:
    """The best single stop, not with the worker who cannot come."""
    stops = (stop for one in offers(found) for stop in one.stops)
    return next((stop for stop in stops if stop.post != but), None)


def accept(*, appointment_id: UUID, key: str, by: Actor, at: datetime) -> Appointment:
    """Make the change that was shown; Missing when it is no longer the one there is."""
    _allowed(by, at)
    one: Appointment = locked(Appointment, appointment_id, expected=None)
    if one.state not in STANDING:
        raise Hidden
    change = suggest(one, by=by, at=at)
    if change.stop is None or change.key != key:
        raise Missing("slot_won", NOTHING_CHANGED)
    try:
        with transaction.atomic():
            new = swap(one, change.stop, by=by, at=at)
    except Taken:
        raise Missing("slot_won", NOTHING_CHANGED) from None
    if new.starts != one.starts:
        reminders.tell(new, by=by, at=at)
    return new


def swap(one: Appointment, stop: Stop, *, by: Actor, at: datetime) -> Appointment:
    """The new time is won and booked, the old one ends; Taken when somebody was quicker."""
    new = replacing(one, stop, by=by, at=at)
    found = snapshot(one.subject_id, _of(stop), by=by, at=at, spare=one.pk)
    release([one.pk])
    take(rows_of(found, [new], childcare=False, by=by), by=by)
    settle([new], {room.pk: room.zone for room in found.house.rooms}, by=by)
    stands(one, new, by=by, at=at)
    return new


def replacing(one: Appointment, stop: Stop, *, by: Actor, at: datetime) -> Appointment:
    """The same appointment at another time or with somebody else, proposed; no time is held yet."""
    new = Appointment(
        centre_id=by.centre, itinerary_id=one.itinerary_id, subject_id=one.subject_id,
        case_id=one.case_id, referral_id=one.referral_id, service_id=one.service_id,
        agency_id=stop.agency, post_id=stop.post, room_id=stop.room, aide_id=stop.aide,
        advocate_id=stop.advocate, tongue=one.tongue, childcare=one.childcare, provisional=one.provisional,
        earlier=one.earlier, made_agency=by.agency, made_post=by.post, made_at=at,
        starts=stop.starts, ends=stop.ends, hold_until=at,
    )  # fmt: skip
    fire(
        new, "propose", by=by, at=at, scene=scene(new, at=at), subject=one.subject_id,
        section=Section.PLAN, holds=("plan_was_checked", "slot_won"), new=True,
    )  # fmt: skip
    return new


def stands(one: Appointment, new: Appointment, *, by: Actor, at: datetime) -> None:
    """The time of the new one is won: it is booked, and the old one ends and names it."""
    new.hold_until = None
    fire(
        new, "book", by=by, at=at, scene=scene(new, at=at), subject=one.subject_id,
        section=Section.PLAN, holds=("slot_won",),
    )  # fmt: skip
    end_moved(one.pk, new, by=by, at=at)
    link(new, by=by, at=at)
    reminders.queue([new], by=by, at=at)


def _of(stop: Stop) -> Ask:
    day = stop.starts.astimezone(SEOUL).date()
    return Ask((stop.service,), day, day)


def _allowed(by: Actor, at: datetime) -> None:
    lead = Centre.objects.values_list("lead_agency_id", flat=True).get(pk=by.centre)
    may("rota.repair", by, Scene(at, lead_agency=lead))
