"""Why the first plan of a menu is as it is, told to one listener; nothing is written."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from hangot.appointments.asking import Ask
from hangot.appointments.hours import Wall
from hangot.appointments.models import Itinerary
from hangot.appointments.planning import Snapshot, snapshot
from hangot.core.access import Actor
from hangot.core.itinerary.explain import explain
from hangot.core.itinerary.model import Audience, Reason, Request
from hangot.core.itinerary.plan import plan
from hangot.core.rights import Scene, may


def reasons(row: Itinerary, *, by: Actor, at: datetime) -> tuple[Wall, tuple[Reason, ...]]:
    """The reasons for whoever asks, and the days their numbers stand for."""
    may("reasons.see", by, Scene(at))
    return explained(row, audience_of(by.duties), by=by, at=at)


def explained(
    row: Itinerary, audience: Audience, *, by: Actor, at: datetime
) -> tuple[Wall, tuple[Reason, ...]]:
    """The reasons as one listener hears them."""
    found = snapshot(row.subject_id, Ask.read(row.asked), by=by, at=at)
    asked = _asked(found)
    best = plan(found.centre, asked, found.policy)
    return found.wall, explain(found.centre, asked, best, found.policy, audience)


def audience_of(duties: Collection[str]) -> Audience:
    """Only the safety officer hears of the hidden rules."""
    return "safety" if "S" in duties else "staff"


def _asked(found: Snapshot) -> Request:
    """The question with the person's own hours whole: who else comes is never told as theirs."""
    asked = found.request
    blocked = asked.blocked_presence | found.apart
    return replace(asked, window=asked.window | found.apart, blocked_presence=blocked)
