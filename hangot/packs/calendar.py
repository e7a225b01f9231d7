"""Days on which nobody works: weekends, holidays of Korea, and what the centre adds or takes."""

import json
from collections.abc import Callable
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from hangot.core.packs import Profile

SATURDAY = 5
TABLE = Path(__file__).with_name("holidays_kr.json")


def from_library(year: int) -> dict[date, str]:
    """The holidays of one year with their names, from the well-kept library."""
    import holidays  # noqa: PLC0415 - 12 MB in every worker, needed only for years beyond the table

    return dict(holidays.country_holidays("KR", years=year).items())


@cache
def _table() -> dict[str, dict[str, str]]:
    years: dict[str, dict[str, str]] = json.loads(TABLE.read_text(encoding="utf-8"))["years"]
    return years


@lru_cache(maxsize=64)
def named(year: int) -> dict[date, str]:
    """The holidays of one year with their names."""
    known = _table().get(str(year))
    if known is None:
        return from_library(year)
    return {date.fromisoformat(day): name for day, name in known.items()}


def is_holiday(profile: Profile) -> Callable[[date], bool]:
    """The question the clocks ask; the centre's own table wins over the calendar."""

    public = is_public_holiday(profile)

    def asked(day: date) -> bool:
        weekend = day.weekday() >= SATURDAY and day not in profile.holidays
        return weekend or public(day)

    return asked


def is_public_holiday(profile: Profile) -> Callable[[date], bool]:
    """The same without weekends: whether a Saturday is worked stands in the hours of the house."""

    def asked(day: date) -> bool:
        if day in profile.holidays:
            return profile.holidays[day] is not None
        return day in named(day.year)

    return asked
