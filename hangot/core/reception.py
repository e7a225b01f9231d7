"""The number somebody is called by, the way in and the seat, and how long a call has to wait.

Pure. Nothing here is told why a way is closed or a call waits: one reason looks like any other.
"""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

LOWEST, NUMBERS = 100, 900
SEATS = 8
STEP, LONGEST = timedelta(minutes=5), timedelta(minutes=20)
GRACE = timedelta(minutes=30)
"""How long after the planned start nobody says yet that somebody did not come."""


@dataclass(frozen=True, slots=True)
class Guide:
    """Where somebody comes in and sits: an entrance of the pack and a seat from 1 on."""

    zone: str
    seat: int


def numbers(subject: UUID, day: date) -> Iterator[int]:
    """Numbers to try for one person's day, each once: three digits that follow from nobody else.

    A number that counted up would tell everybody who holds one how many came before.
    """
    first = _drawn(subject, day, "number") % NUMBERS
    return (LOWEST + (first + step) % NUMBERS for step in range(NUMBERS))


def guide(
    subject: UUID, day: date, *, zones: Sequence[str], closed: Collection[str],
    taken: Collection[Guide],
) -> Guide:  # fmt: skip
    """The way in for one person: drawn for each day, so that no way stands out.

    `closed` are ways that are not to be used now, for whatever reason; when all are closed the
    one that was drawn first is used. Behind the last seat of a way people stand.
    """
    first = _drawn(subject, day, "way") % len(zones)
    ways = [*zones[first:], *zones[:first]]
    zone = next((one for one in ways if one not in closed), ways[0])
    start = _drawn(subject, day, "seat") % SEATS
    seats = [1 + (start + step) % SEATS for step in range(SEATS)]
    free = (seat for seat in seats if Guide(zone, seat) not in taken)
    return Guide(zone, next(free, SEATS + 1))


def wait_minutes(until: datetime, at: datetime) -> int:
    """Whole steps of five minutes from `at` until it is worth asking again: five to twenty.

    A longer wait is not said: it would tell a talk that takes long from a reason that takes long.
    """
    steps = -((at - min(until, at + LONGEST)) // STEP)
    return max(1, steps) * int(STEP.total_seconds() // 60)


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


def _drawn(subject: UUID, day: date, what: str) -> int:
    text = f"{subject}|{day.isoformat()}|{what}"
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
