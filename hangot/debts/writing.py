"""Budgets and debts are written down, typed one by one or brought in as a whole table."""

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max

from hangot.access.queries import need
from hangot.access.trail import remember
from hangot.cases.models import Case
from hangot.cases.records import case_to_write
from hangot.cases.sections import note_entry
from hangot.core.access import Actor, Level, Section
from hangot.core.debts.bounds import checked, sound
from hangot.core.debts.pasted import read
from hangot.core.debts.sums import Budget, Debt
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.debts.models import Budget as BudgetRow
from hangot.debts.models import DebtItem
from hangot.debts.queries import words_of
from hangot.people import marks
from hangot.people.entries import owned
from hangot.tasks.fire import locked

FINANCE = Section.FINANCE
SUMS = ("principal", "interest", "overdue", "rate")
ANSWERS = (
    "worth",
    "new_debt",
    "regular",
    "feared",
    "business",
    "ability",
    "discharged",
    "discharged_on",
    "bar",
    "area",
)
UNKNOWN_KIND = Text("아는 종류의 빚이 아닙니다.", "That is not a known kind of debt.")
UNREAD = Text("표를 읽지 못했습니다. 표시된 칸을 고쳐 주세요.", "The table could not be read. Correct the cells named.")  # fmt: skip
WHY = Text("빼는 까닭을 적어 주세요.", "Write why it is taken off.")


def keep_budget(*, case_id: UUID, budget: Budget, by: Actor, at: datetime) -> BudgetRow:
    """The household's month as it was told today; Missing with the line that cannot be."""
    case = _case(case_id, by=by, at=at)
    found = checked(budget, words_of(by))
    said = {name: getattr(found, name) for name in ANSWERS}
    row = BudgetRow(
        **owned(case.person_id, FINANCE, by=by, at=at), case_id=case.pk, on=at.date(),
        people=found.people, answers=json.dumps(said, default=str),
        lines=json.dumps({"in": dict(found.incomes), "out": dict(found.costs)}),
    )  # fmt: skip
    row.save(force_insert=True)
    marks.area(case.person_id, found.area or "", by=by, at=at)
    _note(row.pk, case, by=by, at=at)
    return row


def write(*, case_id: UUID, debt: Debt, by: Actor, at: datetime) -> DebtItem:
    """One more debt."""
    case = _case(case_id, by=by, at=at)
    row = _added(case, debt, by=by, at=at)
    _note(row.pk, case, by=by, at=at)
    return row


def bring_in(*, case_id: UUID, text: str, by: Actor, at: datetime) -> list[DebtItem]:
    """A whole table, or nothing of it: Missing where any cell cannot be read."""
    case = _case(case_id, by=by, at=at)
    found = read(text, words_of(by).kinds)
    if found.wrong:
        raise Missing("table", UNREAD)
    rows = [_added(case, debt, by=by, at=at) for debt in found.debts]
    _note(rows[0].pk, case, by=by, at=at)
    return rows


def change(*, item_id: UUID, debt: Debt, expected: int | None, by: Actor, at: datetime) -> DebtItem:
    """The same debt with other sums."""
    row = _item(item_id, expected=expected, by=by, at=at)
    for name, value in _columns(debt, by).items():
        setattr(row, name, value)
    return _saved(row, by=by, at=at)


def leave_out(
    *, item_id: UUID, why: str, expected: int | None, by: Actor, at: datetime
) -> DebtItem:
    """It was written by mistake or is paid; with the reason."""
    row = _item(item_id, expected=expected, by=by, at=at)
    if not why.strip():
        raise Missing("reason", WHY)
    row.left_out_at, row.out_words = at, why
    return _saved(row, by=by, at=at)


def _case(case_id: UUID, *, by: Actor, at: datetime) -> Case:
    case = case_to_write(case_id, "debt.write", FINANCE, by=by, at=at)
    words_of(by)
    return case


def _item(item_id: UUID, *, expected: int | None, by: Actor, at: datetime) -> DebtItem:
    row: DebtItem = locked(DebtItem, item_id, expected=expected)
    may("debt.write", by, Scene(at))
    need(by, row.subject_id, FINANCE, Level.FULL, at=at)
    if row.agency_id != by.agency or row.left_out_at is not None:
        raise Hidden
    return row


def _added(case: Case, debt: Debt, *, by: Actor, at: datetime) -> DebtItem:
    last = DebtItem.objects.filter(case_id=case.pk).aggregate(last=Max("place"))["last"]
    row = DebtItem(
        **owned(case.person_id, FINANCE, by=by, at=at), case_id=case.pk, place=(last or 0) + 1,
        **_columns(debt, by),
    )  # fmt: skip
    row.save(force_insert=True)
    return row


def _columns(debt: Debt, by: Actor) -> dict[str, Any]:
    if debt.kind not in words_of(by).kinds:
        raise Missing("kind", UNKNOWN_KIND)
    found = asdict(sound(debt))
    return {
        "what": debt.kind, "creditor": debt.creditor.strip(),
        "sums": json.dumps({name: found[name] for name in SUMS}, default=str),
        **{name: found[name] for name in ("secured", "guarantor", "seizure")},
    }  # fmt: skip


def _saved(row: DebtItem, *, by: Actor, at: datetime) -> DebtItem:
    row.version += 1
    row.save()
    remember(
        "debt.write", by=by, at=at, subject=row.subject_id, thing=row.pk, section=FINANCE
    )  # fmt: skip
    return row


def _note(thing: UUID, case: Case, *, by: Actor, at: datetime) -> None:
    note_entry(case.person_id, FINANCE, by=by, at=at)
    remember("debt.write", by=by, at=at, subject=case.person_id, thing=thing, section=FINANCE)
