"""Who lives with somebody, as it was told before there was a record: it becomes the household."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from hangot.core.access import Actor
from hangot.core.households import own_role
from hangot.people.household import Part, join, own_row, together_with


def move_in(person: UUID, home: Sequence[Part], *, by: Actor, at: datetime) -> None:
    """Everybody named who is not in the household yet; somebody without a name is nobody to write."""
    named = [part for part in home if part.name]
    if not named:
        return
    known = {row.name for row in together_with(person) if row.until is None}
    mine = "" if own_row(person) else own_role(part.role for part in named)
    for part in named:
        if part.name not in known:
            join(person_id=person, part=part, other_id=None, own_role=mine, by=by, at=at)
