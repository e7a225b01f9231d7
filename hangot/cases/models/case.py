"""The case, its team, what happened, and what others may know of it."""

from typing import ClassVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models

from hangot.people.models import Person
from hangot.vault.fields import SealedText
from hangot.vault.models import Owned, Row


class Case(Row):
    """The work for one person; what kind of harm was done is not written here.

    `surveyed`: how the survey of needs and risk was completed, `filled` or `waived`; empty: not yet.
    """

    kind = "case"
    number = models.CharField(max_length=16)
    person = models.ForeignKey(Person, models.PROTECT, related_name="cases")
    agency_id = models.UUIDField()
    lead_post_id = models.UUIDField()
    state = models.CharField(max_length=16)
    stage = models.CharField(max_length=24)
    surveyed = models.CharField(max_length=8, default="")
    selection = models.CharField(max_length=16, default="")
    urgency = models.CharField(max_length=12, default="normal")
    danger = models.BooleanField(default=False)
    registered_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    review_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("centre_id", "number"), name="case_number_once")
        ]

    @property
    def subject_id(self) -> UUID:
        return self.person_id


class Seat(Row):
    """A post's part in a case: role, sections, period."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="seats")
    subject_id = models.UUIDField(db_index=True)
    agency_id = models.UUIDField()
    post_id = models.UUIDField()
    role = models.CharField(max_length=16)
    sections = ArrayField(models.SmallIntegerField())
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("case", "post_id"),
                condition=models.Q(until=None),
                name="one_seat_of_a_post",
            )
        ]


class Incident(Owned):
    """What happened: kinds of crime, several at once, in the guarded section."""

    crimes = SealedText()

    class Personal:
        identifies = ()
        content = ("crimes",)
        kept = "case"


class Note(Owned):
    """One entry about a contact with the person; never changed, only followed by another."""

    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="notes")
    what = models.CharField(max_length=20)
    text = SealedText()
    at = models.DateTimeField()

    class Personal:
        identifies = ()
        content = ("text",)
        kept = "case"


class SectionSummary(Owned):
    """States and dates of one section for those who may not read its content."""

    entries = models.IntegerField(default=0)
    last_at = models.DateTimeField(null=True)
    open_things = models.SmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("subject_id", "section"), name="summary_per_section")
        ]


class CasePointer(Owned):
    """ "Another agency is involved, call this post": all that pointer level shows."""

    call_post = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("subject_id", "section", "agency_id"), name="pointer_per_agency"
            )
        ]


class Need(Owned):
    """What is lacking in one of ten domains, own words beside the worker's view."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="needs")
    domain = models.CharField(max_length=20)
    own_words = SealedText(null=True)
    met_at = models.DateTimeField(null=True)

    class Personal:
        identifies = ()
        content = ("own_words",)
        kept = "case"
