"""What the policy says of budgets and debts, in Python, and rows of them to steal."""

from collections.abc import Callable, Mapping
from typing import Any

from hangot import clock
from hangot.core.access import Section
from hangot.core.debts.sums import Budget, Debt
from hangot.debts import actions as debts
from hangot.debts.models import DebtRelease
from hangot.people.entries import owned
from tests.worlds import Town

Row = dict[str, Any]
Judging = Callable[[Any, Row], bool]
TABLES = ("budget", "debtitem", "debtprocedure", "debtdate", "debtrelease")
DESK, WORKER = "inclusive-finance-centre", "inclusive-finance-centre-1"
GIVEN = (Section.OVERVIEW, Section.IDENTITY, Section.FINANCE)
FULL = 3


def _finance(judge: Any, row: Row) -> bool:
    return bool(judge.level(row["subject_id"], row["section"], row) >= FULL)


RULES_OF_DEBTS: Mapping[str, Judging] = dict.fromkeys(TABLES, _finance)


def fill_debts(town: Town, *names: str) -> None:
    """The desk for finance is asked for these people and writes down what they owe."""
    for name in names:
        case = town.cases[name].pk
        town.agree(name, DESK, GIVEN)
        town.refer(name, DESK, GIVEN)
        town.step(name, DESK, WORKER, "accept")
        at = clock.now()
        with town.acts(WORKER) as by:
            budget = Budget(1, {"wages": 1_600_000}, {"food": 500_000})
            debts.keep_budget(case_id=case, budget=budget, by=by, at=at)
            item = debts.write(case_id=case, debt=Debt("은행", "lender", 5_000_000), by=by, at=at)
            row = debts.begin(case_id=case, by=by, at=at)
            debts.note_date(
                procedure_id=row.pk, what="paper", on=at.date(), text="부채증명서", by=by, at=at
            )
            DebtRelease(
                **owned(item.subject_id, Section.FINANCE, by=by, at=at), procedure=row, item=item,
                released=1_000,
            ).save(force_insert=True)  # fmt: skip
