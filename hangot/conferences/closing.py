"""After the last item: decisions end, minutes are fixed, the conference is closed."""

from datetime import datetime
from uuid import UUID

from hangot.conferences import sharing
from hangot.conferences.models import AgendaItem, Conference
from hangot.conferences.scenes import scene, taken
from hangot.core.access import Actor
from hangot.tasks.fire import fire

UNSETTLED = ("listed", "presented")


def end_decisions(
    *, conference_id: UUID, expected: int | None, by: Actor, at: datetime
) -> Conference:
    """Every item is decided, deferred or off the agenda."""
    row = taken(conference_id, expected)
    row.decided_at = at
    unsettled = AgendaItem.objects.filter(conference=row, state__in=UNSETTLED).exists()
    return _fire(row, "decide", set() if unsettled else {"every_item_settled"}, by=by, at=at)


def fix_minutes(
    *, conference_id: UUID, expected: int | None, by: Actor, at: datetime
) -> Conference:
    """Nothing is written down any more; each reader has an extract of its own."""
    row = taken(conference_id, expected)
    row.minuted_at = at
    return _fire(row, "minute", set(), by=by, at=at)


def close(*, conference_id: UUID, expected: int | None, by: Actor, at: datetime) -> Conference:
    """The need to see is over for everybody; who has something to do keeps what that needs."""
    row = taken(conference_id, expected)
    row.closed_at = at
    # A column without a value cannot be: whoever has no post or day was given no action.
    _fire(row, "close", {"actions_have_owner"}, by=by, at=at)
    sharing.end_sights(row, by=by, at=at)
    return row


def _fire(row: Conference, event: str, holds: set[str], *, by: Actor, at: datetime) -> Conference:
    fire(row, event, by=by, at=at, subject=None, scene=scene(row, at=at), holds=holds)
    return row
