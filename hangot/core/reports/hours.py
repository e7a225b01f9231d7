"""When to call somebody again whom nobody reached: another time of day than before.

A person who does not answer at ten in the morning rarely answers at ten the next morning.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from hangot.core.clocks import SEOUL, IsHoliday

Span = tuple[time, time]
PARTS = 4
SHORTEST = timedelta(minutes=20)
DAYS = 14
SOONEST = timedelta(minutes=30)


def another_hour(
    tried: Sequence[datetime], *, after: datetime, window: Span | None, office: Span,
    is_holiday: IsHoliday,
) -> datetime | None:  # fmt: skip
    """The moment to propose: inside the safe hours and office hours, in the part tried least.

    Where the safe hours leave the office no time, they alone count. Among parts tried as often,
    the one farthest from every earlier call, and of these the soonest. None: no hour in two weeks.
    """
    span = _both(window, office)
    found = [
        one for day in _days(after, is_holiday) for one in _moments(day, span)
        if one >= after + SOONEST
    ]  # fmt: skip
    two = _first_days(found)
    return min(two, key=lambda one: (_same(one, tried, span), -_far(one, tried), one), default=None)


def part_of(moment: datetime, span: Span) -> int:
    """Which quarter of the allowed hours a call fell into."""
    start, end = _minutes(span[0]), _minutes(span[1])
    length = max(1, end - start)
    at = _minutes(moment.astimezone(SEOUL).time()) - start
    return max(0, min(PARTS - 1, at * PARTS // length))


def _both(window: Span | None, office: Span) -> Span:
    if window is None or window[0] > window[1]:
        return office
    start, end = max(window[0], office[0]), min(window[1], office[1])
    return (start, end) if _minutes(end) - _minutes(start) >= SHORTEST.seconds // 60 else window


def _days(after: datetime, is_holiday: IsHoliday) -> Iterator[date]:
    first = after.astimezone(SEOUL).date()
    days = (first + timedelta(days=n) for n in range(DAYS))
    return (day for day in days if not is_holiday(day))


def _moments(day: date, span: Span) -> Iterator[datetime]:
    """The middle of each part of the allowed hours, on the full five minutes."""
    start, end = _minutes(span[0]), _minutes(span[1])
    for part in range(PARTS):
        minute = start + (2 * part + 1) * (end - start) // (2 * PARTS)
        minute -= minute % 5
        yield datetime.combine(day, time(minute // 60, minute % 60), SEOUL)


def _first_days(found: Sequence[datetime]) -> list[datetime]:
    """Only the first two days on which anything is possible: nobody waits for a better hour."""
    days = sorted({one.date() for one in found})[:2]
    return [one for one in found if one.date() in days]


def _same(one: datetime, tried: Sequence[datetime], span: Span) -> int:
    return sum(part_of(before, span) == part_of(one, span) for before in tried)


def _far(one: datetime, tried: Sequence[datetime]) -> int:
    """Minutes of the day to the nearest earlier call."""
    mine = _minutes(one.time())
    return min((abs(mine - _minutes(t.astimezone(SEOUL).time())) for t in tried), default=0)


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
