"""The end of a case: proposed by one post, decided by another."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from hangot.cases.models import Case, Closure, Goal
from hangot.cases.records import put_note
from hangot.cases.stages import advance
from hangot.core.access import Actor, Section
from hangot.core.refusal import Hidden
from hangot.tasks.actions import due_at, open_task

ENDED = frozenset({"nothing_outstanding", "referrals_ended"})
"""Guards of the end that hold while no other part of the house has anything open."""


def propose_end(
    *, case_id: UUID, reason: str, words: str | None, results: Mapping[UUID, str],
    outstanding: Collection[str], expected: int | None, by: Actor, at: datetime,
) -> Closure:  # fmt: skip
    """Propose the end: a reason, a result per goal, nothing left open.

    `outstanding` is what the caller, who sees referrals, money and items, found still open: names
    of the guards in ENDED.
    """
    goals = list(Goal.objects.filter(plan__case=case_id, plan__state__in=("active", "approved")))
    for goal in goals:
        goal.result = results.get(goal.pk, goal.result)
    holds = ENDED - set(outstanding)
    holds |= {"result_per_goal"} if all(goal.result for goal in goals) else set()
    case = advance(
        case_id=case_id, event="propose_end", expected=expected, by=by, at=at, holds=holds,
        given={"goal_results", *({"reason"} if reason else ())}, reason=reason,
    )  # fmt: skip
    for goal in goals:
        goal.save()
    return _proposed(case, reason, words, by=by, at=at)


def _proposed(case: Case, reason: str, words: str | None, *, by: Actor, at: datetime) -> Closure:
    """The proposal as it is kept; the team lead decides."""
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
    *, case_id: UUID, event: str, satisfaction: str, outstanding: Collection[str],
    expected: int | None, by: Actor, at: datetime, words: str | None = None,
) -> Case:  # fmt: skip
    """Close a case or send it back with a reason; never by who proposed it.

    `outstanding` is asked for again: something may have gone out since it was proposed.
    """
    closure = Closure.objects.filter(case=case_id, decided_at=None).order_by("-created_at").first()
    if closure is None:
        raise Hidden
    other = closure.proposed_by != by.worker and closure.proposed_post != by.post
    holds = ENDED - set(outstanding)
    holds |= {"satisfaction_asked"} if satisfaction else set()
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
