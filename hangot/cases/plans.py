"""The service plan: goals from needs, an action per goal, agreed by the person, approved by another."""

from collections.abc import Sequence
from dataclasses import dataclass

from hangot.cases.models import Case, Goal, PlannedAction, ServicePlan
from hangot.cases.plan_actions import DONE, NOT_DONE, Outcome, settle
from hangot.cases.plan_draft import DROPPED, Aim, draft, rewrite
from hangot.cases.plan_steps import step
from hangot.vault.together import together

__all__ = [
    "DONE", "DROPPED", "NOT_DONE", "Aim", "Outcome", "Version", "draft", "rewrite", "settle",
    "step", "versions",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a plan with its goals, each with the action that serves it."""

    plan: ServicePlan
    goals: Sequence[tuple[Goal, PlannedAction | None]]


def versions(case: Case) -> list[Version]:
    """All versions one may see, the newest first: old ones stay readable. One statement."""
    mine = {"subject_id": case.person_id}
    plans, goals, actions = together(
        ServicePlan.objects.filter(case=case).order_by("-number"),
        Goal.objects.filter(**mine).order_by("created_at", "pk"),
        PlannedAction.objects.filter(**mine),
    )
    by_goal = {action.goal_id: action for action in actions}
    return [
        Version(plan, [(g, by_goal.get(g.pk)) for g in goals if g.plan_id == plan.pk])
        for plan in plans
    ]
