"""What 임재석 owes and the way out he chose: as far as the days in which property can be exempted."""

from datetime import datetime, timedelta

from hangot.core.debts.sums import Budget
from hangot.debts import actions as debts
from hangot.debts.actions import Said
from hangot.debts.models import DebtProcedure
from hangot.demo.walks import Walk

MONTH = Budget(
    people=1, incomes={"wages": 1_600_000}, costs={"housing": 450_000, "food": 650_000, "bills": 300_000, "medical": 150_000},
    worth=0, new_debt=0, regular=True, feared=True, business=True, ability="not", discharged="none", bar=False,
)  # fmt: skip
TABLE = """채권자\t종류\t원금\t이자\t연체\t이자율
한빛은행\t은행\t38,400,000\t\t120\t15
가온카드\t카드\t27,000,000\t\t120\t19
누리캐피탈\t캐피탈\t21,500,000\t\t120\t18
다온저축은행\t은행\t18,000,000\t\t120\t17
라온카드\t카드\t12,500,000\t\t120\t19
미래은행\t은행\t8,000,000\t\t120\t12
심야대부\t불법사금융\t3,000,000\t2,700,000\t90\t
성북세무서\t세금\t4,200,000\t\t\t
"""
WHY = "회생은 남는 돈으로 세금도 다 갚지 못하고, 워크아웃은 다달이 낼 돈이 남는 돈보다 많음. 본인이 파산·면책을 고름."
DECLARED, NUMBER = timedelta(days=6), "2026하단100234"
COMING = (("paper", 11, "소득·재산목록"), ("hearing", 46, "채권자집회·의견청취"))


def told(walk: Walk) -> None:
    """A month of his, and eight debts, at the first consultation."""
    with walk.stage.played(walk.counsellor, walk.at, about=walk.subject) as by:
        debts.keep_budget(case_id=walk.file.pk, budget=MONTH, by=by, at=walk.at)
        debts.bring_in(case_id=walk.file.pk, text=TABLE, by=by, at=walk.at)


def followed(walk: Walk) -> None:
    """Bankruptcy: chosen, filed, declared six days ago; papers and a hearing are still to come."""
    at = walk.at
    row = _chosen(walk)
    filed = walk.later(days=7)
    declared = max(filed, walk.stage.now - DECLARED)
    _step(walk, row, "file", Said(filed.date(), forum="서울회생법원", number=NUMBER), filed)
    _step(walk, row, "commence", Said(declared.date()), declared)
    with walk.stage.played(walk.counsellor, declared, about=walk.subject) as by:
        for what, days, text in COMING:
            debts.note_date(
                procedure_id=row.pk, what=what, on=declared.date() + timedelta(days=days), text=text,
                by=by, at=declared,
            )  # fmt: skip
    walk.at = max(at, declared)


def _chosen(walk: Walk) -> DebtProcedure:
    with walk.stage.played(walk.counsellor, walk.at, about=walk.subject) as by:
        row = debts.begin(case_id=walk.file.pk, by=by, at=walk.at)
    _step(walk, row, "prepare", Said(route="bankruptcy", reason=WHY), walk.at)
    return row


def _step(walk: Walk, row: DebtProcedure, event: str, said: Said, at: datetime) -> None:
    with walk.stage.played(walk.counsellor, at, about=walk.subject) as by:
        debts.step(procedure_id=row.pk, event=event, said=said, expected=None, by=by, at=at)
