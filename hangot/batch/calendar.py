"""Ages and periods over columns of days since 1970, as in the core."""

import numpy as np

from hangot.batch.cells import Array, Cells
from hangot.core.eligibility.days import DaysOff

FIRST, LAST = -719162, 2932896
"""1 January of year 1 and 31 December 9999, the days a date can be."""
YEAR = 12


def _parts(days: Array) -> tuple[Array, Array]:
    """Months since 1970 and the day of the month from 0."""
    stamps = np.asarray(days, np.int64).astype("datetime64[D]")
    months = stamps.astype("datetime64[M]")
    return months.astype(np.int64), (stamps - months.astype("datetime64[D]")).astype(np.int64)


def age_on(born: Cells, day: Cells) -> Cells:
    """Whole years."""
    months, place = _parts(born.data)
    later, later_place = _parts(day.data)
    early = (later % YEAR < months % YEAR) | (
        (later % YEAR == months % YEAR) & (later_place < place)
    )
    years = later // YEAR - months // YEAR - early
    return Cells(years, born.known & day.known)


def months_between(one: Cells, two: Cells) -> Cells:
    """Whole months, negative the other way round."""
    first, last = np.minimum(one.data, two.data), np.maximum(one.data, two.data)
    months, place = _parts(first)
    later, later_place = _parts(last)
    found = later - months - (later_place < place)
    return Cells(np.where(two.data < one.data, -found, found), one.known & two.known)


def add_months(day: Cells, count: Cells, each: int = 1) -> Cells:
    """So many months on, at most the last day of that month; unknown outside the calendar."""
    months, place = _parts(day.data)
    wanted = months + count.data * each
    inside = (wanted >= -YEAR * 1969) & (wanted < YEAR * (10000 - 1970))
    safe = np.where(inside, wanted, 0)
    start = safe.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    after = (safe + 1).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    found = start + np.minimum(place, after - start - 1)
    return Cells(found, day.known & count.known & inside)


def add_days(day: Cells, count: Cells) -> Cells:
    """So many days on."""
    found = day.data + count.data
    inside = (found >= FIRST) & (found <= LAST)
    return Cells(found, day.known & count.known & inside)


def working_day(day: Cells, off: DaysOff) -> Cells:
    """The day itself, or the next on which a period may end."""
    week = [weekday not in off.weekend for weekday in range(1, 8)]
    table = np.busdaycalendar(weekmask=week, holidays=sorted(off.days))
    inside = np.clip(np.asarray(day.data, np.int64), FIRST, LAST).astype("datetime64[D]")
    found = np.busday_offset(inside, 0, roll="forward", busdaycal=table).astype(np.int64)
    return Cells(found, day.known & (found <= LAST))
