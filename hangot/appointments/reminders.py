"""What is to be told later: only by a way and in hours that the person called safe."""

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from uuid import UUID

from hangot.appointments.holding import by_day
from hangot.appointments.models import Appointment, Reminder
from hangot.core.access import Actor
from hangot.core.clocks import SEOUL
from hangot.core.contact import Allowed, AllowedNeutral, may_contact
from hangot.core.contact_rules import Channel, ContactRule, Window
from hangot.people.models import ContactSafety

ORDER = (Channel.SMS, Channel.PHONE, Channel.EMAIL)
USUAL = (time(10), time(18))
CODE = "come_tomorrow"
"""A neutral sentence: a time and a place, no agency and no reason."""


def queue(booked: Sequence[Appointment], *, by: Actor, at: datetime) -> list[Reminder]:
    """One for each day of the visit, on the day before; none where no way is safe or no time left."""
    safety = ContactSafety.objects.filter(subject_id=booked[0].subject_id, replaced_at=None)
    rule = safety.order_by("-asked_at").first()
    if rule is None:
        return []
    made = [_of(of_day[0], rule, by=by, at=at) for of_day in by_day(booked).values()]
    found = [one for one in made if one is not None]
    Reminder.objects.bulk_create(found)
    return found


def _of(first: Appointment, said: ContactSafety, *, by: Actor, at: datetime) -> Reminder | None:
    day = first.starts.astimezone(SEOUL).date() - timedelta(days=1)
    opens, closes = said.window_from or USUAL[0], said.window_to or USUAL[1]
    since, until = (datetime.combine(day, clock, SEOUL) for clock in (opens, closes))
    if until <= since:
        until = datetime.combine(day, time(21), SEOUL)
    since = max(since, at)
    channel = _way(rule_of(said), since) if since < until else None
    if channel is None:
        return None
    return Reminder(
        centre_id=by.centre, appointment=first, subject_id=first.subject_id, agency_id=by.agency,
        channel=channel, code=CODE, not_before=since, not_after=until,
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
