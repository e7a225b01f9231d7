"""A clock that ran out: whoever else the centre's manual names is told, once."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from hangot.access.context import deriving
from hangot.core.access import Actor
from hangot.packs.active import profile
from hangot.tasks.actions import open_task
from hangot.tasks.fire import locked
from hangot.tasks.models import Clock

WATCHERS: Mapping[str, str] = {"team_lead": "L", "safety_officer": "S", "privacy_officer": "V"}
"""Who watches over clocks, as duties; whose turn it is has a task with the same date already."""
NOTICE, CASE = "clock.notice", "clock.case"


def ran_out(by: Actor, at: datetime) -> list[UUID]:
    """Of an agency: clocks that were not met in time and of which nobody was told."""
    rows = Clock.objects.filter(agency_id=by.agency, met_at=None, paused_at=None, told_at=None)
    return list(rows.filter(due__lte=at).order_by("due").values_list("pk", flat=True))


def tell(clock_id: UUID, *, by: Actor, at: datetime) -> None:
    """A task for each watcher the pack names for this clock, until it is met or looked at."""
    subject = Clock.objects.filter(pk=clock_id).values_list("subject_id", flat=True).first()
    row: Clock = locked(Clock, clock_id, expected=None, scope=subject)
    row.told_at, row.version = at, row.version + 1
    with deriving(row.subject_id):
        row.save()
    for duty in watchers(row.what, by):
        open_task(
            NOTICE if row.thing_id == row.subject_id else CASE, subject=row.subject_id,
            agency=row.agency_id, duty=duty, thing_kind="clock", thing=row.pk, at=at, due=row.due,
            soft=row.soft,
        )  # fmt: skip


def watchers(what: str, by: Actor) -> list[str]:
    """The duties that the pack of a centre has watch over a clock."""
    known = profile(by.profile).clocks.get(what)
    return sorted({WATCHERS[turn] for turn in known.tells if turn in WATCHERS}) if known else []
