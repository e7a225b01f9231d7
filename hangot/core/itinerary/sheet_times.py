"""Times of a document: clock times and days on one side, slots of the grid on the other."""

import re
from datetime import date, timedelta

from hangot.core.itinerary.entries import Entry
from hangot.core.itinerary.model import Bits, Grid, Slot
from hangot.core.itinerary.slots import open_bits, span

CLOCK = re.compile(r"^([01]\d|2[0-4]):([0-5]\d)$")
ALWAYS = "always"
FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)
MINUTES_OF_DAY = 24 * 60
MOST_DAYS = 92
"""A quarter of a year: longer plans are wrong before they begin, and would take minutes to find."""


def read_grid(entry: Entry) -> Grid:
    """The days and hours of the centre."""
    entry.keys(("start", "days", "opens", "closes"), ("minutes",))
    minutes = entry.get("minutes", 15).whole(1, MINUTES_OF_DAY)
    opens, closes = _clock(entry.get("opens")), _clock(entry.get("closes"))
    if opens >= closes or (closes - opens) % minutes:
        entry.get("closes").refuse(
            "여는 시각보다 늦고, 그 사이가 {minutes}분으로 나누어져야 합니다.",
            "must be later than opening, by a multiple of {minutes} minutes.",
            minutes=minutes,
        )
    return Grid(
        start=_date(entry.get("start")),
        days=entry.get("days").whole(1, MOST_DAYS),
        slots=(closes - opens) // minutes,
        slot_min=minutes,
        opens=opens,
    )


def _clock(entry: Entry) -> int:
    found = CLOCK.match(entry.text())
    minute = int(found[1]) * 60 + int(found[2]) if found else MINUTES_OF_DAY + 1
    if minute > MINUTES_OF_DAY:
        entry.refuse("시각을 09:30처럼 적어 주세요.", "write a time such as 09:30.")
    return minute


def _date(entry: Entry) -> date:
    try:
        day = date.fromisoformat(entry.text())
    except ValueError:
        day = date.max
    if not FIRST <= day <= LAST:
        entry.refuse("날짜를 2026-09-07처럼 적어 주세요.", "write a day such as 2026-09-07.")
    return day


def lengths(entry: Entry, grid: Grid, least: int = 1) -> int:
    """Minutes as slots, at most from opening to closing: nothing lasts longer than a day."""
    minutes = entry.whole(least, grid.slots * grid.slot_min)
    if minutes % grid.slot_min:
        entry.refuse(
            "{slot}분 단위로 적어 주세요.",
            "write a multiple of {slot} minutes.",
            slot=grid.slot_min,
        )
    return minutes // grid.slot_min


def day(entry: Entry, grid: Grid) -> int:
    """A date as the number of a day of the grid."""
    number = (_date(entry) - grid.start).days
    if not 0 <= number < grid.days:
        entry.refuse(
            "계획 기간({first}~{last}) 밖의 날입니다. 기간이나 날짜를 고쳐 주세요.",
            "lies outside the planned days ({first} to {last}). Change the days or the date.",
            first=grid.start,
            last=grid.start + timedelta(days=grid.days - 1),
        )
    return number


def moment(entry: Entry, grid: Grid) -> Slot:
    """A time such as `2026-09-07 10:00` as a slot; the closing time is the slot after the last."""
    words = entry.text().split()
    if len(words) != 2:  # noqa: PLR2004 - a day and a time
        entry.refuse("2026-09-07 10:00처럼 적어 주세요.", "write it like 2026-09-07 10:00.")
    place = day(Entry(words[0], entry.place), grid) * grid.stride
    return place + slot_of_day(Entry(words[1], entry.place), grid)


def slot_of_day(entry: Entry, grid: Grid) -> int:
    """A clock time as a slot of a day."""
    slot, rest = divmod(_clock(entry) - grid.opens, grid.slot_min)
    if rest or not 0 <= slot <= grid.slots:
        entry.refuse(
            "{opens}~{closes} 사이에서 {slot}분 단위로 적어 주세요.",
            "write a time from {opens} to {closes}, in steps of {slot} minutes.",
            opens=clock(grid, 0),
            closes=clock(grid, grid.slots),
            slot=grid.slot_min,
        )
    return slot


def calendar(entry: Entry, grid: Grid) -> Bits:
    """`always`, or a list of `2026-09-07 09:00-12:00` and, for every day, `09:00-12:00`."""
    if entry.value == ALWAYS:
        return open_bits(grid)
    found = 0
    for one in entry.items():
        part = _part(one, grid)
        if part & found:
            one.refuse(
                "앞의 시간과 겹칩니다. 겹치지 않게 나누어 적어 주세요.",
                "overlaps a time above. Write times that do not overlap.",
            )
        found |= part
    return found


def _part(entry: Entry, grid: Grid) -> Bits:
    words = entry.text().split()
    ends = words[-1].split("-")
    if len(words) > 2 or len(ends) != 2:  # noqa: PLR2004 - a day and a span of two times
        entry.refuse(
            "2026-09-07 09:00-12:00이나 09:00-12:00처럼 적어 주세요.",
            "write it like 2026-09-07 09:00-12:00, or 09:00-12:00 for every day.",
        )
    start, stop = (slot_of_day(Entry(one, entry.place), grid) for one in ends)
    if start >= stop:
        entry.refuse("끝이 시작보다 늦어야 합니다.", "must end later than it begins.")
    chosen = (day(Entry(words[0], entry.place), grid),) if words[1:] else range(grid.days)
    return sum(span(one * grid.stride + start, one * grid.stride + stop) for one in chosen)


def clock(grid: Grid, slot: int) -> str:
    """A slot of a day as a clock time."""
    hours, minutes = divmod(grid.opens + slot * grid.slot_min, 60)
    return f"{hours:02}:{minutes:02}"


def date_of(grid: Grid, number: int) -> str:
    """The date of a day of the grid."""
    return (grid.start + timedelta(days=number)).isoformat()


def time_of(grid: Grid, slot: Slot) -> str:
    """A slot as day and clock time."""
    number, rest = divmod(slot, grid.stride)
    return f"{date_of(grid, number)} {clock(grid, rest)}"
