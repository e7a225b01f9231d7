"""Counts of what happened: how often, how many different people, how much; never who."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from hangot.core.clocks import SEOUL
from hangot.core.indicators.counting import EVERY, YEAR, Figure, Keys, Values, cell, figures
from hangot.core.indicators.definitions import REST, Dim, Indicator
from hangot.core.indicators.dominance import stands_out
from hangot.core.indicators.persons import persons
from hangot.indicators.sources import statement
from hangot.indicators.walks import COUNTED, CROSSED, LARGEST, MONTHLY, NAMED
from hangot.people.models import IdentityLink

IN_CELL, IN_ONE, IN_TWO = 0b00, 0b01, 0b10
OF_AGENCY, OF_KIND, OF_YEAR, WHOLE = 0b001, 0b010, 0b100, 0b011
"""What the database says of a line: which of month, agency and kind were put together in it."""


class Tally(NamedTuple):
    """What one line counts; `first`, `second`: the largest parts of the amount that one person has."""

    times: int
    people: int
    amount: int
    first: int = 0
    second: int = 0


PLACES: Mapping[str, str] = {"people": "people", "agencies": "people", "times": "times"}
"""Where the database puts what is counted: whatever is counted once like people; else an amount."""
Tallies = Mapping[Figure, Tally]
NONE = Tally(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is counted: a centre, its agencies by id, and which records are of one person."""

    centre: UUID
    agencies: Mapping[UUID, str]
    same: Mapping[UUID, UUID]


def tallies(
    group: Sequence[Indicator], year: int, months: Sequence[int], place: Place
) -> Tallies:  # fmt: skip
    """What indicators of one event count in these months, and in the year if it (0) is among them."""
    event, asked = group[0].event, _asked(group, year, months, place)
    won = any(one.counts == "won" for one in group)
    over = LARGEST if won else COUNTED if YEAR in months else MONTHLY
    found: dict[Figure, Tally] = {}
    with connection.cursor() as cursor:
        cursor.execute(_walk(over, event), asked)
        for level, month, agency, kind, *numbers in cursor.fetchall():
            at = YEAR if level & OF_YEAR else month
            slug = place.agencies.get(agency, REST)
            found[_figure(level & WHOLE, at, slug, kind)] = Tally(*numbers)
    for one in {each.crossing: each for each in group if each.crossing and YEAR in months}.values():
        found |= _crossed(one, asked)
    return found


def _walk(over: str, event: str) -> str:
    return over.format(named=NAMED.format(source=statement(event)))


def _asked(
    group: Sequence[Indicator], year: int, months: Sequence[int], place: Place
) -> dict[str, Any]:  # fmt: skip
    thing, _, step = group[0].event.partition(".")
    start, end = _span(year, months)
    return {
        "centre": place.centre, "thing": thing, "event": step, "start": start, "end": end,
        "first": start.date(), "last": end.date(), "agencies": list(place.agencies),
        "kinds": next((list(one.kinds) for one in group if one.kinds), []),
        "records": list(place.same), "persons": list(place.same.values()),
    }  # fmt: skip


def _crossed(one: Indicator, asked: Mapping[str, Any]) -> dict[Figure, Tally]:
    """The cells of a table of the year, and the rows of marks at its edges."""
    pair = one.crossing or ("kind", "kind")
    axes = {
        "one": pair[0],
        "two": pair[1],
        "ones": list(one.rows(pair[0])),
        "twos": list(one.rows(pair[1])),
    }
    with connection.cursor() as cursor:
        cursor.execute(_walk(CROSSED, one.event), {**asked, **axes})
        return dict(_cells(pair, cursor.fetchall()))


def _cells(pair: tuple[Dim, Dim], rows: Sequence[Any]) -> Iterator[tuple[Figure, Tally]]:
    for level, first, second, *numbers in rows:
        if level == IN_CELL:
            yield cell(*pair, first, second), Tally(*numbers)
        elif level == IN_ONE and pair[0] != "kind":
            yield Figure(pair[0], first, YEAR), Tally(*numbers)
        elif level == IN_TWO:
            yield Figure(pair[1], second, YEAR), Tally(*numbers)


def values(indicator: Indicator, month: int, counted: Tallies, keys: Keys) -> Values:
    """The figures of one month, or of the year (0), also those that are nought."""
    place = PLACES.get(indicator.counts, "amount")
    return {
        figure: getattr(counted.get(figure, NONE), place) or 0
        for figure in figures(indicator, keys)
        if figure.month == month
    }


def apart(
    indicator: Indicator, month: int, counted: Tallies, keys: Keys, percent: int
) -> frozenset[Figure]:  # fmt: skip
    """The sums of won of a month, or of the year, in which one person stands out."""
    if indicator.counts != "won":
        return frozenset()
    met = {f: counted[f] for f in figures(indicator, keys) if f.month == month and f in counted}
    return frozenset(
        f for f, one in met.items() if stands_out(one.amount or 0, one.first, one.second, percent)
    )


def same_people(centre: UUID) -> dict[UUID, UUID]:
    """Records that were judged to be of one person: for each, the one that stands for all."""
    rows = IdentityLink.objects.filter(centre_id=centre, state="linked").order_by("pk")
    links = list(rows.values_list("one_id", "other_id"))
    stands_for = persons(links)
    return {one: stands_for(one) for link in links for one in link}


def _figure(level: int, month: int, agency: str, kind: str) -> Figure:
    if level == WHOLE:
        return Figure(EVERY, EVERY, month)
    return Figure("agency", agency, month) if level == OF_AGENCY else Figure("kind", kind, month)


def _span(year: int, months: Sequence[int]) -> tuple[datetime, datetime]:
    """From midnight to midnight in Seoul; the end is no longer counted."""
    first, last = (1, 12) if YEAR in months else (min(months), max(months))
    over = datetime(year + last // 12, last % 12 + 1, 1, tzinfo=SEOUL)
    return datetime(year, first, 1, tzinfo=SEOUL), over
