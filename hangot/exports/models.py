"""A request for a file, and the file itself in parts that only its code opens."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hangot.vault.fields import SealedText
from hangot.vault.models import Row


class Export(Row):
    """What is asked for, for whom, why; who allowed it, how far it is, until when it is open."""

    kind = "export"
    agency_id = models.UUIDField()
    post_id = models.UUIDField()
    worker_id = models.UUIDField()
    state = models.CharField(max_length=12)
    sheet = models.CharField(max_length=20)
    form = models.CharField(max_length=4)
    month = models.DateField(null=True)
    purpose = models.CharField(max_length=32)
    reason = SealedText()
    recipient = SealedText()
    created_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_post = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    answer = SealedText(null=True)
    ends = models.DateTimeField()
    total = models.IntegerField()
    done = models.IntegerField(default=0)
    code = SealedText(null=True)
    size = models.BigIntegerField(null=True)
    because = models.CharField(max_length=20, null=True)
    fetched = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="made") | Q(code__isnull=False, size__isnull=False),
                name="export_made_has_a_file",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("allowed", "made")) | ~Q(decided_by=models.F("worker_id")),
                name="export_second_person",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("allowed", "made", "refused"))
                | Q(decided_by__isnull=False),
                name="export_decided",
            ),
        ]

    class Personal:
        identifies = ()
        content = ("reason", "recipient", "answer", "code")
        kept = "audit"


class ExportPart(Row):
    """A piece of the file, as it leaves: encrypted with the code that is told another way."""

    export = models.ForeignKey(Export, models.PROTECT, related_name="parts")
    number = models.IntegerField()
    content = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("export", "number"), name="export_part_once")
        ]
