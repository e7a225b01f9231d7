"""Days on which nobody works: weekends, holidays of Korea, and what the centre adds or takes."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache

import holidays

from hangot.core.packs import Profile

SATURDAY = 5


@lru_cache(maxsize=64)
def _named(year: int) -> dict[date, str]:
    return dict(holidays.country_holidays("KR", years=year).items())


def is_holiday(profile: Profile) -> Callable[[date], bool]:
    """The question the clocks ask; the centre's own table wins over the calendar."""

    def asked(day: date) -> bool:
        if day in profile.holidays:
            return profile.holidays[day] is not None
        return day.weekday() >= SATURDAY or day in _named(day.year)

    return asked
