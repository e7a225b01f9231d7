"""Reports of a past year that somebody waits for, and until which day."""

from datetime import date, timedelta

from hangot.core.indicators.counting import YEAR
from hangot.core.indicators.definitions import Handing
from hangot.core.indicators.releasing import due


def due_on(one: Handing, year: int) -> date:
    """The last day of its month in the year after."""
    after = date(year + 1 + one.month // 12, one.month % 12 + 1, 1)
    return after - timedelta(days=1)


def is_open(one: Handing, year: int, today: date) -> bool:
    """From the day on which the year is told until its last day."""
    return due(year, YEAR) <= today <= due_on(one, year)
