"""Persons and what is known about reaching and protecting them."""

from typing import ClassVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models

from hangot.core.ids import new_id
from hangot.vault.fields import SealedText
from hangot.vault.models import Owned, Row


class Person(Row):
    """Anybody a record is about; may be anonymous until identified."""

    number = models.CharField(max_length=16)
    name = SealedText(null=True)
    birth = SealedText(null=True)
    anonymous = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Personal:
        identifies = ("name", "birth")
        content = ()
        kept = "case"

    @property
    def seal_subject(self) -> UUID:
        return self.pk

    @property
    def subject_id(self) -> UUID:
        return self.pk


class Alias(Owned):
    """A name used instead of the real one."""

    name = SealedText()

    class Personal:
        identifies = ("name",)
        content = ()
        kept = "case"


class PersonIdentifier(Owned):
    """A numbered identity paper; only where a statute names the agency's task."""

    kind = models.CharField(max_length=20)
    value = SealedText()
    statute = models.CharField(max_length=120)

    class Personal:
        identifies = ("value",)
        content = ()
        kept = "case"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="identifier_names_its_statute", condition=~models.Q(statute="")
            )
        ]


class ContactPoint(Owned):
    """A phone number, address or mail; shown only by an act with a reason."""

    kind = models.CharField(max_length=12)
    value = SealedText()
    whose = models.CharField(max_length=20, default="self")
    ended_at = models.DateTimeField(null=True)

    class Personal:
        identifies = ("value",)
        content = ()
        kept = "case"


class ContactSafety(Owned):
    """Who may call, when, how and with what words; expires and is asked again."""

    channels = ArrayField(models.CharField(max_length=12))
    window_from = models.TimeField(null=True)
    window_to = models.TimeField(null=True)
    shared_phone = models.BooleanField(default=False)
    say_agency = models.BooleanField(default=False)
    leave_voice = models.BooleanField(default=False)
    words = SealedText(null=True)
    asked_at = models.DateTimeField()
    expires = models.DateTimeField(null=True)
    replaced_at = models.DateTimeField(null=True)

    class Personal:
        identifies = ()
        content = ("words",)
        kept = "case"


class AccessNeed(Owned):
    """Language, sign language, wheelchair, child care, statement assistant."""

    kind = models.CharField(max_length=24)
    detail = SealedText(null=True)
    ended_at = models.DateTimeField(null=True)

    class Personal:
        identifies = ()
        content = ("detail",)
        kept = "case"


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
