"""What is to be told later: only by a way and in hours that the person called safe."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from hangot.appointments.already import by_day
from hangot.appointments.models import Appointment, Reminder
from hangot.core.access import Actor
from hangot.core.clocks import SEOUL
from hangot.core.contact import Allowed, AllowedNeutral, may_contact
from hangot.core.contact_rules import Channel, ContactRule, Window
from hangot.people.models import ContactSafety

ORDER = (Channel.SMS, Channel.PHONE, Channel.EMAIL)
USUAL = (time(10), time(18))
COMING, CHANGED = "come_tomorrow", "time_changed"
"""Neutral sentences: a time and a place, no agency and no reason."""


def tell(changed: Appointment, *, by: Actor, at: datetime) -> Reminder | None:
    """That a time has changed, in the next safe hours before it; None where no way is safe."""
    said = _said(changed.subject_id)
    today = at.astimezone(SEOUL).date()
    last = changed.starts.astimezone(SEOUL).date()
    while said and today <= last:
        made = _on(today, changed, said, CHANGED, by=by, at=at)
        if made:
            made.save(force_insert=True)
            return made
        today += timedelta(days=1)
    return None


def _said(subject: UUID) -> ContactSafety | None:
    found = ContactSafety.objects.filter(subject_id=subject, replaced_at=None)
    return found.order_by("-asked_at").first()


def queue(booked: Sequence[Appointment], *, by: Actor, at: datetime) -> list[Reminder]:
    """One for each day of the visit, on the day before; none where no way is safe or no time left."""
    said = _said(booked[0].subject_id)
    if said is None:
        return []
    made = [
        _on(day - timedelta(days=1), of_day[0], said, COMING, by=by, at=at)
        for day, of_day in by_day(booked).items()
    ]
    found = [one for one in made if one is not None]
    Reminder.objects.bulk_create(found)
    return found


def _on(
    day: date, first: Appointment, said: ContactSafety, code: str, *, by: Actor, at: datetime
) -> Reminder | None:
    """In the safe hours of one day, before the appointment begins; None when there are none left."""
    opens, closes = said.window_from or USUAL[0], said.window_to or USUAL[1]
    since, until = (datetime.combine(day, clock, SEOUL) for clock in (opens, closes))
    if until <= since:
        until = datetime.combine(day, time(21), SEOUL)
    since, until = max(since, at), min(until, first.starts)
    channel = _way(rule_of(said), since) if since < until else None
    if channel is None:
        return None
    return Reminder(
        centre_id=by.centre, appointment=first, subject_id=first.subject_id, agency_id=by.agency,
        channel=channel, code=code, not_before=since, not_after=until,
    )  # fmt: skip


def _way(rule: ContactRule, when: datetime) -> str | None:
    """The first way the gate lets through at that time; staff are not asked by a queue."""
    for channel in ORDER:
        if isinstance(may_contact([rule], channel, when, violence=True), Allowed | AllowedNeutral):
            return channel.value
    return None


def rule_of(said: ContactSafety) -> ContactRule:
    """What the person said, as the gate reads it."""
    windows: tuple[Window, ...] = ()
    if said.window_from and said.window_to:
        windows = (Window(None, said.window_from, said.window_to),)
    return ContactRule(
        channels=frozenset(said.channels), windows=windows, shared_phone=said.shared_phone,
        say_agency=said.say_agency, expires=said.expires.date() if said.expires else None,
    )  # fmt: skip


def drop(gone: Appointment, *, by: Actor, at: datetime) -> None:
    """Nobody is reminded of what does not take place; the rest of that day is, if there is any."""
    waiting = Reminder.objects.filter(appointment=gone, state="waiting")
    if not waiting.update(state="dropped") or gone.itinerary_id is None:
        return
    mates = Appointment.objects.filter(
        itinerary=gone.itinerary_id, state__in=("booked", "confirmed")
    )
    rest = by_day(mates).get(gone.starts.astimezone(SEOUL).date(), [])
    if rest:
        queue(rest, by=by, at=at)


def due(agency: UUID, at: datetime) -> Iterable[Reminder]:
    """What may be told now."""
    return Reminder.objects.filter(
        agency_id=agency, state="waiting", not_before__lte=at, not_after__gt=at
    ).order_by("not_before")
