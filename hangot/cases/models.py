"""The case and what belongs to it."""

from typing import ClassVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models

from hangot.people.models import Person
from hangot.vault.fields import SealedText
from hangot.vault.models import Owned, Row


class Case(Row):
    """The work for one person; what kind of harm was done is not written here."""

    kind = "case"
    number = models.CharField(max_length=16)
    person = models.ForeignKey(Person, models.PROTECT, related_name="cases")
    agency_id = models.UUIDField()
    lead_post_id = models.UUIDField()
    state = models.CharField(max_length=16)
    stage = models.CharField(max_length=24)
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


class ServicePlan(Owned):
    """Goals, actions, agencies, dates, agreed by the person; a revision is a new version."""

    kind = "plan"
    case = models.ForeignKey(Case, models.PROTECT, related_name="plans")
    number = models.SmallIntegerField()
    state = models.CharField(max_length=16)
    author = models.UUIDField()
    agreed_how = models.CharField(max_length=20, default="")
    agreed_at = models.DateTimeField(null=True)
    approved_by = models.UUIDField(null=True)
    approved_at = models.DateTimeField(null=True)
    comment = SealedText(null=True)

    class Personal:
        identifies = ()
        content = ("comment",)
        kept = "case"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("case", "number"), name="plan_version_once"),
            models.CheckConstraint(
                name="plan_is_not_approved_by_its_author",
                condition=models.Q(approved_by=None) | ~models.Q(approved_by=models.F("author")),
            ),
        ]


class Goal(Owned):
    """What shall be different, from a need, and what became of it."""

    plan = models.ForeignKey(ServicePlan, models.PROTECT, related_name="goals")
    domain = models.CharField(max_length=20)
    text = SealedText()
    result = models.CharField(max_length=16, default="")

    class Personal:
        identifies = ()
        content = ("text",)
        kept = "case"


class PlannedAction(Owned):
    """One thing an agency will do, with a date; later whether it was done, by whom, or why not.

    `settled_on` is the day it was done or given up, `settled_by` and `settled_post` who says so.
    """

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="actions")
    by_agency = models.UUIDField()
    text = SealedText()
    due = models.DateField(null=True)
    outcome = models.CharField(max_length=12, default="")
    settled_on = models.DateField(null=True)
    settled_by = models.UUIDField(null=True)
    settled_post = models.UUIDField(null=True)
    why_not = models.CharField(max_length=24, default="")
    words = SealedText(null=True)

    class Personal:
        identifies = ()
        content = ("text", "words")
        kept = "case"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="action_is_settled_by_somebody",
                condition=models.Q(outcome="", settled_on=None, settled_by=None, settled_post=None)
                | models.Q(
                    outcome__in=("done", "not_done"),
                    settled_on__isnull=False,
                    settled_by__isnull=False,
                    settled_post__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="action_not_done_has_a_reason",
                condition=~models.Q(outcome="not_done") | ~models.Q(why_not=""),
            ),
        ]


class ServiceDelivery(Owned):
    """Something given: by whom, when, how many minutes, with what result."""

    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="deliveries")
    service_id = models.UUIDField()
    source_id = models.UUIDField(null=True)
    at = models.DateTimeField()
    minutes = models.SmallIntegerField()
    result = SealedText(null=True)

    class Personal:
        identifies = ()
        content = ("result",)
        kept = "case"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="delivery_takes_a_day_at_most",
                condition=models.Q(minutes__gte=0, minutes__lte=1440),
            )
        ]


class Closure(Owned):
    """The proposed end, its reason, and who else decided it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="closures")
    reason = models.CharField(max_length=24)
    words = SealedText(null=True)
    proposed_by = models.UUIDField()
    proposed_post = models.UUIDField()
    decided_by = models.UUIDField(null=True)
    decided_post = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    approved = models.BooleanField(null=True)
    satisfaction = models.CharField(max_length=16, default="")

    class Personal:
        identifies = ()
        content = ("words",)
        kept = "case"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="closure_is_not_decided_by_its_proposer",
                condition=models.Q(decided_by=None)
                | (
                    ~models.Q(decided_by=models.F("proposed_by"))
                    & ~models.Q(decided_post=models.F("proposed_post"))
                ),
            )
        ]
