"""In- and outbox: referrals of one's agency, by whose turn it is and how soon."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q

from hangot.core.access import Actor
from hangot.core.refusal import Hidden
from hangot.referrals.models import Referral, Reply

RECEIVERS_TURN = ("sent", "expired", "accepted", "scheduled", "in_service")
SENDERS_TURN = ("draft", "held", "returned", "completed", "declined", "no_contact", "stopped", "withdrawn")
OVER = ("acknowledged", "discarded")
SIZE = 50


@dataclass(frozen=True, slots=True)
class After:
    """Where a page of referrals ended: due moment (far future for none) and id."""

    due: datetime
    pk: UUID


def box(
    by: Actor, *, incoming: bool, turn: str = "all", after: After | None = None
) -> list[Referral]:
    """Up to 51 referrals of one box, most urgent first; the 51st says that there are more."""
    side = "to_agency" if incoming else "from_agency"
    rows = Referral.objects.filter(**{side: by.agency}).select_related("service")
    rows = rows.filter(state__in=_states(incoming, turn))
    if after:
        rows = rows.filter(Q(due__gt=after.due) | Q(due=after.due, pk__gt=after.pk))
    return list(rows.order_by(F("due").asc(nulls_last=True), "pk")[: SIZE + 1])


def _states(incoming: bool, turn: str) -> Sequence[str]:  # noqa: FBT001
    mine, theirs = (RECEIVERS_TURN, SENDERS_TURN) if incoming else (SENDERS_TURN, RECEIVERS_TURN)
    return {"mine": mine, "theirs": theirs, "over": OVER}.get(turn, (*mine, *theirs))


def visible(referral_id: UUID) -> Referral:
    """One referral of which one's agency is a party; Hidden otherwise."""
    found = Referral.objects.select_related("service").filter(pk=referral_id).first()
    if found is None:
        raise Hidden
    return found


def of_subject(subject: UUID) -> list[Referral]:
    """The referrals of a person that one may see, in the order they were written."""
    return list(
        Referral.objects.filter(subject_id=subject).select_related("service").order_by("written_at")
    )


def replies(referral_id: UUID) -> list[Reply]:
    """What both sides said, oldest first."""
    return list(Reply.objects.filter(referral_id=referral_id).order_by("at"))
