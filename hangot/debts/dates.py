"""Hearings, papers and other days of a procedure."""

from datetime import date, datetime
from uuid import UUID

from hangot.access.trail import remember
from hangot.core.access import Actor, Section
from hangot.core.clocks import SEOUL
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.debts.models import DebtDate, DebtProcedure
from hangot.people.entries import owned
from hangot.tasks.fire import locked

WHATS = ("hearing", "paper", "other")
NO_DAY = Text("언제인지 적어 주세요.", "Write when it is.")


def note_date(
    *, procedure_id: UUID, what: str, on: date | None, text: str, by: Actor, at: datetime
) -> DebtDate:  # fmt: skip
    """A hearing, a paper or another day to keep."""
    row = _mine(procedure_id, by=by, at=at)
    if what not in WHATS:
        raise Hidden
    if on is None:
        raise Missing("dates", NO_DAY)
    found = DebtDate(
        **owned(row.subject_id, Section.FINANCE, by=by, at=at), procedure=row, what=what, on=on,
        words=text or None,
    )  # fmt: skip
    found.save(force_insert=True)
    _remember(row, by=by, at=at)
    return found


def mark_done(*, procedure_id: UUID, date_id: UUID, by: Actor, at: datetime) -> DebtDate:
    """It was held, or handed in."""
    row = _mine(procedure_id, by=by, at=at)
    found = DebtDate.objects.filter(pk=date_id, procedure=row, done_on=None).first()
    if found is None:
        raise Hidden
    found.done_on, found.version = at.astimezone(SEOUL).date(), found.version + 1
    found.save()
    _remember(row, by=by, at=at)
    return found


def _mine(procedure_id: UUID, *, by: Actor, at: datetime) -> DebtProcedure:
    row: DebtProcedure = locked(DebtProcedure, procedure_id, expected=None)
    may("debt.write", by, Scene(at))
    if row.agency_id != by.agency:
        raise Hidden
    return row


def _remember(row: DebtProcedure, *, by: Actor, at: datetime) -> None:
    remember(
        "debt.write", by=by, at=at, subject=row.subject_id, thing=row.pk, section=Section.FINANCE
    )
