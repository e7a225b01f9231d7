"""When a worker cannot come: first the same time with somebody else, then the nearest new time.

Nobody is moved silently. Each change is shown with its reason and made by one act, all of it or
nothing; the person is told by a safe way.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from hangot.appointments import reminders
from hangot.appointments.again import ask_again
from hangot.appointments.asking import Ask, Stop
from hangot.appointments.booking import link
from hangot.appointments.ending import end_moved
from hangot.appointments.holding import Taken, care, release, rows_of, settle, take
from hangot.appointments.models import STANDING, Appointment
from hangot.appointments.planning import Snapshot, offers, snapshot, still_fits
from hangot.appointments.repairing import look, repaired_together
from hangot.appointments.scenes import scene
from hangot.appointments.stranded import unkept
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
    """The least change for each appointment ahead that needs a post and cannot be kept.

    It lies in an absence of the post, or where house, agency, room or helper have no hours any more.
    All of them are looked at together, and each change can be made without the others.
    """
    _allowed(by, at)
    first = datetime.combine(day, time(), SEOUL)
    needed = Q(post=post_id) | Q(aide__post=post_id) | Q(advocate__post=post_id)
    found = Appointment.objects.filter(
        needed, state__in=STANDING, starts__gte=max(first, at), starts__lt=first + timedelta(days=1)
    )
    rows = unkept(list(found.select_related("service", "aide").order_by("starts")), by=by)
    repaired = repaired_together(rows, post_id, by=by, at=at)
    return [_change(one, post_id, repaired.get(one.pk), by=by, at=at) for one in rows]


def _change(one: Appointment, away: UUID, stop: Stop | None, *, by: Actor, at: datetime) -> Change:
    """What was found for all together if it stands alone, else what is best for this one."""
    if stop is None or not _stands_alone(one, stop, by=by, at=at):
        return suggest(one, away, by=by, at=at)
    return Change(one, stop, same_time=stop.starts == one.starts)


def _stands_alone(one: Appointment, stop: Stop, *, by: Actor, at: datetime) -> bool:
    """Every rule of this one person, while nobody else has moved yet."""
    day = stop.starts.astimezone(SEOUL).date()
    return still_fits(look(one, ask_again(one, day, day), by=by, at=at), [stop])


def suggest(one: Appointment, away: UUID, *, by: Actor, at: datetime) -> Change:
    """The same time without the post that is away if there is anybody, else the nearest time."""
    day = one.starts.astimezone(SEOUL).date()
    clock = one.starts.astimezone(SEOUL).time(), one.ends.astimezone(SEOUL).time()
    stop = _first(look(one, ask_again(one, day, day, clock), by=by, at=at), but=away)
    if stop:
        return Change(one, stop, same_time=True)
    later = ask_again(one, day, day + timedelta(days=profile(by.profile).times.horizon - 1))
    return Change(one, _first(look(one, later, by=by, at=at), but=None), same_time=False)


def _first(found: Snapshot, *, but: UUID | None) -> Stop | None:
    """The best single stop, not with the worker who cannot come, in whatever role."""
    posts = {aide.pk: aide.post_id for aide in found.house.aides}
    stops = (stop for one in offers(found) for stop in one.stops)
    for stop in stops:
        roles = (stop.post, *(posts.get(aide) for aide in (stop.aide, stop.advocate) if aide))
        if but is None or but not in roles:
            return stop
    return None


def accept(
    *, appointment_id: UUID, key: str, by: Actor, at: datetime, away: UUID | None = None,
    day: date | None = None,
) -> Appointment:  # fmt: skip
    """Make the change that was shown; Missing when it is no longer the one there is.

    `away` is the post that cannot come, where it is not that of the appointment itself, `day` the
    day that was looked at.
    """
    _allowed(by, at)
    one: Appointment = locked(Appointment, appointment_id, expected=None)
    if one.state not in STANDING or day not in (None, one.day):
        raise Hidden
    found = changes(away or one.post_id, one.day, by=by, at=at)
    change = next((each for each in found if each.before.pk == one.pk), None)
    if change is None or change.stop is None or change.key != key:
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
    found = snapshot(one.subject_id, _of(stop), by=by, at=at, spare=[one.pk])
    release([one.pk])
    take(rows_of(found, [new], childcare=False, by=by), by=by)
    settle([new], {room.pk: room.zone for room in found.house.rooms}, by=by)
    stands(one, new, by=by, at=at)
    care(new, by=by)
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
