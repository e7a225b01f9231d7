"""From the clock on the wall to slots and back, and calendars as bits of slots."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from hangot.appointments.models import Availability
from hangot.core.clocks import SEOUL
from hangot.core.itinerary.model import Bits, Grid, Slot
from hangot.core.itinerary.slots import span
from hangot.core.packs import Profile


@dataclass(frozen=True, slots=True)
class Wall:
    """The grid of one question: the days looked ahead, from opening to closing."""

    grid: Grid

    @classmethod
    def of(cls, profile: Profile, first: date, last: date) -> "Wall":
        """From the first to the last day, both included, at most the horizon of the pack."""
        days = min((last - first).days + 1, profile.times.horizon)
        opens = profile.opens.hour * 60 + profile.opens.minute
        closes = profile.closes.hour * 60 + profile.closes.minute
        slot = profile.times.slot
        return cls(Grid(first, max(days, 1), (closes - opens) // slot, slot, opens))

    def covering(self, spans: Iterable[tuple[time | None, time | None]]) -> "Wall":
        """The same days, each long enough for all of these hours."""
        slot, known = self.grid.slot_min, [(a, b) for a, b in spans if a and b]
        opens = min((_minutes(a) for a, _ in known), default=self.grid.opens)
        closes = max((_minutes(b) for _, b in known), default=0)
        first = min(opens, self.grid.opens) // slot * slot
        last = max(closes, self.grid.opens + self.grid.slots * slot)
        return Wall(replace(self.grid, opens=first, slots=-(-(last - first) // slot)))

    @property
    def days(self) -> list[date]:
        return [self.grid.start + timedelta(days=n) for n in range(self.grid.days)]

    @property
    def since(self) -> datetime:
        """Midnight before the first day."""
        return datetime.combine(self.grid.start, time(), SEOUL)

    @property
    def until(self) -> datetime:
        """Midnight after the last day."""
        return self.since + timedelta(days=self.grid.days)

    def moment(self, slot: Slot) -> datetime:
        """When a global slot begins."""
        day, place = divmod(slot, self.grid.stride)
        minutes = self.grid.opens + place * self.grid.slot_min
        return self.since + timedelta(days=day, minutes=minutes)

    def floor(self, moment: datetime) -> Slot:
        """The slot a moment lies in, inside its own day; before opening the first one."""
        day, minutes = self._place(moment)
        return self._slot(day, minutes // self.grid.slot_min)

    def ceil(self, moment: datetime) -> Slot:
        """The first slot that begins at or after a moment, at the latest the day's closing."""
        day, minutes = self._place(moment)
        return self._slot(day, -(-minutes // self.grid.slot_min))

    def _place(self, moment: datetime) -> tuple[int, float]:
        gone = moment.astimezone(SEOUL) - self.since
        return gone.days, gone.seconds / 60 - self.grid.opens

    def _slot(self, day: int, place: float) -> Slot:
        if day < 0:
            return 0
        inside = min(max(int(place), 0), self.grid.slots)
        return min(day * self.grid.stride + inside, self.grid.end)

    def taken(self, starts: datetime, ends: datetime) -> Bits:
        """Every slot that a stretch of time touches."""
        return span(self.floor(starts), self.ceil(ends))

    def inside(self, starts: datetime, ends: datetime) -> Bits:
        """Every slot that lies wholly in a stretch of time of one day."""
        return span(self.ceil(starts), self.floor(ends))

    def daily(self, day: date, starts: time, ends: time) -> Bits:
        """The slots of one day between two times of the clock."""
        return self.inside(datetime.combine(day, starts, SEOUL), datetime.combine(day, ends, SEOUL))

    def weekly(
        self, days: Iterable[int], starts: time, ends: time, *, but: Callable[[date], bool]
    ) -> Bits:
        """The slots of all such weekdays between two times, except on some days."""
        wanted = frozenset(days)
        found = 0
        for day in self.days:
            if day.weekday() in wanted and not but(day):
                found |= self.daily(day, starts, ends)
        return found


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def worked(wall: Wall, rows: Iterable[Availability]) -> Bits:
    """The working time of one post or aide: a day of its own replaces the weekday."""
    rows = list(rows)
    own = {row.day for row in rows if row.day}
    found = 0
    for day in wall.days:
        for row in rows:
            if row.day == day or (day not in own and row.weekday == day.weekday()):
                found |= wall.daily(day, row.starts, row.ends) & ~_break(wall, day, row)
    return found


def _break(wall: Wall, day: date, row: Availability) -> Bits:
    if row.break_starts is None or row.break_ends is None:
        return 0
    return wall.taken(
        datetime.combine(day, row.break_starts, SEOUL), datetime.combine(day, row.break_ends, SEOUL)
    )
