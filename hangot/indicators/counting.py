"""Counts out of the log of moves: how often, and how many different people; never who."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from hangot.core.clocks import SEOUL
from hangot.core.indicators.counting import EVERY, YEAR, Figure, Values
from hangot.core.indicators.definitions import Indicator

COUNTED = """
select agency_id, count(*), count(distinct subject_id) from hangot_moved
where centre_id = %(centre)s and thing_kind = %(kind)s and event = %(event)s
  and at >= %(start)s and at < %(end)s
group by grouping sets ((), (agency_id))
"""


def counted(
    indicator: Indicator, year: int, month: int, *, centre: UUID, agencies: Mapping[UUID, str]
) -> Values:
    """The figures of one month, or of the year (0), also those that are nought."""
    kind, event = indicator.event.split(".")
    start, end = span(year, month)
    with connection.cursor() as cursor:
        cursor.execute(
            COUNTED,
            {"centre": centre, "kind": kind, "event": event, "start": start, "end": end},
        )
        found = _numbers(indicator, cursor.fetchall(), agencies)
    rows = [(EVERY, EVERY), *(("agency", slug) for slug in agencies.values() if indicator.by)]
    return {Figure(dim, value, month): found.get(value, 0) for dim, value in rows}


def _numbers(
    indicator: Indicator, rows: Iterable[tuple[Any, ...]], agencies: Mapping[UUID, str]
) -> dict[str, int]:
    people = indicator.counts == "people"
    return {
        agencies.get(agency, EVERY): heads if people else times
        for agency, times, heads in rows
        if agency is None or agency in agencies
    }


def span(year: int, month: int) -> tuple[datetime, datetime]:
    """From midnight to midnight in Seoul; the end is no longer counted."""
    first = month or 1
    last = 12 if month == YEAR else month
    over = datetime(year + last // 12, last % 12 + 1, 1, tzinfo=SEOUL)
    return datetime(year, first, 1, tzinfo=SEOUL), over
