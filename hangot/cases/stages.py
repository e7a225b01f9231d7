"""Moving a case by one event: its clocks, its next task and the lists follow."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import F

from hangot.access import actions as access
from hangot.access.context import deriving
from hangot.cases.checking import along
from hangot.cases.models import Case, ServicePlan
from hangot.cases.scenes import scene
from hangot.core.access import Actor
from hangot.tasks.actions import (
    close_tasks,
    due_at,
    meet_clock,
    open_task,
    pause_clocks,
    resume_clocks,
    start_clock,
)
from hangot.tasks.fire import fire, locked

FILLED, WAIVED = "filled", "waived"
SURVEYS_ANEW = ("reassess", "reopen")
BEFORE_SERVICE = ("case_survey", "case_conference", "case_plan", "case_all")
CLOCKS_MET: Mapping[str, tuple[str, ...]] = {
    "convene": ("case_survey",),
    "select": ("case_conference",),
    "select_urgent": ("case_survey",),
    "not_select": (*BEFORE_SERVICE,),
    "link_only": (*BEFORE_SERVICE,),
    "activate": ("case_plan", "case_all"),
    "close": BEFORE_SERVICE,
    "hand_over": BEFORE_SERVICE,
    "reopen": ("aftercare",),
}
CLOCKS_STARTED: Mapping[str, tuple[str, ...]] = {
    "convene": ("case_conference",),
    "select_urgent": ("ratify",),
    "plan": ("case_plan",),
    "begin_aftercare": ("aftercare",),
    "reassess": ("case_survey",),
    "reopen": ("case_survey", "case_all"),
}
NEXT_TASK: Mapping[str, tuple[str, str]] = {
    "assess": ("case.convene", "case_survey"),
    "waive_survey": ("case.convene", "case_survey"),
    "convene": ("case.select", "case_conference"),
    "select": ("case.plan", "case_plan"),
    "plan": ("plan.write", "case_plan"),
    "reassess": ("case.convene", "case_survey"),
    "reopen": ("case.convene", "case_survey"),
}


def advance(
    *, case_id: UUID, event: str, expected: int | None, by: Actor, at: datetime,
    holds: Collection[str] = (), given: Collection[str] = (), selection: str = "",
    reason: str | None = None, review_at: datetime | None = None,
) -> Case:  # fmt: skip
    """Move a case by one event of its life; clocks, tasks and lists follow."""
    case: Case = locked(Case, case_id, expected=expected)
    if selection:
        case.selection = selection
    case.moved_at, case.review_at = at, review_at
    _survey(case, event)
    subject = case.person_id
    facts = {*holds, *_facts(case)}
    with access.changing(subject):
        fire(
            case, event, by=by, at=at, subject=subject, scene=scene(case, at=at), holds=facts,
            given=given, reason=reason,
        )  # fmt: skip
        access.list_as(subject, case_id=case.pk, stage=case.stage, at=at)
    _clocks(case, event, by=by, at=at)
    along(case, event, by=by, at=at)
    return case


def note_survey(case: Case) -> None:
    """The survey of needs and risk was filled in, by whichever agency asked the person."""
    with deriving(case.person_id):
        Case.objects.filter(pk=case.pk).update(surveyed=FILLED, version=F("version") + 1)


def _survey(case: Case, event: str) -> None:
    """Surveyed anew, a case comes to the conference only with a new survey."""
    if event == "waive_survey":
        case.surveyed = WAIVED
    if event in SURVEYS_ANEW:
        case.surveyed = ""


def _facts(case: Case) -> set[str]:
    """Guards that the case's own rows answer."""
    plan = ServicePlan.objects.filter(case=case).order_by("-number").first()
    found = {f"kind_{case.selection}"} if case.selection else set()
    found |= {"needs_are_lawful", *(("survey_complete_or_waived",) if case.surveyed else ())}
    if plan and plan.agreed_at:
        found.add("agreed_or_basis_named")
    if plan and plan.approved_by and plan.approved_by != plan.author:
        found.add("approved_by_another")
    return found


def _clocks(case: Case, event: str, *, by: Actor, at: datetime) -> None:
    subject = case.person_id
    close_tasks(case.pk, subject=subject, by=by, at=at)
    for what in CLOCKS_MET.get(event, ()):
        meet_clock(what, thing=case.pk, subject=subject, at=at)
    for what in CLOCKS_STARTED.get(event, ()):
        start_clock(what, subject=subject, agency=case.agency_id, thing=case.pk, at=at, by=by)
    if event == "suspend":
        pause_clocks(subject=subject, at=at)
    if event == "resume":
        resume_clocks(subject=subject, at=at)
    if event in NEXT_TASK:
        what, clock = NEXT_TASK[event]
        open_task(
            what, subject=subject, agency=case.agency_id, post=case.lead_post_id,
            thing_kind="case", thing=case.pk, at=at, due=due_at(by, clock, at), soft=True,
        )  # fmt: skip
