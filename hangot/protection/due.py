"""What the passing of days causes: something is not back, or something is free for who waits."""

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from hangot.core.access import Actor, by_number
from hangot.core.clocks import SEOUL
from hangot.core.protection.free import free
from hangot.core.protection.kinds import Kind, Stay, after, whole
from hangot.core.refusal import Hidden
from hangot.packs.active import profile
from hangot.protection.keeping import stock
from hangot.protection.models import Lending
from hangot.tasks.actions import open_task
from hangot.tasks.fire import follow, locked

OVERDUE, FREE, ENDING = "lending.overdue", "lending.free", "lending.ending"
NOON = 12


def overdue(by: Actor, at: datetime) -> list[UUID]:
    """Of an agency: what should have been back before today."""
    rows = Lending.objects.filter(agency_id=by.agency, state="issued", last__lt=_day(at))
    return list(rows.order_by("last").values_list("pk", flat=True))


def fall_due(lending_id: UUID, *, by: Actor, at: datetime) -> Lending:
    """It is not back in time: the post that lent it asks for it."""
    row: Lending = locked(Lending, lending_id, expected=None)
    if row.last >= _day(at):
        raise Hidden
    follow(
        row, "fall_due", by=by, at=at, subject=row.subject_id, section=by_number(row.section)
    )  # fmt: skip
    return _tell(row, OVERDUE, at, at)


def ending(by: Actor, at: datetime) -> list[UUID]:
    """Of an agency: what is near its last day, by how long before its kind is spoken of."""
    found: list[UUID] = []
    for kind in profile(by.profile).protection.here:
        if kind.remind is not None:
            rows = Lending.objects.filter(agency_id=by.agency, what=kind.id, state="issued")
            near = rows.filter(reminded_at=None, last__lte=after(_day(at), kind.remind))
            found.extend(near.order_by("last").values_list("pk", flat=True))
    return found


def remind(lending_id: UUID, *, at: datetime) -> Lending:
    """It ends soon: its desk takes it back or extends it."""
    row: Lending = locked(Lending, lending_id, expected=None)
    row.reminded_at = at
    row.save(update_fields=["reminded_at"])
    due = datetime(row.last.year, row.last.month, row.last.day, NOON, tzinfo=SEOUL)
    return _tell(row, ENDING, at, due)


def served(by: Actor, at: datetime) -> list[UUID]:
    """Of an agency: who waits and can have something now, the longest first; as many as there are."""
    found: list[UUID] = []
    for kind in profile(by.profile).protection.here:
        rows = Lending.objects.filter(agency_id=by.agency, what=kind.id, state="waiting")
        found.extend(_of_kind(kind, list(rows.order_by("created_at", "pk")), by, at))
    return found


def tell_free(lending_id: UUID, *, at: datetime) -> Lending:
    """Something is free for who waits: their desk is told, once."""
    row: Lending = locked(Lending, lending_id, expected=None)
    row.told_at = at
    row.save(update_fields=["told_at"])
    return _tell(row, FREE, at, at)


def _of_kind(kind: Kind, rows: list[Lending], by: Actor, at: datetime) -> Iterator[UUID]:
    """Who was told and has not answered still has a claim to one of those that are free."""
    told = sum(1 for row in rows if row.told_at)
    things = stock(kind, by=by) if told < len(rows) else {}
    for row in rows:
        if row.told_at is None and told < len(free(kind, _wanted(kind, row, _day(at)), things)):
            told += 1
            yield row.pk


def _wanted(kind: Kind, row: Lending, today: date) -> Stay:
    """The days asked for, or as many from today on where they have begun."""
    first = max(row.first, today)
    return whole(kind, Stay(first, first + (row.last - row.first)))


def _tell(row: Lending, what: str, at: datetime, due: datetime) -> Lending:
    open_task(
        what, subject=row.subject_id, agency=row.agency_id, post=row.post_id, thing_kind="lending",
        thing=row.pk, at=at, due=due,
    )  # fmt: skip
    return row


def _day(at: datetime) -> date:
    return at.astimezone(SEOUL).date()
