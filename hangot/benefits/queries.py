"""Benefits as one may see them: those of a person, one with its payments, what may be done now."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from hangot.access.context import deriving
from hangot.benefits.models import UNSETTLED, Benefit, Payment, RuleDoubt
from hangot.benefits.steps import may_fire
from hangot.core.access import Actor
from hangot.core.refusal import Hidden
from hangot.packs.active import profile
from hangot.vault.together import together


def of_subject(subject: UUID) -> list[tuple[Benefit, list[Payment]]]:
    """The benefits of a person that one may see, newest first, with their payments."""
    benefits, payments = together(
        Benefit.objects.filter(subject_id=subject).order_by("-asked_at", "pk"),
        Payment.objects.filter(subject_id=subject).order_by("due_on", "payee", "number"),
    )
    return [(one, _of(one, payments)) for one in benefits]


def visible(benefit_id: UUID) -> tuple[Benefit, list[Payment]]:
    """One benefit that one's agency asked for or decides; Hidden otherwise."""
    benefits, payments = together(
        Benefit.objects.filter(pk=benefit_id),
        Payment.objects.filter(benefit_id=benefit_id).order_by("due_on", "payee", "number"),
    )
    if not benefits:
        raise Hidden
    return benefits[0], _of(benefits[0], payments)


def possible(row: Benefit, by: Actor, *, at: datetime) -> tuple[str, ...]:
    """What this actor may do with it now, in the order of the table."""
    events = profile(by.profile).life("benefit").events(row.state)
    return tuple(event for event in events if may_fire(row, event, by=by, at=at))


def doubts() -> list[RuleDoubt]:
    """Decisions other than the rules foresaw, newest first; for whoever keeps the rules."""
    return list(RuleDoubt.objects.order_by("-on", "service")[:200])


def is_unsettled(case_id: UUID, subject: UUID) -> bool:
    """Does money of a case still move, whichever agency decides on it?"""
    with deriving(subject):
        rows = Benefit.objects.filter(subject_id=subject, case_id=case_id, state__in=UNSETTLED)
        return rows.exists()


def _of(row: Benefit, payments: Iterable[Payment]) -> list[Payment]:
    return [one for one in payments if one.benefit_id == row.pk]
