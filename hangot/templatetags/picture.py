"""Places on the drawn line of a case: where each event, its stem and its words stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from hangot.core.text import Text
from hangot.templatetags.moments import MONTHS, day_of
from hangot.templatetags.words import in_language, pick

WIDTH, LEFT, ROW, GAP, DIGIT, HANGUL = 900, 12, 26, 14, 7.6, 13.2
FIRST_HANGUL, EVERY_MONTH = 0x1100, 18


class Event(Protocol):
    """What the picture needs of an event; kind is done, now, plan or late."""

    at: date | datetime
    label: Text | str
    kind: str


@dataclass(frozen=True, slots=True)
class Flag:
    """One event as drawn; lengths are units of the picture, 900 wide."""

    at: date | datetime
    date: str
    label: str
    kind: str
    x: int
    y: int
    text_y: int


@dataclass(frozen=True, slots=True)
class Tick:
    """The first day of a month on the line."""

    x: int
    label: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole line."""

    width: int
    height: int
    axis: int
    flags: tuple[Flag, ...]
    ticks: tuple[Tick, ...]


def draw(events: Sequence[Event]) -> Picture:
    """Flags above and below one line by turns, so that no stem crosses the words of another."""
    ordered = sorted(events, key=lambda event: (day_of(event.at), str(event.at)))
    if not ordered:
        return Picture(WIDTH, 0, 0, (), ())
    words = [f"{_short(event)} {in_language(event.label)}" for event in ordered]
    widths = [_width(line) for line in words]
    places = _places([day_of(event.at) for event in ordered], max(widths))
    lanes = _lanes(places, widths)
    upper = max((lane for lane in lanes[0::2]), default=0)
    lower = max((lane for lane in lanes[1::2]), default=-1)
    axis = (upper + 1) * ROW + 14
    flags = tuple(
        _flag(event, places[number], lanes[number], axis, below=number % 2 == 1)
        for number, event in enumerate(ordered)
    )
    ticks = _ticks([day_of(event.at) for event in ordered], places)
    return Picture(WIDTH, axis + 26 + (lower + 1) * ROW + 8, axis, flags, ticks)


def _flag(event: Event, x: int, lane: int, axis: int, *, below: bool) -> Flag:
    distance = (lane + 1) * ROW
    y = axis + 16 + distance if below else axis - distance
    label = in_language(event.label)
    return Flag(event.at, _short(event), label, event.kind, x, y, y + (0 if below else 10))


def _short(event: Event) -> str:
    day = day_of(event.at)
    return pick(f"{day.month}. {day.day}.", f"{day.day} {MONTHS[day.month - 1]}")


def _width(words: str) -> float:
    """About how wide the words are: Hangul is square, other letters half."""
    return sum(HANGUL if ord(letter) >= FIRST_HANGUL else DIGIT for letter in words) + 8


def _places(days: Sequence[date], widest: float) -> list[int]:
    span = max((days[-1] - days[0]).days, 1)
    room = max(WIDTH - LEFT - min(widest, WIDTH / 3), 1)
    return [LEFT + round(room * (day - days[0]).days / span) for day in days]


def _lanes(places: Sequence[int], widths: Sequence[float]) -> list[int]:
    """From the right: an event goes one row beyond all later ones that its words would touch."""
    lanes = [0] * len(places)
    for number in reversed(range(len(places))):
        end = places[number] + widths[number] + GAP
        later = range(number + 2, len(places), 2)
        lanes[number] = max((lanes[one] + 1 for one in later if places[one] < end), default=0)
    return lanes


def _ticks(days: Sequence[date], places: Sequence[int]) -> tuple[Tick, ...]:
    """Months on the line: each, or each third when there are more than eighteen."""
    first, last = days[0], days[-1]
    count = (last.year - first.year) * 12 + last.month - first.month
    step = 1 if count <= EVERY_MONTH else 3
    span = max((last - first).days, 1)
    months = [_month(first, offset) for offset in range(1, count + 1, step)]
    scale = (places[-1] - places[0]) / span
    return tuple(Tick(LEFT + round(scale * (day - first).days), _name(day)) for day in months)


def _month(first: date, offset: int) -> date:
    months = first.year * 12 + first.month - 1 + offset
    return date(months // 12, months % 12 + 1, 1)


def _name(day: date) -> str:
    korean = f"{day.year}년 {day.month}월" if day.month == 1 else f"{day.month}월"
    english = f"{MONTHS[day.month - 1]} {day.year}" if day.month == 1 else MONTHS[day.month - 1]
    return pick(korean, english)
