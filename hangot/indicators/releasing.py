"""The clock tells a month when it is over, and a year after its months; each once."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from hangot.access.context import acting, system
from hangot.core.access import Purpose
from hangot.core.clocks import SEOUL
from hangot.core.indicators.counting import MONTHS, YEAR, Figure, Values
from hangot.core.indicators.definition import digest
from hangot.core.indicators.definitions import ONCE, Indicator
from hangot.core.indicators.releasing import Cells, bounded, due, groups, hidden, recovered
from hangot.core.indicators.sources import source
from hangot.directory.models import Centre
from hangot.indicators.counting import Place, Tallies, apart, same_people, tallies, values
from hangot.indicators.models import Released
from hangot.indicators.past import House, house
from hangot.packs.active import profile
from hangot.tasks.models import Moved


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
                lost += len({cell for cell in one.past.alone if cell[0] in exact} - secret)
    return many, lost


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
    place = Place(one.centre.pk, one.agencies, same_people(one.centre.pk))
    for group, months in waiting:
        counted = tallies(group, one.year, months, place)
        for month in months:
            yield from tell(one, group, month, counted, at)


def tell(
    one: House, group: list[Indicator], month: int, counted: Tallies, at: datetime
) -> Iterator[Released]:
    """One month, or the year, of a group; it is part of the past for what is told next."""
    past, _ = one.past.of(group)
    whole = Figure("", "", month)
    found = {
        each.id: _fitting(values(each, month, counted, one.keys), past.get(each.id, {}), each)
        for each in group
        if whole not in past.get(each.id, {})
    }
    alone = _alone(one, group, found, month, counted)
    secret = _secret(one, group, found, alone)
    one.past.kept.update(secret)
    for name, row in found.items():
        one.past.exact.setdefault(name, {}).update(row)
        for exact in (True, False):
            yield Released(
                centre_id=one.centre.pk, indicator=name, year=one.year, month=month, exact=exact,
                at=at, definition=digest(one.known.counted[name], one.known), cells=[
                    [f.dim, f.value, *_told_of((name, f), value, secret, alone, exact=exact)]
                    for f, value in row.items()
                ],
            )  # fmt: skip


def _alone(
    one: House, group: Sequence[Indicator], new: Mapping[str, Values], month: int, counted: Tallies
) -> Cells:  # fmt: skip
    """New sums in which one person stands out."""
    return frozenset(
        (each.id, figure)
        for each in group
        if each.id in new
        for figure in apart(each, month, counted, one.keys, one.known.apart)
    )


def _secret(
    one: House, group: Sequence[Indicator], new: Mapping[str, Values], alone: Cells
) -> Cells:  # fmt: skip
    if source(group[0].event).staff:
        return frozenset()
    past, kept = one.past.of(group)
    return hidden(
        group, new, past, kept=kept, keys=one.keys, least=one.known.least, apart=alone
    )  # fmt: skip


def _told_of(
    cell: tuple[str, Figure], value: int, secret: Cells, alone: Cells, *, exact: bool
) -> list[Any]:  # fmt: skip
    """The number as it is told; beside the exact one stands a 1 where one person stands out."""
    if exact:
        return [value, 1] if cell in alone else [value]
    return [None if cell in secret else value]


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
