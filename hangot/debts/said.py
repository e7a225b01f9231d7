"""What is said of one step of a procedure, and what of it stands in the procedure afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from hangot.core.debts.figures import Figures, Unknown
from hangot.core.eligibility.days import add_days, add_years
from hangot.debts.models import DebtProcedure

EXEMPT_DAYS = "exempt_days"
AGAIN: Mapping[str, str] = {
    "bankruptcy": "discharge_wait_bankruptcy",
    "rehabilitation": "discharge_wait_rehabilitation",
}
"""The figure that says after how many years another discharge is possible."""
DAY_OF: Mapping[str, str] = {
    "file": "filed_on",
    "commence": "commenced_on",
    "exempt": "exempt_on",
    "fix_plan": "fixed_on",
    "discharge": "ordered_on",
    "finish": "final_on",
    "complete": "ended_on",
    "dismiss": "ended_on",
}
AFTER: Mapping[str, tuple[str, ...]] = {
    "commence": ("filed_on",),
    "exempt": ("commenced_on",),
    "fix_plan": ("filed_on", "commenced_on"),
    "discharge": ("commenced_on", "fixed_on"),
    "finish": ("ordered_on",),
    "complete": ("fixed_on",),
    "dismiss": ("filed_on", "commenced_on", "fixed_on", "ordered_on"),
}
"""The days that a step cannot come before."""


@dataclass(frozen=True, slots=True)
class Said:
    """What came with a step: only what that step asks for is looked at.

    `released`: won by debt, for a discharge and for a plan that was paid to its end.
    """

    day: date | None = None
    route: str = ""
    reason: str = ""
    forum: str = ""
    number: str = ""
    monthly: int | None = None
    months: int | None = None
    released: Mapping[UUID, int] = field(default_factory=dict)


def given(event: str, said: Said) -> set[str]:
    """The values that came, by the names the life asks for."""
    found = {
        "dates": said.day is not None,
        "kind": bool(said.route),
        "reason": bool(said.reason.strip()),
        "forum": bool(said.forum.strip() and said.number.strip()),
        "amount": (event == "fix_plan" and bool(said.monthly)) or bool(said.released),
        "months": bool(said.months),
    }
    return {name for name, there in found.items() if there}


def put(row: DebtProcedure, event: str, said: Said, figures: Figures) -> None:
    """What is said goes into the row; a step that asks for nothing changes nothing."""
    if event in DAY_OF and said.day is not None:
        setattr(row, DAY_OF[event], said.day)
    if event == "prepare":
        row.route, row.why = said.route, said.reason or None
    if event == "file":
        row.forum, row.number = said.forum or None, said.number or None
    if event == "fix_plan":
        row.monthly, row.months = said.monthly, said.months
    if event in ("discharge", "complete"):
        row.released = sum(said.released.values())
    if event in ("dismiss", "withdraw"):
        row.end_words = said.reason or None
    if event == "commence" and said.day is not None:
        row.exempt_by = exempt_by(said.day, figures)


def exempt_by(declared: date, figures: Figures) -> date | None:
    """The last day to apply for exempt property (채무자회생법 383조 3항); None without the figure."""
    try:
        end = add_days(declared, figures.whole(EXEMPT_DAYS))
    except Unknown:
        return None
    return figures.rules.off.working(end) if end is not None else None


def again_on(row: DebtProcedure, figures: Figures) -> date | None:
    """The first day on which another discharge is possible; None where no discharge is final."""
    if row.final_on is None or row.route not in AGAIN:
        return None
    try:
        end = add_years(row.final_on, figures.whole(AGAIN[row.route]))
    except Unknown:
        return None
    return end + timedelta(days=1) if end is not None else None


def in_order(row: DebtProcedure, event: str, day: date | None, today: date) -> bool:
    """Not before the steps it follows, and not in the future."""
    before = [getattr(row, name) for name in AFTER.get(event, ())]
    return day is None or (day <= today and all(one <= day for one in before if one is not None))
