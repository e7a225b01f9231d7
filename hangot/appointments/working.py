"""Who works when: hours, absences, and the address of a post's calendar."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q

from hangot.access.alone import one_at_a_time
from hangot.access.trail import remember
from hangot.appointments.models import HOLDING, Absence, Appointment, Availability, CalendarFeed
from hangot.appointments.opening import numbers
from hangot.core.access import Actor
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.directory.models import Centre, Post

BACKWARDS = Text("끝나는 때가 시작보다 뒤여야 합니다.", "The end must be after the start.")
PAUSE = Text(
    "쉬는 시간은 근무 시간 안에 있어야 합니다.", "The break must lie inside the working hours."
)
PAST = Text("이미 지난 때입니다.", "That is over already.")


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours of a weekday (0 is Monday) or of one day, perhaps with a break."""

    starts: time
    ends: time
    weekday: int | None = None
    day: date | None = None
    pause: tuple[time, time] | None = None


def add_hours(*, post_id: UUID, hours: Hours, by: Actor, at: datetime) -> Availability:
    """More hours for a post; hours that overlap known ones are refused and named."""
    post = _mine(post_id, by=by, at=at)
    _sensible(hours)
    if not isinstance(hours.weekday, int) and hours.day is None:
        raise Missing("day", Text("요일이나 날짜를 골라 주세요.", "Choose a weekday or a day."))
    if clash := _clash(post_id, hours):
        raise Missing("hours", _overlap(clash))
    row = Availability(
        centre_id=by.centre, agency_id=post.agency_id, post=post, starts=hours.starts,
        ends=hours.ends, weekday=None if hours.day else hours.weekday, day=hours.day,
        break_starts=hours.pause[0] if hours.pause else None,
        break_ends=hours.pause[1] if hours.pause else None,
    )  # fmt: skip
    row.save(force_insert=True)
    numbers(by.centre, "post", [post.pk])
    remember("rota.write", by=by, at=at, thing=row.pk)
    return row


def drop_hours(*, hours_id: UUID, by: Actor, at: datetime) -> None:
    """These hours are no longer worked; what is booked in them stays until it is moved."""
    row = Availability.objects.filter(pk=hours_id, post__isnull=False).first()
    if row is None or row.post_id is None:
        raise Hidden
    _mine(row.post_id, by=by, at=at)
    row.delete()
    remember("rota.write", by=by, at=at, thing=hours_id)


def be_away(
    *, post_id: UUID, starts: datetime, ends: datetime, kind: str, by: Actor, at: datetime
) -> Absence:
    """The post is not there; nothing new is booked then, what stands is shown to be moved."""
    post = _mine(post_id, by=by, at=at)
    if ends <= starts:
        raise Missing("ends", BACKWARDS)
    if ends <= at:
        raise Missing("ends", PAST)
    row = Absence(
        centre_id=by.centre, agency_id=post.agency_id, post=post, starts=starts, ends=ends,
        kind=kind,
    )  # fmt: skip
    row.save(force_insert=True)
    remember("rota.write", by=by, at=at, thing=row.pk)
    return row


def be_back(*, absence_id: UUID, by: Actor, at: datetime) -> None:
    """The absence is not one after all."""
    row = Absence.objects.filter(pk=absence_id, post__isnull=False).first()
    if row is None or row.post_id is None:
        raise Hidden
    _mine(row.post_id, by=by, at=at)
    row.delete()
    remember("rota.write", by=by, at=at, thing=absence_id)


def hit_by(absences: Iterable[Absence]) -> list[Appointment]:
    """Appointments that stand in an absence, as far as one may see them."""
    there = [Q(post=away.post_id, starts__lt=away.ends, ends__gt=away.starts) for away in absences]
    if not there:
        return []
    found = Appointment.objects.filter(reduce(or_, there), state__in=HOLDING)
    return list(found.select_related("service").order_by("starts"))


def open_feed(*, by: Actor, at: datetime) -> str:
    """A new secret for the calendar of one's own post; the one before ends."""
    may("rota.see", by, Scene(at))
    token = secrets.token_urlsafe(32)
    CalendarFeed.objects.filter(post=by.post, ended_at=None).update(ended_at=at)
    CalendarFeed(
        centre_id=by.centre,
        agency_id=by.agency,
        worker_id=by.worker,
        post_id=by.post,
        digest=digest(token),
        made_at=at,
    ).save(force_insert=True)
    remember("rota.see", by=by, at=at, thing=by.post)
    return token


def digest(token: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def _mine(post_id: UUID, *, by: Actor, at: datetime) -> Post:
    """The post whose rota one may change; two who change it come one after the other."""
    post = Post.objects.filter(pk=post_id, centre_id=by.centre).first()
    if post is None:
        raise Hidden
    lead = Centre.objects.values_list("lead_agency_id", flat=True).get(pk=by.centre)
    scene = Scene(at, author_post=post.pk, lead_agency=lead, receiver=post.agency_id)
    may("rota.write", by, scene)
    one_at_a_time(f"rota:{post_id}")
    return post


def _sensible(hours: Hours) -> None:
    if hours.ends <= hours.starts:
        raise Missing("ends", BACKWARDS)
    if hours.pause and not hours.starts <= hours.pause[0] < hours.pause[1] <= hours.ends:
        raise Missing("pause", PAUSE)


def _clash(post_id: UUID, hours: Hours) -> Availability | None:
    same = {"day": hours.day} if hours.day else {"day": None, "weekday": hours.weekday}
    found = Availability.objects.filter(
        post=post_id, starts__lt=hours.ends, ends__gt=hours.starts, **same
    )
    return found.first()


def _overlap(clash: Availability) -> Text:
    span = f"{clash.starts:%H:%M}~{clash.ends:%H:%M}"
    return Text(
        f"이미 있는 근무 시간({span})과 겹칩니다. 그 시간을 먼저 지우거나 겹치지 않게 적어 주세요.",
        f"It overlaps hours that are there already ({span}). Remove those first or write others.",
    )
