"""Everybody whom one absence hits, looked at together by the core's `repair`: few are moved.

Only what needs the absent post is looked at; what is booked for the same people elsewhere stands.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from hangot.appointments.again import ask_again
from hangot.appointments.asking import Ask, Stop
from hangot.appointments.models import Appointment
from hangot.appointments.planning import Snapshot, in_slots, offer, snapshot
from hangot.core.access import Actor
from hangot.core.itinerary.events import StaffAway
from hangot.core.itinerary.model import Booking, Centre, Need, Plan, Policy, Request
from hangot.core.itinerary.repair import Change, repair
from hangot.packs.active import profile


@dataclass(frozen=True, slots=True)
class Hit:
    """An appointment that cannot stay, and the house as its person would be planned into it."""

    one: Appointment
    found: Snapshot

    @property
    def key(self) -> tuple[str, str]:
        """As `repair` names it."""
        return str(self.one.subject_id), str(self.one.service_id)


def repaired_together(
    rows: Sequence[Appointment], away: UUID, *, by: Actor, at: datetime
) -> Mapping[UUID, Stop]:
    """A stop for each that finds a time; a service that somebody has twice is looked at once."""
    once = list({(one.subject_id, one.service_id): one for one in reversed(rows)}.values())[::-1]
    spare = [one.pk for one in once]
    hits = [Hit(one, look(one, _ahead(one, by=by), by=by, at=at, spare=spare)) for one in once]
    if not hits:
        return {}
    found = hits[0].found
    grid = found.wall.grid
    event = StaffAway(str(found.house.numbers[away]), 0, grid.stride)
    changed = repair(
        _centre(hits), [_booking(each) for each in hits], _requests(hits), event,
        Policy(transfer=found.policy.transfer),
    )  # fmt: skip
    after = {(each.client, each.service): each for each in changed}
    stops = {each.one.pk: _stop(found, after.get(each.key)) for each in hits}
    return {pk: stop for pk, stop in stops.items() if stop}


def look(
    one: Appointment, asked: Ask, *, by: Actor, at: datetime, spare: Collection[UUID] = ()
) -> Snapshot:
    """The house for the person of an appointment that gives its time back, perhaps with others.

    How long ahead to book was kept when it was booked.
    """
    found = snapshot(one.subject_id, asked, by=by, at=at, spare=spare or [one.pk])
    needs = tuple(replace(need, earliest=0) for need in found.request.needs)
    return replace(found, request=replace(found.request, needs=needs))


def _ahead(one: Appointment, *, by: Actor) -> Ask:
    last = one.day + timedelta(days=profile(by.profile).times.horizon - 1)
    return ask_again(one, one.day, last)


def _booking(each: Hit) -> Booking:
    one = each.one
    stop = Stop(
        one.service_id, one.agency_id, one.post_id, one.room_id, one.aide_id, one.advocate_id,
        one.starts, one.ends,
    )  # fmt: skip
    return Booking(in_slots(each.found.house, str(one.subject_id), stop))


def _centre(hits: Sequence[Hit]) -> Centre:
    """Whoever and whatever is free for any of them; who is barred from one is left to the needs."""
    free = {
        (one.id, one.kind, one.skills): one for each in hits for one in each.found.centre.resources
    }
    for each in hits:
        for one in each.found.centre.resources:
            known = free[one.id, one.kind, one.skills]
            free[one.id, one.kind, one.skills] = replace(known, free=known.free | one.free)
    return Centre(hits[0].found.wall.grid, tuple(free.values()))


def _requests(hits: Sequence[Hit]) -> list[Request]:
    """One for each person, with all that is hit of theirs."""
    first = {each.one.subject_id: each for each in reversed(hits)}
    return [
        replace(each.found.request, needs=tuple(n for n in _needs(hits, subject)))
        for subject, each in first.items()
    ]


def _needs(hits: Sequence[Hit], subject: UUID) -> list[Need]:
    """What they need, each with those who may serve it."""
    found = []
    for each in hits:
        may = {one.id for one in each.found.centre.resources if one.kind == "staff"}
        needs = each.found.request.needs if each.one.subject_id == subject else ()
        found += [replace(need, staff=frozenset(may)) for need in needs]
    return found


def _stop(found: Snapshot, change: Change | None) -> Stop | None:
    if change is None or change.after is None:
        return None
    plan = Plan(change.client, (change.after,), (), (), "bound")
    return offer(found, plan).stops[0]
