"""Days on which a post read far more than it usually does, or than posts of the same work do.

Medians, because one wild day must not make the next one look tame.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median
from uuid import UUID

FLOOR = 20
"""So many readings in a day are never unusual: a day of visits takes them."""
TIMES = 3
KNOWN = 5
"""Fewer days than this are no past to compare with."""


@dataclass(frozen=True, slots=True)
class Day:
    """How much one post read on one day (of Seoul), and the last entry of that day."""

    post: UUID
    day: date
    count: int
    entry: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class Unusual:
    """Such a day, with the usual day of the post and of its peers; None where none is known."""

    day: Day
    usual: int | None
    peers: int | None


def unusual(days: Iterable[Day], *, since: date, groups: Mapping[UUID, Hashable]) -> list[Unusual]:
    """The unusual days from `since` on, the largest first.

    `days` hold the months before too; `groups` says which posts do the same work.
    """
    rows = list(days)
    by_post = _by(rows, lambda row: row.post)
    by_work = _by(rows, lambda row: groups.get(row.post, row.post))
    found = [
        Unusual(row, _usual(by_post[row.post], row), _usual_of_others(by_work, groups, row))
        for row in rows
        if row.day >= since and row.count >= FLOOR
    ]
    return sorted((one for one in found if _stands_out(one)), key=lambda one: -one.day.count)


def _by(rows: Sequence[Day], key: Callable[[Day], Hashable]) -> dict[Hashable, list[Day]]:
    found: dict[Hashable, list[Day]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


def _usual(rows: Sequence[Day], but: Day) -> int | None:
    others = [row.count for row in rows if row != but]
    return round(median(others)) if len(others) >= KNOWN else None


def _usual_of_others(
    by_work: Mapping[Hashable, Sequence[Day]], groups: Mapping[UUID, Hashable], row: Day
) -> int | None:
    same = by_work[groups.get(row.post, row.post)]
    return _usual([one for one in same if one.post != row.post], row)


def _stands_out(one: Unusual) -> bool:
    known = [usual for usual in (one.usual, one.peers) if usual is not None]
    return any(one.day.count > TIMES * usual for usual in known)
