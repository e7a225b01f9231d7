"""Figures told of a month or a year, the exact ones for the clock alone, and what the city is told."""

from typing import ClassVar

from django.db import models

from hangot.core.text import Text
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
    definition = models.CharField(max_length=12, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("centre_id", "indicator", "year", "month", "exact"), name="released_once"
            ),
            models.CheckConstraint(
                condition=models.Q(month__gte=0, month__lte=12), name="released_month"
            ),
        ]


class CityFigures(Row):
    """The figures of a year of a centre, told to the city in fives; named by its public name.

    `figures`: by indicator and month, the year as 0; null for a hidden one. `definitions`: the hash
    of what each of them counts.
    """

    to_centre = models.UUIDField()
    label_ko = models.CharField(max_length=80)
    label_en = models.CharField(max_length=120)
    year = models.SmallIntegerField()
    figures = models.JSONField()
    definitions = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("centre_id", "year"), name="city_figures_once")
        ]
        indexes: ClassVar = [models.Index(fields=("to_centre", "year"), name="city_figures")]

    @property
    def label(self) -> Text:
        return Text(self.label_ko, self.label_en)
