"""What the safety officer decides: one person or two, who must not meet."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from hangot.core.ids import new_id
from hangot.people.models.person import Person
from hangot.vault.fields import SealedText
from hangot.vault.models import Row


class IdentityLink(Row):
    """A reversible statement that two records are one person or are not."""

    kind = "identity_link"
    one = models.ForeignKey(Person, models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, models.PROTECT, related_name="+")
    state = models.CharField(max_length=16)
    agree = ArrayField(models.CharField(max_length=12))
    score = models.SmallIntegerField()
    reason = SealedText(null=True)
    at = models.DateTimeField()

    class Personal:
        identifies = ()
        content = ("reason",)
        kept = "case"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("one", "other"), name="link_pair_once"),
            models.CheckConstraint(
                name="link_is_of_two", condition=~models.Q(one=models.F("other"))
            ),
        ]


class SeparationRule(Row):
    """Two people must not meet; read by policy and planner, explained only to safety."""

    one = models.ForeignKey(Person, models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, models.PROTECT, related_name="+")
    scope = models.CharField(max_length=20)
    buffer_minutes = models.SmallIntegerField(default=20)
    reason = SealedText()
    starts = models.DateTimeField()
    ends = models.DateTimeField(null=True)

    class Personal:
        identifies = ()
        content = ("reason",)
        kept = "case"


class NameCheck(models.Model):
    """A new person whose hidden matches are still to be looked for, out of any clerk's sight."""

    id = models.UUIDField(primary_key=True, default=new_id)
    centre_id = models.UUIDField()
    person_id = models.UUIDField()
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
