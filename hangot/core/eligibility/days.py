"""Ages and periods in whole years and months, as law counts them.

A period that would end on a day its month does not have ends on the last day of that month
(민법 160조3항), so somebody born on 29 February becomes older on 1 March of a common year.
"""

from calendar import monthrange
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta

YEAR = 12


@dataclass(frozen=True, slots=True)
class DaysOff:
    """Days on which no period ends. `weekend`: days of the week, Monday is 1; `days`: holidays."""

    weekend: AbstractSet[int] = frozenset()
    days: AbstractSet[date] = frozenset()

    def working(self, day: date) -> date | None:
        """The day itself, or the next that is not one of these; None outside the calendar."""
        found: date | None = day
        while found and (found.isoweekday() in self.weekend or found in self.days):
            found = add_days(found, 1)
        return found


def age_on(born: date, day: date) -> int:
    """Whole years since birth (만 나이, 행정기본법 7조의2); negative before birth."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def add_months(day: date, months: int) -> date | None:
    """The same day so many months on, or the last one of that month; None outside the calendar."""
    year, month = divmod(day.year * YEAR + day.month - 1 + months, YEAR)
    if not date.min.year <= year <= date.max.year:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_years(day: date, years: int) -> date | None:
    """The same day so many years on."""
    return add_months(day, years * YEAR)


def add_days(day: date, days: int) -> date | None:
    """So many days on; None outside the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def days_between(first: date, last: date) -> int:
    """Days from the first to the last; the first is not counted."""
    return (last - first).days


def months_between(first: date, last: date) -> int:
    """Whole months from the first to the last; negative when they stand the other way round."""
    if last < first:
        return -months_between(last, first)
    months = (last.year - first.year) * YEAR + last.month - first.month
    return months - (last.day < first.day)
