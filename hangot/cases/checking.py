"""Monitoring (점검): one check is always planned while help goes on, by how close it is followed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from hangot.access.barring import kept_out
from hangot.access.context import deriving
from hangot.cases.check_turns import USUAL, ask, close, over, show, turns
from hangot.cases.models import Case, Check, Goal, GoalCheck
from hangot.cases.scenes import scene
from hangot.consent.queries import lawful
from hangot.core.access import Actor, Level, Section
from hangot.core.clocks import SEOUL
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.directory.models import Post
from hangot.packs.active import profile
from hangot.people.entries import owned
from hangot.tasks.actions import due_at
from hangot.tasks.fire import fire, follow, locked

BEGINS = ("link_only", "activate", "resume", "send_back")
ENDS = ("suspend", "reassess", "propose_end", "hand_over", "reopen", "archive")
ACTIVE, AFTER = "active", "aftercare"
NOT_LAWFUL = Text(
    "이 기관은 아직 계획을 볼 수 없습니다. 먼저 계획을 보여 줘도 되는지 동의를 여쭤 주세요.",
    "This agency may not see the plan yet. Ask the person first whether it may.",
)
NOT_NOW = Text(
    "도움을 드리는 동안이나 사후관리 중에만 점검을 정합니다.",
    "Checks are planned while help is given, or in aftercare.",
)
PAST = Text("점검할 날은 오늘이거나 그 뒤여야 합니다.", "The day must be today or later.")


@dataclass(frozen=True, slots=True)
class Seen:
    """What a check found: the way, what follows, progress by goal, words; codes of the pack's lists.

    `safe`: was the safe contact asked again, and is it as before? None: it was not asked.
    """

    way: str
    follows: str
    progress: Mapping[UUID, str]
    safe: bool | None = None
    words: str = ""


def along(case: Case, event: str, *, by: Actor, at: datetime) -> None:
    """Checks go along with the stages of the case: the first is the lead's, the last one falls away."""
    if event in ENDS:
        _fall_away(case, by=by, at=at)
    if event in BEGINS:
        day = _next_day(case, by, at)
        _plan(case, Post.objects.get(pk=case.lead_post_id), day, by=by, at=at)


def plan_check(
    *, case_id: UUID, post_id: UUID, day: date, by: Actor, at: datetime
) -> Check:  # fmt: skip
    """Another day or another post for the next check, such as one of the neighbourhood centre."""
    case: Case = locked(Case, case_id, expected=None)
    may("check.arrange", by, scene(case, at=at))
    if case.state not in (ACTIVE, AFTER):
        raise Missing("case", NOT_NOW)
    return arrange(case, post_id, day, by=by, at=at)


def arrange(case: Case, post_id: UUID, day: date, *, by: Actor, at: datetime) -> Check:
    """A post looks after somebody on a day; Missing where its agency may not see the plan."""
    post = Post.objects.filter(pk=post_id, active=True).first()
    if post is None:
        raise Hidden
    if day < at.astimezone(SEOUL).date():
        raise Missing("due", PAST)
    if not _may_look(case, post, at=at):
        raise Missing("post", NOT_LAWFUL)
    _fall_away(case, by=by, at=at)
    return _plan(case, post, day, by=by, at=at)


def record_check(
    *, check_id: UUID, seen: Seen, expected: int | None, by: Actor, at: datetime
) -> Check:
    """Write down what was found, a word for every goal; the next check is planned at once."""
    row: Check = locked(Check, check_id, expected=expected)
    goals = list(Goal.objects.filter(plan__case=row.case_id, plan__state="active"))
    row.way, row.follows, row.safe, row.words = (
        seen.way,
        seen.follows,
        seen.safe,
        seen.words or None,
    )
    row.checked_at, row.checked_post = at, by.post
    whole = all(seen.progress.get(goal.pk) for goal in goals)
    given = {name for name, value in (("check_way", seen.way), ("outcome", seen.follows)) if value}
    _fire(row, "record", by=by, at=at, given=given, holds={"result_per_goal"} if whole else set())
    GoalCheck.objects.bulk_create([
        GoalCheck(
            **owned(row.subject_id, Section.PLAN, by=by, at=at), check_of=row, goal=goal,
            progress=seen.progress[goal.pk],
        )
        for goal in goals
    ])  # fmt: skip
    over(row, by=by, at=at)
    turns(row, by=by, at=at)
    if row.case.state != AFTER:
        _plan(row.case, _next_post(row, at=at), _next_day(row.case, by, at), by=by, at=at)
    close(row, at=at)
    return row


def _may_look(case: Case, post: Post, *, at: datetime) -> bool:
    """Is nobody of the post kept from the person, and does its agency lawfully see the plan?"""
    if kept_out(case.person_id, {post.pk: post.agency_id}, at=at):
        return False
    theirs = lawful(case.person_id, post.agency_id, at=at, least=Level.FULL)
    return post.agency_id == case.agency_id or Section.PLAN in theirs


def _next_post(row: Check, *, at: datetime) -> Post:
    """Who looked last looks again; the lead where that post may not any more."""
    post = Post.objects.filter(pk=row.for_post, active=True).first()
    if post and _may_look(row.case, post, at=at):
        return post
    return Post.objects.get(pk=row.case.lead_post_id)


def _next_day(case: Case, by: Actor, at: datetime) -> date:
    return due_at(by, _clock(case, by), at).astimezone(SEOUL).date()


def _clock(case: Case, by: Actor) -> str:
    """The clock of the pack for how closely this kind of case is followed."""
    return profile(by.profile).monitoring.get(case.selection, USUAL)


def _plan(case: Case, post: Post, day: date, *, by: Actor, at: datetime) -> Check:
    row = Check(
        **owned(case.person_id, Section.PLAN, by=by, at=at), case=case, due=day,
        for_agency=post.agency_id, for_post=post.pk,
    )  # fmt: skip
    _fire(row, "plan", by=by, at=at, new=True, given={"post", "due"})
    show(row, by=by, at=at)
    ask(row, _clock(case, by), by=by, at=at)
    return row


def _fall_away(case: Case, *, by: Actor, at: datetime) -> None:
    """What was planned is not done any more, because of what happened to the case."""
    with deriving(case.person_id):
        for row in Check.objects.filter(case=case, state="planned"):
            follow(row, "call_off", by=by, at=at, subject=case.person_id, section=Section.PLAN)
            over(row, by=by, at=at)
            close(row, at=at)


def _fire(
    row: Check, event: str, *, by: Actor, at: datetime, new: bool = False,
    given: set[str], holds: set[str] | None = None,
) -> None:  # fmt: skip
    fire(
        row, event, by=by, at=at, scene=check_scene(row, at=at), subject=row.subject_id, section=Section.PLAN,
        new=new, given=given, holds=holds or set(),
    )  # fmt: skip


def check_scene(row: Check, *, at: datetime) -> Scene:
    """What the rules may know: the team of the case, and the agency that does the check."""
    base = scene(row.case, at=at)
    return Scene(
        at, lead_post=base.lead_post, lead_agency=base.lead_agency, seats=base.seats,
        receiver=row.for_agency,
    )  # fmt: skip


def checks_of(case: Case) -> tuple[list[Check], Mapping[UUID, Mapping[UUID, str]]]:
    """The checks that one may see, the newest first, and by check the progress of each goal."""
    rows = list(Check.objects.filter(case=case).exclude(state="called_off").order_by("-due", "-pk"))
    found: dict[UUID, dict[UUID, str]] = {}
    for one in GoalCheck.objects.filter(check_of__in=rows):
        found.setdefault(one.check_of_id, {})[one.goal_id] = one.progress
    return rows, found
