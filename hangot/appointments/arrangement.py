"""Time and places of one house as everybody in it may read them, in one statement."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hangot.appointments.models import Absence, Aide, Availability, ChildcarePlace, Skill, Tongue
from hangot.directory.models import Service
from hangot.directory.places import Arranged, ClosedPeriod, DayOff, Opening, Room
from hangot.vault.together import together


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Every row a team lead could change; `rota` and `away` are of aides."""

    openings: list[Opening]
    closed: list[ClosedPeriod]
    days: list[DayOff]
    rooms: list[Room]
    aides: list[Aide]
    rota: list[Availability]
    places: list[ChildcarePlace]
    skills: list[Skill]
    tongues: list[Tongue]
    services: list[Service]
    changes: list[Arranged]
    away: list[Absence]


def arrangement(centre: UUID, *, at: datetime) -> Arrangement:
    """What holds from now on."""
    here = {"centre_id": centre}
    return Arrangement(*together(
        Opening.objects.filter(**here).order_by("weekday", "starts"),
        ClosedPeriod.objects.filter(**here, ends__gt=at).order_by("starts"),
        DayOff.objects.filter(**here, day__gte=at.date()).order_by("day"),
        Room.objects.filter(**here).order_by("zone", "slug"),
        Aide.objects.filter(**here).order_by("kind", "slug"),
        Availability.objects.filter(**here, post=None, day=None).order_by("weekday", "starts"),
        ChildcarePlace.objects.filter(**here, active=True),
        Skill.objects.filter(**here),
        Tongue.objects.filter(**here).order_by("language"),
        Service.objects.filter(**here, active=True, minutes__gt=0).order_by("label_ko"),
        Arranged.objects.filter(**here),
        Absence.objects.filter(**here, post=None, ends__gt=at).order_by("starts"),
    ))  # fmt: skip


def last_change(centre: UUID, thing: UUID) -> Arranged | None:
    """Who changed a part of the house last; None while it is as its pack has it."""
    return Arranged.objects.filter(centre_id=centre, thing=thing).select_related("post").first()
