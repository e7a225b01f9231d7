"""Who is there when, who can do what, and what is counted out as places."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from hangot.directory.models import Agency, Labelled, Post, Service
from hangot.vault.models import Row

AIDES = ("interpreter", "statement_assistant", "advocate")
ABSENCES = ("leave", "away", "training", "suddenly")
IN_ORDER = models.Q(ends__gt=models.F("starts"))
NO_BREAK = models.Q(break_starts=None, break_ends=None)


class Aide(Labelled):
    """Somebody who takes part beside the worker: interpreter, statement assistant, advocate.

    With a post it is somebody of the house in a second role, never both at once.
    """

    kind = models.CharField(max_length=20)
    languages = ArrayField(models.CharField(max_length=16), default=list)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    active = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("centre_id", "slug"), name="aide_slug_once"),
            models.CheckConstraint(name="aide_is_of_a_kind", condition=models.Q(kind__in=AIDES)),
        ]


class Availability(Row):
    """Hours of work of a post or an aide: of each such weekday, or of one day instead of it."""

    agency_id = models.UUIDField()
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="rota")
    aide = models.ForeignKey(Aide, models.PROTECT, null=True, related_name="rota")
    weekday = models.SmallIntegerField(null=True)
    day = models.DateField(null=True)
    starts = models.TimeField()
    ends = models.TimeField()
    break_starts = models.TimeField(null=True)
    break_ends = models.TimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="rota_is_of_a_post_or_an_aide",
                condition=models.Q(post=None) ^ models.Q(aide=None),
            ),
            models.CheckConstraint(
                name="rota_is_weekly_or_of_a_day",
                condition=models.Q(weekday=None, day__isnull=False)
                | models.Q(weekday__range=(0, 6), day=None),
            ),
            models.CheckConstraint(name="rota_ends_after_it_starts", condition=IN_ORDER),
            models.CheckConstraint(
                name="rota_break_lies_inside",
                condition=NO_BREAK
                | models.Q(
                    break_starts__gte=models.F("starts"),
                    break_ends__gt=models.F("break_starts"),
                    break_ends__lte=models.F("ends"),
                ),
            ),
        ]


class Skill(Row):
    """A service this post can give."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="skills")
    service = models.ForeignKey(Service, models.PROTECT, related_name="skills")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("post", "service"), name="skill_once")
        ]


class Tongue(Row):
    """A language in which this post needs no interpreter."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="tongues")
    language = models.CharField(max_length=8)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("centre_id", "post", "language"), name="tongue_once")
        ]


class Absence(Row):
    """A post or an aide is not there. Why in detail is nobody's business: a health fact is none."""

    agency_id = models.UUIDField()
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="absences")
    aide = models.ForeignKey(Aide, models.PROTECT, null=True, related_name="absences")
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    kind = models.CharField(max_length=12)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="absence_is_of_a_post_or_an_aide",
                condition=models.Q(post=None) ^ models.Q(aide=None),
            ),
            models.CheckConstraint(name="absence_ends_after_it_starts", condition=IN_ORDER),
            models.CheckConstraint(
                name="absence_is_of_a_kind", condition=models.Q(kind__in=ABSENCES)
            ),
        ]


class ChildcarePlace(Row):
    """One place for a child while a parent is in the house."""

    number = models.SmallIntegerField()
    active = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("centre_id", "number"), name="childcare_place_once")
        ]


class Bookable(models.Model):
    """A number for everything that can be taken: a post, a room, an aide, a place, a person.

    Calendars are read and kept apart by number, so that who it is stays out of them.
    """

    number = models.BigAutoField(primary_key=True)
    centre_id = models.UUIDField()
    kind = models.CharField(max_length=8)
    target = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("centre_id", "target"), name="bookable_once"),
            models.CheckConstraint(
                name="bookable_is_of_a_kind",
                condition=models.Q(kind__in=("post", "room", "aide", "place", "person")),
            ),
        ]


class CalendarFeed(Row):
    """An address from which the calendar program of a post reads taken times; only its hash is kept.

    It serves the worker who made it for as long as they sit on the post.
    """

    agency_id = models.UUIDField()
    worker_id = models.UUIDField()
    post = models.ForeignKey(Post, models.PROTECT, related_name="feeds")
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("centre_id", "digest"), name="feed_once")
        ]
