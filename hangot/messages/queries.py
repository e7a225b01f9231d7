"""Reading the queue: of one person, of one agency, and what is due."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from hangot.core.access import Actor
from hangot.core.messages.gate import FINAL, Answer
from hangot.core.refusal import Hidden
from hangot.core.rights import Scene, allows
from hangot.messages.models import UNDONE, Attempt, Message
from hangot.messages.sending import LOST
from hangot.packs.active import profile

MOST = 100


def visible(message_id: UUID) -> Message:
    """The message; Hidden if one may not see it."""
    row = Message.objects.filter(pk=message_id).first()
    if row is None:
        raise Hidden
    return row


def of_person(subject: UUID) -> list[Message]:
    """What was written to a person by one's own agency, newest first."""
    return list(Message.objects.filter(subject_id=subject).order_by("-written_at")[:MOST])


def told_of(things: Iterable[UUID]) -> set[UUID]:
    """About which of these something was written."""
    found = Message.objects.filter(thing_id__in=list(things)).values_list("thing_id", flat=True)
    return {one for one in found if one}


def attempts_of(*messages: UUID) -> QuerySet[Attempt]:
    """Every attempt of these messages, newest first."""
    return Attempt.objects.filter(message__in=messages).order_by("-at")[:MOST]


def outbox(by: Actor) -> list[Message]:
    """What did not go by itself and what still waits, the oldest first."""
    found = Message.objects.filter(agency_id=by.agency, state__in=(*UNDONE, "waiting", "sending"))
    return list(found.order_by("not_before")[:MOST])


def due(agency: UUID, at: datetime) -> Iterable[UUID]:
    """What waits and may be tried now."""
    rows = Message.objects.filter(agency_id=agency, state="waiting", not_before__lte=at)
    return list(rows.order_by("not_before").values_list("pk", flat=True)[:MOST])


def stuck(agency: UUID, at: datetime) -> Iterable[UUID]:
    """What was taken long ago, and nobody said what came of it."""
    rows = Message.objects.filter(agency_id=agency, state="sending", claimed_at__lte=at - LOST)
    return list(rows.values_list("pk", flat=True)[:MOST])


BY_PAGE = ("clear", "propose", "override", "told", "settle", "drop")


def possible(row: Message, answer: Answer, by: Actor, *, at: datetime) -> list[str]:
    """The steps of a page that this post could take now, where the gate gives this answer."""
    events = profile(by.profile).life("message").events(row.state)
    open_ = [one for one in BY_PAGE if one in events]
    return [
        one for one in open_ if _allowed(row, one, by, at) and _makes_sense(row, one, answer, by)
    ]


def _makes_sense(row: Message, event: str, answer: Answer, by: Actor) -> bool:
    """Not an emergency where it may go anyway or where no emergency helps."""
    if event == "propose" and (answer.goes or answer.reason in FINAL):
        return False
    pleaded = row.plead_by is not None and row.agreed_by is None
    if event == "override":
        return pleaded and row.plead_by != by.worker and row.plead_post != by.post
    return not (pleaded and event in ("propose", "clear"))


def _allowed(row: Message, event: str, by: Actor, at: datetime) -> bool:
    scene = Scene(at, sender=row.agency_id, proposer=row.plead_by, proposer_post=row.plead_post)
    return allows(f"message.{event}", by, scene)
