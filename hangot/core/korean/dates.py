"""Dates and times as people type them at a desk; the screen echoes what was understood."""

import re
import unicodedata
from datetime import date, time, timedelta

OLDEST = 130  # years; the longest human life on record is 122
LONGEST_TYPED = 40
NOON = 12

_FULL = re.compile(
    r"([0-9]{4}|[0-9]{2})\s*(?:[-./]|년)\s*([0-9]{1,2})\s*(?:[-./]|월)\s*([0-9]{1,2})"
    r"\s*[일.]?\s*생?"
)
_PACKED = re.compile(r"([0-9]{4}|[0-9]{2})([0-9]{2})([0-9]{2})")
_MONTH_DAY = re.compile(r"([0-9]{1,2})\s*(?:[-./]|월)\s*([0-9]{1,2})\s*[일.]?|([0-9]{2})([0-9]{2})")
_CLOCK = re.compile(
    r"([0-9]{1,2})\s*(?:시|:)\s*(?:([0-9]{1,2})\s*분?|(반))?|([0-9]{1,2})([0-9]{2})?"
)
_HALF_DAY = re.compile(r"(오전|am)|(오후|pm)")
_NEAR = {
    **dict.fromkeys(("오늘", "today"), 0),
    **dict.fromkeys(("내일", "tomorrow"), 1),
    **dict.fromkeys(("모레",), 2),
    **dict.fromkeys(("글피",), 3),
    **dict.fromkeys(("어제", "yesterday"), -1),
    **dict.fromkeys(("그제", "그저께"), -2),
}
_WORD_TIMES = {"정오": time(12), "noon": time(12), "자정": time(0), "midnight": time(0)}


def parse_birth(text: str, today: date) -> date | None:
    """970309, 19970309, 1997-03-09, 97년 3월 9일; never in the future.

    A year of two digits is the most recent one that has already happened.
    """
    found = _whole_date(_typed(text))
    if not found:
        return None
    year, month, day = found
    known = (_real(_century(year, back, today), month, day) for back in (0, 100))
    return next((born for born in known if born and _plausible(born, today)), None)


def parse_day(text: str, today: date) -> date | None:
    """0903, 9/3, 9월 3일, 내일, 2026-09-03; without a year the nearest such day is meant."""
    typed = _typed(text)
    if typed in _NEAR:
        return _shifted(today, _NEAR[typed])
    if whole := _whole_date(typed):
        year, month, day = whole
        return _real(_century(year, 0, today), month, day)
    if short := _MONTH_DAY.fullmatch(typed):
        month, day = (int(part) for part in short.groups() if part)
        return _nearest(month, day, today)
    return None


def parse_time(text: str) -> time | None:
    """1230, 12:30, 12시 30분, 오후 3시 반, 9, 3pm."""
    typed = _typed(text)
    if typed in _WORD_TIMES:
        return _WORD_TIMES[typed]
    half = _HALF_DAY.search(typed)
    found = _CLOCK.fullmatch(_HALF_DAY.sub("", typed, count=1).strip())
    if not found:
        return None
    hour = int(found[1] or found[4])
    minute = 30 if found[3] else int(found[2] or found[5] or 0)
    if half:
        hour = _of_half_day(hour, afternoon=bool(half[2]))
    try:
        return time(hour, minute)
    except ValueError:
        return None


def _typed(text: str) -> str:
    if len(text) > LONGEST_TYPED:
        return ""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _whole_date(typed: str) -> tuple[str, int, int] | None:
    found = _FULL.fullmatch(typed) or _PACKED.fullmatch(typed)
    return (found[1], int(found[2]), int(found[3])) if found else None


def _century(year: str, back: int, today: date) -> int:
    """The year meant; `back` years earlier when only two digits were given."""
    century = today.year - today.year % 100 - back
    return century + int(year) if len(year) == len("97") else int(year)


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _plausible(born: date, today: date) -> bool:
    return born <= today and today.year - born.year <= OLDEST


def _shifted(today: date, days: int) -> date | None:
    try:
        return today + timedelta(days)
    except OverflowError:
        return None


def _nearest(month: int, day: int, today: date) -> date | None:
    years = (today.year, today.year + 1, today.year - 1)
    days = [real for year in years if (real := _real(year, month, day))]
    return min(days, key=lambda real: abs(real - today), default=None)


def _of_half_day(hour: int, *, afternoon: bool) -> int:
    """오전 12시 is midnight, 오후 12시 is noon; 오전 13시 does not exist (24 is refused)."""
    if afternoon:
        return hour + NOON if hour < NOON else hour
    return hour % NOON if hour <= NOON else 24
