"""Rooms, opening hours, days off, and what a booking of each service must respect."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from hangot.core.text import Text
from hangot.directory.models import Agency, Labelled, Post, Service
from hangot.vault.models import Row

BOOKABLE_KINDS = ("consulting", "statement", "desk")
IN_ORDER = models.Q(ends__gt=models.F("starts"))


class Room(Labelled):
    """A counselling room, a statement room or a desk; without an agency everybody may use it."""

    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="rooms")
    kind = models.CharField(max_length=12)
    zone = models.CharField(max_length=12)
    capacity = models.SmallIntegerField(default=3)
    active = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("centre_id", "slug"), name="room_slug_once"),
            models.CheckConstraint(
                name="room_is_of_a_kind", condition=models.Q(kind__in=BOOKABLE_KINDS)
            ),
        ]


class Opening(Row):
    """Hours of one weekday (0 is Monday); of an agency, or of the whole house without one.

    `care`: the hours of the childcare of the house; without any it is there while the house is.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="openings")
    weekday = models.SmallIntegerField()
    starts = models.TimeField()
    ends = models.TimeField()
    care = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="opening_of_childcare_is_of_the_house",
                condition=models.Q(care=False) | models.Q(agency=None),
            ),
            models.CheckConstraint(name="opening_ends_after_it_starts", condition=IN_ORDER),
            models.CheckConstraint(
                name="opening_has_a_weekday", condition=models.Q(weekday__range=(0, 6))
            ),
        ]


class ClosedPeriod(Row):
    """From when until when the house, one agency or one room is closed, and what is said about it."""

    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    room = models.ForeignKey(Room, models.PROTECT, null=True, related_name="+")
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    label_ko = models.CharField(max_length=80)
    label_en = models.CharField(max_length=120)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="closed_ends_after_it_starts", condition=IN_ORDER),
            models.CheckConstraint(
                name="closed_is_one_thing",
                condition=models.Q(agency=None) | models.Q(room=None),
            ),
        ]

    @property
    def label(self) -> Text:
        return Text(self.label_ko, self.label_en)


class DayOff(Row):
    """A day the house is closed or open against the public holidays and the pack.

    An open day may have hours of its own, instead of those of its weekday.
    """

    day = models.DateField()
    open = models.BooleanField()
    starts = models.TimeField(null=True)
    ends = models.TimeField(null=True)
    label_ko = models.CharField(max_length=80)
    label_en = models.CharField(max_length=120)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("centre_id", "day"), name="day_off_once"),
            models.CheckConstraint(
                name="day_off_has_both_hours_or_none",
                condition=models.Q(starts=None, ends=None) | (models.Q(open=True) & IN_ORDER),
            ),
        ]

    @property
    def label(self) -> Text:
        return Text(self.label_ko, self.label_en)


class Arranged(Row):
    """The last change of a part of the house: which, how often until now (`version`), who, when."""

    thing = models.UUIDField()
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("centre_id", "thing"), name="arranged_once")
        ]


class ServiceRule(Row):
    """How a service is booked: minutes, hours ahead, days and hours, room, who else takes part."""

    service = models.OneToOneField(Service, models.PROTECT, related_name="rule")
    minutes = models.SmallIntegerField()
    lead_hours = models.SmallIntegerField(default=0)
    channels = ArrayField(models.CharField(max_length=8))
    weekdays = ArrayField(models.SmallIntegerField())
    starts = models.TimeField(null=True)
    ends = models.TimeField(null=True)
    room_kind = models.CharField(max_length=12, default="")
    interpreted = models.BooleanField(default=True)
    escorted = models.BooleanField(default=False)
    after = ArrayField(models.UUIDField(), default=list)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="service_rule_takes_time", condition=models.Q(minutes__gt=0)
            ),
            models.CheckConstraint(
                name="service_rule_has_both_hours",
                condition=models.Q(starts=None, ends=None) | IN_ORDER,
            ),
        ]
