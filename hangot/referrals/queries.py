"""In- and outbox: referrals of one's agency, by whose turn it is and how soon."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import Case, Q, Value, When
from django.db.models.functions import Coalesce

from hangot.access.queries import rows_of
from hangot.core.access import Actor
from hangot.core.refusal import Hidden
from hangot.core.rights import allows
from hangot.packs.active import profile
from hangot.referrals.models import SERVING, Referral, Reply
from hangot.referrals.steps import scene
from hangot.vault.together import Part, Written

RECEIVERS_TURN = ("sent", "expired", "accepted", "scheduled", "in_service")
SENDERS_TURN = (
    "draft",
    "held",
    "returned",
    "completed",
    "declined",
    "no_contact",
    "stopped",
    "withdrawn",
)
OVER = ("acknowledged", "discarded")
FROZEN = Q(frozen_at__isnull=False, state__in=SERVING)
SIZE = 50
NEVER = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class After:
    """Where a page of referrals ended: due moment (NEVER for none) and id."""

    due: datetime
    pk: UUID


def box(
    by: Actor, *, at: datetime, incoming: bool, turn: str = "all", after: After | None = None
) -> list[Referral]:
    """Up to 51 referrals of one box, most urgent first; the 51st says that there are more.

    The inbox belongs to the desk; in the outbox stand the people one has to do with.
    """
    rows = Referral.objects.filter(to_agency=by.agency, sent_at__isnull=False)
    if not incoming:
        people = rows_of(by, at=at).values("subject_id")
        rows = Referral.objects.filter(from_agency=by.agency, subject_id__in=people)
    rows = rows.select_related("service").filter(_turn(incoming, turn))
    last = When(FROZEN, then=Value(NEVER))
    rows = rows.annotate(by_due=Case(last, default=Coalesce("due", Value(NEVER))))
    if after:
        rows = rows.filter(Q(by_due__gt=after.due) | Q(by_due=after.due, pk__gt=after.pk))
    return list(rows.order_by("by_due", "pk")[: SIZE + 1])


def _turn(incoming: bool, turn: str) -> Q:  # noqa: FBT001
    """Somebody who was only informed waits for nothing; what is frozen is nobody's turn."""
    mine, theirs = (RECEIVERS_TURN, SENDERS_TURN) if incoming else (SENDERS_TURN, RECEIVERS_TURN)
    informed = Q(form="information", state="completed")
    if turn == "over":
        return Q(state__in=OVER) | informed
    if turn == "frozen":
        return FROZEN
    states: Sequence[str] = {"mine": mine, "theirs": theirs}.get(turn, (*mine, *theirs))
    waits = Q(state__in=states) & ~informed
    return waits & ~FROZEN if turn in ("mine", "theirs") else waits


def visible(referral_id: UUID) -> Referral:
    """One referral of which one's agency is a party; Hidden otherwise."""
    found = Referral.objects.select_related("service").filter(pk=referral_id).first()
    if found is None:
        raise Hidden
    return found


SENT = Part(Referral, "from hangot_referral t where t.subject_id = @ order by t.written_at")
"""The referrals of a person, in the order they were written."""
OF_SUBJECT = Written(SENT, who="%(person)s")


def of_subject(subject: UUID) -> list[Referral]:
    """The referrals of a person that one may see, in the order they were written."""
    return OF_SUBJECT.ask(person=subject)[0]


def replies(referral_id: UUID) -> list[Reply]:
    """What both sides said, oldest first."""
    return list(Reply.objects.filter(referral_id=referral_id).order_by("at"))


NOT_BUTTONS = ("schedule", "unschedule", "write", "hold")


def possible(referral: Referral, by: Actor, *, at: datetime) -> tuple[str, ...]:
    """What this actor may do with the referral now, in the order of the table."""
    life = profile(by.profile).life("referral")
    found = []
    for event in life.events(referral.state):
        step = life.step(referral.state, event)
        if event in NOT_BUTTONS or not step.actors:
            continue
        if allows(step.right, by, scene(referral, at=at), who=step.actors):
            found.append(event)
    return tuple(found)
