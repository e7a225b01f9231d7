"""Referrals and the answers given to them."""

from typing import ClassVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models

from hangot.directory.models import Service
from hangot.vault.fields import SealedText
from hangot.vault.models import Row

WAITING = ("sent", "expired", "accepted", "scheduled", "in_service")
SERVING = ("accepted", "scheduled", "in_service")
UNSENT = ("draft", "held", "discarded")


class Referral(Row):
    """A person sent with content to an agency that must answer."""

    kind = "referral"
    subject_id = models.UUIDField(db_index=True)
    case_id = models.UUIDField(null=True)
    form = models.CharField(max_length=16)
    service = models.ForeignKey(Service, models.PROTECT, related_name="referrals")
    from_agency = models.UUIDField()
    from_post = models.UUIDField()
    to_agency = models.UUIDField()
    to_post = models.UUIDField()
    sections = ArrayField(models.SmallIntegerField())
    state = models.CharField(max_length=16)
    urgency = models.CharField(max_length=12)
    reason = SealedText()
    own_words = SealedText(null=True)
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    due = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    frozen_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=24, default="")
    outcome = models.CharField(max_length=24, default="")
    disposition = models.CharField(max_length=16, default="")
    child_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")

    class Personal:
        identifies = ()
        content = ("reason", "own_words")
        kept = "case"

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=("to_agency", "state", "due"), name="referral_inbox"),
            models.Index(fields=("from_agency", "state", "due"), name="referral_outbox"),
            models.Index(fields=("from_agency", "sent_at"), name="referral_sent"),
            models.Index(
                fields=("from_agency", "due", "id"),
                name="referral_waiting",
                condition=models.Q(state__in=WAITING),
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="referral_sent_at_matches_state",
                condition=models.Q(state__in=UNSENT, sent_at=None)
                | models.Q(form="information")
                | (~models.Q(state__in=UNSENT) & models.Q(sent_at__isnull=False))
                | models.Q(state__in=("withdrawn", "acknowledged")),
            ),
            models.CheckConstraint(
                name="referral_completed_has_an_outcome",
                condition=~models.Q(state="completed") | ~models.Q(outcome=""),
            ),
            models.CheckConstraint(
                name="referral_declined_has_a_reason",
                condition=~models.Q(state="declined") | ~models.Q(why=""),
            ),
        ]

    @property
    def seal_subject(self) -> UUID:
        return self.subject_id

    @property
    def is_frozen(self) -> bool:
        """The consent ended while the receiver served: nothing flows until it is given again."""
        return self.frozen_at is not None and self.state in SERVING


class AnswerLink(Row):
    """A way for an agency outside the house to answer one referral: a secret address and a code.

    Neither is kept, only their keyed hashes. `failed`: wrong codes since the last right one;
    `openings`: how often the right code was given, `opened_at` the first time.
    """

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="links")
    subject_id = models.UUIDField()
    from_agency = models.UUIDField()
    from_post = models.UUIDField()
    agency_id = models.UUIDField()
    digest = models.CharField(max_length=64)
    code = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    ends = models.DateTimeField()
    failed = models.SmallIntegerField(default=0)
    openings = models.SmallIntegerField(default=0)
    opened_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=12, default="")

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=("from_agency", "ends"),
                name="answer_link_ending",
                condition=models.Q(ended_at=None),
            ),
            models.Index(fields=("digest",), name="answer_link_digest"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("referral",), condition=models.Q(ended_at=None), name="one_live_answer_link"
            ),
            models.CheckConstraint(
                name="answer_link_ends_for_a_reason",
                condition=models.Q(ended_at=None, why="")
                | (models.Q(ended_at__isnull=False) & ~models.Q(why="")),
            ),
        ]


class Reply(Row):
    """What one side told the other about a referral."""

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="replies")
    subject_id = models.UUIDField()
    agency_id = models.UUIDField()
    to_agency = models.UUIDField()
    post_id = models.UUIDField()
    event = models.CharField(max_length=20)
    text = SealedText(null=True)
    speaker = SealedText(null=True)
    at = models.DateTimeField()

    class Personal:
        identifies = ("speaker",)
        content = ("text",)
        kept = "case"

    @property
    def seal_subject(self) -> UUID:
        return self.subject_id
