"""The clock tells a month when it is over, and a year after its months; each once."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from hangot.access.context import acting, system
from hangot.core.access import Purpose
from hangot.core.clocks import SEOUL
from hangot.core.indicators.counting import MONTHS, YEAR, Figure, Keys, Values
from hangot.core.indicators.definitions import Indicator
from hangot.core.indicators.releasing import Cells, bounded, due, groups, hidden, recovered
from hangot.directory.models import Agency, Centre
from hangot.indicators.counting import counted
from hangot.indicators.models import Released
from hangot.packs.active import profile


class House(NamedTuple):
    """A house in which figures are told: its agencies by id, and the moment."""

    centre: Centre
    agencies: Mapping[UUID, str]
    at: datetime


def release(centre: Centre, *, at: datetime) -> int:
    """Tell what is due of last year and of this one; how many figures of indicators were told."""
    by = system(centre.pk, centre.lead_agency_id, frozenset(), profile=centre.profile)
    with acting(by, Purpose.STATISTICS, "tick"):
        waiting = list(_waiting(centre, at.astimezone(SEOUL).date()))
        house = House(centre, _agencies(centre) if waiting else {}, at)
        for new, year, month in waiting:
            _tell(house, new, year, month)
    return len(waiting)


def audit(centre: Centre) -> tuple[int, int]:
    """How many figures are hidden, and how many of them the told ones give away all the same."""
    by = system(centre.pk, centre.lead_agency_id, frozenset(), profile=centre.profile)
    pack, many, lost = profile(centre.profile), 0, 0
    with acting(by, Purpose.STATISTICS, "indicators.audit"):
        keys: Keys = {"agency": tuple(_agencies(centre).values())}
        years = set(Released.objects.filter(centre_id=centre.pk).values_list("year", flat=True))
        for year in years:
            for group in groups(pack.indicators.counted):
                exact, secret = _past(centre, group, year, keys)
                many += len(secret)
                lost += len(recovered(group, exact, secret, keys, pack.indicators.least))
    return many, lost


def _waiting(centre: Centre, today: date) -> Iterator[tuple[list[Indicator], int, int]]:
    known = set(
        Released.objects.filter(centre_id=centre.pk, exact=False, year__gte=today.year - 1)
        .values_list("indicator", "year", "month")
    )  # fmt: skip
    for year in (today.year - 1, today.year):
        for month in (*MONTHS, YEAR):
            if due(year, month) > today:
                continue
            for group in groups(profile(centre.profile).indicators.counted):
                new = [one for one in group if (one.id, year, month) not in known]
                if new:
                    yield new, year, month


def _agencies(centre: Centre) -> dict[UUID, str]:
    rows = Agency.objects.filter(centre_id=centre.pk, outside=False).order_by("slug")
    return dict(rows.values_list("pk", "slug"))


def _tell(house: House, new: list[Indicator], year: int, month: int) -> None:
    centre, agencies = house.centre, house.agencies
    told = profile(centre.profile).indicators
    keys: Keys = {"agency": tuple(agencies.values())}
    group = [one for one in told.counted.values() if one.event == new[0].event]
    past, kept = _past(centre, group, year, keys)
    found = {
        one.id: _fitting(
            counted(one, year, month, centre=centre.pk, agencies=agencies),
            past.get(one.id, {}),
            one,
        )
        for one in new
    }
    secret = hidden(group, found, past, kept=kept, keys=keys, least=told.least)
    Released.objects.bulk_create(
        Released(
            centre_id=centre.pk, indicator=name, year=year, month=month, exact=exact,
            at=house.at,
            cells=[
                [f.dim, f.value, None if not exact and (name, f) in secret else value]
                for f, value in row.items()
            ],
        )
        for name, row in found.items()
        for exact in (True, False)
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
            found[figure] = bounded(value, whole) if indicator.counts == "people" else sum(whole)
    return found


def _past(
    centre: Centre, group: list[Indicator], year: int, keys: Keys
) -> tuple[dict[str, Values], Cells]:
    """Earlier figures of the year, exact, and which were hidden; whoever was not there had none."""
    exact: dict[str, Values] = {}
    secret = set()
    rows = Released.objects.filter(
        centre_id=centre.pk, indicator__in=[one.id for one in group], year=year
    )
    by = {one.id: one.by for one in group}
    for name, month, whole, cells in rows.values_list("indicator", "month", "exact", "cells"):
        told = {Figure(dim, value, month): number for dim, value, number in cells}
        if whole:
            absent = {Figure(dim, one, month): 0 for dim in by[name] for one in keys[dim]}
            exact[name] = {**exact.get(name, {}), **absent, **told}
        else:
            secret |= {(name, figure) for figure, number in told.items() if number is None}
    return exact, frozenset(secret)
