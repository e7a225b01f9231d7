"""What was told stays; where the records say otherwise today, the difference is listed with its reason."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from hangot.access.context import acting, system
from hangot.core.access import Purpose
from hangot.core.indicators.counting import EVERY, YEAR, Figure
from hangot.core.indicators.definitions import ONCE, Indicator
from hangot.core.indicators.releasing import groups
from hangot.core.text import Text
from hangot.directory.models import Centre
from hangot.indicators.counting import Place, same_people, tallies, values
from hangot.indicators.models import Released
from hangot.indicators.past import house
from hangot.tasks.models import Moved

WHOLE = Figure(EVERY, EVERY, YEAR)
LINKS = Text("동일인 연결을 잇거나 푼 것 {n}건", "{n} decisions on records of one person")
LATE = Text("그 뒤에 적거나 고친 기록", "written or corrected afterwards")


class Difference(NamedTuple):
    """A figure of a year as it was told, as it would be counted today, and why they differ."""

    indicator: Indicator
    year: int
    told: int
    now: int
    reason: Text


def differences(centre: Centre) -> list[Difference]:
    """Every figure of a whole year that was told and would be another one today; never a hidden one."""
    by = system(centre.pk, centre.lead_agency_id, frozenset(), profile=centre.profile)
    with acting(by, Purpose.STATISTICS, "indicators.differences"):
        rows = Released.objects.filter(centre_id=centre.pk, month=YEAR, exact=False)
        told: dict[int, dict[str, tuple[datetime, int]]] = {}
        for name, year, at, cells in rows.values_list("indicator", "year", "at", "cells"):
            for dim, _, number, *_ in cells:
                if dim == EVERY and number is not None:
                    told.setdefault(year, {})[name] = (at, number)
        return [one for year in sorted(told) for one in _of_year(centre, year, told[year])]


def _of_year(
    centre: Centre, year: int, told: dict[str, tuple[datetime, int]]
) -> Iterator[Difference]:
    one, same = house(centre, year), same_people(centre.pk)
    for group in groups(one.known.counted):
        here = [each for each in group if each.id in told]
        if not here:
            continue
        counted = tallies(group, year, [YEAR], Place(centre.pk, one.agencies, same))
        for each in here:
            at, number = told[each.id]
            now = values(each, YEAR, counted, one.keys)[WHOLE]
            if now != number:
                yield Difference(each, year, number, now, _reason(each, at))


def _reason(one: Indicator, at: datetime) -> Text:
    decided = Moved.objects.filter(
        thing_kind="identity_link", event__in=("link", "unlink"), at__gt=at
    ).count()
    return LINKS.format(n=decided) if decided and one.counts in ONCE else LATE
