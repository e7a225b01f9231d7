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


class Asked(Row):
    """That a person was asked something on a day, for the counts: not who, not what.

    `again`: although there was a valid answer already.
    """

    agency_id = models.UUIDField()
    on = models.DateField()
    again = models.BooleanField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=("centre_id", "on"), name="asked_month")]


class Finding(Row):
    """What was told to the person about one service on one day.

    `rules`: the version it was found with. `facts` and `trace`: sealed, as canonical JSON, so that
    the same bytes come out again. `sections`: those of the facts used; whoever may not see one of
    them does not see the finding. `ended_at`: an answer changed since, or it was told anew; whether
    figures of law changed is seen by laying it beside what is found today (`since_then`).
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


class RuleChange(Row):
    """A new value of a figure for one centre, from the first writing to the decision of a second person.

    `figure`: the value as in a file of the pack. `base`, `result`: versions of the rules before and
    with it. `tests`: rows of the table tests that come out differently. `effect`: counts of people
    by service, small ones hidden. `progress`: per cent of the people looked at.
    """

    pack = models.CharField(max_length=32)
    parameter = models.CharField(max_length=48)
    figure = models.JSONField()
    reason = SealedText()
    state = models.CharField(max_length=12)
    worker_id = models.UUIDField()
    post_id = models.UUIDField()
    created_at = models.DateTimeField()
    base = models.CharField(max_length=64)
    result = models.CharField(max_length=64)
    progress = models.SmallIntegerField(default=0)
    tests = models.JSONField(null=True)
    effect = models.JSONField(null=True)
    decided_by = models.UUIDField(null=True)
    decided_post = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    answer = SealedText(null=True)

    kind = "rule_change"

    class Personal:
        identifies = ()
        content = ("reason", "answer")
        kept = "audit"

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=("centre_id", "-created_at"), name="rule_change_newest")
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="rule_change_has_a_second_person",
                condition=~models.Q(state__in=("approved", "refused"))
                | models.Q(
                    ~models.Q(decided_by=models.F("worker_id")),
                    ~models.Q(decided_post=models.F("post_id")),
                    decided_by__isnull=False,
                    decided_post__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="rule_change_in_force_was_tested",
                condition=~models.Q(state="approved")
                | models.Q(tests__isnull=False, effect__isnull=False),
            ),
        ]


class RuleUse(Row):
    """From when on a centre uses which version of the rules, by which change."""

    pack = models.CharField(max_length=32)
    rules = models.CharField(max_length=64)
    since = models.DateTimeField()
    change = models.OneToOneField(RuleChange, models.PROTECT)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=("centre_id", "pack", "-since"), name="rule_use_newest")
        ]
