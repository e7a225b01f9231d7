"""A month under review, what stood out in it, and the signed result."""

from typing import ClassVar

from django.db import models

from hangot.vault.fields import SealedText
from hangot.vault.models import Row

CLOSED = ("closed_at", "closed_by", "closed_post", "number", "previous", "hash", "mac")


class MonthReview(Row):
    """One month of a centre's log. Once it is closed the row never changes again."""

    month = models.DateField()
    entries = models.BigIntegerField()
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)
    closed_post = models.UUIDField(null=True)
    number = models.IntegerField(null=True)
    previous = models.CharField(max_length=64, null=True)
    hash = models.CharField(max_length=64, null=True)
    mac = models.CharField(max_length=64, null=True)
    note = SealedText(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("centre_id", "month"), name="month_review_once"),
            models.UniqueConstraint(fields=("centre_id", "number"), name="month_review_number"),
            models.CheckConstraint(
                condition=models.Q(**{f"{name}__isnull": True for name in CLOSED})
                | models.Q(**{f"{name}__isnull": False for name in CLOSED}),
                name="month_review_closed_whole",
            ),
        ]

    class Personal:
        identifies = ()
        content = ("note",)
        kept = "audit"


class MonthFinding(Row):
    """An entry that stood out in a month, why, and the numbers that explain it."""

    review = models.ForeignKey(MonthReview, models.PROTECT, related_name="findings")
    entry_id = models.UUIDField()
    why = models.CharField(max_length=16)
    amount = models.IntegerField()
    usual = models.IntegerField(null=True)
    peers = models.IntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("centre_id", "review", "entry_id", "why"), name="month_finding_once"
            )
        ]
