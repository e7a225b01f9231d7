"""The plan: goals from needs, an action for each, and what became of them."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from hangot.cases.models.case import Case
from hangot.vault.fields import SealedText
from hangot.vault.models import Owned


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
    `apart`: what it is about only the agency that does it and the person know; see `DeskPart`.
    """

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="actions")
    by_agency = models.UUIDField()
    apart = models.BooleanField(default=False)
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


class DeskPart(Owned):
    """What one desk does for a joint plan, in words that only it and the person know.

    Its section is that of the desk. `also`: agencies that were let read it, each with a basis.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="parts")
    text = SealedText()
    due = models.DateField(null=True)
    done_on = models.DateField(null=True)
    also = ArrayField(models.UUIDField(), default=list)

    class Personal:
        identifies = ()
        content = ("text",)
        kept = "case"
