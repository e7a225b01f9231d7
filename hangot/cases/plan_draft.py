"""Writing a plan: a first version, the one in draft changed, the next version of one in force."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from hangot.access.queries import need
from hangot.access.trail import remember
from hangot.cases.desk_parts import ask_part
from hangot.cases.models import Case, Goal, PlannedAction, ServicePlan
from hangot.cases.scenes import plan_scene
from hangot.cases.sections import note_entry
from hangot.core.access import Actor, Level, Section
from hangot.core.refusal import Hidden, NotAllowed
from hangot.core.rights import may
from hangot.core.text import Text
from hangot.people.entries import owned
from hangot.tasks.fire import fire, locked

NOT_DRAFT = Text(
    "작성 중인 계획만 고칠 수 있습니다. 시행 중이면 먼저 ‘고쳐 쓰기’를 눌러 주세요.",
    "Only a draft can be changed. If it is in force, press “Revise” first.",
)


DROPPED = "dropped"
APART = "본인과 그 창구만 아는 일"
"""Stands in the plan for what only one desk and the person know."""
SETTLED = ("outcome", "settled_on", "settled_by", "settled_post", "why_not", "words")


@dataclass(frozen=True, slots=True)
class Aim:
    """One goal as it is typed: the need, what shall be different, who does what until when.

    `apart`: what it is about only that agency and the person know, so no words of it are kept here.
    """

    domain: str
    text: str
    action: str
    agency: UUID
    due: date | None = None
    goal: UUID | None = None
    apart: bool = False

    @property
    def said(self) -> tuple[str, str, str]:
        """Need, goal and action as everybody who reads the plan may read them."""
        return ("", APART, APART) if self.apart else (self.domain, self.text, self.action)


def draft(*, case_id: UUID, aims: Sequence[Aim], by: Actor, at: datetime) -> ServicePlan:
    """A new version of the plan."""
    case = Case.objects.filter(pk=case_id).first()
    if case is None:
        raise Hidden
    need(by, case.person_id, Section.PLAN, Level.FULL, at=at)
    plan = _new(case, by=by, at=at)
    fire(
        plan, "draft", by=by, at=at, new=True, subject=case.person_id, section=Section.PLAN,
        scene=plan_scene(plan, case, at=at), given={"goals"} if aims else (),
    )  # fmt: skip
    for aim in aims:
        _put(plan, aim, by=by, at=at)
    note_entry(case.person_id, Section.PLAN, by=by, at=at)
    return plan


def _new(case: Case, *, by: Actor, at: datetime) -> ServicePlan:
    version = ServicePlan.objects.filter(case=case).count() + 1
    shared = owned(case.person_id, Section.PLAN, by=by, at=at)
    return ServicePlan(**shared, case=case, number=version, author=by.worker)


def _put(
    plan: ServicePlan, aim: Aim, *, by: Actor, at: datetime, before: PlannedAction | None = None
) -> None:
    """One goal with its action; what was done about it in the version before is not forgotten."""
    shared = owned(plan.subject_id, Section.PLAN, by=by, at=at)
    domain, text, what = aim.said
    goal = Goal(**shared, plan=plan, domain=domain, text=text)
    goal.save(force_insert=True)
    action = PlannedAction(
        **shared, goal=goal, by_agency=aim.agency, text=what, due=aim.due, apart=aim.apart
    )
    for name in SETTLED if before else ():
        setattr(action, name, getattr(before, name))
    action.save(force_insert=True)
    if before is None:
        ask_part(action, by=by, at=at)


def rewrite(
    *, plan_id: UUID, aims: Sequence[Aim], expected: int | None, by: Actor, at: datetime
) -> ServicePlan:
    """Change a draft: goals that are named again are kept, new ones added, the rest dropped."""
    plan: ServicePlan = locked(ServicePlan, plan_id, expected=expected)
    may("plan.write", by, plan_scene(plan, plan.case, at=at))
    if plan.state != "draft":
        raise NotAllowed("wrong_state", NOT_DRAFT)
    known = {goal.pk: goal for goal in Goal.objects.filter(plan=plan)}
    for aim in aims:
        if aim.goal in known:
            _change(known.pop(aim.goal), aim, by=by, at=at)
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


def _change(goal: Goal, aim: Aim, *, by: Actor, at: datetime) -> None:
    goal.domain, goal.text, what = aim.said
    goal.result = ""
    goal.save()
    for action in PlannedAction.objects.filter(goal=goal):
        moved = (action.apart, action.by_agency) != (aim.apart, aim.agency)
        action.by_agency, action.text, action.due = aim.agency, what, aim.due
        action.apart = aim.apart
        action.save()
        if moved:
            ask_part(action, by=by, at=at)


def next_version(old: ServicePlan, goals: Iterable[Goal], *, by: Actor, at: datetime) -> None:
    """The next version in draft: the goals that are not over, with their actions."""
    plan = _new(old.case, by=by, at=at)
    fire(
        plan, "draft", by=by, at=at, new=True, subject=old.subject_id, section=Section.PLAN,
        scene=plan_scene(plan, old.case, at=at), given={"goals"},
    )  # fmt: skip
    actions = {a.goal_id: a for a in PlannedAction.objects.filter(goal__plan=old)}
    for goal in goals:
        if goal.result == DROPPED:
            continue
        action = actions.get(goal.pk)
        aim = Aim(
            goal.domain, goal.text, action.text if action else goal.text,
            action.by_agency if action else by.agency, action.due if action else None,
            apart=action is not None and action.apart,
        )  # fmt: skip
        _put(plan, aim, by=by, at=at, before=action)
