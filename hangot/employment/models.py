"""Searches for work with their dates, and what employers and schools offer to everybody."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from hangot.vault.fields import SealedText
from hangot.vault.models import Owned, Row

ENDED = ("kept", "stopped")


class JobSearch(Owned):
    """What somebody looks for, from the first talk until work is kept. One desk has one open.

    `track`: a group of the law in the pack; `group`: by months of service. `told`: the wishes;
    `steps`: the days on which steps of the track were done; `where`: the new work.
    """

    kind = "job_search"
    case_id = models.UUIDField()
    state = models.CharField(max_length=12)
    track = models.CharField(max_length=24, default="")
    group = models.CharField(max_length=24, default="")
    began_on = models.DateField()
    started_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    told = SealedText()
    steps = SealedText(null=True)
    where = SealedText(null=True)
    end_words = SealedText(null=True)

    class Personal:
        identifies = ()
        content = ("told", "steps", "where", "end_words")
        kept = "case"

    class Meta:
        indexes: ClassVar = [models.Index(fields=("centre_id", "began_on"), name="search_began")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("case_id", "agency_id"),
                condition=~Q(state__in=ENDED),
                name="search_open_once",
            ),
            models.CheckConstraint(
                name="search_at_work_has_a_day",
                condition=~Q(state__in=("working", "kept"))
                | Q(started_on__isnull=False, started_on__gte=F("began_on")),
            ),
        ]


class JobLimits(Owned):
    """What somebody wishes to avoid, told to one desk alone. The newest counts."""

    case_id = models.UUIDField()
    limits = SealedText()

    class Personal:
        identifies = ()
        content = ("limits",)
        kept = "case"


class OfHouse(Row):
    """Something offered to everybody, and who wrote it down."""

    agency_id = models.UUIDField()
    post_id = models.UUIDField()
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class Vacancy(OfHouse):
    """Somebody is hiring. `days`: Monday is 1; `traits` empty and not `asked`: nobody has asked."""

    employer = models.CharField(max_length=80)
    title = models.CharField(max_length=120)
    occupation = models.CharField(max_length=24)
    place = models.CharField(max_length=80, default="")
    pay = models.IntegerField(null=True)
    per = models.CharField(max_length=8, default="")
    days = ArrayField(models.SmallIntegerField(), default=list)
    starts = models.TimeField(null=True)
    ends = models.TimeField(null=True)
    needs = ArrayField(models.CharField(max_length=200), default=list)
    likes = ArrayField(models.CharField(max_length=200), default=list)
    traits = ArrayField(models.CharField(max_length=24), default=list)
    asked = models.BooleanField(default=False)
    until = models.DateField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=("centre_id", "closed_at"), name="vacancy_open")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="vacancy_has_an_employer", condition=~Q(employer="") & ~Q(title="")
            ),
            models.CheckConstraint(
                name="vacancy_pays", condition=Q(pay=None) | Q(pay__gte=0) & ~Q(per="")
            ),
        ]


class Course(OfHouse):
    """A course with its days, hours, place and seats. `taken`: seats that somebody has."""

    title = models.CharField(max_length=120)
    place = models.CharField(max_length=80)
    first = models.DateField()
    last = models.DateField()
    days = ArrayField(models.SmallIntegerField())
    starts = models.TimeField(null=True)
    ends = models.TimeField(null=True)
    seats = models.SmallIntegerField()
    taken = models.SmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="course_ends_after_it_begins", condition=Q(last__gte=F("first"))
            ),
            models.CheckConstraint(
                name="course_has_seats",
                condition=Q(seats__gt=0, taken__gte=0, taken__lte=F("seats")),
            ),
        ]


class Introduction(Owned):
    """Somebody was told of a vacancy on a day, and what became of it."""

    search = models.ForeignKey(JobSearch, models.CASCADE, related_name="introductions")
    vacancy = models.ForeignKey(Vacancy, models.PROTECT, related_name="introductions")
    on = models.DateField()
    outcome = models.CharField(max_length=12, default="")
    settled_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("search", "vacancy"), name="introduced_once"),
            models.CheckConstraint(
                name="introduction_is_settled_on_a_day",
                condition=Q(outcome="", settled_on=None)
                | ~Q(outcome="") & Q(settled_on__isnull=False),
            ),
        ]


class Enrolment(Owned):
    """A seat in a course, and how it ended."""

    search = models.ForeignKey(JobSearch, models.CASCADE, related_name="enrolments")
    course = models.ForeignKey(Course, models.PROTECT, related_name="enrolments")
    outcome = models.CharField(max_length=12, default="")
    ended_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("search", "course"), name="enrolled_once"),
            models.CheckConstraint(
                name="enrolment_ends_on_a_day",
                condition=Q(outcome="", ended_on=None) | ~Q(outcome="") & Q(ended_on__isnull=False),
            ),
        ]


class RecognitionDay(Owned):
    """실업인정: the day to come and report; `at`: an early or late slot beside a course."""

    search = models.ForeignKey(JobSearch, models.CASCADE, related_name="recognitions")
    on = models.DateField()
    at = models.TimeField(null=True)
    held_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("agency_id", "search", "on"), name="recognised_once_a_day"
            )
        ]


class JobCheck(Owned):
    """How it goes at work, so many months after it began. `at_work` None: not asked yet."""

    search = models.ForeignKey(JobSearch, models.CASCADE, related_name="checks")
    months = models.SmallIntegerField()
    due = models.DateField()
    done_on = models.DateField(null=True)
    at_work = models.BooleanField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="job_check_is_done_with_an_answer",
                condition=Q(done_on=None, at_work=None)
                | Q(done_on__isnull=False, at_work__isnull=False),
            )
        ]
