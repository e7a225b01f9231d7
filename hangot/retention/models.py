"""Records whose time is over, holds by law, and destructions with who decided them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hangot.vault.fields import SealedText
from hangot.vault.models import Row


class Retained(Row):
    """A record whose time to be kept is over; found by the clock, gone when it was destroyed."""

    subject_id = models.UUIDField()
    agency_id = models.UUIDField()
    clock = models.CharField(max_length=40)
    ended_at = models.DateTimeField()
    until = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("centre_id", "subject_id"), name="retained_once")
        ]


class LegalHold(Row):
    """A reason of law to keep a record although its time is over."""

    subject_id = models.UUIDField(db_index=True)
    reason = SealedText()
    since = models.DateTimeField()
    worker_id = models.UUIDField()
    lifted_at = models.DateTimeField(null=True)

    class Personal:
        identifies = ()
        content = ("reason",)
        kept = "audit"


class Destruction(Row):
    """The end of a record: ground, who proposed and who approved; names nobody."""

    kind = "destruction"
    subject_id = models.UUIDField(db_index=True)
    agency_id = models.UUIDField()
    post_id = models.UUIDField()
    worker_id = models.UUIDField()
    state = models.CharField(max_length=12)
    ground = models.CharField(max_length=24)
    reason = SealedText()
    created_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_post = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    answer = SealedText(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="done")
                | Q(decided_by__isnull=False)
                & ~Q(decided_by=models.F("worker_id"))
                & ~Q(decided_post=models.F("post_id")),
                name="destruction_second_person",
            ),
            models.UniqueConstraint(
                fields=("centre_id", "subject_id"),
                condition=Q(state__in=("proposed", "done")),
                name="destruction_once",
            ),
        ]

    class Personal:
        identifies = ()
        content = ("reason", "answer")
        kept = "audit"
