"""What is known of a household's debts, as far as one may see it, and the ways out worked out."""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from hangot.core.access import Actor
from hangot.core.debts.comparing import Comparison, compare
from hangot.core.debts.figures import Figure, Figures, Unknown
from hangot.core.debts.kinds import DebtWords
from hangot.core.debts.sums import Budget, Debt, Owing, owing
from hangot.core.refusal import Hidden
from hangot.debts.models import Budget as BudgetRow
from hangot.debts.models import DebtDate, DebtItem, DebtProcedure, DebtRelease
from hangot.eligibility import ruling
from hangot.packs.active import profile
from hangot.vault.together import together

DAYS = ("discharged_on",)


@dataclass(frozen=True, slots=True)
class Line:
    """One debt: the row, and what it says."""

    row: DebtItem
    debt: Debt


@dataclass(frozen=True, slots=True)
class Household:
    """The newest budget, if there is one, and the debts in their order."""

    row: BudgetRow | None
    budget: Budget | None
    lines: Sequence[Line]

    @property
    def debts(self) -> tuple[Debt, ...]:
        return tuple(one.debt for one in self.lines)


@dataclass(frozen=True, slots=True)
class Followed:
    """A procedure with its hearings and papers by day, and what it released of each debt."""

    row: DebtProcedure
    dates: Sequence[DebtDate]
    released: Sequence[DebtRelease]


def words_of(by: Actor) -> DebtWords:
    """What this centre says of debts; Hidden where it works out no way at all."""
    words = profile(by.profile).debts
    if not words.offered:
        raise Hidden
    return words


def household(case_id: UUID) -> Household:
    """What was told of a case, as far as row security shows it."""
    budgets, items = together(
        BudgetRow.objects.filter(case_id=case_id).order_by("-created_at", "-id")[:1],
        DebtItem.objects.filter(case_id=case_id, left_out_at=None).order_by("place", "id"),
    )
    row = budgets[0] if budgets else None
    return Household(row, budget_of(row) if row else None, [Line(it, debt_of(it)) for it in items])


def compared(case: Household, *, on: date, by: Actor) -> Comparison | None:
    """The ways out on a day, by the rules the centre uses; None without a budget and a debt."""
    if case.budget is None or not case.lines:
        return None
    engine = ruling.in_use(by.centre, profile(by.profile).rules).engine
    return compare(words_of(by), engine, case.budget, case.debts, on)


def owed(case: Household, *, on: date, by: Actor) -> Owing:
    """What is owed by law on a day."""
    return owing(case.debts, words_of(by), figures(on=on, by=by))


def figures(*, on: date, by: Actor) -> Figures:
    """The figures of the rules the centre uses, on a day."""
    return Figures(ruling.in_use(by.centre, profile(by.profile).rules).rules, on)


def ceilings(words: DebtWords, known: Figures) -> list[Figure]:
    """The highest yearly interest that the law lets anybody agree on, by kind of lender."""
    named = dict.fromkeys(kind.ceiling for kind in words.kinds.values() if kind.ceiling)
    for name in named:
        with suppress(Unknown):
            known.number(name)
    return [known.read[name] for name in named if name in known.read]


def followed(case_id: UUID) -> list[Followed]:
    """The ways out that were begun, the newest first, with their dates and what they released."""
    begun = DebtProcedure.objects.filter(case_id=case_id)
    rows, dates, released = together(
        begun.order_by("-created_at"),
        DebtDate.objects.filter(procedure__in=begun.values("pk")).order_by("on"),
        DebtRelease.objects.filter(procedure__in=begun.values("pk")),
    )
    return [
        Followed(
            row, [one for one in dates if one.procedure_id == row.pk],
            [one for one in released if one.procedure_id == row.pk],
        )
        for row in rows
    ]  # fmt: skip


def budget_of(row: BudgetRow) -> Budget:
    """A stored budget."""
    lines, answers = json.loads(row.lines), json.loads(row.answers)
    days = {name: date.fromisoformat(answers[name]) for name in DAYS if answers.get(name)}
    return Budget(row.people, lines["in"], lines["out"], **{**answers, **days})


def debt_of(row: DebtItem) -> Debt:
    """A stored debt."""
    sums = json.loads(row.sums)
    rate = None if sums["rate"] is None else Decimal(sums["rate"])
    return Debt(
        row.creditor, row.what, secured=row.secured, guarantor=row.guarantor, seizure=row.seizure,
        **{**sums, "rate": rate},
    )  # fmt: skip
