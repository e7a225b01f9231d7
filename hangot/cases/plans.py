"""The service plan: goals from needs, an action per goal, agreed by the person, approved by another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from hangot.access.queries import need
from hangot.cases.actions import scene as case_scene
from hangot.cases.models import Case, Goal, PlannedAction, ServicePlan
from hangot.cases.records import owned
from hangot.cases.sections import note_entry
from hangot.core.access import Actor, Level, Section
from hangot.core.refusal import Hidden
from hangot.core.rights import Scene
from hangot.tasks.actions import close_tasks, due_at, open_task
from hangot.tasks.fire import fire, locked


@dataclass(frozen=True, slots=True)
class Aim:
    """One goal as it is typed: the need, what shall be different, who does what until when."""

    domain: str
    text: str
    action: str
    agency: UUID
    due: date | None = None


def scene(plan: ServicePlan, case: Case, *, at: datetime) -> Scene:
    base = case_scene(case, at=at)
    return Scene(
        at, lead_post=base.lead_post, lead_agency=base.lead_agency, seats=base.seats,
        proposer=plan.author, proposer_post=plan.post_id,
    )  # fmt: skip


def draft(*, case_id: UUID, aims: Sequence[Aim], by: Actor, at: datetime) -> ServicePlan:
    """A new version of the plan."""
    case = Case.objects.filter(pk=case_id).first()
    if case is None:
        raise Hidden
    need(by, case.person_id, Section.PLAN, Level.FULL, at=at)
    version = ServicePlan.objects.filter(case=case).count() + 1
    plan = ServicePlan(
        **owned(case.person_id, Section.PLAN, by=by, at=at), case=case, number=version, author=by.worker
    )
    fire(
        plan, "draft", by=by, at=at, new=True, subject=case.person_id, section=Section.PLAN,
        scene=scene(plan, case, at=at), given={"goals"} if aims else (),
    )  # fmt: skip
    for aim in aims:
        _put(plan, aim, by=by, at=at)
    note_entry(case.person_id, Section.PLAN, by=by, at=at)
    return plan


def _put(plan: ServicePlan, aim: Aim, *, by: Actor, at: datetime) -> None:
    shared = owned(plan.subject_id, Section.PLAN, by=by, at=at)
    goal = Goal(**shared, plan=plan, domain=aim.domain, text=aim.text)
    goal.save(force_insert=True)
    PlannedAction(
        **shared, goal=goal, by_agency=aim.agency, text=aim.action, due=aim.due
    ).save(force_insert=True)


def step(
    *, plan_id: UUID, event: str, how: str = "", comment: str | None = None, expected: int | None,
    by: Actor, at: datetime,
) -> ServicePlan:  # fmt: skip
    """Agree, send back, approve, start, revise or finish a plan."""
    plan: ServicePlan = locked(ServicePlan, plan_id, expected=expected)
    if event == "agree" and how:
        plan.agreed_how, plan.agreed_at = how, at
    if event == "approve":
        plan.approved_by, plan.approved_at = by.worker, at
    if comment:
        plan.comment = comment
    holds = {"agreed_or_basis_named"} if plan.agreed_how else set()
    holds |= {"not_the_author"} if plan.author != by.worker else set()
    holds |= {"result_per_goal"} if _all_results(plan) else set()
    given = {n for n, v in (("agreement", how), ("comment", comment), ("changed", comment)) if v}
    fire(
        plan, event, by=by, at=at, subject=plan.subject_id, section=Section.PLAN,
        scene=scene(plan, plan.case, at=at), holds=holds, given={*given, "goal_results"},
    )  # fmt: skip
    _turns(plan, event, by=by, at=at)
    return plan


def _all_results(plan: ServicePlan) -> bool:
    return not Goal.objects.filter(plan=plan, result="").exists()


def _turns(plan: ServicePlan, event: str, *, by: Actor, at: datetime) -> None:
    close_tasks(plan.pk, subject=plan.subject_id, by=by, at=at)
    case = plan.case
    if event == "agree":
        open_task(
            "plan.approve", subject=plan.subject_id, agency=case.agency_id, duty="L",
            thing_kind="plan", thing=plan.pk, at=at, due=due_at(by, "acknowledge", at),
        )  # fmt: skip
    elif event in ("approve", "send_back"):
        open_task(
            "plan.start" if event == "approve" else "plan.write", subject=plan.subject_id,
            agency=case.agency_id, post=case.lead_post_id, thing_kind="plan", thing=plan.pk, at=at,
            due=due_at(by, "acknowledge", at),
        )  # fmt: skip
