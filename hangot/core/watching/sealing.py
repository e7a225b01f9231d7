"""The result of a month as one text with one hash, chained to the month that was closed before.

The words of the reviewer enter as keyed digests: whoever checks the chain reads none of them.
"""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from hangot.core.chain import START, joined


@dataclass(frozen=True, slots=True)
class Answered:
    """One finding and what was said of it; `entry` is the hash of the entry in the log."""

    entry: str
    why: str
    amount: int
    result: str
    words: str


@dataclass(frozen=True, slots=True)
class Result:
    """A closed month: its number in the chain, who closed it when, and every answer."""

    number: int
    month: str
    entries: int
    closed_at: str
    closed_by: str
    words: str
    answers: tuple[Answered, ...]


def text(result: Result) -> str:
    """What is hashed; the answers in the order of their entries."""
    head = (
        str(result.number), result.month, str(result.entries), result.closed_at, result.closed_by,
        result.words,
    )  # fmt: skip
    rows = sorted(result.answers, key=lambda one: (one.entry, one.why))
    return joined((*head, *(part for one in rows for part in _parts(one))))


def _parts(one: Answered) -> tuple[str, ...]:
    return (one.entry, one.why, str(one.amount), one.result, one.words)


def digest(previous: str, result: Result) -> str:
    """SHA-256 over the hash of the month closed before (START for the first) and this one."""
    return sha256(f"{previous}{text(result)}".encode()).hexdigest()


def words(said: str | None, *, key: bytes) -> str:
    """A digest of what was said that nobody can guess at without the key."""
    return hmac.digest(key, (said or "").encode(), "sha256").hex()


def signature(own: str, *, key: bytes) -> str:
    """The hash signed with a key that lies outside the database."""
    return hmac.digest(key, f"hangot month {own}".encode(), "sha256").hex()


@dataclass(frozen=True, slots=True)
class Kept:
    """A result as it was kept: with the hash before it, its own and its signature."""

    result: Result
    previous: str
    hash: str
    mac: str


def first_break(rows: Iterable[Kept], *, key: bytes) -> str | None:
    """The first month that is not as it was closed, or None when every one is."""
    previous = START
    for number, row in enumerate(rows, start=1):
        follows = row.result.number == number and row.previous == previous
        if not follows or not is_whole(row, key=key):
            return row.result.month
        previous = row.hash
    return None


def is_whole(row: Kept, *, key: bytes) -> bool:
    """Are hash and signature those of the result, wherever it stands in the chain?"""
    own = digest(row.previous, row.result)
    return row.hash == own and hmac.compare_digest(row.mac, signature(own, key=key))
