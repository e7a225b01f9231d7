"""One goal of a plan as a reader may read it."""

from typing import Any

from hangot.cases.models import Goal, PlannedAction
from hangot.core.text import Text
from hangot.desk.cases.header import PersonPage
from hangot.desk.cases.plan_action_views import settled
from hangot.desk.cases.work_frame import word

APART = Text("본인과 그 창구만 아는 일", "Known to that desk and the person")
OTHER_DESK = Text("다른 창구", "Another desk")


def goal_row(one: PersonPage, goal: Goal, action: PlannedAction | None) -> dict[str, Any]:
    """One goal with its action, as this reader may read it."""
    pack, apart = one.profile, action is not None and action.apart
    return {
        "text": APART if apart else goal.text,
        "domain": word(pack, "need_domains", goal.domain) if goal.domain else "",
        "action": "" if apart or action is None else action.text, "due": action.due if action else None,
        "agency": _does(one, action) if action else "", "apart": apart,
        "result": word(pack, "goal_results", goal.result) if goal.result else None,
        "good": goal.result == "reached", "planned": action,
        "settled": settled(one, action) if action else None,
    }  # fmt: skip


def _does(one: PersonPage, action: PlannedAction) -> Text:
    """Who does it; another desk is not told which one keeps something apart."""
    knows = one.viewer.agency in (action.by_agency, one.case.agency_id)
    return one.agency(action.by_agency) if knows or not action.apart else OTHER_DESK
