"""What the actor of the running request may see, read from the access rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from hangot.access.context import current
from hangot.access.models import AccessRow
from hangot.core.access import SECTIONS, Actor, Ask, Level, Period, Purpose, Section
from hangot.core.access_rows import Effective, effective, flowing
from hangot.core.refusal import Hidden
from hangot.vault.rows import Rows


@dataclass(frozen=True, slots=True)
class View:
    """What one actor sees of one subject, section by section; `own` for own records.

    `flows`: something others wrote still comes; without it there are own records alone.
    """

    subject: UUID
    levels: Mapping[Section, Level]
    own: Mapping[Section, Level]
    emergency: bool
    flows: bool

    def at_least(self, section: Section, level: Level) -> bool:
        return self.levels[section] >= level

    @property
    def anything(self) -> bool:
        return any(self.levels.values()) or any(self.own.values())


def _mine(actor: Actor, at: datetime) -> Q:
    return held_by(
        agency=actor.agency, post=actor.post, duties=sorted(actor.duties),
        purpose=current().purpose.value, at=at,
    )  # fmt: skip


def held_by(*, agency: UUID, post: UUID, duties: Sequence[str], purpose: str, at: datetime) -> Q:
    """The access rows that open anything to a post with these duties, at this moment."""
    return (
        Q(agency_id=agency, purpose=purpose, valid_from__lte=at)
        & (Q(post_id=None) | Q(post_id=post))
        & (Q(duty=None) | Q(duty__in=duties))
        & (Q(valid_until=None) | Q(valid_until__gt=at))
    )


# The same for a statement written by hand.
HELD = """t.agency_id = %(agency)s and t.purpose = %(purpose)s and t.valid_from <= %(at)s
  and (t.post_id is null or t.post_id = %(post)s) and (t.duty is null or t.duty = any(%(duties)s))
  and (t.valid_until is null or t.valid_until > %(at)s)"""


def view(actor: Actor, subject: UUID, *, at: datetime) -> View:
    """Everything the policy shows this actor of one subject; Hidden when that is nothing."""
    return view_of(actor, subject, rows_of(actor, at=at).filter(subject_id=subject), at=at)


def rows_of(actor: Actor, *, at: datetime) -> QuerySet[AccessRow]:
    """The access rows that open anything to this actor now, of whichever subject."""
    return AccessRow.objects.filter(_mine(actor, at))


def view_of(actor: Actor, subject: UUID, found: Iterable[AccessRow], *, at: datetime) -> View:
    """What the access rows of one subject show; Hidden when there are none."""
    purpose = current().purpose
    rows = [effective_row(row) for row in found]
    if not rows:
        raise Hidden
    return View(
        subject,
        {s: effective(rows, actor, Ask(subject, s, purpose), at) for s in SECTIONS},
        {s: effective(rows, actor, _own(actor, subject, s, purpose), at) for s in SECTIONS},
        any(row.emergency for row in rows),
        flowing(rows, actor, purpose, at),
    )


def _own(actor: Actor, subject: UUID, section: Section, purpose: Purpose) -> Ask:
    return Ask(subject, section, purpose, row_agency=actor.agency, row_post=actor.post)


def need(actor: Actor, subject: UUID, section: Section, level: Level, *, at: datetime) -> View:
    """The view, or Hidden when the section shows less than this level."""
    found = view(actor, subject, at=at)
    if max(found.levels[section], found.own[section]) < level:
        raise Hidden
    return found


def need_shared(
    actor: Actor, subject: UUID, section: Section, level: Level, *, at: datetime
) -> View:
    """The view, or Hidden when less than this comes of what others wrote.

    For what is written for all: who kept only own records writes nothing of the kind any more.
    """
    found = view(actor, subject, at=at)
    if found.levels[section] < level:
        raise Hidden
    return found


def need_flow(actor: Actor, subject: UUID, *, at: datetime) -> View:
    """The view, or Hidden when nothing that others wrote comes any more."""
    found = view(actor, subject, at=at)
    if not found.flows:
        raise Hidden
    return found


def effective_row(row: AccessRow) -> Effective:
    """A row as the core knows it."""
    return Effective(
        row.agency_id, row.post_id, row.duty, Purpose(row.purpose), tuple(row.levels),
        tuple(row.own), Period(row.valid_from, row.valid_until), row.emergency,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a list page ends: the moment and the id of its last row."""

    at: datetime
    subject: UUID


_LIVE = """
 and case_id is not null and valid_from <= %(at)s and (valid_until is null or valid_until > %(at)s)
 and sort_at <= %(last)s and (sort_at < %(last)s or subject_id > %(subject)s)
 and (%(any_stage)s or stage = any(%(stages)s::text[]))
 order by sort_at desc, subject_id limit %(most)s"""
_OURS = "select * from hangot_accessrow where agency_id = %(agency)s and purpose = %(purpose)s"
# Three walks, each along an index of its own, then merged; one "or" would sort the whole agency.
NEWEST = Rows(
    # S608: put together from our own constants; every value travels apart.
    f"from (({_OURS} and post_id = %(post)s and (duty is null or duty = any(%(duties)s::text[]))"
    f" {_LIVE}) union all (select r.* from unnest(%(duties)s::text[]) held"
    f" cross join lateral ({_OURS} and post_id is null and duty = held {_LIVE}) r)"
    f" union all ({_OURS} and post_id is null and duty is null {_LIVE})) a"
    # One line a person: all rows of a subject carry the same place in the order; the widest stays.
    " order by a.sort_at desc, a.subject_id, greatest(a.levels[1], a.own[1]) desc limit %(size)s",
    head="distinct on (a.sort_at, a.subject_id)",
    only={"a": ("id", "subject_id", "case_id", "sort_at", "levels", "own")},
    a=AccessRow,
)
FUTURE = datetime(9999, 1, 1, tzinfo=UTC)
FIRST = UUID(int=0)


def page(
    actor: Actor,
    *,
    at: datetime,
    stages: Sequence[str] = (),
    after: Cursor | None = None,
    size: int = 50,
) -> list[AccessRow]:
    """The newest cases one may see, one row per person; starts from the access rows."""
    rows = NEWEST.fetch(
        agency=actor.agency, purpose=current().purpose.value, post=actor.post, at=at,
        duties=sorted(actor.duties), stages=list(stages), any_stage=not stages,
        last=after.at if after else FUTURE, subject=after.subject if after else FIRST,
        most=size * 4 + 4, size=size + 1,
    )  # fmt: skip
    return [row for (row,) in rows]
