"""The house: one centre, its agencies, what they give, and the posts that give it."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from hangot.core.text import Text
from hangot.vault.models import Row


class Centre(models.Model):
    """A place where several agencies help one person; made what it is by its pack.

    Several centres may run the same pack; `slug` is what operators call one of them. `answers_to`:
    the centre of the city that is told how many reports came how far, and nothing else.
    """

    id = models.UUIDField(primary_key=True)
    slug = models.CharField(max_length=40, unique=True)
    profile = models.CharField(max_length=40)
    label_ko = models.CharField(max_length=80)
    label_en = models.CharField(max_length=120)
    lead_agency_id = models.UUIDField()
    pack_hash = models.CharField(max_length=64)
    answers_to = models.UUIDField(null=True)

    @property
    def label(self) -> Text:
        return Text(self.label_ko, self.label_en)


class Labelled(Row):
    """A row of the directory: a slug that code and packs share, and a name in two languages."""

    slug = models.CharField(max_length=60)
    label_ko = models.CharField(max_length=80)
    label_en = models.CharField(max_length=120)

    class Meta:
        abstract = True

    @property
    def label(self) -> Text:
        return Text(self.label_ko, self.label_en)


class Agency(Labelled):
    """An organisation with its own powers and records; a guarded one is pointed to by safety.

    `outside`: not in this house. Nobody of it has an account; it answers by links, and `extension`
    is its telephone number. `asks`: the sections that such an agency normally needs.
    """

    guarded = models.BooleanField(default=False)
    extension = models.CharField(max_length=20, default="")
    outside = models.BooleanField(default=False)
    asks = ArrayField(models.SmallIntegerField(), default=list)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("centre_id", "slug"), name="agency_slug_once")
        ]


class Service(Labelled):
    """Something an agency gives in this house."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="services")
    domain = models.CharField(max_length=20)
    minutes = models.SmallIntegerField()
    active = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("centre_id", "slug"), name="service_slug_once")
        ]


class Post(Labelled):
    """A chair that holds duties and access; people sit on it for periods."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="posts")
    duties = ArrayField(models.CharField(max_length=1))
    extension = models.CharField(max_length=20, default="")
    active = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("centre_id", "slug"), name="post_slug_once")
        ]


class Counter(models.Model):
    """Numbers of cases and notices, counted per centre, kind and year."""

    id = models.CharField(primary_key=True, max_length=80)
    centre_id = models.UUIDField()
    last = models.IntegerField(default=0)


class Edition(models.Model):
    """Which edition of a centre's directory holds: a new one, never seen before, at each change.

    The database writes it itself; who has read one edition need not read the directory again.
    """

    centre_id = models.UUIDField(primary_key=True)
    edition = models.UUIDField()
