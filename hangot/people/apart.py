"""Who must not meet whom, and who is kept out of a record: the safety officer's acts."""

from datetime import datetime
from typing import Any
from uuid import UUID

from hangot.access.models import Denial
from hangot.access.trail import remember
from hangot.core.access import Actor
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.people.meeting import WHAT, rules_change, tell_safety
from hangot.people.models import SeparationRule
from hangot.tasks.actions import close_tasks
from hangot.tasks.fire import locked

SAME = Text(
    "같은 사람입니다. 두 사람의 번호를 적어 주세요.", "This is one person. Give two numbers."
)


def separate(
    *, one: UUID, other: UUID, scope: str, minutes: int, reason: str, by: Actor, at: datetime
) -> SeparationRule:
    """Two people must not meet; only the safety officer ever reads why.

    What is booked already stays as it is; a task names each day on which they would meet.
    """
    may("separation.write", by, Scene(at))
    if one == other:
        raise Missing("other", SAME)
    rule = SeparationRule(
        centre_id=by.centre, one_id=one, other_id=other, scope=scope, buffer_minutes=minutes,
        reason=reason, starts=at,
    )  # fmt: skip
    rule.save(force_insert=True)
    remember("separation.write", by=by, at=at, subject=one, thing=rule.pk)
    rules_change(by=by)
    tell_safety(one, at=at)
    return rule


def end_separation(*, rule_id: UUID, by: Actor, at: datetime) -> SeparationRule:
    """The two may meet again; the rule stays readable for the safety officer."""
    may("separation.write", by, Scene(at))
    rule: SeparationRule = _over(SeparationRule, rule_id, at=at)
    for side in (rule.one_id, rule.other_id):
        close_tasks(rule.pk, subject=side, by=by, at=at, what=(WHAT,))
    remember("separation.write", by=by, at=at, subject=rule.one_id, thing=rule.pk)
    return rule


def deny(
    *, subject: UUID, code: str, by: Actor, at: datetime, worker: UUID | None = None,
    post: UUID | None = None, agency: UUID | None = None,
) -> Denial:  # fmt: skip
    """Keep a worker, post or agency out of a record; wins over everything, for supervisors too."""
    may("denial.write", by, Scene(at))
    denial = Denial(
        centre_id=by.centre, subject_id=subject, worker_id=worker, post_id=post, agency_id=agency,
        starts=at, code=code,
    )  # fmt: skip
    denial.save(force_insert=True)
    remember("denial.write", by=by, at=at, subject=subject, thing=denial.pk)
    return denial


def end_denial(*, denial_id: UUID, by: Actor, at: datetime) -> Denial:
    """The reason to keep somebody out is over."""
    may("denial.write", by, Scene(at))
    denial: Denial = _over(Denial, denial_id, at=at)
    remember("denial.write", by=by, at=at, subject=denial.subject_id, thing=denial.pk)
    return denial


def _over(model: Any, pk: UUID, *, at: datetime) -> Any:
    """It ends now; Hidden for what has ended before, whose end is not written anew."""
    row = locked(model, pk, expected=None)
    if row.ends:
        raise Hidden
    row.ends, row.version = at, row.version + 1
    row.save()
    return row
