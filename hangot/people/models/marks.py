"""Coarse marks by which a year is counted; the clock alone reads them."""

from typing import ClassVar

from django.db import models

from hangot.vault.models import Row


class Mark(Row):
    """That somebody stands in one row of a breakdown: an age band, a group of the law, a quarter.

    `source`: what it comes from; the newest of a source counts. An empty `code` takes it back.
    """

    subject_id = models.UUIDField()
    agency_id = models.UUIDField()
    axis = models.CharField(max_length=12)
    source = models.CharField(max_length=48)
    code = models.CharField(max_length=24)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=("centre_id", "axis", "at"), name="mark_counted")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="mark_is_coarse", condition=models.Q(axis__in=("special", "age", "area"))
            )
        ]
