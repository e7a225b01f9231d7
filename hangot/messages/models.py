"""Messages that wait or went, and every attempt to send one."""

import json
from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from hangot.vault.fields import SealedText
from hangot.vault.models import Row

STATES = (
    "waiting", "asking", "handed", "sending", "sent", "unsure", "failed", "denied", "dropped",
    "settled",
)  # fmt: skip
UNDONE = ("asking", "handed", "unsure", "failed", "denied")
"""Somebody's turn: it did not go by itself."""


class Message(Row):
    """One thing to tell one person by one way, inside the hours that are safe for it.

    `template`: its words in the pack; `filled`: what they are filled with, sealed. `channel`: by
    which way. `thing_kind`, `thing_id`: what it is about, such as an appointment. `tries`: how
    often it was begun. `cleared_by`: who let it go when the gate asked. `plea`: why it must go in
    an emergency, by `plead_by`; `agreed_by` is the second person.
    """

    kind = "message"
    subject_id = models.UUIDField(db_index=True)
    agency_id = models.UUIDField()
    post_id = models.UUIDField()
    template = models.CharField(max_length=32)
    channel = models.CharField(max_length=12)
    language = models.CharField(max_length=2, default="ko")
    filled = SealedText()
    thing_kind = models.CharField(max_length=20, default="")
    thing_id = models.UUIDField(null=True)
    written_at = models.DateTimeField()
    not_before = models.DateTimeField()
    not_after = models.DateTimeField()
    state = models.CharField(max_length=8)
    tries = models.SmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    cleared_by = models.UUIDField(null=True)
    cleared_until = models.DateTimeField(null=True)
    plea = SealedText(null=True)
    plead_by = models.UUIDField(null=True)
    plead_post = models.UUIDField(null=True)
    agreed_by = models.UUIDField(null=True)

    class Personal:
        identifies = ()
        content = ("filled", "plea")
        kept = "case"

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=("agency_id", "not_before"),
                name="message_due",
                condition=Q(state__in=("waiting", "sending")),
            ),
            models.Index(fields=("thing_id",), name="message_about"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="message_has_a_window", condition=Q(not_after__gt=F("not_before"))
            ),
            models.CheckConstraint(name="message_state_known", condition=Q(state__in=STATES)),
            models.CheckConstraint(
                name="message_being_sent_is_claimed",
                condition=~Q(state="sending") | Q(claimed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="message_emergency_has_two_people",
                condition=Q(agreed_by=None)
                | Q(plead_by__isnull=False, plea__isnull=False) & ~Q(agreed_by=F("plead_by")),
            ),
        ]

    @property
    def seal_subject(self) -> UUID:
        return self.subject_id

    @property
    def values(self) -> dict[str, str]:
        """What the words are filled with."""
        found: dict[str, Any] = json.loads(self.filled)
        return {name: str(value) for name, value in found.items()}


class Attempt(Row):
    """One try to send, or one answer of the gate: never what was written, never to where."""

    message = models.ForeignKey(Message, models.PROTECT, related_name="attempts")
    subject_id = models.UUIDField()
    agency_id = models.UUIDField()
    template = models.CharField(max_length=32)
    channel = models.CharField(max_length=12)
    verdict = models.CharField(max_length=16)
    code = models.CharField(max_length=32)
    outcome = models.CharField(max_length=12)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=("message", "at"), name="attempt_of_message")]
        constraints: ClassVar = [
            # Between taking it and saying what came of it there is one attempt, never two.
            models.UniqueConstraint(
                fields=("message",), name="attempt_begun_once", condition=Q(outcome="begun")
            )
        ]
