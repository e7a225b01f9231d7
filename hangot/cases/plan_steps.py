"""A plan on its way: agreed, approved by another, in force, revised, finished."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from hangot.cases.models import Goal, ServicePlan
from hangot.cases.plan_draft import next_version
from hangot.cases.scenes import plan_scene
from hangot.core.access import Actor, Section
from hangot.tasks.actions import close_tasks, due_at, open_task
from hangot.tasks.fire import fire, locked

NO_RESULTS: Mapping[UUID, str] = MappingProxyType({})


def step(
    *, plan_id: UUID, event: str, how: str = "", comment: str | None = None, expected: int | None,
    by: Actor, at: datetime, results: Mapping[UUID, str] = NO_RESULTS,
) -> ServicePlan:  # fmt: skip
    """Agree, send back, approve, start, revise or finish a plan.

    Revising ends this version and begins the next one as a draft with the same open goals.
    """
    plan: ServicePlan = locked(ServicePlan, plan_id, expected=expected)
    goals = list(Goal.objects.filter(plan=plan))
    for goal in goals:
        goal.result = results.get(goal.pk, goal.result)
    _set(plan, event, how, comment, by=by, at=at)
    held, given = _guards(plan, goals, by), _given(how, comment)
    fire(
        plan, event, by=by, at=at, subject=plan.subject_id, section=Section.PLAN,
        scene=plan_scene(plan, plan.case, at=at), holds=held, given=given,
    )  # fmt: skip
    if results:
        for goal in goals:
            goal.save()
    _turns(plan, event, by=by, at=at)
    if event == "revise":
        next_version(plan, goals, by=by, at=at)
    return plan


def _set(
    plan: ServicePlan, event: str, how: str, comment: str | None, *, by: Actor, at: datetime
) -> None:
    if event == "agree" and how:
        plan.agreed_how, plan.agreed_at = how, at
    if event == "approve":
        plan.approved_by, plan.approved_at = by.worker, at
    if event == "send_back":
        plan.agreed_how, plan.agreed_at = "", None
    if comment:
        plan.comment = comment


def _guards(plan: ServicePlan, goals: Iterable[Goal], by: Actor) -> set[str]:
    pairs = (
        ("agreed_or_basis_named", plan.agreed_how), ("not_the_author", plan.author != by.worker),
        ("result_per_goal", all(goal.result for goal in goals)),
    )  # fmt: skip
    return {name for name, true in pairs if true}


def _given(how: str, comment: str | None) -> set[str]:
    pairs = (("agreement", how), ("comment", comment), ("changed", comment), ("goal_results", True))
    return {name for name, value in pairs if value}


def _turns(plan: ServicePlan, event: str, *, by: Actor, at: datetime) -> None:
    close_tasks(plan.pk, subject=plan.subject_id, by=by, at=at)
    case = plan.case
    due = due_at(by, "plan_approval", at)
    if event == "agree":
        open_task(
            "plan.approve", subject=plan.subject_id, agency=case.agency_id, duty="L",
            thing_kind="plan", thing=plan.pk, at=at, due=due,
        )  # fmt: skip
    elif event in ("approve", "send_back"):
        open_task(
            "plan.start" if event == "approve" else "plan.write", subject=plan.subject_id,
            agency=case.agency_id, post=case.lead_post_id, thing_kind="plan", thing=plan.pk, at=at,
            due=due,
        )  # fmt: skip
