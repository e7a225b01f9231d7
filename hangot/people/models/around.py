"""Who is around a person: relations, and who lives together."""

from typing import ClassVar

from django.db import models

from hangot.people.models.person import Person
from hangot.vault.fields import SealedText
from hangot.vault.models import Owned, Row


class Relationship(Owned):
    """A directed, dated link: guardian, trusted companion, alleged perpetrator, family."""

    kind = models.CharField(max_length=24)
    name = SealedText(null=True)
    other = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    detail = SealedText(null=True)
    ended_at = models.DateTimeField(null=True)

    class Personal:
        identifies = ("name",)
        content = ("detail",)
        kept = "case"


class Household(Row):
    """People living and budgeting together."""

    created_at = models.DateTimeField()


class Member(Owned):
    """A person in a household, with role and period: whose record it is, or somebody named in it.

    Without a name it is the person of the record; with one, somebody who has no record here.
    """

    household = models.ForeignKey(Household, models.PROTECT, related_name="members")
    role = models.CharField(max_length=20)
    name = SealedText(null=True)
    birth = SealedText(null=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Personal:
        identifies = ("name", "birth")
        content = ()
        kept = "case"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="member_leaves_after_coming",
                condition=models.Q(since=None)
                | models.Q(until=None)
                | models.Q(until__gte=models.F("since")),
            )
        ]
