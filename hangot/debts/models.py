"""Budgets, debts, and procedures from the choice to the discharge that is final."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hangot.vault.fields import SealedText
from hangot.vault.models import Owned


class Budget(Owned):
    """A month of a household as it was told on a day; the newest counts, earlier ones stay.

    `lines`: won by line, in and out; `answers`: what the rules ask beside them.
    """

    case_id = models.UUIDField()
    on = models.DateField()
    people = models.SmallIntegerField()
    lines = SealedText()
    answers = SealedText()

    class Personal:
        identifies = ()
        content = ("lines", "answers")
        kept = "case"

    class Meta:
        indexes: ClassVar = [models.Index(fields=("case_id", "created_at"), name="budget_newest")]
        constraints: ClassVar = [
            models.CheckConstraint(name="budget_of_somebody", condition=Q(people__gt=0))
        ]


class DebtItem(Owned):
    """One debt to one creditor. `what`: its kind in the pack. `sums`: won, days late, rate.

    What was written by mistake is left out with a reason and stays readable.
    """

    case_id = models.UUIDField()
    place = models.SmallIntegerField()
    what = models.CharField(max_length=24)
    secured = models.BooleanField(default=False)
    guarantor = models.BooleanField(default=False)
    seizure = models.BooleanField(default=False)
    left_out_at = models.DateTimeField(null=True)
    creditor = SealedText()
    sums = SealedText()
    out_words = SealedText(null=True)

    class Personal:
        identifies = ("creditor",)
        content = ("sums", "out_words")
        kept = "case"

    class Meta:
        indexes: ClassVar = [models.Index(fields=("case_id", "place"), name="debt_of_case")]


class DebtProcedure(Owned):
    """One way out of the debts of a case. `route`: its name in the pack.

    Days as the court or committee set them. `exempt_by`: the last day to apply for exempt property.
    `released`: won that nobody may claim any more, counted on `final_on` or, where a plan was paid
    to its end, on `ended_on`.
    """

    kind = "debt_procedure"
    case_id = models.UUIDField()
    route = models.CharField(max_length=24, default="")
    state = models.CharField(max_length=12)
    filed_on = models.DateField(null=True)
    commenced_on = models.DateField(null=True)
    exempt_by = models.DateField(null=True)
    exempt_on = models.DateField(null=True)
    fixed_on = models.DateField(null=True)
    ordered_on = models.DateField(null=True)
    final_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    monthly = models.BigIntegerField(null=True)
    months = models.SmallIntegerField(null=True)
    released = models.BigIntegerField(null=True)
    why = SealedText(null=True)
    forum = SealedText(null=True)
    number = SealedText(null=True)
    end_words = SealedText(null=True)

    class Personal:
        identifies = ("number",)
        content = ("why", "forum", "end_words")
        kept = "case"

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=("case_id", "created_at"), name="debt_way_of_case"),
            models.Index(fields=("centre_id", "final_on"), name="debt_released_on"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="debt_filed_has_a_day",
                condition=~Q(state="filed") | Q(filed_on__isnull=False) & ~Q(route=""),
            ),
            models.CheckConstraint(
                name="debt_discharged_says_how_much",
                condition=~Q(state__in=("discharged", "final"))
                | Q(ordered_on__isnull=False, released__gte=0),
            ),
            models.CheckConstraint(
                name="debt_final_has_a_day",
                condition=~Q(state="final") | Q(final_on__gte=F("ordered_on")),
            ),
            models.CheckConstraint(
                name="debt_plan_is_a_plan",
                condition=~Q(state="plan") | Q(monthly__gt=0, months__gt=0),
            ),
        ]


class DebtDate(Owned):
    """A hearing, a paper or another day of a procedure. `done_on`: held, or handed in."""

    procedure = models.ForeignKey(DebtProcedure, models.CASCADE, related_name="dates")
    what = models.CharField(max_length=12)
    on = models.DateField()
    done_on = models.DateField(null=True)
    words = SealedText(null=True)

    class Personal:
        identifies = ()
        content = ("words",)
        kept = "case"


class DebtRelease(Owned):
    """How much of one debt was released by one procedure."""

    procedure = models.ForeignKey(DebtProcedure, models.CASCADE, related_name="releases")
    item = models.ForeignKey(DebtItem, models.PROTECT, related_name="releases")
    released = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="debt_release_is_a_sum", condition=Q(released__gt=0)),
            models.UniqueConstraint(fields=("procedure", "item"), name="debt_released_once"),
        ]
