"""Messages of the house of leaks, and who may read them, said once more plainly."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hangot import clock
from hangot.core.contact_rules import Channel
from hangot.messages import actions as messages
from hangot.messages.models import Attempt, Message
from tests.worlds import Town

if TYPE_CHECKING:
    from tests.domain.test_sql_leaks import Judge

Row = dict[str, Any]
HELP = frozenset("RCMAPLS")


def waiting(subject: Any, by: Any, channel: Channel = Channel.SMS) -> Message:
    """A message that this desk wrote and that has not gone."""
    at = clock.now()
    draft = messages.Draft("please_call", channel, at, at + timedelta(days=1))
    return messages.queue(subject, draft, by=by, at=at)


def fill_messages(town: Town, *names: str) -> None:
    """The counsellor writes to each of them, and something was tried."""
    for name in names:
        with town.acts("counsellor-1") as by:
            row = waiting(town.cases[name].person_id, by)
            Attempt(
                centre_id=by.centre, message=row, subject_id=row.subject_id, agency_id=by.agency,
                template=row.template, channel=row.channel, verdict="deny",
                code="quiet_hours", outcome="waits", at=row.written_at,
            ).save(force_insert=True)  # fmt: skip


def _message(judge: "Judge", row: Row) -> bool:
    mine = bool(row["agency_id"] == judge.actor.agency)
    return mine and bool(judge.actor.duties & HELP) and judge.touches(row["subject_id"])


def _attempt(judge: "Judge", row: Row) -> bool:
    of = {one["id"]: one for one in judge.rows["message"]}
    return judge.sees("message", of[row["message_id"]])


RULES_OF_MESSAGES: Mapping[str, Callable[["Judge", Row], bool]] = {
    "message": _message,
    "attempt": _attempt,
}
