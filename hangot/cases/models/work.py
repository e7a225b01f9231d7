"""What was given, and how a case ends."""

from typing import ClassVar

from django.db import models

from hangot.cases.models.case import Case
from hangot.vault.fields import SealedText
from hangot.vault.models import Owned


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


class Judgement(Owned):
    """Whether a home is a crisis family: yes, to be watched, or no, with reasons; never changed."""

    kind = "judgement"
    case = models.ForeignKey(Case, models.PROTECT, related_name="judgements")
    state = models.CharField(max_length=16)
    reasons = SealedText()
    words = SealedText(null=True)

    class Personal:
        identifies = ()
        content = ("reasons", "words")
        kept = "case"


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
