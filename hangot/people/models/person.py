"""Who somebody is, and what every desk must know to reach them safely."""

from typing import ClassVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models

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
    others_see = models.BooleanField(default=False)
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
