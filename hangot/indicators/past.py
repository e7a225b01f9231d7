"""A house with everything that it told of a year, hidden or not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from hangot.core.indicators.counting import Figure, Keys, Values, parts, spans
from hangot.core.indicators.definitions import REST, Indicator, Indicators
from hangot.core.indicators.releasing import Cells
from hangot.directory.models import Agency, Centre
from hangot.indicators.models import Released
from hangot.packs.active import profile


@dataclass(frozen=True, slots=True)
class Past:
    """Earlier figures of a year, by indicator: every number, and which of them are hidden.

    `alone`: sums in which one person stands out.
    """

    exact: dict[str, Values] = field(default_factory=dict)
    kept: set[tuple[str, Figure]] = field(default_factory=set)
    alone: set[tuple[str, Figure]] = field(default_factory=set)

    def of(self, group: Sequence[Indicator]) -> tuple[dict[str, Values], Cells]:
        """Those of some indicators."""
        names = {one.id for one in group}
        exact = {name: row for name, row in self.exact.items() if name in names}
        return exact, frozenset(cell for cell in self.kept if cell[0] in names)


@dataclass(frozen=True, slots=True)
class House:
    """A house in which figures of a year are told: its agencies by id, and what was told already."""

    centre: Centre
    known: Indicators
    agencies: Mapping[UUID, str]
    year: int
    past: Past

    @property
    def keys(self) -> Keys:
        """The agencies that stand in a table, and a row for all others."""
        return {"agency": (*self.agencies.values(), REST)}


def house(centre: Centre, year: int) -> House:
    """A house with everything that was told of a year."""
    rows = Agency.objects.filter(centre_id=centre.pk, outside=False).order_by("slug")
    known = profile(centre.profile).indicators
    found = House(centre, known, dict(rows.values_list("pk", "slug")), year, Past())
    told = Released.objects.filter(centre_id=centre.pk, year=year)
    for name, month, exact, cells in told.values_list("indicator", "month", "exact", "cells"):
        if name in known.counted:
            _take(found, known.counted[name], month, cells, exact=exact)
    return found


def _take(one: House, indicator: Indicator, month: int, cells: list[Any], *, exact: bool) -> None:
    """What was told once; whoever was not there then had none."""
    told = {Figure(dim, value, month): number for dim, value, number, *_ in cells}
    if not exact:
        one.past.kept.update((indicator.id, f) for f, number in told.items() if number is None)
        return
    one.past.alone.update(
        (indicator.id, Figure(dim, value, month)) for dim, value, _, *mark in cells if mark
    )
    absent = {
        Figure(dim, row, month): 0
        for dim in indicator.by
        if month in spans(dim)
        for row in parts(indicator, dim, one.keys)
    }
    one.past.exact.setdefault(indicator.id, {}).update({**absent, **told})
