"""What others see move: the screen of the waiting room, and a number per desk that goes up."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import connection

from hangot.core.access import Actor
from hangot.directory.models import Centre
from hangot.visits.models import Called, Stop, Visit


def announce(visit: Visit, stop: Stop, *, at: datetime) -> None:
    """Put the number and the place on the screen."""
    Called.objects.update_or_create(
        centre_id=visit.centre_id, day=visit.day, number=visit.number,
        defaults={"place_ko": stop.room.label_ko, "place_en": stop.room.label_en, "at": at},
    )  # fmt: skip


def hush(visit: Visit) -> None:
    """Take the number off the screen."""
    Called.objects.filter(centre_id=visit.centre_id, day=visit.day, number=visit.number).delete()


def beat(agencies: Iterable[UUID], *, by: Actor) -> None:
    """Tell these desks and reception to look again; in one order, so that two never wait in a ring."""
    lead = Centre.objects.values_list("lead_agency_id", flat=True).get(pk=by.centre)
    with connection.cursor() as cursor:
        for agency in sorted({*agencies, lead}):
            cursor.execute(
                "insert into hangot_pulse as p (agency_id, centre_id, number) values (%s, %s, 1)"
                " on conflict (agency_id) do update set number = p.number + 1",
                [agency, by.centre],
            )


def pulse(agency: UUID) -> int:
    """The number of a desk; 0 when nothing ever moved there."""
    with connection.cursor() as cursor:
        cursor.execute("select number from hangot_pulse where agency_id = %s", [agency])
        row = cursor.fetchone()
    return int(row[0]) if row else 0
