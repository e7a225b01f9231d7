"""Benefits, what is paid of them and to whom, and decisions the rules did not foresee."""

from typing import ClassVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models

from hangot.directory.models import Service
from hangot.vault.fields import SealedText
from hangot.vault.models import Row

GRANTED = ("approved", "paid", "reconciled", "returned")
OPEN = ("requested", "checking", "approved", "paid")
UNSETTLED = (*OPEN, "returned")
"""Money still moves: asked for, granted, paid and not accounted for, or claimed back."""
UNDECIDED = ("requested", "checking")


class Benefit(Row):
    """One sum of money asked of one agency for a person.

    `service`: its name in the rules of eligibility; `offered`: the service of the house. All sums
    are whole won. `expected`: what the rules gave when it was asked; `most`: the bound of law on
    it, None without one. `finding_id`, `verdict`, `rules`: the finding it came from. `verdict`,
    `expected` and `most` stay empty where the deciding agency is not given every answer behind
    them. `about`: whom it is for, a code of the list `payees`. `form`: the benefit itself, or an
    advance on it.
    """

    kind = "benefit"
    subject_id = models.UUIDField(db_index=True)
    case_id = models.UUIDField()
    section = models.SmallIntegerField()
    from_agency = models.UUIDField()
    from_post = models.UUIDField()
    to_agency = models.UUIDField()
    offered = models.ForeignKey(Service, models.PROTECT, related_name="benefits")
    service = models.CharField(max_length=48)
    rules = models.CharField(max_length=64)
    finding_id = models.UUIDField(null=True)
    verdict = models.CharField(max_length=16, default="")
    about = models.CharField(max_length=16)
    form = models.CharField(max_length=12)
    state = models.CharField(max_length=16)
    asked = models.BigIntegerField()
    expected = models.BigIntegerField(null=True)
    most = models.BigIntegerField(null=True)
    granted = models.BigIntegerField(null=True)
    reclaimed = models.BigIntegerField(default=0)
    papers = ArrayField(models.CharField(max_length=48), default=list)
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_post = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    appeal_by = models.DateField(null=True)
    appealed_at = models.DateTimeField(null=True)
    lapses_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    why = SealedText(null=True)
    ground = SealedText(null=True)
    elsewhere = SealedText(null=True)
    appeal_words = SealedText(null=True)
    end_words = SealedText(null=True)

    class Personal:
        identifies = ()
        content = ("why", "ground", "elsewhere", "appeal_words", "end_words")
        kept = "case"

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=("subject_id", "service"), name="benefit_same"),
            models.Index(fields=("to_agency", "state"), name="benefit_inbox"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="benefit_asks_for_something", condition=models.Q(asked__gt=0)
            ),
            models.CheckConstraint(
                name="benefit_granted_has_a_sum",
                condition=~models.Q(state__in=GRANTED)
                | models.Q(granted__gt=0, decided_by__isnull=False, decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="benefit_refused_says_until_when",
                condition=~models.Q(state="refused")
                | models.Q(appeal_by__isnull=False, decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="benefit_claims_back_no_more_than_granted",
                condition=models.Q(reclaimed=0) | models.Q(reclaimed__lte=models.F("granted")),
            ),
        ]

    @property
    def seal_subject(self) -> UUID:
        return self.subject_id


class Payment(Row):
    """One payment of a benefit, due or made, to one person named by relation only.

    `share`: the person's part of the sum; `taken`: an advance that was taken off; `amount`: what
    is paid here. `over`: an advance beyond the share, owed back.
    """

    benefit = models.ForeignKey(Benefit, models.PROTECT, related_name="payments")
    subject_id = models.UUIDField()
    agency_id = models.UUIDField()
    post_id = models.UUIDField()
    payee = models.CharField(max_length=16)
    kind = models.CharField(max_length=12)
    number = models.SmallIntegerField()
    share = models.BigIntegerField()
    taken = models.BigIntegerField(default=0)
    over = models.BigIntegerField(default=0)
    amount = models.BigIntegerField()
    due_on = models.DateField()
    paid_on = models.DateField(null=True)
    proof = SealedText(null=True)

    class Personal:
        identifies = ()
        content = ("proof",)
        kept = "case"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("centre_id", "benefit", "payee", "number"), name="payment_once_for_each"
            ),
            models.CheckConstraint(
                name="payment_made_has_proof",
                condition=models.Q(paid_on=None, proof=None)
                | models.Q(paid_on__isnull=False, proof__isnull=False),
            ),
            models.CheckConstraint(
                name="payment_is_not_negative",
                condition=models.Q(amount__gte=0, taken__gte=0, over__gte=0)
                & models.Q(taken__lte=models.F("share")),
            ),
        ]

    @property
    def seal_subject(self) -> UUID:
        return self.subject_id


class RuleDoubt(Row):
    """A decision other than the rules foresaw: perhaps a rule is wrong. Holds no person."""

    service = models.CharField(max_length=48)
    rules = models.CharField(max_length=64)
    verdict = models.CharField(max_length=16)
    outcome = models.CharField(max_length=16)
    on = models.DateField()
