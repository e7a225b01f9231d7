"""One step of a visit or a stop: part of a person's plan, so that what it tells stays with it."""

from collections.abc import Collection
from datetime import datetime

from hangot.core.access import Actor, Section
from hangot.core.rights import Scene
from hangot.tasks.fire import fire, follow
from hangot.visits.models import Stop, Visit


def scene(thing: Visit | Stop, *, at: datetime) -> Scene:
    """Whose desk it is, for a stop."""
    return Scene(at, receiver=thing.agency_id if isinstance(thing, Stop) else None)


def step(
    thing: Visit | Stop,
    event: str,
    *,
    by: Actor,
    at: datetime,
    holds: Collection[str] = (),
    given: Collection[str] = (),
    reason: str = "",
    new: bool = False,
) -> None:
    """Somebody does it: asked, saved, logged."""
    fire(
        thing, event, by=by, at=at, scene=scene(thing, at=at), subject=thing.subject_id,
        section=Section.PLAN, holds=holds, given=given, reason=reason or None, new=new,
    )  # fmt: skip


def then(thing: Visit | Stop, event: str, *, by: Actor, at: datetime) -> None:
    """It follows from another step, whose entry in the log is enough."""
    follow(thing, event, by=by, at=at, subject=thing.subject_id, section=Section.PLAN)
