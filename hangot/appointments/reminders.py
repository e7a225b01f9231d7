"""What somebody is to be told of a time: queued by a way and in hours that the person called safe."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from hangot.appointments.already import by_day
from hangot.appointments.models import Appointment, WaitOffer
from hangot.core.access import Actor
from hangot.core.clocks import SEOUL
from hangot.core.contact import Allowed, AllowedNeutral, may_contact
from hangot.core.contact_rules import Channel
from hangot.core.messages.wording import values_of
from hangot.messages import actions as messages
from hangot.messages.models import Message
from hangot.people.models import ContactSafety
from hangot.people.reaching import rule_of
from hangot.tasks.actions import due_at, open_task

ORDER = (Channel.SMS, Channel.TALK, Channel.PHONE, Channel.EMAIL)
USUAL = (time(10), time(18))
KINDS = {Appointment: "appointment", WaitOffer: "wait_offer"}
COMING, CHANGED, SOONER = "come_tomorrow", "time_changed", "sooner"


@dataclass(frozen=True, slots=True)
class News:
    """What is told of a time: about which row, by which words, and when it is too late."""

    about: Appointment | WaitOffer
    template: str
    end: datetime

    def draft(self, channel: Channel, since: datetime, until: datetime) -> messages.Draft:
        """The same as a message between two moments."""
        asked = self.end if self.template == SOONER else None
        return messages.Draft(
            self.template, channel, since, until,
            values=values_of(self.about.starts, "ko", until=asked),
            thing_kind=KINDS[type(self.about)], thing=self.about.pk,
        )  # fmt: skip


def tell(changed: Appointment, *, by: Actor, at: datetime) -> Message | None:
    """That a time has changed, in the next safe hours before it; where no way is safe, by a worker."""
    draft = _next(News(changed, CHANGED, changed.starts), at=at)
    if draft:
        return messages.queue(changed.subject_id, draft, by=by, at=at)
    open_task(
        "appointment.tell", subject=changed.subject_id, agency=by.agency, post=by.post,
        thing_kind="appointment", thing=changed.pk, at=at, due=due_at(by, "message_told", at),
        soft=True,
    )  # fmt: skip
    return None


def offer(made: WaitOffer, *, by: Actor, at: datetime) -> Message | None:
    """That they could come sooner, and until when an answer is wanted; None where no way is safe."""
    draft = _next(News(made, SOONER, made.expires), at=at)
    return messages.queue(made.subject_id, draft, by=by, at=at) if draft else None


def _next(news: News, *, at: datetime) -> messages.Draft | None:
    """In the next safe hours before it is too late."""
    said = _said(news.about.subject_id)
    today, last = (moment.astimezone(SEOUL).date() for moment in (at, news.end))
    while said and today <= last:
        if made := _on(today, news, said, at=at):
            return made
        today += timedelta(days=1)
    return None


def _said(subject: UUID) -> ContactSafety | None:
    found = ContactSafety.objects.filter(subject_id=subject, replaced_at=None)
    return found.order_by("-asked_at").first()


def queue(booked: Sequence[Appointment], *, by: Actor, at: datetime) -> list[Message]:
    """One for each day of the visit, on the day before; none where no way is safe or no time left."""
    said = _said(booked[0].subject_id)
    if said is None:
        return []
    drafts = [
        _on(day - timedelta(days=1), News(of_day[0], COMING, of_day[0].starts), said, at=at)
        for day, of_day in by_day(booked).items()
    ]
    subject = booked[0].subject_id
    return [messages.queue(subject, one, by=by, at=at) for one in drafts if one]


def _on(day: date, news: News, said: ContactSafety, *, at: datetime) -> messages.Draft | None:
    """In the safe hours of one day, before it is too late; None when there are none left."""
    opens, closes = said.window_from or USUAL[0], said.window_to or USUAL[1]
    since, until = (datetime.combine(day, clock, SEOUL) for clock in (opens, closes))
    if until <= since:
        until = datetime.combine(day, time(21), SEOUL)
    since, until = max(since, at), min(until, news.end)
    channel = _way(said, since) if since < until else None
    return news.draft(channel, since, until) if channel else None


def _way(said: ContactSafety, when: datetime) -> Channel | None:
    """The first way the person agreed to at that time; the gate is asked again when it goes."""
    rule = rule_of(said)
    for channel in ORDER:
        if isinstance(may_contact([rule], channel, when, violence=True), Allowed | AllowedNeutral):
            return channel
    return None


def drop(gone: Appointment, *, by: Actor, at: datetime) -> None:
    """Nobody is reminded of what does not take place; the rest of that day is, if there is any."""
    taken = messages.drop_about(gone.pk, subject=gone.subject_id, by=by, at=at)
    if not taken or gone.itinerary_id is None:
        return
    mates = Appointment.objects.filter(
        itinerary=gone.itinerary_id, state__in=("booked", "confirmed")
    )
    rest = by_day(mates).get(gone.starts.astimezone(SEOUL).date(), [])
    if rest:
        queue(rest, by=by, at=at)
