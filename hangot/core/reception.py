"""The number somebody is called by, and the way in and the seat they are shown to.

Pure. Nothing here is told why a way is closed: one reason looks like any other. What is drawn is
drawn with a key of the house: nobody without it can work out a number, or what it tells of others.
"""

import hmac
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from uuid import UUID

LOWEST, NUMBERS = 100, 900
SEATS = 8
GRACE = timedelta(minutes=30)
"""How long after the planned start nobody says yet that somebody did not come."""


@dataclass(frozen=True, slots=True)
class Guide:
    """Where somebody comes in and sits: an entrance of the pack and a seat from 1 on."""

    zone: str
    seat: int


def numbers(subject: UUID, day: date, *, key: bytes) -> Iterator[int]:
    """Numbers to try for one person's day, each once: three digits that follow from nobody else.

    A number that counted up would tell everybody who holds one how many came before. Each try is
    drawn anew: the number after one that is taken lies nowhere near it.
    """
    tried: set[int] = set()
    draws = (LOWEST + _drawn(key, subject, day, "number", n) % NUMBERS for n in count())
    while len(tried) < NUMBERS:
        number = next(one for one in draws if one not in tried)
        tried.add(number)
        yield number


def guide(
    subject: UUID, day: date, *, zones: Sequence[str], closed: Collection[str],
    taken: Collection[Guide], key: bytes,
) -> Guide:  # fmt: skip
    """The way in for one person at the door: drawn for each day, so that no way stands out.

    `closed` are ways that are not to be used now, for whatever reason; when all are closed the
    one that was drawn first is used. Behind the last seat of a way people stand.
    """
    ways = sorted(zones, key=lambda zone: _drawn(key, subject, day, "way", zone))
    zone = next((one for one in ways if one not in closed), ways[0])
    free = [seat for seat in range(1, SEATS + 1) if Guide(zone, seat) not in taken]
    drawn = min(free, key=lambda seat: _drawn(key, subject, day, "seat", seat), default=SEATS + 1)
    return Guide(zone, drawn)


def pushed(
    planned: Sequence[tuple[datetime, datetime]], *, free_at: datetime, walk: timedelta
) -> list[tuple[datetime, datetime]]:
    """The rest of somebody's day when they are free later than planned: nothing moves earlier.

    `planned` are start and end in order; between two of them lies at least `walk`.
    """
    moved, free = [], free_at
    for start, end in planned:
        late = max(start, free)
        moved.append((late, late + (end - start)))
        free = late + (end - start) + walk
    return moved


def _drawn(key: bytes, subject: UUID, day: date, what: str, which: object) -> int:
    text = f"{subject}|{day.isoformat()}|{what}|{which}"
    return int.from_bytes(hmac.digest(key, text.encode(), "sha256")[:8], "big")
