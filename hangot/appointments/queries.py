"""Reading times: the appointments of a person, what can be booked, the week of a post."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from hangot.access.context import planning
from hangot.appointments.models import (
    HOLDING,
    Absence,
    Appointment,
    Availability,
    Bookable,
    Itinerary,
)
from hangot.core.clocks import SEOUL
from hangot.directory.models import Post
from hangot.directory.places import DayOff, Opening, Room, ServiceRule
from hangot.referrals.models import Referral
from hangot.vault.together import together

NOBODY = UUID(int=0)
OPEN_REFERRALS = ("sent", "accepted", "scheduled", "in_service")


def of_person(subject: UUID) -> list[Appointment]:
    """The appointments of a person that one may see: what stands in order of time, then what ended."""
    found = Appointment.objects.filter(subject_id=subject).exclude(state="lapsed")
    rows = list(found.select_related("service", "post", "room").order_by("starts"))
    standing = [one for one in rows if one.state in HOLDING]
    return [*standing, *(one for one in reversed(rows) if one.state not in HOLDING)]


def asked_of(case_id: UUID) -> list[Itinerary]:
    """Questions of a case that wait for a choice or are held, newest first."""
    found = Itinerary.objects.filter(case_id=case_id, state__in=("asked", "held"))
    return list(found.order_by("-created_at")[:5])


def bookable(centre: UUID) -> list[ServiceRule]:
    """Everything that people come for, by agency."""
    found = ServiceRule.objects.filter(centre_id=centre, service__active=True)
    return list(
        found.select_related("service__agency").order_by(
            "service__agency__label_ko", "service__label_ko"
        )
    )


def waiting_referrals(subject: UUID) -> list[Referral]:
    """Open referrals of a person without a time yet, which a visit could serve."""
    taken = Appointment.objects.filter(
        subject_id=subject, state__in=HOLDING, referral__isnull=False
    )
    known = list(taken.values_list("referral_id", flat=True))
    found = Referral.objects.filter(subject_id=subject, state__in=OPEN_REFERRALS)
    return list(found.exclude(pk__in=known).select_related("service").order_by("sent_at"))


def week_of(post: Post, since: date, days: int = 7) -> list[tuple[datetime, datetime]]:
    """When a post is taken in some days, whoever it is for."""
    first = datetime.combine(since, time(), SEOUL)
    number = numbers_of(post.centre_id, "post").get(post.pk, 0)
    return taken(first, first + timedelta(days=days)).get(number, [])


@dataclass(frozen=True, slots=True)
class PostTimes:
    """The hours of a post, by weekday, then by day, when it is not there, and the house around it."""

    rota: list[Availability]
    absences: list[Absence]
    openings: list[Opening]
    own: list[DayOff]


def times_of_post(post: Post, since: datetime) -> PostTimes:
    """Absences from a moment on, everything else as it is."""
    return PostTimes(*together(
        Availability.objects.filter(post=post).order_by("day", "weekday", "starts"),
        Absence.objects.filter(post=post, ends__gt=since).order_by("starts"),
        *_of_house(post.centre_id),
    ))  # fmt: skip


def _of_house(centre: UUID) -> tuple[Any, Any]:
    here = {"centre_id": centre}
    whole = Opening.objects.filter(**here, agency=None, care=False)
    return whole, DayOff.objects.filter(**here)


def rooms(centre: UUID) -> Iterable[Room]:
    """The rooms and desks of the house."""
    return Room.objects.filter(centre_id=centre, active=True).order_by("zone", "slug")


def taken(since: datetime, until: datetime) -> dict[int, list[tuple[datetime, datetime]]]:
    """When each number is taken; who it is for is nowhere in it."""
    found: dict[int, list[tuple[datetime, datetime]]] = {}
    with planning(NOBODY), connection.cursor() as cursor:
        cursor.execute(
            "select taken, lower(span), upper(span) from hg.busy(%(since)s, %(until)s) union all"
            " select taken, lower(span), upper(span) from hg.at_homes(%(since)s, %(until)s) order by 2",
            {"since": since, "until": until},
        )
        for number, starts, ends in cursor.fetchall():
            found.setdefault(number, []).append((starts, ends))
    return found


def house_days(centre: UUID) -> tuple[list[Opening], list[DayOff]]:
    """The hours of the whole house, and the days on which it differs."""
    openings, own = together(*_of_house(centre))
    return openings, own


def numbers_of(centre: UUID, kind: str) -> dict[UUID, int]:
    """The numbers by which things of a kind are booked."""
    rows = Bookable.objects.filter(centre_id=centre, kind=kind)
    return dict(rows.values_list("target", "number"))


def on_rota(centre: UUID) -> list[Post]:
    """The posts that see visitors, by agency."""
    found = Post.objects.filter(centre_id=centre, active=True, rota__isnull=False)
    return list(found.select_related("agency").order_by("agency__label_ko", "slug").distinct())
