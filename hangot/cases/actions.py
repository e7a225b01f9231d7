"""The case and its team: registering, seats, stages, closing."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from uuid import UUID

from hangot.access import actions as access
from hangot.access.trail import remember
from hangot.cases.models import Case, Closure, Goal, Seat, ServicePlan
from hangot.cases.records import put_note
from hangot.core.access import SHARED, STANDING, Actor, Level, Section
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.directory.actions import number
from hangot.people import actions as people
from hangot.people.models import Person
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
from hangot.vault.together import together

TEAM = dict.fromkeys(SHARED, Level.FULL)
# What the centre coordinates it reads whoever wrote it; of the rest it reads its own records, the
# state of things as a summary, and what another agency wrote about incident and health only as
# a summary and only if the person agreed to that.
COORDINATES = (
    Section.OVERVIEW, Section.IDENTITY, Section.FAMILY, Section.CONTACT, Section.PROTECTION,
    Section.PLAN,
)  # fmt: skip
COLLECTED = {s: Level.FULL if s in COORDINATES else Level.SUMMARY for s in SHARED if not s.sensitive}


def scene(case: Case, *, at: datetime) -> Scene:
    """What the rules may know of a case: lead, seats, who proposed the closing. One statement."""
    seats, closures = together(
        Seat.objects.filter(case=case, until=None),
        Closure.objects.filter(case=case, decided_at=None).order_by("-created_at")[:1],
    )
    closing = closures[0] if closures else None
    return Scene(
        at, lead_post=case.lead_post_id, lead_agency=case.agency_id,
        seats=frozenset(seat.post_id for seat in seats),
        proposer=closing.proposed_by if closing else None,
        proposer_post=closing.proposed_post if closing else None,
    )  # fmt: skip


def register(
    *, person: Person, lead_post: UUID, urgency: str, danger: bool, by: Actor, at: datetime
) -> Case:
    """A notice becomes a case: day 0 of its clocks, the lead post's seat, the standing duties."""
    case = Case(
        centre_id=by.centre, number=number("case", by=by, at=at), person=person,
        agency_id=by.agency, lead_post_id=lead_post, urgency=urgency, danger=danger,
        registered_at=at, moved_at=at, stage="intake",
    )  # fmt: skip
    with access.changing(person.pk):
        fire(
            case, "register", by=by, at=at, new=True, subject=person.pk, scene=Scene(at),
            holds={"opened_notice_or_referral"}, given={"person"},
        )  # fmt: skip
        access.list_as(person.pk, case_id=case.pk, stage=case.stage, at=at)
        people.add_tokens(person.pk, {number_token(case.number)}, by=by)
        _seat(case, lead_post, case.agency_id, "lead", SHARED, at=at)
        for duty, levels in STANDING.items():
            access.claim(
                person.pk, levels, agency=case.agency_id, duty=duty, code="standing",
                source=case.pk, starts=at,
            )  # fmt: skip
    start_clock("case_all", subject=person.pk, agency=by.agency, thing=case.pk, at=at, by=by)
    start_clock("case_survey", subject=person.pk, agency=by.agency, thing=case.pk, at=at, by=by)
    open_task(
        "case.assess", subject=person.pk, agency=case.agency_id, post=lead_post, thing_kind="case",
        thing=case.pk, at=at, due=due_at(by, "case_survey", at), soft=True,
    )  # fmt: skip
    return case


def number_token(number: str) -> str:
    """The search text of a case number: emergency access finds a person by nothing else."""
    return f"case:{number.strip()}"


def collect(subject: UUID, *, agency: UUID, until: datetime, source: UUID, at: datetime) -> None:
    """The centre's own collection and use, agreed to first of all; inside `changing()`."""
    access.gate(
        subject, COLLECTED, agency=agency, code="collection", source=source, starts=at, ends=until
    )


def _seat(
    case: Case, post: UUID, agency: UUID, role: str, sections: Iterable[Section], *, at: datetime
) -> Seat:
    wanted = tuple(sections)
    seat = Seat(
        centre_id=case.centre_id, case=case, subject_id=case.person_id, agency_id=agency,
        post_id=post, role=role, sections=[s.number for s in wanted], since=at,
    )  # fmt: skip
    seat.save(force_insert=True)
    access.claim(
        case.person_id, dict.fromkeys(wanted, Level.FULL), agency=agency, post=post, code="seat",
        source=seat.pk, starts=at,
    )  # fmt: skip
    return seat


def seat_post(
    *, case_id: UUID, post_id: UUID, agency: UUID, sections: Iterable[Section], by: Actor, at: datetime
) -> Seat:
    """Another post joins the case team."""
    case: Case = locked(Case, case_id, expected=None)
    may("seat.move", by, scene(case, at=at))
    with access.changing(case.person_id):
        seat = _seat(case, post_id, agency, "member", sections, at=at)
    remember("seat.move", by=by, at=at, subject=case.person_id, thing=seat.pk)
    return seat


LEAD_STAYS = Text(
    "주담당은 먼저 다른 담당석으로 옮긴 뒤에 뺄 수 있습니다.", "Move the lead to another post first."
)


def leave_team(*, case_id: UUID, seat_id: UUID, by: Actor, at: datetime) -> Seat:
    """A post leaves the team; what it saw because of its seat closes at the next request."""
    case: Case = locked(Case, case_id, expected=None)
    may("seat.move", by, scene(case, at=at))
    seat: Seat = locked(Seat, seat_id, expected=None, scope=case.person_id)
    if seat.case_id != case.pk or seat.until:
        raise Hidden
    if seat.post_id == case.lead_post_id:
        raise Missing("lead", LEAD_STAYS)
    with access.changing(case.person_id):
        seat.until, seat.version = at, seat.version + 1
        seat.save()
        access.end_claims(case.person_id, source=seat.pk, at=at)
    remember("seat.move", by=by, at=at, subject=case.person_id, thing=seat.pk)
    return seat


def move_lead(*, case_id: UUID, post_id: UUID, expected: int | None, by: Actor, at: datetime) -> Case:
    """The lead passes to another post of the same agency; the one before leaves the team."""
    case: Case = locked(Case, case_id, expected=expected)
    may("seat.move", by, scene(case, at=at))
    with access.changing(case.person_id):
        for seat in Seat.objects.filter(case=case, until=None, post_id=case.lead_post_id):
            seat.until, seat.version = at, seat.version + 1
            seat.save()
            access.end_claims(case.person_id, source=seat.pk, at=at)
        _seat(case, post_id, case.agency_id, "lead", SHARED, at=at)
        case.lead_post_id, case.version = post_id, case.version + 1
        case.save()
    remember("seat.move", by=by, at=at, subject=case.person_id, thing=case.pk)
    return case


BEFORE_SERVICE = ("case_survey", "case_conference", "case_plan", "case_all")
CLOCKS_MET: Mapping[str, tuple[str, ...]] = {
    "convene": ("case_survey",),
    "select": ("case_conference",),
    "select_urgent": ("case_survey",),
    "not_select": (*BEFORE_SERVICE,),
    "link_only": (*BEFORE_SERVICE,),
    "activate": ("case_plan", "case_all"),
    "close": (*BEFORE_SERVICE, "monitoring"),
    "reopen": ("aftercare",),
}
CLOCKS_STARTED: Mapping[str, tuple[str, ...]] = {
    "convene": ("case_conference",),
    "select_urgent": ("ratify",),
    "plan": ("case_plan",),
    "link_only": ("monitoring",),
    "activate": ("monitoring",),
    "begin_aftercare": ("aftercare",),
    "reassess": ("case_survey",),
    "reopen": ("case_survey", "case_all"),
}
NEXT_TASK: Mapping[str, tuple[str, str]] = {
    "assess": ("case.convene", "case_survey"),
    "convene": ("case.select", "case_conference"),
    "select": ("case.plan", "case_plan"),
    "plan": ("plan.write", "case_plan"),
    "link_only": ("case.check", "monitoring"),
    "activate": ("case.check", "monitoring"),
    "resume": ("case.check", "monitoring"),
    "send_back": ("case.check", "monitoring"),
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
    subject = case.person_id
    facts = {*holds, *_facts(case)}
    with access.changing(subject):
        fire(
            case, event, by=by, at=at, subject=subject, scene=scene(case, at=at), holds=facts,
            given=given, reason=reason,
        )  # fmt: skip
        access.list_as(subject, case_id=case.pk, stage=case.stage, at=at)
    _clocks(case, event, by=by, at=at)
    return case


def _facts(case: Case) -> set[str]:
    """Guards that the case's own rows answer."""
    plan = ServicePlan.objects.filter(case=case).order_by("-number").first()
    found = {f"kind_{case.selection}"} if case.selection else set()
    found |= {"needs_are_lawful"}
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


def propose_end(
    *, case_id: UUID, reason: str, words: str | None, results: Mapping[UUID, str],
    outstanding: Collection[str], expected: int | None, by: Actor, at: datetime,
) -> Closure:  # fmt: skip
    """Propose the end: a reason, a result per goal, nothing left open.

    `outstanding` is what the caller, who sees referrals and items, found still open: names of
    the guards referrals_ended and nothing_outstanding.
    """
    goals = list(Goal.objects.filter(plan__case=case_id, plan__state__in=("active", "approved")))
    for goal in goals:
        goal.result = results.get(goal.pk, goal.result)
    holds = {"nothing_outstanding", "referrals_ended"} - set(outstanding)
    holds |= {"result_per_goal"} if all(goal.result for goal in goals) else set()
    case = advance(
        case_id=case_id, event="propose_end", expected=expected, by=by, at=at, holds=holds,
        given={"goal_results", *({"reason"} if reason else ())}, reason=reason,
    )  # fmt: skip
    for goal in goals:
        goal.save()
    closure = Closure(
        centre_id=by.centre, subject_id=case.person_id, section=Section.OVERVIEW.number,
        agency_id=by.agency, post_id=by.post, created_at=at, case=case, reason=reason, words=words,
        proposed_by=by.worker, proposed_post=by.post,
    )  # fmt: skip
    closure.save(force_insert=True)
    open_task(
        "closure.decide", subject=case.person_id, agency=case.agency_id, duty="L",
        thing_kind="case", thing=case.pk, at=at, due=due_at(by, "closing", at),
    )  # fmt: skip
    return closure


def decide_end(
    *, case_id: UUID, event: str, satisfaction: str, expected: int | None, by: Actor, at: datetime,
    words: str | None = None,
) -> Case:  # fmt: skip
    """Close a case or send it back with a reason; never by who proposed it."""
    closure = Closure.objects.filter(case=case_id, decided_at=None).order_by("-created_at").first()
    if closure is None:
        raise Hidden
    other = closure.proposed_by != by.worker and closure.proposed_post != by.post
    holds = {"satisfaction_asked"} if satisfaction else set()
    done = advance(
        case_id=case_id, event=event, expected=expected, by=by, at=at,
        holds=holds | ({"not_the_proposer"} if other else set()),
        given={"reason"} if words else (),
    )  # fmt: skip
    closure.decided_by, closure.decided_post, closure.decided_at = by.worker, by.post, at
    closure.approved, closure.satisfaction = event == "close", satisfaction
    closure.version += 1
    closure.save()
    if words:
        put_note(done.person_id, Section.OVERVIEW, words, what="other", case=done, by=by, at=at)
    return done
