"""People around a person: guardian, companion, alleged perpetrator, family."""

from datetime import datetime
from uuid import UUID

from hangot.access.alone import alone
from hangot.access.queries import need, need_shared
from hangot.access.trail import remember
from hangot.core.access import Actor, Level, Section
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.people.entries import owned
from hangot.people.models import Relationship
from hangot.tasks.fire import locked

COMPARED = Text(
    "동명이인과 가리려고 따로 적어 둔 분이라 사이를 바꿀 수 없습니다. 잘못 적었다면 여기서 끝내고 새로 적어 주세요.",
    "This person was recorded apart to tell namesakes from each other, so the relation cannot change."
    " If it is wrong, end it here and add it anew.",
)


def add_relationship(
    *, person_id: UUID, kind: str, name: str | None, detail: str | None, by: Actor, at: datetime,
    other_id: UUID | None = None,
) -> Relationship:  # fmt: skip
    """Guardian, companion, alleged perpetrator: a link with a date, never a label on a person."""
    may("relationship.write", by, Scene(at))
    alone(person_id)
    need_shared(by, person_id, Section.FAMILY, Level.FULL, at=at)
    row = Relationship(
        **owned(person_id, Section.FAMILY, by=by, at=at), kind=kind, name=name, detail=detail,
        other_id=other_id,
    )  # fmt: skip
    row.save(force_insert=True)
    remember(
        "relationship.write", by=by, at=at, subject=person_id, thing=row.pk, section=Section.FAMILY
    )
    return row


def change_relationship(
    *, relation_id: UUID, person_id: UUID, kind: str, name: str | None, detail: str | None,
    expected: int | None, by: Actor, at: datetime, other_id: UUID | None = None,
) -> Relationship:  # fmt: skip
    """Put right who somebody around the person is; Missing where a relation must stay as it is.

    `other_id` is the record of an opponent who is named with more than a name only now.
    """
    row = _open(relation_id, person_id, expected=expected, by=by, at=at)
    if row.other_id and kind != row.kind:
        raise Missing("kind", COMPARED)
    row.kind, row.name, row.detail = kind, name, detail
    row.other_id = row.other_id or other_id
    return _kept(row, by=by, at=at)


def end_relationship(
    *, relation_id: UUID, person_id: UUID, expected: int | None, by: Actor, at: datetime
) -> Relationship:
    """It holds no more; it stays readable with the day."""
    row = _open(relation_id, person_id, expected=expected, by=by, at=at)
    row.ended_at = at
    return _kept(row, by=by, at=at)


def _open(
    relation_id: UUID, person_id: UUID, *, expected: int | None, by: Actor, at: datetime
) -> Relationship:
    """The relation of this person, locked; Hidden when it is another's or has ended."""
    may("relationship.write", by, Scene(at))
    need(by, person_id, Section.FAMILY, Level.FULL, at=at)
    row: Relationship = locked(Relationship, relation_id, expected=expected)
    if row.subject_id != person_id or row.ended_at:
        raise Hidden
    return row


def _kept(row: Relationship, *, by: Actor, at: datetime) -> Relationship:
    row.version += 1
    row.save()
    remember(
        "relationship.write", by=by, at=at, subject=row.subject_id, thing=row.pk,
        section=Section.FAMILY,
    )  # fmt: skip
    return row
