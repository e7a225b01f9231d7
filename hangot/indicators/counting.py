"""Counts of what happened: how often, how many different people, how much; never who."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from hangot.core.clocks import SEOUL
from hangot.core.indicators.counting import EVERY, YEAR, Figure, Keys, Values, figures
from hangot.core.indicators.definitions import REST, Indicator
from hangot.core.indicators.persons import persons
from hangot.indicators.sources import statement
from hangot.people.models import IdentityLink

# Every sum of a span in one walk: by month and whole, and each of them by agency; whole by kind.
COUNTED = """
with met as ({source}),
named as (
  select case when agency_id = any(%(agencies)s) then agency_id end as agency,
    case when kind = any(%(kinds)s) then kind else '-' end as kind,
    extract(month from at at time zone 'Asia/Seoul')::int as month,
    coalesce(same.stands, subject_id) as person, amount
  from met left join unnest(%(records)s::uuid[], %(persons)s::uuid[]) as same(record, stands)
    on same.record = subject_id)
select grouping(month, agency, kind), month, agency, kind,
  count(*), count(distinct person), sum(amount)::bigint
from named group by grouping sets ((), (agency), (kind), (month), (month, agency))
"""
OF_AGENCY, OF_KIND, OF_YEAR, WHOLE = 0b001, 0b010, 0b100, 0b011
"""What the database says of a line: which of month, agency and kind were put together in it."""


class Tally(NamedTuple):
    """What one line counts."""

    times: int
    people: int
    amount: int


PLACES: Mapping[str, str] = {"people": "people", "agencies": "people", "times": "times"}
"""Where the database puts what is counted: whatever is counted once like people; else an amount."""
Tallies = Mapping[Figure, Tally]
NONE = Tally(0, 0, 0)


def tallies(
    event: str, year: int, months: Sequence[int], *,
    centre: UUID, agencies: Mapping[UUID, str], kinds: Sequence[str], same: Mapping[UUID, UUID],
) -> Tallies:  # fmt: skip
    """What happened in these months, and in the year if it (0) is among them.

    `same`: records that were judged to be of one person, and which of them stands for all.
    """
    thing, _, step = event.partition(".")
    start, end = _span(year, months)
    asked: dict[str, Any] = {
        "centre": centre, "thing": thing, "event": step, "start": start, "end": end,
        "first": start.date(), "last": end.date(), "agencies": list(agencies), "kinds": list(kinds),
        "records": list(same), "persons": list(same.values()),
    }  # fmt: skip
    found: dict[Figure, Tally] = {}
    with connection.cursor() as cursor:
        cursor.execute(COUNTED.format(source=statement(event)), asked)
        for level, month, agency, kind, *numbers in cursor.fetchall():
            at = YEAR if level & OF_YEAR else month
            found[_figure(level & WHOLE, at, agencies.get(agency, REST), kind)] = Tally(*numbers)
    return found


def values(indicator: Indicator, month: int, counted: Tallies, keys: Keys) -> Values:
    """The figures of one month, or of the year (0), also those that are nought."""
    place = PLACES.get(indicator.counts, "amount")
    return {
        figure: getattr(counted.get(figure, NONE), place) or 0
        for figure in figures(indicator, keys)
        if figure.month == month
    }


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
