"""Due dates of law and of the house: working days, months, hours, pauses, thirds.

The first day is not counted; an end on a day off moves on (민법 157조, 161조), except for a period
that limits the right of others to know, such as a consent: its end never moves.
"""

import calendar
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

IsHoliday = Callable[[date], bool]
"""True for a Saturday, a Sunday and a holiday: a day on which nobody works."""
Pause = tuple[datetime, datetime]
"""From and until; while it lasts the clock stands still."""

SEOUL = ZoneInfo("Asia/Seoul")
CLOSES = time(18)
DAY = timedelta(days=1)
SPEC = re.compile(r"^([1-9][0-9]{0,3})(h|wd|d|m|y)(!?)$")


@dataclass(frozen=True, slots=True)
class Length:
    """How long: hours, working days, calendar days, months or years. `fixed`: the end stays."""

    amount: int
    unit: str
    fixed: bool = False

    @classmethod
    def parse(cls, spec: str) -> "Length":
        """Read "4h", "5wd", "10d", "1m", "90d!"; ValueError says what was expected."""
        found = SPEC.match(spec)
        if found is None or (found[3] and found[2] in ("h", "wd")):
            raise ValueError(f'"{spec}" is not a length such as 4h, 5wd, 10d, 1m, 1y or 90d!')
        return cls(int(found[1]), found[2], bool(found[3]))

    def __str__(self) -> str:
        return f"{self.amount}{self.unit}{'!' if self.fixed else ''}"


def due_date(start: date, days: int, *, is_holiday: IsHoliday) -> date:
    """The last day of a period of calendar days."""
    return _moved(start + timedelta(days=days), is_holiday)


def working_days(start: date, days: int, *, is_holiday: IsHoliday) -> date:
    """The last of so many working days after the day of the start."""
    end = start
    for _ in range(days):
        end = _moved(end + DAY, is_holiday)
    return end


def hours(start: datetime, amount: int) -> datetime:
    """Hour clocks run through nights and holidays."""
    return start + timedelta(hours=amount)


def months(start: date, amount: int) -> date:
    """The same day of a later month, or its last day where there is none (민법 160조)."""
    count = start.year * 12 + start.month - 1 + amount
    year, month = divmod(count, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def due(
    start: datetime,
    length: Length,
    *,
    is_holiday: IsHoliday,
    closes: time = CLOSES,
    zone: tzinfo = SEOUL,
    pauses: Sequence[Pause] = (),
) -> datetime:
    """When the clock ends. Days end when the house closes; a fixed period ends at midnight.

    A fixed end is exclusive: 90d! from 3 September is 3 December 00:00, so 2 December still counts.
    A day on which the clock stood still at closing time is not counted.
    """
    if length.unit == "h":
        return _paused_hours(hours(start, length.amount), start, pauses)
    first = start.astimezone(zone).date()
    if length.fixed:
        return datetime.combine(_plain(first, length) + DAY, time(), zone)

    def off(day: date) -> bool:
        close = datetime.combine(day, closes, zone)
        return any(since <= close < until for since, until in pauses)

    return datetime.combine(_last_day(first, length, is_holiday, off), closes, zone)


def last_day(end: datetime, *, zone: tzinfo = SEOUL) -> date:
    """The last day on which something with this exclusive end still holds."""
    return (end - timedelta(microseconds=1)).astimezone(zone).date()


def used(start: datetime, end: datetime, now: datetime) -> int:
    """How many thirds have passed: 0, 1, 2, and 3 when the time is over."""
    if now >= end:
        return 3
    return max(0, int(3 * ((now - start) / (end - start))))


def _last_day(
    first: date, length: Length, is_holiday: IsHoliday, off: Callable[[date], bool]
) -> date:
    if length.unit == "wd":
        return working_days(first, length.amount, is_holiday=lambda d: is_holiday(d) or off(d))
    end, checked = _plain(first, length), first
    while checked < end:
        checked += DAY
        end += DAY if off(checked) else timedelta()
    return _moved(end, is_holiday)


def _plain(first: date, length: Length) -> date:
    if length.unit == "d":
        return first + timedelta(days=length.amount)
    return months(first, length.amount * (12 if length.unit == "y" else 1))


def _paused_hours(end: datetime, start: datetime, pauses: Sequence[Pause]) -> datetime:
    for since, until in sorted(pauses):
        if since < end:
            end += max(until - max(since, start), timedelta())
    return end


def _moved(day: date, is_holiday: IsHoliday) -> date:
    while is_holiday(day):
        day += DAY
    return day
