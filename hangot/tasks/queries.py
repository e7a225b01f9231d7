"""Whose turn it is, most urgent first."""

from datetime import UTC, datetime
from uuid import UUID

from hangot.core.access import Actor
from hangot.tasks.models import Task
from hangot.vault.rows import Rows

NEVER = datetime(9999, 1, 1, tzinfo=UTC)
NO_ID = UUID(int=0)
LONG_AGO = datetime(1, 1, 2, tzinfo=UTC)

_OPEN = "select * from hangot_task where agency_id = %(agency)s and done_at is null"
_NEXT = (
    " and (coalesce(due, %(never)s), id) > (%(due)s, %(after)s)"
    " order by due nulls last, id limit %(most)s"
)
# What a post holds itself, what its duties hold, what nobody in particular holds: each walks its own
# stretch of an index; with "or" between them a prepared statement would read the whole agency's.
_NOBODY = f"{_OPEN} and post_id is null"
_TURNS = (
    "from (({mine}) union all (select r.* from unnest(%(duties)s::text[]) held"
    " cross join lateral ({held}) r) union all ({open})) t"
    " order by t.due nulls last, t.id limit %(most)s"
)
TURNS = Rows(
    _TURNS.format(
        mine=f"{_OPEN} and post_id = %(post)s {_NEXT}",
        held=f"{_NOBODY} and duty = held {_NEXT}",
        open=f"{_NOBODY} and duty is null {_NEXT}",
    ),
    only={"t": ("id", "subject_id", "what", "thing_id", "created_at", "due", "soft")},
    t=Task,
)


def turns(actor: Actor, *, most: int, due: datetime = LONG_AGO, after: UUID = NO_ID) -> list[Task]:
    """Tasks of one's turn: late first, then the next due; those without a date (NEVER) last."""
    found = TURNS.fetch(
        agency=actor.agency, post=actor.post, duties=sorted(actor.duties), never=NEVER, due=due,
        after=after, most=most,
    )  # fmt: skip
    return [task for (task,) in found]
