"""The service plan: goals from needs, an action per goal, agreed by the person, approved by another."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from uuid import UUID

from hangot.access.queries import need
from hangot.access.trail import remember
from hangot.cases.actions import scene as case_scene
from hangot.cases.models import Case, Goal, PlannedAction, ServicePlan
from hangot.cases.sections import note_entry
from hangot.core.access import Actor, Level, Section
from hangot.core.refusal import Hidden, NotAllowed
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.people.entries import owned
from hangot.tasks.actions import close_tasks, due_at, open_task
from hangot.tasks.fire import fire, locked
from hangot.vault.together import together

NO_RESULTS: Mapping[UUID, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Aim:
    """One goal as it is typed: the need, what shall be different, who does what until when."""

    domain: str
    text: str
    action: str
    agency: UUID
    due: date | None = None
    goal: UUID | None = None


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
    plan = _new(case, by=by, at=at)
    fire(
        plan, "draft", by=by, at=at, new=True, subject=case.person_id, section=Section.PLAN,
        scene=scene(plan, case, at=at), given={"goals"} if aims else (),
    )  # fmt: skip
    for aim in aims:
        _put(plan, aim, by=by, at=at)
    note_entry(case.person_id, Section.PLAN, by=by, at=at)
    return plan


def _new(case: Case, *, by: Actor, at: datetime) -> ServicePlan:
    version = ServicePlan.objects.filter(case=case).count() + 1
    shared = owned(case.person_id, Section.PLAN, by=by, at=at)
    return ServicePlan(**shared, case=case, number=version, author=by.worker)


def _put(plan: ServicePlan, aim: Aim, *, by: Actor, at: datetime) -> None:
    shared = owned(plan.subject_id, Section.PLAN, by=by, at=at)
    goal = Goal(**shared, plan=plan, domain=aim.domain, text=aim.text)
    goal.save(force_insert=True)
    PlannedAction(**shared, goal=goal, by_agency=aim.agency, text=aim.action, due=aim.due).save(
        force_insert=True
    )


NOT_DRAFT = Text(
    "작성 중인 계획만 고칠 수 있습니다. 시행 중이면 먼저 ‘고쳐 쓰기’를 눌러 주세요.",
    "Only a draft can be changed. If it is in force, press “Revise” first.",
)


def rewrite(
    *, plan_id: UUID, aims: Sequence[Aim], expected: int | None, by: Actor, at: datetime
) -> ServicePlan:
    """Change a draft: goals that are named again are kept, new ones added, the rest dropped."""
    plan: ServicePlan = locked(ServicePlan, plan_id, expected=expected)
    may("plan.write", by, scene(plan, plan.case, at=at))
    if plan.state != "draft":
        raise NotAllowed("wrong_state", NOT_DRAFT)
    known = {goal.pk: goal for goal in Goal.objects.filter(plan=plan)}
    for aim in aims:
        if aim.goal in known:
            _change(known.pop(aim.goal), aim)
        else:
            _put(plan, aim, by=by, at=at)
    for goal in known.values():
        goal.result = DROPPED
        goal.save()
    plan.author, plan.post_id, plan.version = by.worker, by.post, plan.version + 1
    plan.save()
    remember(
        "plan.write", by=by, at=at, subject=plan.subject_id, thing=plan.pk, section=Section.PLAN
    )
    return plan


DROPPED = "dropped"


def _change(goal: Goal, aim: Aim) -> None:
    goal.domain, goal.text, goal.result = aim.domain, aim.text, ""
    goal.save()
    for action in PlannedAction.objects.filter(goal=goal):
        action.by_agency, action.text, action.due = aim.agency, aim.action, aim.due
        action.save()


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
        scene=scene(plan, plan.case, at=at), holds=held, given=given,
    )  # fmt: skip
    if results:
        for goal in goals:
            goal.save()
    _turns(plan, event, by=by, at=at)
    if event == "revise":
        _next_version(plan, goals, by=by, at=at)
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


def _next_version(old: ServicePlan, goals: Iterable[Goal], *, by: Actor, at: datetime) -> None:
    """The next version in draft: the goals that are not over, with their actions."""
    plan = _new(old.case, by=by, at=at)
    fire(
        plan, "draft", by=by, at=at, new=True, subject=old.subject_id, section=Section.PLAN,
        scene=scene(plan, old.case, at=at), given={"goals"},
    )  # fmt: skip
    actions = {a.goal_id: a for a in PlannedAction.objects.filter(goal__plan=old)}
    for goal in goals:
        if goal.result == DROPPED:
            continue
        action = actions.get(goal.pk)
        _put(plan, Aim(
            goal.domain, goal.text, action.text if action else goal.text,
            action.by_agency if action else by.agency, action.due if action else None,
        ), by=by, at=at)  # fmt: skip


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
