"""Consents, legal bases and disclosures."""

from typing import ClassVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models

from hangot.vault.fields import SealedText
from hangot.vault.models import Row


class Consent(Row):
    """One line of the consent form: one section to one agency, and the person's answer."""

    kind = "consent"
    subject_id = models.UUIDField()
    asked_by_agency = models.UUIDField()
    asked_by_post = models.UUIDField()
    agency_id = models.UUIDField()
    section = models.SmallIntegerField()
    state = models.CharField(max_length=16)
    purposes = ArrayField(models.CharField(max_length=20))
    giver = models.CharField(max_length=20, default="self")
    method = models.CharField(max_length=16, null=True)
    notice_version = models.CharField(max_length=40)
    script_version = models.CharField(max_length=40, null=True)
    language = models.CharField(max_length=8, default="ko")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    starts = models.DateTimeField(null=True)
    ends = models.DateTimeField(null=True)
    renews = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=("subject_id", "agency_id"), name="consent_of"),
            models.Index(
                fields=("asked_by_agency", "ends"),
                name="consent_ending",
                condition=models.Q(state="given"),
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("subject_id", "agency_id", "section"),
                condition=models.Q(state__in=("requested", "given")),
                name="consent_one_live_line",
            ),
            models.CheckConstraint(
                name="consent_given_has_a_period",
                condition=~models.Q(state="given")
                | models.Q(starts__isnull=False, ends__isnull=False, method__isnull=False),
            ),
        ]


class SharingBasis(Row):
    """A clause of law, proposed by one and approved by another, never disguised as consent."""

    kind = "basis"
    subject_id = models.UUIDField(db_index=True)
    proposed_agency = models.UUIDField()
    proposed_post = models.UUIDField()
    proposed_by = models.UUIDField()
    agency_id = models.UUIDField()
    sections = ArrayField(models.SmallIntegerField())
    purposes = ArrayField(models.CharField(max_length=20))
    state = models.CharField(max_length=16)
    clause = models.CharField(max_length=200)
    necessity = SealedText()
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    finding = SealedText(null=True)
    starts = models.DateTimeField(null=True)
    ends = models.DateTimeField(null=True)
    approve_by = models.DateTimeField(null=True)

    class Personal:
        identifies = ()
        content = ("necessity", "finding")
        kept = "case"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="basis_is_not_approved_by_its_proposer",
                condition=models.Q(decided_by=None) | ~models.Q(decided_by=models.F("proposed_by")),
            )
        ]

    @property
    def seal_subject(self) -> UUID:
        return self.subject_id


class Disclosure(Row):
    """One giving: what, to whom, on which basis, because of what."""

    subject_id = models.UUIDField(db_index=True)
    from_agency = models.UUIDField()
    from_post = models.UUIDField()
    agency_id = models.UUIDField()
    to_post = models.UUIDField(null=True)
    sections = ArrayField(models.SmallIntegerField())
    level = models.SmallIntegerField()
    basis = models.CharField(max_length=12)
    basis_ids = ArrayField(models.UUIDField())
    clause = models.CharField(max_length=200, default="")
    purpose = models.CharField(max_length=20)
    door = models.CharField(max_length=40)
    because_kind = models.CharField(max_length=20)
    because_id = models.UUIDField()
    at = models.DateTimeField()
    usable_until = models.DateTimeField(null=True)
    frozen_at = models.DateTimeField(null=True)
    told = models.CharField(max_length=40)


class SubjectRequest(Row):
    """The person asks to see, correct, stop, erase, or who looked (10 days by law)."""

    subject_id = models.UUIDField(db_index=True)
    agency_id = models.UUIDField()
    post_id = models.UUIDField()
    what = models.CharField(max_length=16)
    at = models.DateTimeField()
    due = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=24, default="")
