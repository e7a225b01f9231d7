"""People around a person: guardian, companion, alleged perpetrator, family."""

from datetime import datetime
from uuid import UUID

from hangot.access.trail import remember
from hangot.core.access import Actor, Section
from hangot.core.rights import Scene, may
from hangot.people.entries import owned
from hangot.people.models import Relationship


def add_relationship(
    *, person_id: UUID, kind: str, name: str | None, detail: str | None, by: Actor, at: datetime,
    other_id: UUID | None = None,
) -> Relationship:  # fmt: skip
    """Guardian, companion, alleged perpetrator: a link with a date, never a label on a person."""
    may("relationship.write", by, Scene(at))
    row = Relationship(
        **owned(person_id, Section.FAMILY, by=by, at=at), kind=kind, name=name, detail=detail,
        other_id=other_id,
    )  # fmt: skip
    row.save(force_insert=True)
    remember(
        "relationship.write", by=by, at=at, subject=person_id, thing=row.pk, section=Section.FAMILY
    )
    return row
