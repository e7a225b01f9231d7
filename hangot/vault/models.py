"""Wrapped keys and search tokens; nothing here can be read without the operator's key file."""

from typing import ClassVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models

from hangot.core.ids import new_id


class Row(models.Model):
    """A row of one centre: opaque id, centre, version for two people editing at once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    centre_id = models.UUIDField()
    version = models.IntegerField(default=1)

    class Meta:
        abstract = True

    @property
    def seal_subject(self) -> UUID:
        """Whose data key seals this row's texts; rows about no person use the centre's."""
        return self.centre_id


class Owned(Row):
    """A row about a subject (a person or a notice), in a section, written by a post."""

    subject_id = models.UUIDField(db_index=True)
    section = models.SmallIntegerField()
    agency_id = models.UUIDField()
    post_id = models.UUIDField()
    created_at = models.DateTimeField()

    class Meta:
        abstract = True

    @property
    def seal_subject(self) -> UUID:
        return self.subject_id


class CentreKey(models.Model):
    """The key of one centre, wrapped by the operator's master key; the newest is current."""

    centre_id = models.UUIDField()
    number = models.SmallIntegerField()
    wrapped = models.BinaryField()
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("centre_id", "number"), name="centre_key_once")
        ]


class DataKey(models.Model):
    """The key of one person, notice or centre, wrapped by the centre key.

    Kept apart from data dumps, so that destroying one reaches the backups.
    """

    subject_id = models.UUIDField(primary_key=True)
    centre_id = models.UUIDField()
    wrapped = models.BinaryField()


class PersonTokens(models.Model):
    """Keyed tokens of one person and of the agencies that may find it; apart from the person."""

    person_id = models.UUIDField(primary_key=True)
    centre_id = models.UUIDField()
    base = ArrayField(models.BigIntegerField())
    tokens = ArrayField(models.BigIntegerField())
