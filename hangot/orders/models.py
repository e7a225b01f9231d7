"""An order that protects somebody, with every term it had."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hangot.vault.fields import SealedText
from hangot.vault.models import Owned

RUNNING = ("emergency", "requested", "in_force")


class ProtectiveOrder(Owned):
    """One measure of the law for one person. `kind`: its name in the pack.

    `taken_at`, `ask_by`: an emergency measure and the hour by which it must be asked for. `first`,
    `last`: the present term, as it is written in the order. `number`: that of court or police.
    """

    kind = "order"
    case_id = models.UUIDField()
    what = models.CharField(max_length=32)
    state = models.CharField(max_length=12)
    taken_at = models.DateTimeField(null=True)
    ask_by = models.DateTimeField(null=True)
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    warned_at = models.DateTimeField(null=True)
    number = SealedText(null=True)
    terms = SealedText(null=True)
    end_words = SealedText(null=True)

    class Personal:
        identifies = ("number",)
        content = ("terms", "end_words")
        kept = "case"

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=("agency_id", "state", "last"), name="order_ends"),
            models.Index(fields=("agency_id", "state", "ask_by"), name="order_ask_by"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="order_in_force_has_a_term",
                condition=~Q(state="in_force") | Q(first__isnull=False, last__isnull=False),
            ),
            models.CheckConstraint(
                name="order_term_runs_forward",
                condition=Q(last__isnull=True) | Q(first__lte=F("last")),
            ),
        ]


class OrderTerm(Owned):
    """One term that an order had: the first one, and each extension."""

    order = models.ForeignKey(ProtectiveOrder, models.CASCADE, related_name="had")
    first = models.DateField()
    last = models.DateField()
