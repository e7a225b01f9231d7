"""Figures that were told of a month or a year, and beside them the exact ones, for the clock alone."""

from typing import ClassVar

from django.db import models

from hangot.vault.models import Row


class Released(Row):
    """One indicator of one month, or of a year (month 0), told once.

    `cells`: breakdown, value, number; null where it is hidden. `exact`: with every number, so that
    what comes later gives none of them away; nobody reads those.
    """

    indicator = models.CharField(max_length=40)
    year = models.SmallIntegerField()
    month = models.SmallIntegerField()
    exact = models.BooleanField()
    cells = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("centre_id", "indicator", "year", "month", "exact"), name="released_once"
            ),
            models.CheckConstraint(
                condition=models.Q(month__gte=0, month__lte=12), name="released_month"
            ),
        ]
