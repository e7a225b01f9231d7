"""The plan of a case: written by one post, agreed by the person, decided by another post."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.safestring import SafeString

from hangot.cases import actions as cases
from hangot.cases import plans
from hangot.cases.models import Goal, Need, PlannedAction, ServicePlan
from hangot.cases.queries import open_steps
from hangot.core.access import Actor, Section
from hangot.core.refusal import Hidden
from hangot.core.rights import Scene, allows, opens
from hangot.core.text import Text
from hangot.desk.attempt import attempt
from hangot.desk.cases.header import PersonPage
from hangot.desk.cases.plan_forms import AGREED_HOW, AimForm, PlanStepForm
from hangot.desk.cases.plan_showing import goal_row
from hangot.desk.cases.work_frame import frame, said, show, today
from hangot.desk.door import page, to
from hangot.desk.typed import version_of
from hangot.templatetags import fields

FEWEST, MOST = 3, 8
NO_GOAL = Text("목표를 하나 이상 적어 주세요.", "Write at least one goal.")


@page(right="plan.see", door="case.plan", methods=("GET", "POST"))
def case_plan(request: Any, case_id: UUID) -> HttpResponse:
    """The newest version with what can be done about it, older versions below; writing a draft."""
    one = frame(request, case_id, "plan")
    if not one.sees(Section.PLAN):
        raise Hidden
    found = plans.versions(one.case)
    if request.method == "POST":
        return _save(request, one, found)
    return _plan_page(request, one, found)


def _plan_page(
    request: Any, one: PersonPage, found: Sequence[plans.Version], *,
    aims: Sequence[AimForm] | None = None, step: PlanStepForm | None = None, event: str = "",
) -> HttpResponse:  # fmt: skip
    newest = found[0] if found else None
    where = cases.scene(one.case, at=request.at)
    writes = _writes(request.actor, where, newest)
    rows = aims if aims is not None else _aims(request, one, newest if writes else None)
    return show(
        request, one, "plan.html", newest=_ticked(one, _drawn(one, newest), where), writes=writes, aims=rows,
        older=[_drawn(one, version_) for version_ in found[1:]], step_error=step,
        steps=_steps(request, one, newest, where, bound=step, event=event), how=dict(AGREED_HOW),
        summary=fields.summary(aims) if aims else SafeString(""), life=one.profile.life("plan"),
        first_wrong=aims[0] if aims else None, copies=opens("plan.copy", request.actor.duties),
    )  # fmt: skip


def _drawn(one: PersonPage, version_: plans.Version | None) -> dict[str, Any] | None:
    """One version as the table of its goals."""
    if version_ is None:
        return None
    return {"plan": version_.plan, "rows": [goal_row(one, *pair) for pair in version_.goals]}


def _ticked(one: PersonPage, drawn: dict[str, Any] | None, where: Scene) -> dict[str, Any] | None:
    """The newest version, with the actions that this post may tick off."""
    if drawn is None or drawn["plan"].state != "active":
        return drawn
    for row in drawn["rows"]:
        row["ticks"] = row["planned"] is not None and _settles(one.viewer, where, row["planned"])
    return {**drawn, "ticks": any(row["ticks"] for row in drawn["rows"])}


def _settles(actor: Actor, where: Scene, action: PlannedAction) -> bool:
    return allows("plan.settle", actor, replace(where, receiver=action.by_agency))


def _writes(actor: Actor, where: Scene, newest: plans.Version | None) -> bool:
    """May this post write here: a first draft, or go on with the one in draft?"""
    return allows("plan.write", actor, where, who=["M"]) and (
        newest is None or newest.plan.state in ("draft", "finished")
    )


def _aims(request: Any, one: PersonPage, newest: plans.Version | None) -> list[AimForm]:
    """The goals of the draft as forms, and a few empty ones."""
    known = list(newest.goals) if newest and newest.plan.state == "draft" else []
    first = [
        {
            "goal": goal.pk, "domain": goal.domain, **_words(goal, action), "agency": action.by_agency if action else None,
            "due": action.due.isoformat() if action and action.due else "",
        }
        for goal, action in known
        if goal.result != plans.DROPPED
    ]  # fmt: skip
    if not first:
        needs = Need.objects.filter(case=one.case, met_at=None).order_by("created_at")
        first = [{"domain": need.domain} for need in needs[:MOST]]
    count = min(MOST, max(FEWEST, len(first) + 1))
    return [_aim(request, one, n, first[n] if n < len(first) else None) for n in range(count)]


def _words(goal: Goal, action: PlannedAction | None) -> dict[str, Any]:
    if action is not None and action.apart:
        return {"apart": True}
    return {"text": goal.text, "action": action.text if action else ""}


def _aim(request: Any, one: PersonPage, number: int, initial: dict[str, Any] | None) -> AimForm:
    rows = [(pk, agency.label) for pk, agency in one.house.agencies.items()]
    return AimForm(
        request.POST if request.method == "POST" else None, prefix=f"g{number}", initial=initial,
        pack=one.profile, agencies=rows, today=today(request),
    )  # fmt: skip


def _save(request: Any, one: PersonPage, found: Sequence[plans.Version]) -> HttpResponse:
    """Keep the draft: a new version, or the one in draft changed."""
    aims = [_aim(request, one, number, None) for number in range(MOST)]
    right = sum(form.is_valid() for form in aims) == len(aims)  # each row says what is wrong
    given = [aim for form in aims if right and (aim := form.aim())]
    if right and not given:
        aims[0].add_error(None, str(NO_GOAL))
    if not right or not given:
        return _plan_page(request, one, found, aims=aims)
    who: dict[str, Any] = {"by": request.actor, "at": request.at}
    if found and found[0].plan.state == "draft":
        plans.rewrite(plan_id=found[0].plan.pk, aims=given, expected=version_of(request), **who)
    else:
        plans.draft(case_id=one.case.pk, aims=given, **who)
    said(request, Text("계획을 저장했습니다. 본인과 함께 읽고 합의를 적어 주세요.",
                       "The plan is saved. Read it with the person and record the agreement."))  # fmt: skip
    return to("case_plan", one.case.pk)


def _steps(
    request: Any, one: PersonPage, newest: plans.Version | None, where: Scene, *,
    bound: PlanStepForm | None, event: str,
) -> list[dict[str, Any]]:  # fmt: skip
    """What may be done about the newest version, each with its small form."""
    if newest is None:
        return []
    scene = replace(where, proposer=newest.plan.author, proposer_post=newest.plan.post_id)
    found = open_steps(one.profile.life("plan"), newest.plan.state, request.actor, scene)
    return [
        {
            "event": step.event, "label": step.label, "open": step.event == event,
            "form": bound if bound is not None and step.event == event
            else _step_form(None, one, newest.goals, step.event),
        }
        for step in found
    ]  # fmt: skip


def _step_form(data: Any, one: PersonPage, goals: Sequence[Any], event: str) -> PlanStepForm:
    named = [(goal.pk, str(goal.text)) for goal, _ in goals if goal.result != plans.DROPPED]
    return PlanStepForm(data, event=event, pack=one.profile, goals=named, auto_id=f"{event}_%s")


@page(right="plan.see", door="plan.step", methods=("POST",))
def plan_step(request: Any, plan_id: UUID, event: str) -> HttpResponse:
    """One step of a plan; what is missing is asked again on the page of the plan."""
    plan = ServicePlan.objects.filter(pk=plan_id).select_related("case").first()
    if plan is None:
        raise Hidden
    one = frame(request, plan.case_id, "plan")
    found = plans.versions(one.case)
    goals = next(version_.goals for version_ in found if version_.plan.pk == plan_id)
    form = _step_form(request.POST, one, goals, event)
    step = one.profile.life("plan").step(plan.state, event)
    if form.is_valid() and attempt(request, form, right=step.right, act=lambda: plans.step(
        plan_id=plan_id, event=event, how=form.cleaned_data.get("how", ""),
        comment=form.cleaned_data.get("comment"), results=form.results(),
        expected=version_of(request), by=request.actor, at=request.at,
    )):  # fmt: skip
        said(request, Text(f"‘{step.label.ko}’을(를) 적었습니다.", f"Recorded: {step.label.en}."))
        return to("case_plan", plan.case_id)
    return _plan_page(request, one, found, step=form, event=event)
