"""A cancelled time is offered to whom it helps most among those who said they could come sooner.

One person at a time is asked, by a worker and never by itself. Somebody who may not be in the
house at that time is not asked; nothing tells that from not being helped by it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from hangot.appointments import again, unserved
from hangot.appointments.asking import Stop
from hangot.appointments.models import STANDING, Appointment, WaitOffer
from hangot.appointments.planning import Snapshot, as_planned, offer, snapshot
from hangot.core.access import Actor
from hangot.core.clocks import SEOUL
from hangot.core.itinerary import model
from hangot.core.itinerary.fill import fill
from hangot.core.itinerary.slots import span
from hangot.packs.active import profile

ANSWER = timedelta(hours=24)
"""So long somebody has to answer, if the time itself is not nearer."""
AHEAD = timedelta(hours=2)
"""Nobody is asked for a time that is nearer than this."""
ASKED = 12
"""So many are looked at for one time, who waits longest first."""


@dataclass(frozen=True, slots=True)
class Freed:
    """A time of a post that somebody gave back."""

    post: UUID
    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Better:
    """A better time for one appointment; `rank` is smaller the more it helps."""

    appointment: Appointment
    stop: Stop
    rank: tuple[bool, tuple[int, ...], datetime]


def pass_on(freed: Freed, *, by: Actor, at: datetime) -> WaitOffer | None:
    """Offer a time to the next whom it helps; None when it helps nobody or is offered already."""
    if freed.starts >= at + AHEAD:
        unserved.tell(freed.post, freed.starts, by=by, at=at)
    known = WaitOffer.objects.filter(
        post=freed.post, starts__lt=freed.ends, ends__gt=freed.starts
    ).exclude(appointment=None)
    if freed.starts < at + AHEAD or known.filter(state="open").exists():
        return None
    rows = _candidates(freed, set(known.values_list("appointment_id", flat=True)), by=by)
    days = _days(rows)
    found = [better for one in rows if (better := _better(one, freed, days, by=by, at=at))]
    best = min(found, key=lambda one: one.rank, default=None)
    return _offered(best, by=by, at=at) if best else None


def _candidates(freed: Freed, asked: set[UUID], *, by: Actor) -> list[Appointment]:
    """Who said they could come sooner and was not asked for this time."""
    last = freed.starts + timedelta(days=profile(by.profile).times.horizon - 1)
    found = Appointment.objects.filter(
        made_agency=by.agency, earlier=True, state__in=STANDING,
        starts__gte=freed.ends, starts__lt=last,
    )  # fmt: skip
    rows = found.exclude(pk__in=asked).select_related("service", "aide").order_by("made_at")
    return list(rows[:ASKED])


def _days(rows: Iterable[Appointment]) -> dict[UUID, list[tuple[UUID, date]]]:
    """On which days each of them comes, and for which appointment."""
    found: defaultdict[UUID, list[tuple[UUID, date]]] = defaultdict(list)
    subjects = {one.subject_id for one in rows}
    for one in Appointment.objects.filter(subject_id__in=subjects, state__in=STANDING):
        found[one.subject_id].append((one.pk, one.day))
    return found


def _better(
    one: Appointment, freed: Freed, days: dict[UUID, list[tuple[UUID, date]]], *, by: Actor,
    at: datetime,
) -> Better | None:  # fmt: skip
    """The freed time for this appointment, unless the person would have to come more often."""
    day = freed.starts.astimezone(SEOUL).date()
    others = {there for pk, there in days[one.subject_id] if pk != one.pk}
    if one.day in others and day not in others:
        return None
    asked = again.ask_again(one, day, one.day)
    found = snapshot(one.subject_id, asked, by=by, at=at, spare=[one.pk])
    near = at_post(found, freed)
    if near is None:
        return None
    gained = fill(
        near.centre, [model.Booking(as_planned(near, _stop(one)), one.childcare)], [_slots(near, freed, one)],
        [near.request], near.policy,
    )  # fmt: skip
    if not gained or not gained[0].plan.appointments:
        return None
    less = one.day not in others and day in others and day != one.day
    rank = (not less, tuple(-step for step in gained[0].gain), one.made_at)
    return Better(one, offer(near, gained[0].plan).stops[0], rank)


def at_post(found: Snapshot, freed: Freed) -> Snapshot | None:
    """The same question for this post and around this time only; None when nobody needs it so."""
    number = found.house.numbers.get(freed.post)
    needs = tuple(replace(one, staff=frozenset({str(number)})) for one in found.request.needs)
    if number is None or not needs:
        return None
    wide = max(one.slots for one in needs) - 1
    first, last = found.wall.floor(freed.starts), found.wall.ceil(freed.ends)
    window = found.request.window & span(max(first - wide, 0), last + wide)
    return replace(found, request=replace(found.request, needs=needs, window=window))


def _slots(found: Snapshot, freed: Freed, one: Appointment) -> model.Appointment:
    """The freed time as the planners read it; whose it was is not known here."""
    first, last = found.wall.floor(freed.starts), found.wall.ceil(freed.ends)
    number = str(found.house.numbers[freed.post])
    return model.Appointment("", str(one.service_id), first, last - first, number)


def _stop(one: Appointment) -> Stop:
    return Stop(
        one.service_id, one.agency_id, one.post_id, one.room_id, one.aide_id, one.advocate_id,
        one.starts, one.ends,
    )  # fmt: skip


def _offered(best: Better, *, by: Actor, at: datetime) -> WaitOffer:
    row = WaitOffer(
        centre_id=by.centre, appointment=best.appointment, subject_id=best.appointment.subject_id,
        agency_id=by.agency, starts=best.stop.starts, ends=best.stop.ends, post_id=best.stop.post,
        offered_at=at, expires=min(at + ANSWER, best.stop.starts - AHEAD / 2), state="open",
    )  # fmt: skip
    row.save(force_insert=True)
    return row


def forget(gone: Appointment) -> None:
    """What has ended is offered no other time."""
    WaitOffer.objects.filter(appointment=gone, state="open").update(state="over")


def open_offers(*, by: Actor, at: datetime) -> list[WaitOffer]:
    """What a desk should ask people about, the nearest time first; also what nobody answered."""
    found = WaitOffer.objects.filter(agency_id=by.agency, state="open", starts__gt=at)
    return list(found.select_related("appointment__service", "post").order_by("starts")[:50])
