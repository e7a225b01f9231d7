"""The week of a post as a grid: an hour is off, free, away, or taken by a service."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hangot.appointments.models import Absence, Availability
from hangot.core.clocks import SEOUL
from hangot.core.packs import Profile
from hangot.core.text import Text
from hangot.directory.days import is_off
from hangot.directory.places import DayOff, Opening
from hangot.packs.calendar import is_public_holiday

OFF, FREE, AWAY = Text("쉼", "Off"), Text("비어 있음", "Free"), Text("부재", "Away")
TAKEN = Text("예약", "Taken")
DAYS = 5
Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Cell:
    """An hour of a day: how it looks, and what it says."""

    look: str
    words: Text


@dataclass(frozen=True, slots=True)
class Week:
    """Days as heads, hours as lines."""

    days: tuple[date, ...]
    lines: tuple[tuple[int, tuple[Cell, ...]], ...]


def week(
    first: date, rota: Iterable[Availability], absences: Sequence[Absence],
    taken: Sequence[Span], house: "HouseDays",
) -> Week:  # fmt: skip
    """Monday to Friday, and each day of the weekend on which the house opens, in its hours.

    An hour is taken whoever it is for, in one word: an hour that looked free to one reader and not
    to another would tell whom the one must not see.
    """
    days = tuple(house.days(first))
    rota = list(rota)
    lines = tuple(
        (hour, tuple(_cell(day, hour, rota, absences, taken, off=house.off(day)) for day in days))
        for hour in house.hours
    )
    return Week(days, lines)


@dataclass(frozen=True, slots=True)
class HouseDays:
    """When the house is open at all: what its pack says, and what was changed since."""

    pack: Profile
    openings: Sequence[Opening]
    own: Sequence[DayOff]

    def days(self, monday: date) -> Iterable[date]:
        """The days of a week that are drawn, one of the weekend also when it opens this once."""
        weekly = {one.weekday for one in self.openings}
        once = {one.day for one in self.own if one.open}
        for n in range(7):
            day = monday + timedelta(days=n)
            if n < DAYS or n in weekly or day in once:
                yield day

    @property
    def hours(self) -> range:
        """The hours of a day that are drawn."""
        spans = [(one.starts, one.ends) for one in self.openings]
        spans += [(one.starts, one.ends) for one in self.own if one.starts and one.ends]
        first = min([self.pack.opens, *(starts for starts, _ in spans)])
        last = max([self.pack.closes, *(ends for _, ends in spans)])
        return range(first.hour, last.hour + bool(last.minute))

    def off(self, day: date) -> bool:
        """Nobody works on that day."""
        return is_off(day, self.own, is_public_holiday(self.pack))


def _cell(
    day: date, hour: int, rota: Sequence[Availability], absences: Sequence[Absence],
    taken: Sequence[Span], *, off: bool,
) -> Cell:  # fmt: skip
    starts = datetime.combine(day, time(hour), SEOUL)
    ends = starts + timedelta(hours=1)
    if any(since < ends and starts < until for since, until in taken):
        return Cell("busy", TAKEN)
    if any(one.starts < ends and starts < one.ends for one in absences):
        return Cell("keep", AWAY)
    return Cell("free", FREE) if not off and _works(day, hour, rota) else Cell("off", OFF)


def _works(day: date, hour: int, rota: Sequence[Availability]) -> bool:
    own = [row for row in rota if row.day == day]
    rows = own or [row for row in rota if row.day is None and row.weekday == day.weekday()]
    begins, middle = time(hour), time(hour, 30)
    return any(
        row.starts <= middle and begins < row.ends and not _rests(row, begins) for row in rows
    )


def _rests(row: Availability, begins: time) -> bool:
    return bool(row.break_starts and row.break_ends and row.break_starts <= begins < row.break_ends)
