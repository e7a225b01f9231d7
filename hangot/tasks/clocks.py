"""Clocks of one thing, all at once."""

from datetime import datetime
from uuid import UUID

from hangot.access.context import deriving
from hangot.tasks.actions import watched
from hangot.tasks.models import Clock


def stop_clocks(*, thing: UUID, subject: UUID, at: datetime) -> None:
    """Whatever ran for a thing is met by what was just done."""
    with deriving(subject):
        Clock.objects.filter(thing_id=thing, met_at=None).update(met_at=at)
        watched(thing, subject=subject, at=at)
