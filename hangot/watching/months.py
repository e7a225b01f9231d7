"""Months of Seoul as moments: from midnight to midnight."""

from datetime import date, datetime, time

from hangot.core.clocks import SEOUL

DECEMBER = 12


def span(month: date) -> tuple[datetime, datetime]:
    """The first moment of a month and of the next."""
    return _midnight(month), _midnight(shifted(month, 1))


def shifted(month: date, months: int) -> date:
    """So many months later or earlier, within the years there are."""
    number = month.year * DECEMBER + month.month - 1 + months
    year = min(max(number // DECEMBER, 1), 9999)
    return date(year, number % DECEMBER + 1, 1)


def read(text: str, at: datetime) -> date:
    """The month of `2026-10`; this month for anything odd."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return at.astimezone(SEOUL).date().replace(day=1)


def is_over(month: date, at: datetime) -> bool:
    """Has its last midnight passed?"""
    return span(month)[1] <= at


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SEOUL)
