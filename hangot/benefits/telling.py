"""An answer that changes while money is asked for: what was found is no longer true, and is told."""

from datetime import datetime
from uuid import UUID

from hangot.access.context import deriving
from hangot.benefits.models import OPEN, Benefit
from hangot.core.access import Actor
from hangot.eligibility import facts
from hangot.eligibility.models import AnsweredFact, Finding
from hangot.eligibility.ruling import Ruling
from hangot.tasks.actions import due_at, open_task
from hangot.tasks.models import Task

REPORT = "benefit.report"


def tell(
    *, subject: UUID, ruling: Ruling, fact: str, given: object, source: facts.Source, by: Actor,
    at: datetime,
) -> AnsweredFact:  # fmt: skip
    """Write down an answer; where it changes what money rests on, the change is to be reported."""
    before = facts.told(subject, ruling.rules, on=at.date()).get(fact)
    row = facts.tell(
        subject=subject, rules=ruling.rules, fact=fact, given=given, source=source, by=by, at=at
    )
    if before is None or before.row.value != row.value:
        _follow(subject, ruling, fact, by=by, at=at)
    return row


def _follow(subject: UUID, ruling: Ruling, fact: str, *, by: Actor, at: datetime) -> None:
    touched = [
        name for name, one in ruling.rules.services.items() if fact in ruling.tracer.facts_of(one)
    ]
    Finding.objects.filter(subject_id=subject, service__in=touched, ended_at=None).update(
        ended_at=at
    )
    with deriving(subject):
        rows = Benefit.objects.filter(subject_id=subject, service__in=touched, state__in=OPEN)
        waiting = Task.objects.filter(subject_id=subject, what=REPORT, done_at=None)
        known = set(waiting.values_list("thing_id", flat=True))
        benefits = [one for one in rows if one.pk not in known]
    for one in benefits:
        open_task(
            REPORT, subject=subject, agency=one.from_agency, post=one.from_post,
            thing_kind="benefit", thing=one.pk, at=at, due=due_at(by, "acknowledge", at),
        )  # fmt: skip
