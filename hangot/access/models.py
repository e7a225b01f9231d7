"""Why somebody may see a subject, joined into the rows the database policies read."""

from datetime import timedelta
from typing import ClassVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models

from hangot.core.ids import new_id
from hangot.vault.fields import SealedText
from hangot.vault.models import Row

LEVELS = 15
LONGEST = timedelta(hours=4)
"""No emergency lasts longer, whatever a pack or a caller says; the house itself gives three hours."""


def vector() -> "ArrayField[list[int], list[int]]":
    """One level 0 to 3 per section, in the order of the closed list."""
    return ArrayField(models.SmallIntegerField(), size=LEVELS)


class AccessSubject(models.Model):
    """What lists need to know of a subject: its case, stage, place in the order."""

    subject_id = models.UUIDField(primary_key=True)
    centre_id = models.UUIDField()
    case_id = models.UUIDField(null=True)
    stage = models.CharField(max_length=24, default="")
    sort_at = models.DateTimeField()


class AccessClaim(Row):
    """Why it is needed: seat, referral, standing duty, notice."""

    subject_id = models.UUIDField()
    agency_id = models.UUIDField()
    post_id = models.UUIDField(null=True)
    duty = models.CharField(max_length=1, null=True)
    levels = vector()
    starts = models.DateTimeField()
    ends = models.DateTimeField(null=True)
    frozen_at = models.DateTimeField(null=True)
    code = models.CharField(max_length=20)
    source_id = models.UUIDField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=("subject_id",), name="claim_subject"),
            models.Index(fields=("post_id",), name="claim_post"),
        ]


class AccessGate(Row):
    """Why it is lawful: consent, clause of law, the centre's own collection."""

    subject_id = models.UUIDField()
    agency_id = models.UUIDField()
    levels = vector()
    purposes = ArrayField(models.CharField(max_length=20))
    starts = models.DateTimeField()
    ends = models.DateTimeField(null=True)
    code = models.CharField(max_length=20)
    source_id = models.UUIDField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=("subject_id",), name="gate_subject")]


class AccessRow(models.Model):
    """Claim and gate joined for one holder and stretch of time, with the keys lists sort by."""

    id = models.UUIDField(primary_key=True, default=new_id)
    centre_id = models.UUIDField()
    agency_id = models.UUIDField()
    post_id = models.UUIDField(null=True)
    duty = models.CharField(max_length=1, null=True)
    subject_id = models.UUIDField()
    purpose = models.CharField(max_length=20)
    levels = vector()
    own = vector()
    emergency = models.BooleanField(default=False)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)
    case_id = models.UUIDField(null=True)
    stage = models.CharField(max_length=24, default="")
    sort_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=("subject_id", "agency_id"), name="access_subject"),
            # Lists walk one of these, newest first: rows of a post, of a duty, of a whole agency.
            models.Index(
                fields=("agency_id", "purpose", "post_id", "-sort_at"),
                name="access_of_post",
                condition=models.Q(post_id__isnull=False, case_id__isnull=False),
            ),
            models.Index(
                fields=("agency_id", "purpose", "duty", "-sort_at"),
                name="access_of_duty",
                include=("subject_id", "stage"),  # a month is counted from the index alone
                condition=models.Q(post_id=None, duty__isnull=False, case_id__isnull=False),
            ),
            models.Index(
                fields=("agency_id", "purpose", "-sort_at"),
                name="access_of_agency",
                condition=models.Q(post_id=None, duty=None, case_id__isnull=False),
            ),
        ]


class Denial(Row):
    """A worker, post or agency kept out of a subject; wins over everything."""

    subject_id = models.UUIDField()
    worker_id = models.UUIDField(null=True)
    post_id = models.UUIDField(null=True)
    agency_id = models.UUIDField(null=True)
    starts = models.DateTimeField()
    ends = models.DateTimeField(null=True)
    code = models.CharField(max_length=20)
    source_id = models.UUIDField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=("worker_id",), name="denial_worker"),
            models.Index(fields=("post_id",), name="denial_post"),
            models.Index(fields=("agency_id",), name="denial_agency"),
        ]


class BreakGlass(Row):
    """Short, reasoned, reviewed access of one post in an emergency (긴급열람)."""

    kind = "break_glass"
    subject_id = models.UUIDField()
    agency_id = models.UUIDField()
    post_id = models.UUIDField()
    worker_id = models.UUIDField()
    state = models.CharField(max_length=16)
    sections = ArrayField(models.SmallIntegerField())
    danger = models.CharField(max_length=32)
    reason = SealedText()
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reviewed_by = models.UUIDField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    finding = SealedText(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ends_at__lte=models.F("opened_at") + LONGEST),
                name="break_glass_is_short",
            )
        ]

    class Personal:
        identifies = ()
        content = ("reason", "finding")
        kept = "audit"

    @property
    def seal_subject(self) -> UUID:
        return self.subject_id


class Once(models.Model):
    """A form's key and what was answered, so that a double click creates nothing twice."""

    key = models.UUIDField()
    worker_id = models.UUIDField()
    centre_id = models.UUIDField()
    body_hash = models.CharField(max_length=64)
    answer = models.CharField(max_length=300, default="")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("worker_id", "key"), name="once_per_worker")
        ]


class Parked(models.Model):
    """What was typed into a form whose login had expired; for the same worker and browser only."""

    id = models.UUIDField(primary_key=True, default=new_id)
    worker_id = models.UUIDField()
    path = models.CharField(max_length=200)
    body = models.BinaryField()
    at = models.DateTimeField()
