"""A conference as one reader has it: everything the policies let one read, put through the pure minutes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hangot.access.models import AccessRow
from hangot.access.queries import rows_of, view_of
from hangot.conferences.models import (
    ActionItem,
    AgendaItem,
    Attendance,
    Conference,
    Contribution,
    Decision,
    ItemSight,
)
from hangot.core.access import Actor, by_number
from hangot.core.conferences.minutes import (
    ACTION,
    DECISION,
    WORDS,
    Entry,
    Extract,
    Item,
    Reader,
    minutes,
)
from hangot.core.refusal import Hidden
from hangot.vault import keyring
from hangot.vault.models import DataKey
from hangot.vault.together import together


@dataclass(frozen=True, slots=True)
class Sheet:
    """One conference for one reader. `extracts` hold what was said; `items` and `sights` who may stay."""

    conference: Conference
    invited: Sequence[Attendance]
    items: Mapping[UUID, AgendaItem]
    sights: Sequence[ItemSight]
    actions: Mapping[UUID, ActionItem]
    reader: Reader
    extracts: tuple[Extract, ...]


def sheet(conference_id: UUID, by: Actor, *, at: datetime) -> Sheet:
    """The conference as this reader may read it now; Hidden for who has nothing to do with it."""
    items = AgendaItem.objects.filter(conference_id=conference_id)
    inside = {"item__in": items}
    about = items.values("subject_id")
    found = together(
        Conference.objects.filter(pk=conference_id),
        Attendance.objects.filter(conference_id=conference_id).order_by("pk"),
        items.order_by("number"),
        ItemSight.objects.filter(conference_id=conference_id),
        Contribution.objects.filter(**inside),
        Decision.objects.filter(**inside),
        ActionItem.objects.filter(**inside),
        rows_of(by, at=at).filter(subject_id__in=about),
        DataKey.objects.filter(pk__in=about),
    )
    rows, invited, listed, sights, words, decisions, actions, access, keys = found
    if not rows:
        raise Hidden
    keyring.take(keys)
    who = reader(by, access, at=at)
    entries = [
        *(_words(one) for one in words), *(_decision(one) for one in decisions),
        *(_action(one) for one in actions),
    ]  # fmt: skip
    return Sheet(
        rows[0], invited, {one.pk: one for one in listed}, sights, {one.pk: one for one in actions},
        who, minutes(rows[0].count, [item(one) for one in listed], entries, who),
    )  # fmt: skip


def reader(by: Actor, access: Sequence[AccessRow], *, at: datetime) -> Reader:
    """What shows to this actor of each person, by the access rows one may read."""
    views = {}
    for subject in {one.subject_id for one in access}:
        try:
            views[subject] = view_of(
                by, subject, [one for one in access if one.subject_id == subject], at=at
            )
        except Hidden:
            continue
    return Reader(
        by,
        {s: view.levels for s, view in views.items()},
        {s: view.own for s, view in views.items()},
    )


def item(row: AgendaItem) -> Item:
    """An item as the minutes know it."""
    return Item(row.pk, row.number or 0, row.subject_id, row.state, row.why)


def _words(row: Contribution) -> Entry:
    return _entry(row, WORDS)


def _decision(row: Decision) -> Entry:
    return _entry(row, DECISION)


def _action(row: ActionItem) -> Entry:
    return _entry(row, ACTION, due=row.due, state=row.state, why=row.why)


def _entry(row: Contribution | Decision | ActionItem, what: str, **more: object) -> Entry:
    return Entry(
        row.item_id, what, by_number(row.section), row.agency_id, row.post_id, row.created_at,
        str(row.text), id=row.pk, **more,  # type: ignore[arg-type]
    )  # fmt: skip
