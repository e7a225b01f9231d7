"""What others see move: the screen of the waiting room, and a number that goes up."""

from datetime import datetime
from uuid import UUID

from django.db import connection

from hangot.core.access import Actor
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


def beat(*, by: Actor) -> None:
    """Tell every page of the house to look again.

    One number for all of them: a number per desk would tell a colleague who is kept out of a
    record that somebody is served beside them.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into hangot_pulse as p (centre_id, number) values (%s, 1)"
            " on conflict (centre_id) do update set number = p.number + 1",
            [by.centre],
        )


def pulse(centre: UUID) -> int:
    """The number of a house; 0 when nothing ever moved there."""
    with connection.cursor() as cursor:
        cursor.execute("select number from hangot_pulse where centre_id = %s", [centre])
        row = cursor.fetchone()
    return int(row[0]) if row else 0
