"""Doing a thing once: a repeated key gets the stored answer, another body under it a no."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from hangot.access.models import Once
from hangot.core.access import Actor
from hangot.core.refusal import Missing
from hangot.core.text import Text

NO_KEY = Text("화면을 새로 열고 다시 보내 주세요.", "Open the page again and send it once more.")
OTHER_BODY = Text(
    "이미 보낸 양식을 고쳐 다시 보냈습니다. 화면을 새로 열고 이어서 해 주세요.",
    "This form was sent before with other content. Open the page again and go on from there.",
)
# Written by hand: they may be among the last statements of a form, which wait for no answer.
ANSWERED = (
    "update hangot_once set answer = %(answer)s where worker_id = %(worker)s and key = %(key)s"
)
FREED = "delete from hangot_once where worker_id = %(worker)s and key = %(key)s"


class Repeated(Exception):
    """The form came before; `answer` is where its answer lies, empty when the body differs."""

    def __init__(self, answer: str, sentence: Text) -> None:
        super().__init__("repeated")
        self.answer = answer
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Guard:
    """The reserved key of the running request."""

    worker: UUID
    key: UUID

    def answered(self, location: str) -> None:
        """Keep where the answer lies; an answer without one (an error page) frees the key."""
        with connection.cursor() as cursor:
            cursor.execute(ANSWERED if location else FREED, {
                "worker": self.worker, "key": self.key, "answer": location[:300],
            })  # fmt: skip


def once(text: str, body: str, *, by: Actor, at: datetime) -> Guard:
    """Reserve a form's key in the running transaction; Repeated if it was used before.

    A second request at the same time waits for the first to commit, then gets its answer.
    """
    try:
        key = UUID(text)
    except ValueError:
        raise Missing("once", NO_KEY) from None
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into hangot_once (key, worker_id, centre_id, body_hash, answer, at)"
            " values (%s, %s, %s, %s, '', %s)"
            " on conflict on constraint once_per_worker do nothing returning id",
            [key, by.worker, by.centre, body, at],
        )
        won = cursor.fetchone()
    if won:
        return Guard(by.worker, key)
    known = Once.objects.get(worker_id=by.worker, key=key)
    raise Repeated(known.answer if known.body_hash == body else "", OTHER_BODY)
