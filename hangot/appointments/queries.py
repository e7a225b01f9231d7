"""Reading times: the appointments of a person, what can be booked, the week of a post."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from uuid import UUID

from hangot.appointments.models import HOLDING, Absence, Appointment, Availability, Itinerary
from hangot.core.access import Actor
from hangot.core.clocks import SEOUL
from hangot.directory.places import Room, ServiceRule
from hangot.referrals.models import Referral

OPEN_REFERRALS = ("sent", "accepted", "scheduled", "in_service")


def of_person(subject: UUID) -> list[Appointment]:
    """The appointments of a person that one may see, the newest day first; proposals that lapsed not."""
    found = Appointment.objects.filter(subject_id=subject).exclude(state="lapsed")
    return list(found.select_related("service", "post", "room").order_by("-starts"))


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


def day_of(post: UUID, since: date, days: int = 7) -> list[Appointment]:
    """What stands for a post in some days."""
    first = datetime.combine(since, time(), SEOUL)
    found = Appointment.objects.filter(
        post=post, state__in=HOLDING, starts__gte=first, starts__lt=first + timedelta(days=days)
    )
    return list(found.select_related("service", "room").order_by("starts"))


def rota_of(post: UUID) -> list[Availability]:
    """The hours of a post: by weekday, then by day."""
    return list(Availability.objects.filter(post=post).order_by("day", "weekday", "starts"))


def absences_of(post: UUID, since: datetime) -> list[Absence]:
    """When a post is not there, from a moment on."""
    return list(Absence.objects.filter(post=post, ends__gt=since).order_by("starts"))


def rooms(centre: UUID) -> Iterable[Room]:
    """The rooms and desks of the house."""
    return Room.objects.filter(centre_id=centre, active=True).order_by("zone", "slug")


def rooms_used(by: Actor, day: date) -> dict[UUID, list[tuple[datetime, datetime]]]:
    """When each room is in use on a day, by appointments one may see; whose it is stays out."""
    first = datetime.combine(day, time(), SEOUL)
    found = Appointment.objects.filter(
        centre_id=by.centre, state__in=HOLDING, starts__gte=first,
        starts__lt=first + timedelta(days=1), room__isnull=False,
    )  # fmt: skip
    used: dict[UUID, list[tuple[datetime, datetime]]] = {}
    for room, starts, ends in found.order_by("starts").values_list("room", "starts", "ends"):
        used.setdefault(room, []).append((starts, ends))
    return used
