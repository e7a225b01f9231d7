"""One act at a time on one person: who comes second waits, then decides on what is so by then.

Access rows are made anew from everything known of a person, so two acts on one person must not
overlap; and every act waits here first, before it locks a row or the chain of the log.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from hangot.access.context import current
from hangot.access.policies import TABLES
from hangot.access.policy_words import PREFIX

# In one order for all, so that two acts on the same two people never wait for each other.
LOCK = (
    "select pg_advisory_xact_lock(hashtextextended(one, 0))"
    " from unnest(%s::text[]) with ordinality as them(one, place) order by place"
)


def alone(*subjects: UUID) -> None:
    """Nobody else acts on these people until the transaction ends.

    The first statement of every act on a person; `locked()`, `changing()` and the audit entry of
    an act ask for it too, so that an act which forgets is late but never beside another one.
    """
    held, here = current().alone, tuple(connection.savepoint_ids)
    waiting = sorted({one for one in subjects if not _holds(held.get(one), here)}, key=str)
    if not waiting:
        return
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [[str(one) for one in waiting]])
    held.update(dict.fromkeys(waiting, here))


def _holds(taken: tuple[Any, ...] | None, here: tuple[Any, ...]) -> bool:
    """A lock goes with the savepoint in which it was taken."""
    return taken is not None and here[: len(taken)] == taken


def about(model: Any) -> Sequence[str]:
    """The columns that say whom a row is about, as its policy names them."""
    rule = TABLES[model._meta.db_table.removeprefix(PREFIX)]
    return (rule.denied_by or "").split()


def alone_with(model: Any, pk: UUID) -> bool:
    """Nobody else acts on the people of this row; False when one sees no such row."""
    columns = about(model)
    found = model.objects.filter(pk=pk).values_list(*columns).first() if columns else ()
    for one in found or ():
        alone(*(one if isinstance(one, list) else [one] if one else []))
    return found is not None


def one_at_a_time(name: str) -> None:
    """Whoever comes second waits until the first is done, for what has no row and no person."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
