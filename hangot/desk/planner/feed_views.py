"""The calendar of a post for a calendar program: taken times, no client, no reason, no place."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse

from hangot import clock
from hangot.access.context import acting, system
from hangot.accounts.queries import sittings
from hangot.appointments.models import CalendarFeed
from hangot.appointments.queries import numbers_of, taken
from hangot.appointments.working import digest
from hangot.desk import errors
from hangot.directory.queries import house

BACK, AHEAD = timedelta(days=7), timedelta(days=60)
BUSY = "예약 / Taken"
PRODUCT = "-//Hangot//taken times//KO"


def calendar(request: Any, token: str) -> HttpResponse:
    """Whoever has the address sees when the post is taken; a wrong one looks like no page at all."""
    request.at = clock.now()
    feed = CalendarFeed.objects.filter(digest=digest(token), ended_at=None).first()
    if feed is None or not _sits(feed, request.at):
        return errors.hidden(request)
    spans = _spans(feed, request.at)
    response = HttpResponse(_text(feed, spans, request.at), content_type="text/calendar")
    response.headers["Content-Disposition"] = 'attachment; filename="calendar.ics"'
    return response


def _sits(feed: CalendarFeed, at: datetime) -> bool:
    """Is whoever made the address still on the post?"""
    found = sittings(feed.worker_id, at=at)
    return any(one.post_id == feed.post_id and one.worker.is_active for one in found)


def _spans(feed: CalendarFeed, at: datetime) -> list[tuple[datetime, datetime]]:
    centre = house(feed.centre_id).centre
    by = system(centre.pk, feed.agency_id, frozenset(), profile=centre.profile)
    with acting(by, door="calendar"):
        number = numbers_of(centre.pk, "post").get(feed.post_id, 0)
        return taken(at - BACK, at + AHEAD).get(number, [])


def _text(feed: CalendarFeed, spans: list[tuple[datetime, datetime]], at: datetime) -> bytes:
    from icalendar import Calendar, Event  # noqa: PLC0415 - few workers are asked for a calendar

    found = Calendar()
    found.add("prodid", PRODUCT)
    found.add("version", "2.0")
    for starts, ends in spans:
        event = Event()
        event.add("uid", f"{digest(f'{feed.pk}{starts.isoformat()}')[:32]}@hangot")
        event.add("dtstamp", at)
        event.add("dtstart", starts)
        event.add("dtend", ends)
        event.add("summary", BUSY)
        event.add("class", "PRIVATE")
        found.add_component(event)
    return bytes(found.to_ical())
