"""Audit entries, the head of each agency's chain, and the auditor's reviews."""

from typing import ClassVar

from django.db import models

from hangot.core.ids import new_id
from hangot.vault.fields import SealedText
from hangot.vault.models import Row


class ChainHead(models.Model):
    """The last entry of one agency's chain; moved only by the trigger."""

    agency_id = models.UUIDField(primary_key=True)
    centre_id = models.UUIDField()
    seq = models.BigIntegerField()
    hash = models.CharField(max_length=64)


class AuditEntry(models.Model):
    """One act, read or refusal (접속기록: account, time, place, whose record, what)."""

    id = models.UUIDField(primary_key=True, default=new_id)
    centre_id = models.UUIDField()
    agency_id = models.UUIDField()
    seq = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(null=True)
    worker_id = models.UUIDField()
    post_id = models.UUIDField()
    act = models.CharField(max_length=48)
    kind = models.CharField(max_length=12)
    subject_id = models.UUIDField(null=True)
    object_id = models.UUIDField(null=True)
    section = models.SmallIntegerField(null=True)
    door = models.CharField(max_length=48)
    purpose = models.CharField(max_length=20)
    reason = models.CharField(max_length=64, null=True)
    because = models.CharField(max_length=48, null=True)
    done = models.BooleanField()
    address = models.CharField(max_length=45)
    previous = models.CharField(max_length=64, null=True)
    hash = models.CharField(max_length=64, null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=("subject_id", "-at"), name="audit_subject"),
            models.Index(fields=("worker_id", "act", "-at"), name="audit_worker"),
            models.Index(fields=("centre_id", "-at"), name="audit_centre"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("agency_id", "seq"), name="audit_seq_once")
        ]


class AuditReview(Row):
    """What the auditor found about one entry."""

    entry_id = models.UUIDField()
    at = models.DateTimeField()
    worker_id = models.UUIDField()
    result = models.CharField(max_length=16)
    note = SealedText(null=True)

    class Personal:
        identifies = ()
        content = ("note",)
        kept = "audit"
