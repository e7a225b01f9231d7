"""One procedure on the page: its days, what it released, and the steps it can take from here."""

from collections.abc import Iterable
from typing import Any

from hangot.core.debts.kinds import Route
from hangot.core.text import Text
from hangot.debts import queries
from hangot.debts.models import DebtProcedure
from hangot.debts.queries import Followed
from hangot.debts.said import again_on
from hangot.desk.debts.asked import Desk, Given
from hangot.desk.debts.step_forms import WHATS, About, DateForm, StepForm

COURT = ("income", "discharge")
COURT_ONLY = ("commence", "discharge", "finish")
OFF = Text("목록에서 뺀 빚", "A debt taken off the list")
MILESTONES = (
    ("filed_on", Text("신청한 날", "Filed")),
    ("commenced_on", Text("개시·파산선고", "Commenced or declared")),
    ("exempt_by", Text("면제재산 신청 기한", "Exempt property: apply by")),
    ("exempt_on", Text("면제재산 신청", "Exempt property applied for")),
    ("fixed_on", Text("계획·조정이 정해진 날", "Plan fixed")),
    ("ordered_on", Text("면책 결정", "Discharge ordered")),
    ("final_on", Text("면책 확정", "Discharge final")),
    ("ended_on", Text("끝난 날", "Ended")),
)


def procedure(desk: Desk, one: Followed, given: Given) -> dict[str, Any]:
    """Everything of one procedure."""
    row = one.row
    life, route = desk.one.profile.life("debt_procedure"), desk.words.routes.get(row.route)
    sent, kinds = given.sent("date", row.pk), dict(WHATS)
    figures = queries.figures(on=desk.today, by=desk.request.actor)
    return {
        "it": row, "route": route, "state": life.label(row.state), "final": life.by_id[row.state].final,
        "days": [(label, getattr(row, name)) for name, label in MILESTONES if getattr(row, name)],
        "again": again_on(row, figures), "released": _released(desk, one),
        "dates": [(kinds[at.what], at) for at in one.dates],
        "date": sent or DateForm(desk.today, key=str(row.pk)), "date_open": sent is not None,
        "steps": list(_steps(desk, row, route, given)),
    }  # fmt: skip


def about(desk: Desk, row: DebtProcedure) -> About:
    """What the forms of its steps must know."""
    return About(desk.words, desk.case.lines, desk.words.routes.get(row.route), desk.today)


def _released(desk: Desk, followed: Followed) -> list[tuple[Any, int]]:
    known = {line.row.pk: line.debt.creditor for line in desk.case.lines}
    return [(known.get(one.item_id, OFF), one.released) for one in followed.released]


def _steps(
    desk: Desk, row: DebtProcedure, route: Route | None, given: Given
) -> Iterable[dict[str, Any]]:
    """The steps this way can take from here, in the order of the life."""
    if row.agency_id != desk.request.actor.agency:
        return
    life, ahead = desk.one.profile.life("debt_procedure"), about(desk, row)
    for state, event in life.moves:
        done = event == "exempt" and row.exempt_on is not None
        if state != row.state or done or not _fits(event, route.way if route else ""):
            continue
        sent = given.sent(event, row.pk)
        yield {
            "event": event,
            "label": life.step(row.state, event).label,
            "open": sent is not None,
            "form": sent or StepForm(event, ahead, key=str(row.pk)),
        }


def _fits(event: str, way: str) -> bool:
    """Bankruptcy has no plan, a committee no declaration; only bankruptcy exempts property."""
    if event == "exempt":
        return way == "discharge"
    if event in ("fix_plan", "complete"):
        return way != "discharge"
    return event not in COURT_ONLY or way in COURT
