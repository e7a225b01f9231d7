"""What was told, as it is shown: no figure that is hidden ever leaves the database."""

from uuid import UUID

from hangot.core.indicators.counting import YEAR, Figure
from hangot.core.indicators.definition import MIXED
from hangot.indicators.models import CityFigures, Released

Told = dict[str, dict[Figure, int | None]]


def years() -> list[int]:
    """The years of which something was told, newest first."""
    found = Released.objects.filter(exact=False).values_list("year", flat=True)
    return sorted(set(found), reverse=True)


def told(year: int) -> Told:
    """The figures of a year by indicator; None for a hidden one."""
    found: Told = {}
    rows = Released.objects.filter(exact=False, year=year)
    for name, month, cells in rows.values_list("indicator", "month", "cells"):
        for dim, value, number, *_ in cells:
            found.setdefault(name, {})[Figure(dim, value, month)] = number
    return found


def definitions(year: int) -> dict[str, str]:
    """With which definition the figures of a year were told, by indicator; MIXED for more than one."""
    rows = Released.objects.filter(exact=False, year=year)
    found: dict[str, str] = {}
    for name, own in rows.values_list("indicator", "definition").distinct():
        found[name] = own if found.get(name, own) == own else MIXED
    return found


def months(told: Told) -> list[int]:
    """The months of a year of which something was told."""
    found = {figure.month for row in told.values() for figure in row}
    return sorted(found - {YEAR})


def years_of_the_city(centre: UUID) -> list[int]:
    """The years of which other centres told this one something, newest first."""
    found = CityFigures.objects.filter(to_centre=centre).values_list("year", flat=True)
    return sorted(set(found), reverse=True)


def of_the_city(centre: UUID, year: int) -> list[CityFigures]:
    """What the centres that answer to this one told of a year, by name."""
    return list(CityFigures.objects.filter(to_centre=centre, year=year).order_by("label_ko", "pk"))
