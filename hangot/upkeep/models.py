"""Faults of rooms and house, and checks of its security."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hangot.directory.places import Room
from hangot.vault.fields import SealedText
from hangot.vault.models import Row


class RoomFault(Row):
    """Something that does not work. `room`: None for the house as a whole. `what`: its kind."""

    kind = "room_fault"
    room = models.ForeignKey(Room, models.PROTECT, null=True, related_name="+")
    what = models.CharField(max_length=16)
    urgent = models.BooleanField(default=False)
    state = models.CharField(max_length=10)
    agency_id = models.UUIDField()
    post_id = models.UUIDField()
    reported_at = models.DateTimeField()
    taken_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    words = SealedText(null=True)
    end_words = SealedText(null=True)

    class Personal:
        identifies = ()
        content = ("words", "end_words")
        kept = "house"

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=("centre_id", "state", "reported_at"), name="fault_open")
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="fault_ended_has_a_moment",
                condition=~Q(state__in=("mended", "dismissed")) | Q(ended_at__isnull=False),
            ),
        ]


class SecurityCheck(Row):
    """One look at the security of the house. `found`: the points that were not in order."""

    agency_id = models.UUIDField()
    post_id = models.UUIDField()
    at = models.DateTimeField()
    points = models.JSONField()
    found = models.JSONField()
    words = SealedText(null=True)

    class Personal:
        identifies = ()
        content = ("words",)
        kept = "house"

    class Meta:
        indexes: ClassVar = [models.Index(fields=("centre_id", "at"), name="security_newest")]
