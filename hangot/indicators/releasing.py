"""The clock tells a month when it is over, and a year after its months; each once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from hangot.access.context import acting, system
from hangot.core.access import Purpose
from hangot.core.clocks import SEOUL
from hangot.core.indicators.counting import MONTHS, YEAR, Figure, Keys, Values, parts, spans
from hangot.core.indicators.definitions import ONCE, REST, Indicator, Indicators
from hangot.core.indicators.releasing import Cells, bounded, due, groups, hidden, recovered
from hangot.core.indicators.sources import source
from hangot.directory.models import Agency, Centre
from hangot.indicators.counting import Tallies, same_people, tallies, values
from hangot.indicators.models import Released
from hangot.packs.active import profile
from hangot.tasks.models import Moved


@dataclass(frozen=True, slots=True)
class Past:
    """Earlier figures of a year, by indicator: every number, and which of them are hidden."""

    exact: dict[str, Values] = field(default_factory=dict)
    kept: set[tuple[str, Figure]] = field(default_factory=set)

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


def release(centre: Centre, *, at: datetime) -> int:
    """Tell what is due of last year and of this one; how many groups of figures were told."""
    by = system(centre.pk, centre.lead_agency_id, frozenset(), profile=centre.profile)
    today = at.astimezone(SEOUL).date()
    with acting(by, Purpose.STATISTICS, "tick"):
        waiting = {year: _waiting(centre, year, today) for year in (today.year - 1, today.year)}
        told = [
            row
            for year, groups_ in waiting.items()
            if groups_
            for row in _told(house(centre, year), groups_, at)
        ]
        Released.objects.bulk_create(told)
    return sum(len(months) for of_year in waiting.values() for _, months in of_year)


def audit(centre: Centre) -> tuple[int, int]:
    """How many figures are hidden, and how many of them the told ones give away all the same."""
    by = system(centre.pk, centre.lead_agency_id, frozenset(), profile=centre.profile)
    many = lost = 0
    with acting(by, Purpose.STATISTICS, "indicators.audit"):
        years = set(Released.objects.filter(centre_id=centre.pk).values_list("year", flat=True))
        for year in years:
            one = house(centre, year)
            for group in groups(one.known.counted):
                exact, secret = one.past.of(group)
                many += len(secret)
                lost += len(recovered(group, exact, secret, one.keys, one.known.least))
    return many, lost


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
    told = {Figure(dim, value, month): number for dim, value, number in cells}
    if not exact:
        one.past.kept.update((indicator.id, f) for f, number in told.items() if number is None)
        return
    absent = {
        Figure(dim, row, month): 0
        for dim in indicator.by
        if month in spans(dim)
        for row in parts(indicator, dim, one.keys)
    }
    one.past.exact.setdefault(indicator.id, {}).update({**absent, **told})


def _waiting(centre: Centre, year: int, today: date) -> list[tuple[list[Indicator], list[int]]]:
    """Groups with the months of a year, and the year (0) after them, that are due and not told.

    Nothing is told of a year that ended before the house opened.
    """
    known = profile(centre.profile).indicators
    told = set(
        Released.objects.filter(centre_id=centre.pk, exact=False, year=year)
        .values_list("indicator", "month")
    )  # fmt: skip
    found = []
    for group in groups(known.counted):
        ready = [m for m in (*MONTHS, YEAR) if due(year, m, group[0].event) <= today]
        months = [m for m in ready if any((one.id, m) not in told for one in group)]
        if months:
            found.append((group, months))
    over = datetime(year + 1, 1, 1, tzinfo=SEOUL)
    began = found and Moved.objects.filter(centre_id=centre.pk, at__lt=over).exists()
    return found if began else []


def _told(
    one: House, waiting: list[tuple[list[Indicator], list[int]]], at: datetime
) -> Iterator[Released]:
    same = same_people(one.centre.pk)
    for group, months in waiting:
        kinds = next((tuple(each.kinds) for each in group if each.kinds), ())
        counted = tallies(
            group[0].event, one.year, months, centre=one.centre.pk, agencies=one.agencies,
            kinds=kinds, same=same,
        )  # fmt: skip
        for month in months:
            yield from tell(one, group, month, counted, at)


def tell(
    one: House, group: list[Indicator], month: int, counted: Tallies, at: datetime
) -> Iterator[Released]:
    """One month, or the year, of a group; it is part of the past for what is told next."""
    past, kept = one.past.of(group)
    whole = Figure("", "", month)
    found = {
        each.id: _fitting(values(each, month, counted, one.keys), past.get(each.id, {}), each)
        for each in group
        if whole not in past.get(each.id, {})
    }
    staff = source(group[0].event).staff
    secret = (
        frozenset()
        if staff
        else hidden(group, found, past, kept=kept, keys=one.keys, least=one.known.least)
    )
    one.past.kept.update(secret)
    for name, row in found.items():
        one.past.exact.setdefault(name, {}).update(row)
        for exact in (True, False):
            yield Released(
                centre_id=one.centre.pk, indicator=name, year=one.year, month=month, exact=exact,
                at=at,
                cells=[
                    [f.dim, f.value, None if not exact and (name, f) in secret else value]
                    for f, value in row.items()
                ],
            )  # fmt: skip


def _fitting(values: Values, past: Values, indicator: Indicator) -> Values:
    """A year that agrees with the months that were told, whatever was entered late."""
    found: Values = {}
    for figure, value in values.items():
        months = [past.get(figure._replace(month=one)) for one in MONTHS]
        whole = [one for one in months if one is not None]
        if figure.month != YEAR or len(whole) < len(MONTHS):
            found[figure] = value
        else:
            found[figure] = bounded(value, whole) if indicator.counts in ONCE else sum(whole)
    return found
