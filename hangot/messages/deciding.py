"""What staff does with a message that did not go by itself."""

from datetime import datetime
from uuid import UUID

from hangot.access.queries import need
from hangot.core.access import Actor, Level, Section
from hangot.core.messages.reasons import SENTENCES
from hangot.core.refusal import Missing
from hangot.core.rights import Scene
from hangot.messages import judging
from hangot.messages.models import Message
from hangot.messages.writing import LASTS, Wish, write
from hangot.tasks.actions import close_tasks, open_task
from hangot.tasks.fire import fire, locked


def clear(*, message_id: UUID, expected: int | None, by: Actor, at: datetime) -> Message:
    """The gate asked, and somebody who knows the case lets it go, in neutral words."""
    row = _taken(message_id, expected, by=by, at=at)
    row.cleared_by, row.cleared_until = by.worker, at + judging.CLEARED
    _again(row, at)
    return _moved(row, "clear", by=by, at=at)


def propose(
    *, message_id: UUID, reason: str, expected: int | None, by: Actor, at: datetime
) -> Message:
    """It must go in spite of the gate: why, for a second person to confirm."""
    row = _taken(message_id, expected, by=by, at=at)
    row.plea, row.plead_by, row.plead_post, row.agreed_by = reason, by.worker, by.post, None
    given = {"reason"} if reason.strip() else set()
    _moved(row, "propose", by=by, at=at, given=given)
    open_task(
        "message.confirm", subject=row.subject_id, agency=row.agency_id, thing_kind="message",
        thing=row.pk, at=at,
    )  # fmt: skip
    return row


def plead(*, subject: UUID, wish: Wish, reason: str, by: Actor, at: datetime) -> Message:
    """Written and proposed as an emergency at once: nothing goes before a second person agrees."""
    row = write(subject=subject, wish=wish, urgent=True, by=by, at=at)
    return propose(message_id=row.pk, reason=reason, expected=None, by=by, at=at)


def override(*, message_id: UUID, expected: int | None, by: Actor, at: datetime) -> Message:
    """The second person confirms the emergency; it goes in neutral words."""
    row = _taken(message_id, expected, by=by, at=at)
    second = row.plead_by is not None and by.worker != row.plead_by and by.post != row.plead_post
    row.agreed_by = by.worker if second else None
    row.cleared_by, row.cleared_until = None, at + judging.CLEARED
    _again(row, at)
    return _moved(row, "override", by=by, at=at, holds={"second_person"} if second else set())


def told(*, message_id: UUID, expected: int | None, by: Actor, at: datetime) -> Message:
    """It was said on the phone or posted; Missing says why where the gate is shut by now."""
    row = _taken(message_id, expected, by=by, at=at)
    about = judging.known(row.subject_id, by=by, at=at)
    answer = judging.judge(row, about, over=False, by=by, at=at)
    if not answer.goes:
        raise Missing("gate_lets_through", SENTENCES[answer.reason])
    row.ended_at = at
    return _moved(row, "told", by=by, at=at, holds={"gate_lets_through"})


def settle(*, message_id: UUID, expected: int | None, by: Actor, at: datetime) -> Message:
    """The person learned it in another way, or need not any more."""
    row = _taken(message_id, expected, by=by, at=at)
    row.ended_at = at
    return _moved(row, "settle", by=by, at=at)


def drop(*, message_id: UUID, expected: int | None, by: Actor, at: datetime) -> Message:
    """It is not to go after all."""
    row = _taken(message_id, expected, by=by, at=at)
    row.ended_at = at
    return _moved(row, "drop", by=by, at=at)


def _taken(message_id: UUID, expected: int | None, *, by: Actor, at: datetime) -> Message:
    row: Message = locked(Message, message_id, expected=expected)
    need(by, row.subject_id, Section.CONTACT, Level.FULL, at=at)
    return row


def _again(row: Message, at: datetime) -> None:
    row.not_before, row.not_after = at, max(row.not_after, at + LASTS)


def _moved(
    row: Message, event: str, *, by: Actor, at: datetime, holds: set[str] | None = None,
    given: set[str] | None = None,
) -> Message:  # fmt: skip
    scene = Scene(
        at, sender=row.agency_id, proposer=row.plead_by, proposer_post=row.plead_post,
        author_post=row.post_id,
    )  # fmt: skip
    fire(
        row, event, by=by, at=at, scene=scene, subject=row.subject_id, section=Section.CONTACT,
        holds=holds or (), given=given or (),
    )  # fmt: skip
    close_tasks(row.pk, subject=row.subject_id, by=by, at=at)
    return row
