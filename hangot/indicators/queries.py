"""What was told, as it is shown: no figure that is hidden ever leaves the database."""

from hangot.core.indicators.counting import Figure
from hangot.indicators.models import Released

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
        for dim, value, number in cells:
            found.setdefault(name, {})[Figure(dim, value, month)] = number
    return found
