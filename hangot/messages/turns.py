"""Whose turn it is when a message did not go by itself: the post that wrote it."""

from datetime import datetime

from hangot.core.access import Actor
from hangot.messages.models import Message
from hangot.tasks.actions import due_at, open_task


def turn(row: Message, what: str, *, by: Actor, at: datetime) -> None:
    """Open a task about the message for the post that wrote it, or its desk where none did."""
    nobody = row.post_id.int == 0
    open_task(
        what, subject=row.subject_id, agency=row.agency_id, thing_kind="message", thing=row.pk,
        at=at, post=None if nobody else row.post_id, due=due_at(by, "message_told", at), soft=True,
    )  # fmt: skip
