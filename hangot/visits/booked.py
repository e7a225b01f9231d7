"""What is booked becomes a day in the house, and a day without appointments is called off."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from hangot.access.alone import alone
from hangot.access.context import deriving
from hangot.appointments import actions as appointments
from hangot.appointments import answering, mending
from hangot.appointments.actions import Answer
from hangot.appointments.models import STANDING, Appointment
from hangot.core.access import Actor
from hangot.core.contact import SEOUL
from hangot.visits.arriving import Walk, next_waits, plan_visit
from hangot.visits.models import AHEAD, COMING, HERE, Stop, Visit
from hangot.visits.signs import beat, hush
from hangot.visits.steps import then


def book(*, itinerary_id: UUID, expected: int | None, by: Actor, at: datetime) -> Answer:
    """What is held becomes booked, and reception expects the person."""
    answer = appointments.book(itinerary_id=itinerary_id, expected=expected, by=by, at=at)
    if answer.won:
        match(subject=answer.itinerary.subject_id, by=by, at=at)
    return answer


def cancel_person(
    *, appointment_id: UUID, why: str = "", expected: int | None, by: Actor, at: datetime
) -> Appointment:
    """The person does not want it; reception does not expect them for it."""
    one = appointments.cancel_person(
        appointment_id=appointment_id, why=why, expected=expected, by=by, at=at
    )
    match(subject=one.subject_id, by=by, at=at)
    return one


def cancel_service(
    *, appointment_id: UUID, why: str, expected: int | None, by: Actor, at: datetime
) -> Appointment:
    """The service cannot give it; reception does not expect them for it."""
    one = appointments.cancel_service(
        appointment_id=appointment_id, why=why, expected=expected, by=by, at=at
    )
    match(subject=one.subject_id, by=by, at=at)
    return one


def mend(
    *, appointment_id: UUID, key: str, by: Actor, at: datetime, away: UUID | None = None,
    day: date | None = None,
) -> Appointment:  # fmt: skip
    """Somebody cannot come: the change that was shown is made, and reception expects the new time."""
    new = mending.accept(appointment_id=appointment_id, key=key, by=by, at=at, away=away, day=day)
    match(subject=new.subject_id, by=by, at=at)
    return new


def come_sooner(*, offer_id: UUID, by: Actor, at: datetime) -> Appointment:
    """Somebody takes an earlier time that was given back, and reception expects them then."""
    new = answering.accept(offer_id=offer_id, by=by, at=at)
    match(subject=new.subject_id, by=by, at=at)
    return new


def match(*, subject: UUID, by: Actor, at: datetime) -> None:
    """Make somebody's coming days what is booked for them, whatever changed."""
    alone(subject)
    with deriving(subject):
        _drop(subject, by=by, at=at)
        for day in _missing(subject, at=at):
            plan_visit(subject=subject, walks=[_walk(one) for one in day], by=by, at=at)
        beat(by=by)


def _drop(subject: UUID, *, by: Actor, at: datetime) -> None:
    """Stops whose appointment does not stand any more, and days that are empty then."""
    stale = Stop.objects.select_for_update(of=("self",)).filter(
        subject_id=subject, state__in=AHEAD, appointment__isnull=False
    )
    for stop in stale.exclude(appointment__state__in=(*STANDING, "checked_in")):
        stop.why = "called_off"
        then(stop, "skip", by=by, at=at)
        if stop.visit.state in HERE:
            hush(stop.visit)
            next_waits(stop.visit, by=by, at=at)
    for visit in Visit.objects.select_for_update().filter(subject_id=subject, state__in=COMING):
        if not visit.stops.filter(state="planned").exists():
            then(visit, "call_off", by=by, at=at)


def _missing(subject: UUID, *, at: datetime) -> Iterable[list[Appointment]]:
    """Appointments in the house that no stop stands for yet, day by day."""
    wanted = (
        Appointment.objects.filter(subject_id=subject, state__in=STANDING, ends__gte=at)
        .exclude(room=None)
        .exclude(stops__state__in=("planned", "waiting", "called", "receiving", "finished"))
    )
    days: dict[date, list[Appointment]] = {}
    for one in wanted.order_by("starts"):
        days.setdefault(one.starts.astimezone(SEOUL).date(), []).append(one)
    return days.values()


def _walk(one: Appointment) -> Walk:
    assert one.room_id is not None  # noqa: S101 - left out above
    return Walk(
        one.agency_id, one.room_id, one.starts, one.ends, post=one.post_id,
        service=one.service_id, appointment=one.pk,
    )  # fmt: skip
