"""A plan as three lines to choose by and as bars over the hours of its day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from hangot.appointments.asking import Offer, Stop
from hangot.core.clocks import SEOUL
from hangot.core.text import Text
from hangot.directory.models import Service
from hangot.directory.places import Room

STEP = 5
"""Minutes of one column."""
WITH_RECEPTION = Text("접수대에서 안내", "Ask at reception")
BEST, SOONEST, DONE_FIRST, SHORTEST = (
    Text("가장 적게 오시기", "Fewest visits"),
    Text("가장 빨리 시작하시기", "Soonest start"),
    Text("가장 먼저 마치시기", "Done first"),
    Text("가장 덜 기다리시기", "Least waiting"),
)
ALL_KINDS = 3


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of the picture: `before`, `wide` and `after` are columns of five minutes."""

    what: Text
    who: Text
    starts: datetime
    ends: datetime
    before: int
    wide: int
    after: int
    late: bool
    first: bool

    @property
    def minutes(self) -> int:
        return self.wide * STEP


@dataclass(frozen=True, slots=True)
class Day:
    """One visit: its hours as heads of columns, its bars, minutes of help and of waiting."""

    day: date
    starts: datetime
    ends: datetime
    hours: tuple[tuple[int, int], ...]
    bars: tuple[Bar, ...]
    helped: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Names:
    """The words of the directory that pictures need."""

    services: dict[UUID, Text]
    rooms: dict[UUID, Text]

    @classmethod
    def of(cls, stops: Iterable[Any]) -> "Names":
        stops = list(stops)
        services = Service.objects.in_bulk([one.service for one in stops])
        rooms = Room.objects.in_bulk([one.room for one in stops if one.room])
        return cls(
            {pk: one.label for pk, one in services.items()},
            {pk: one.label for pk, one in rooms.items()},
        )

    def where(self, stop: Stop) -> Text:
        """The room alone: who sits there would name an agency that stays unnamed."""
        return self.rooms.get(stop.room, WITH_RECEPTION) if stop.room else WITH_RECEPTION


def stops_of(offers: Iterable[Offer]) -> list[Stop]:
    """Every stop of a menu."""
    return [stop for one in offers for stop in one.stops]


def drawn(offers: Sequence[Offer]) -> list[dict[str, Any]]:
    """The menu as it is shown."""
    names = Names.of(stops_of(offers))
    return [
        {
            "number": n, "title": title, "days": [_day(names, d, s) for d, s in one.days],
            "visits": len(one.days), "waiting": one.waiting, "count": len(one.stops),
            "unserved": [service for pk in one.unserved if (service := _service(pk))],
            "proved": one.proof == "optimal",
        }
        for n, (one, title) in enumerate(zip(offers, titles(offers), strict=True))
    ]  # fmt: skip


def _service(pk: UUID) -> Text | None:
    found = Service.objects.filter(pk=pk).first()
    return found.label if found else None


def titles(offers: Sequence[Offer]) -> list[Text]:
    """The first is the best of the house, then the soonest, then the one with least waiting.

    Equal plans stand once, so a second one alone is named by what it is better at.
    """
    if not offers:
        return []
    best, second = offers[0], offers[1:2]
    found = [BEST]
    for one in second:
        shorter = len(offers) < ALL_KINDS and one.waiting < best.waiting
        later = SHORTEST if shorter else DONE_FIRST
        found.append(SOONEST if one.stops[0].starts < best.stops[0].starts else later)
    return [*found, SHORTEST][: len(offers)]


def _day(names: Names, day: date, stops: Sequence[Stop]) -> Day:
    opens = stops[0].starts.astimezone(SEOUL).replace(minute=0)
    ends = max(one.ends for one in stops).astimezone(SEOUL)
    hours = -(-int((ends - opens).total_seconds()) // 3600)
    columns = hours * 60 // STEP
    bars = tuple(_bar(names, one, opens, columns, first=n == 0) for n, one in enumerate(stops))
    helped = sum(int((one.ends - one.starts).total_seconds()) // 60 for one in stops)
    starts = stops[0].starts.astimezone(SEOUL)
    whole = int((ends - starts).total_seconds()) // 60
    heads = tuple((opens.hour + n, 60 // STEP) for n in range(hours))
    return Day(day, starts, ends, heads, bars, helped, whole - helped)


def _bar(names: Names, stop: Stop, opens: datetime, columns: int, *, first: bool) -> Bar:
    before = int((stop.starts - opens).total_seconds()) // 60 // STEP
    wide = int((stop.ends - stop.starts).total_seconds()) // 60 // STEP
    after = columns - before - wide
    return Bar(
        names.services.get(stop.service, Text("서비스", "Service")), names.where(stop), stop.starts,
        stop.ends, before, wide, after, late=before > after, first=first,
    )  # fmt: skip
