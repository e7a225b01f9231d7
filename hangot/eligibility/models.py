"""Answers, findings that were told to somebody, and the rules they were found with."""

from typing import ClassVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models

from hangot.vault.fields import SealedText
from hangot.vault.models import Owned, Row


class AnsweredFact(Owned):
    """One answer to one question; the newest one counts, older ones stay readable.

    `told_on`: the day it was told. `source`: who or what says so. `again`: the person was asked
    although there was a valid answer already. The section is that of the fact.
    """

    fact = models.CharField(max_length=48)
    value = SealedText()
    source = models.CharField(max_length=12)
    told_on = models.DateField()
    again = models.BooleanField(default=False)

    class Personal:
        identifies = ()
        content = ("value",)
        kept = "case"

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=("subject_id", "fact", "-created_at"), name="answer_newest")
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="answer_comes_from_somewhere",
                condition=models.Q(source__in=("person", "document", "worker", "record")),
            )
        ]


class Finding(Row):
    """What was told to the person about one service on one day.

    `rules`: the version it was found with. `facts` and `trace`: sealed, as canonical JSON, so that
    the same bytes come out again. `sections`: those of the facts used; whoever may not see one of
    them does not see the finding. `ended_at`: a fact or figure changed since.
    """

    subject_id = models.UUIDField(db_index=True)
    case_id = models.UUIDField()
    agency_id = models.UUIDField()
    post_id = models.UUIDField()
    created_at = models.DateTimeField()
    service = models.CharField(max_length=48)
    verdict = models.CharField(max_length=16)
    rules = models.CharField(max_length=64)
    asked_on = models.DateField()
    sections = ArrayField(models.SmallIntegerField())
    facts = SealedText()
    trace = SealedText()
    ended_at = models.DateTimeField(null=True)

    class Personal:
        identifies = ()
        content = ("facts", "trace")
        kept = "case"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="finding_verdict_is_guidance",
                condition=models.Q(verdict__in=("likely", "unlikely", "unknown", "discretionary")),
            )
        ]

    @property
    def seal_subject(self) -> UUID:
        return self.subject_id


class RuleVersion(models.Model):
    """The text of a pack of rules as it was used once, kept so that old answers can be repeated."""

    version = models.CharField(max_length=64, primary_key=True)
    pack = models.CharField(max_length=32)
    files = models.BinaryField()
    kept_at = models.DateTimeField()
