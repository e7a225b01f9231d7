"""What a booked plan had no time for: who planned it is told when a time is given back for it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from hangot.access.context import deriving
from hangot.appointments.asking import Ask, read_offers
from hangot.appointments.models import HOLDING, Appointment, Itinerary, Skill
from hangot.appointments.planning import offers, snapshot
from hangot.core.access import Actor
from hangot.core.clocks import SEOUL
from hangot.packs.active import profile
from hangot.tasks.actions import close_tasks, open_task
from hangot.tasks.models import Task

TIME_FREE, AGAIN = "appointment.time_free", "appointment.offer_again"
ASKED = 12
"""So many plans are looked at for one time, the oldest first."""


def tell(post: UUID, starts: datetime, *, by: Actor, at: datetime) -> None:
    """A task for the first plan of this agency that could be completed on that day."""
    given = set(Skill.objects.filter(post=post).values_list("service_id", flat=True))
    since = at - timedelta(days=profile(by.profile).times.horizon)
    rows = Itinerary.objects.filter(agency_id=by.agency, state="booked", created_at__gte=since)
    for row in rows.order_by("created_at")[:ASKED]:
        left = tuple(pk for pk in _left_out(row) if pk in given)
        if left and not _told(row) and _fits(row, left, starts, by=by, at=at):
            open_task(
                TIME_FREE, subject=row.subject_id, agency=row.agency_id, post=row.post_id,
                thing_kind="itinerary", thing=row.pk, at=at,
            )  # fmt: skip
            return


def _left_out(row: Itinerary) -> Iterable[UUID]:
    """What the chosen plan had no time for and has none since."""
    menu = read_offers(row.plans)
    if row.chosen is None or not menu[row.chosen].unserved:
        return ()
    standing = Appointment.objects.filter(subject_id=row.subject_id, state__in=HOLDING)
    known = set(standing.values_list("service_id", flat=True))
    return (pk for pk in menu[row.chosen].unserved if pk not in known)


def _told(row: Itinerary) -> bool:
    with deriving(row.subject_id):
        return Task.objects.filter(what=TIME_FREE, thing_id=row.pk, done_at=None).exists()


def _fits(
    row: Itinerary, left: tuple[UUID, ...], starts: datetime, *, by: Actor, at: datetime
) -> bool:
    """Is there a time on that day now, in the hours that were asked for?"""
    asked, day = Ask.read(row.asked), starts.astimezone(SEOUL).date()
    if not asked.first <= day <= asked.last:
        return False
    again = replace(asked, services=left, first=day, last=day, instead=None)
    return any(one.stops for one in offers(snapshot(row.subject_id, again, by=by, at=at)))


def settled(subject: UUID, services: Iterable[UUID], *, by: Actor, at: datetime) -> None:
    """A new time is booked for these: nobody has to look for one any more."""
    cancelled = Appointment.objects.filter(
        subject_id=subject, service_id__in=list(services), state="cancelled_by_service"
    )
    plans = Itinerary.objects.filter(subject_id=subject, state="booked")
    for rows in (cancelled, plans):
        for thing in rows.values_list("pk", flat=True):
            close_tasks(thing, subject=subject, by=by, at=at, what=(TIME_FREE, AGAIN))
