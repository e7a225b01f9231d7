"""Appointments, the plans they come from, the time they hold, and what is still to be told."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from hangot.appointments.rota import (
    ABSENCES,
    AIDES,
    Absence,
    Aide,
    Availability,
    Bookable,
    CalendarFeed,
    ChildcarePlace,
    Skill,
    Tongue,
)
from hangot.core.clocks import SEOUL
from hangot.directory.models import Post, Service
from hangot.directory.places import Room
from hangot.referrals.models import Referral
from hangot.vault.fields import SealedText
from hangot.vault.models import Owned, Row

__all__ = [
    "ABSENCES", "AIDES", "Absence", "Aide", "Appointment", "Availability", "Bookable",
    "CalendarFeed", "ChildcarePlace", "Hold", "Itinerary", "Skill", "Tongue", "WaitOffer",
]  # fmt: skip

STANDING = ("booked", "confirmed")
"""It will take place: what the desk of the day expects."""
HOLDING = ("proposed", *STANDING, "checked_in")
"""It keeps its time."""


class Itinerary(Owned):
    """What a person asked for in one go, and the plans that were found for it."""

    case_id = models.UUIDField(null=True)
    asked = SealedText()
    plans = SealedText()
    state = models.CharField(max_length=10)
    chosen = models.SmallIntegerField(null=True)

    class Personal:
        identifies = ()
        content = ("asked", "plans")
        kept = "case"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="itinerary_is_asked_held_booked_or_over",
                condition=Q(state__in=("asked", "held", "booked", "over")),
            ),
            models.CheckConstraint(
                name="itinerary_held_is_chosen",
                condition=~Q(state__in=("held", "booked")) | Q(chosen__isnull=False),
            ),
        ]


class Appointment(Row):
    """One service for one person at one time, with whom and where."""

    kind = "appointment"
    itinerary = models.ForeignKey(Itinerary, models.PROTECT, null=True, related_name="appointments")
    subject_id = models.UUIDField(db_index=True)
    case_id = models.UUIDField(null=True)
    referral = models.ForeignKey(Referral, models.PROTECT, null=True, related_name="appointments")
    service = models.ForeignKey(Service, models.PROTECT, related_name="appointments")
    agency_id = models.UUIDField()
    post = models.ForeignKey(Post, models.PROTECT, related_name="appointments")
    room = models.ForeignKey(Room, models.PROTECT, null=True, related_name="appointments")
    aide = models.ForeignKey(Aide, models.PROTECT, null=True, related_name="+")
    advocate = models.ForeignKey(Aide, models.PROTECT, null=True, related_name="+")
    tongue = models.CharField(max_length=12, default="")
    childcare = models.BooleanField(default=False)
    provisional = models.BooleanField(default=False)
    earlier = models.BooleanField(default=False)
    made_agency = models.UUIDField()
    made_post = models.UUIDField()
    made_at = models.DateTimeField()
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    state = models.CharField(max_length=20)
    hold_until = models.DateTimeField(null=True)
    why = models.CharField(max_length=24, default="")
    ended_post = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    moved_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="moved_from")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=("agency_id", "starts"), name="appointment_desk"),
            models.Index(fields=("centre_id", "starts"), name="appointment_day"),
            models.Index(
                fields=("made_agency", "hold_until"),
                name="appointment_held",
                condition=Q(state="proposed"),
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="appointment_ends_after_it_starts", condition=Q(ends__gt=F("starts"))
            ),
            models.CheckConstraint(
                name="appointment_proposed_is_held_until",
                condition=~Q(state="proposed") | Q(hold_until__isnull=False),
            ),
            models.CheckConstraint(
                name="appointment_cancelled_by_service_says_why",
                condition=~Q(state="cancelled_by_service") | ~Q(why=""),
            ),
            models.CheckConstraint(
                name="appointment_moved_says_where_to",
                condition=~Q(state="moved") | Q(moved_to__isnull=False),
            ),
            models.CheckConstraint(
                name="appointment_ended_says_who",
                condition=Q(ended_at=None, ended_post=None)
                | Q(ended_at__isnull=False, ended_post__isnull=False),
            ),
        ]

    @property
    def seal_subject(self) -> UUID:
        return self.subject_id

    @property
    def day(self) -> date:
        """The day on the wall."""
        return self.starts.astimezone(SEOUL).date()


class Hold(models.Model):
    """The time that an appointment keeps of a post, a room, an aide, a place and the person.

    Two that are live never overlap for one number: the database refuses the second.
    """

    centre_id = models.UUIDField()
    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="holds")
    number = models.BigIntegerField()
    during = DateTimeRangeField()
    live = models.BooleanField(default=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=("number",), name="hold_of_one", condition=Q(live=True))
        ]
        constraints: ClassVar = [
            ExclusionConstraint(
                name="hold_one_at_a_time",
                index_type="gist",
                expressions=[
                    (
                        Func(F("number"), F("number"), Value("[]"), function="int8range"),
                        RangeOperators.OVERLAPS,
                    ),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(live=True),
            )
        ]


class WaitOffer(Row):
    """An earlier time offered to somebody after a cancellation; one at a time, with an end."""

    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="offers")
    subject_id = models.UUIDField(db_index=True)
    agency_id = models.UUIDField()
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    expires = models.DateTimeField()
    state = models.CharField(max_length=8, default="open")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="offer_ends_after_it_starts", condition=Q(ends__gt=F("starts"))
            ),
            models.CheckConstraint(
                name="offer_is_open_taken_or_over",
                condition=Q(state__in=("open", "taken", "declined", "over")),
            ),
        ]
