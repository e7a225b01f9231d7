"""One place to be cleared: a number, a provider, dates and a state."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hangot.vault.fields import SealedText
from hangot.vault.models import Owned


class Removal(Owned):
    """One place of one person. `fingerprint`: a keyed number of what was typed, never what was typed.

    `provider`: a code of the list `removal_providers`. `due`: until when the provider answers.
    `checks`: how often it was looked at since `settled_on`; `look_on`: when the next time is.
    `told_at`: when the person was told of what was settled last.
    `keyword`, `reference`: what the agency searches by, and its number in the agency's own store.
    """

    kind = "removal"
    case_id = models.UUIDField()
    number = models.IntegerField()
    fingerprint = models.BigIntegerField()
    provider = models.CharField(max_length=16)
    state = models.CharField(max_length=12)
    requested_on = models.DateField(null=True)
    due = models.DateField(null=True)
    settled_on = models.DateField(null=True)
    looked_on = models.DateField(null=True)
    look_on = models.DateField(null=True)
    checks = models.SmallIntegerField(default=0)
    times_back = models.SmallIntegerField(default=0)
    told_at = models.DateTimeField(null=True)
    keyword = SealedText(null=True)
    reference = SealedText(null=True)
    words = SealedText(null=True)

    class Personal:
        identifies = ()
        content = ("keyword", "reference", "words")
        kept = "case"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("case_id", "agency_id", "fingerprint"), name="removal_of_a_place_once"
            ),
            models.UniqueConstraint(
                fields=("case_id", "agency_id", "number"), name="removal_number_once"
            ),
            models.CheckConstraint(
                name="removal_requested_has_days",
                condition=~Q(state="requested") | Q(due__gte=F("requested_on")),
            ),
            models.CheckConstraint(
                name="removal_settled_has_a_day",
                condition=~Q(state__in=("deleted", "confirmed", "blocked", "refused", "back"))
                | Q(settled_on__isnull=False),
            ),
            models.CheckConstraint(
                name="removal_told_is_settled",
                condition=Q(told_at=None) | Q(settled_on__isnull=False),
            ),
            models.CheckConstraint(
                name="removal_confirmed_is_looked_at_no_more",
                condition=~Q(state="confirmed") | Q(look_on=None),
            ),
        ]
