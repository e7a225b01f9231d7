"""Notices, call attempts and search receipts."""

from typing import ClassVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models

from hangot.people.models import Person
from hangot.vault.fields import SealedText
from hangot.vault.models import Row


class Notice(Row):
    """One arrival by phone, at the counter or by referral; phone and visit share one record.

    `agreed_how`, `agreed_at`: how and when the person agreed that the centre keeps a record;
    `agreed_script`: the version of what was read out on the phone.
    """

    kind = "notice"
    number = models.CharField(max_length=16)
    agency_id = models.UUIDField()
    post_id = models.UUIDField()
    state = models.CharField(max_length=16)
    channel = models.CharField(max_length=16)
    safe = models.CharField(max_length=16)
    urgency = models.CharField(max_length=12, default="normal")
    story = SealedText(null=True)
    wish = SealedText(null=True)
    name = SealedText(null=True)
    alias = SealedText(null=True)
    birth = SealedText(null=True)
    phone = SealedText(null=True)
    crimes = SealedText(null=True)
    needs = ArrayField(models.CharField(max_length=20), default=list)
    contact = models.JSONField(default=dict)
    reported_at = models.DateTimeField()
    visited_at = models.DateTimeField(null=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="notices")
    case_id = models.UUIDField(null=True)
    receipt_id = models.UUIDField(null=True)
    ended_why = models.CharField(max_length=24, default="")
    ended_words = SealedText(null=True)
    same_as_id = models.UUIDField(null=True)
    agreed_how = models.CharField(max_length=16, default="")
    agreed_script = models.CharField(max_length=12, default="")
    agreed_at = models.DateTimeField(null=True)

    class Personal:
        identifies = ("name", "alias", "birth", "phone")
        content = ("story", "wish", "crimes", "ended_words")
        kept = "case"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("centre_id", "number"), name="notice_number_once")
        ]

    @property
    def seal_subject(self) -> UUID:
        return self.pk

    @property
    def subject_id(self) -> UUID:
        return self.pk


class CallAttempt(Row):
    """One try to reach a person: a call, or another way (`way`) once calls did not help."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="attempts")
    agency_id = models.UUIDField()
    post_id = models.UUIDField()
    at = models.DateTimeField()
    result = models.CharField(max_length=16)
    way = models.CharField(max_length=16, default="")


class SearchReceipt(Row):
    """Proof that one looked before creating a person; keeps what kinds of keys were used."""

    agency_id = models.UUIDField()
    post_id = models.UUIDField()
    worker_id = models.UUIDField()
    keys = ArrayField(models.CharField(max_length=12))
    reason = models.CharField(max_length=32)
    found = models.SmallIntegerField()
    at = models.DateTimeField()
