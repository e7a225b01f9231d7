"""Accompaniments, a person's day in the house, its stops, and what the waiting room is told."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q

from hangot.appointments.models import Appointment
from hangot.directory.models import Service
from hangot.directory.places import Room
from hangot.vault.fields import SealedText
from hangot.vault.models import Owned, Row

COMING, HERE = ("planned",), ("arrived", "in_progress")
LEFT_HOW = ("complete", "early", "handed_over")
AHEAD, OPEN = ("planned", "waiting", "called"), ("planned", "waiting", "called", "receiving")
MINUTE = timedelta(minutes=1)


class Accompaniment(Owned):
    """Somebody of the house goes along; where exactly is sealed."""

    place = models.CharField(max_length=16)
    at = models.DateTimeField()
    with_post = models.UUIDField()
    companion = SealedText(null=True)
    detail = SealedText(null=True)
    done_at = models.DateTimeField(null=True)
    minutes = models.SmallIntegerField(null=True)

    class Personal:
        identifies = ("companion",)
        content = ("detail",)
        kept = "case"


class Visit(Row):
    """One person's day in the house: a number to be called by; at the door, a way in and a seat."""

    kind = "visit"
    subject_id = models.UUIDField(db_index=True)
    day = models.DateField()
    number = models.SmallIntegerField()
    state = models.CharField(max_length=12)
    zone = models.CharField(max_length=12, default="")
    seat = models.SmallIntegerField(default=0)
    companions = models.SmallIntegerField(default=0)
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    arrived_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    left_how = models.CharField(max_length=12, default="")
    way_back = models.CharField(max_length=16, default="")

    class Meta:
        indexes: ClassVar = [models.Index(fields=("centre_id", "day"), name="visit_day")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("centre_id", "day", "number"), name="visit_number_once_a_day"
            ),
            models.UniqueConstraint(
                fields=("centre_id", "subject_id", "day"),
                name="visit_one_at_a_time",
                condition=Q(state__in=(*COMING, *HERE)),
            ),
            models.CheckConstraint(
                name="visit_here_has_arrived",
                condition=~Q(state__in=(*HERE, "left")) | Q(arrived_at__isnull=False),
            ),
            models.CheckConstraint(
                name="visit_left_says_how",
                condition=~Q(state="left")
                | Q(left_at__isnull=False, left_how__in=LEFT_HOW) & ~Q(way_back=""),
            ),
            models.CheckConstraint(
                name="visit_here_has_a_way_in", condition=~Q(state__in=HERE) | ~Q(zone="")
            ),
            models.CheckConstraint(name="visit_companions_count", condition=Q(companions__gte=0)),
        ]


class Stop(Row):
    """One desk or room of a visit, with the moments at which somebody waited, was called, served."""

    kind = "stop"
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="stops")
    subject_id = models.UUIDField(db_index=True)
    appointment = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="stops")
    agency_id = models.UUIDField()
    post_id = models.UUIDField(null=True)
    service = models.ForeignKey(Service, models.PROTECT, null=True, related_name="+")
    room = models.ForeignKey(Room, models.PROTECT, related_name="+")
    position = models.SmallIntegerField()
    state = models.CharField(max_length=12)
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    waiting_since = models.DateTimeField(null=True)
    called_at = models.DateTimeField(null=True)
    calls = models.SmallIntegerField(default=0)
    received_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=16, default="")
    why = models.CharField(max_length=16, default="")
    moved_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="moved_from")

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=("agency_id", "starts"),
                name="stop_desk",
                condition=Q(state__in=OPEN),
            )
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("visit", "position"), name="stop_position_once"),
            models.CheckConstraint(
                name="stop_waits_since",
                condition=~Q(state__in=("waiting", "called", "receiving", "finished"))
                | Q(waiting_since__isnull=False),
            ),
            models.CheckConstraint(
                name="stop_called_at", condition=~Q(state="called") | Q(called_at__isnull=False)
            ),
            models.CheckConstraint(
                name="stop_received_at",
                condition=~Q(state__in=("receiving", "finished")) | Q(received_at__isnull=False),
            ),
            models.CheckConstraint(
                name="stop_finished_with_result",
                condition=~Q(state="finished") | Q(finished_at__isnull=False) & ~Q(result=""),
            ),
            models.CheckConstraint(
                name="stop_skipped_says_why", condition=~Q(state="skipped") | ~Q(why="")
            ),
            models.CheckConstraint(
                name="stop_moved_says_where",
                condition=~Q(state="moved") | Q(moved_to__isnull=False),
            ),
        ]

    @property
    def is_open(self) -> bool:
        """Somebody is still expected or served here."""
        return self.state in OPEN

    def waited(self, at: datetime) -> int:
        """Minutes somebody waited here, or has waited until `at`."""
        if self.waiting_since is None:
            return 0
        return int(((self.received_at or at) - self.waiting_since) / MINUTE)

    def served(self, at: datetime) -> int:
        """Minutes of the talk, or of the talk until `at`."""
        if self.received_at is None:
            return 0
        return int(((self.finished_at or at) - self.received_at) / MINUTE)


class Called(models.Model):
    """What the screen of the waiting room shows: a number and a place, and nothing else at all."""

    centre_id = models.UUIDField()
    day = models.DateField()
    number = models.SmallIntegerField()
    place_ko = models.CharField(max_length=80)
    place_en = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("centre_id", "day", "number"), name="called_once")
        ]


class Pulse(models.Model):
    """A number that goes up when something moved in the house, so that pages know to look again."""

    centre_id = models.UUIDField(primary_key=True)
    number = models.BigIntegerField(default=0)
