"""What became of a planned action: done or not, the day, who says so, and why not."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from hangot.access.trail import remember
from hangot.cases.models import PlannedAction
from hangot.cases.scenes import plan_scene
from hangot.core.access import Actor, Section
from hangot.core.refusal import Missing, NotAllowed
from hangot.core.rights import may
from hangot.core.text import Text
from hangot.tasks.fire import locked

DONE, NOT_DONE = "done", "not_done"
NOT_IN_FORCE = Text(
    "시행 중인 계획의 할 일만 했는지 적을 수 있습니다. 먼저 계획을 시행해 주세요.",
    "Only actions of a plan in force can be ticked off. Put the plan in force first.",
)
WHY = Text("왜 하지 못했는지 골라 주세요.", "Choose why it was not done.")


@dataclass(frozen=True, slots=True)
class Outcome:
    """`outcome` is DONE, NOT_DONE or empty for an action that is open again.

    `on`: the day it was done or given up; `why` a code of the house's lists, when it was not done.
    """

    outcome: str
    on: date
    why: str = ""
    words: str | None = None


def settle(
    *, action_id: UUID, said: Outcome, expected: int | None, by: Actor, at: datetime
) -> PlannedAction:
    """Tick one action off, by a seat of the case or the agency that does it; or open it again."""
    row: PlannedAction = locked(PlannedAction, action_id, expected=expected)
    plan = row.goal.plan
    may("plan.settle", by, plan_scene(plan, plan.case, at=at, does=row.by_agency))
    if plan.state != "active":
        raise NotAllowed("wrong_state", NOT_IN_FORCE)
    if said.outcome == NOT_DONE and not said.why:
        raise Missing("why", WHY)
    _set(row, said, by)
    row.version += 1
    row.save()
    remember(
        "plan.settle", by=by, at=at, subject=row.subject_id, thing=row.pk, section=Section.PLAN,
        reason=row.why_not or None,
    )  # fmt: skip
    return row


def _set(row: PlannedAction, said: Outcome, by: Actor) -> None:
    settled = said.outcome in (DONE, NOT_DONE)
    row.outcome = said.outcome if settled else ""
    row.settled_on = said.on if settled else None
    row.settled_by = by.worker if settled else None
    row.settled_post = by.post if settled else None
    row.why_not = said.why if said.outcome == NOT_DONE else ""
    row.words = said.words if settled else None
