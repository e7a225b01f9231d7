"""What the actor of the running request may see, read from the access rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from hangot.access.context import current
from hangot.access.models import AccessRow
from hangot.core.access import (
    SECTIONS,
    Actor,
    Ask,
    Effective,
    Level,
    Period,
    Purpose,
    Section,
    effective,
)
from hangot.core.refusal import Hidden


@dataclass(frozen=True, slots=True)
class View:
    """What one actor sees of one subject, section by section; `own` for own records."""

    subject: UUID
    levels: Mapping[Section, Level]
    own: Mapping[Section, Level]
    emergency: bool

    def at_least(self, section: Section, level: Level) -> bool:
        return self.levels[section] >= level

    @property
    def anything(self) -> bool:
        return any(self.levels.values()) or any(self.own.values())


def _mine(actor: Actor, at: datetime) -> Q:
    purpose = current().purpose.value
    return (
        Q(agency_id=actor.agency, purpose=purpose, valid_from__lte=at)
        & (Q(post_id=None) | Q(post_id=actor.post))
        & (Q(duty=None) | Q(duty__in=sorted(actor.duties)))
        & (Q(valid_until=None) | Q(valid_until__gt=at))
    )


def view(actor: Actor, subject: UUID, *, at: datetime) -> View:
    """Everything the policy shows this actor of one subject; Hidden when that is nothing."""
    purpose = current().purpose
    rows = [_effective(row) for row in AccessRow.objects.filter(_mine(actor, at), subject_id=subject)]
    if not rows:
        raise Hidden
    return View(
        subject,
        {s: effective(rows, actor, Ask(subject, s, purpose), at) for s in SECTIONS},
        {s: effective(rows, actor, _own(actor, subject, s, purpose), at) for s in SECTIONS},
        any(row.emergency for row in rows),
    )


def _own(actor: Actor, subject: UUID, section: Section, purpose: Purpose) -> Ask:
    return Ask(subject, section, purpose, row_agency=actor.agency, row_post=actor.post)


def need(actor: Actor, subject: UUID, section: Section, level: Level, *, at: datetime) -> View:
    """The view, or Hidden when the section shows less than this level."""
    found = view(actor, subject, at=at)
    if max(found.levels[section], found.own[section]) < level:
        raise Hidden
    return found


def _effective(row: AccessRow) -> Effective:
    return Effective(
        row.agency_id, row.post_id, row.duty, Purpose(row.purpose), tuple(row.levels),
        tuple(row.own), Period(row.valid_from, row.valid_until), row.emergency,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a list page ends: the moment and the id of its last row."""

    at: datetime
    subject: UUID


def page(
    actor: Actor,
    *,
    at: datetime,
    stages: Sequence[str] = (),
    after: Cursor | None = None,
    size: int = 50,
) -> list[AccessRow]:
    """The newest cases one may see, one row per person; starts from the access rows."""
    rows = AccessRow.objects.filter(_mine(actor, at)).exclude(case_id=None)
    if stages:
        rows = rows.filter(stage__in=stages)
    if after:
        rows = rows.filter(Q(sort_at__lt=after.at) | Q(sort_at=after.at, subject_id__gt=after.subject))
    found: dict[UUID, AccessRow] = {}
    for row in rows.order_by("-sort_at", "subject_id")[: size * 4 + 4]:
        found.setdefault(row.subject_id, row)
    return list(found.values())[: size + 1]
