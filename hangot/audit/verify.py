"""Is the log as it was written? Reads every chain and names the first entry that does not hold."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from django.db import transaction

from hangot.audit.models import AuditEntry, ChainHead
from hangot.core.chain import FIELDS, Break, Entry, first_break

COLUMNS = (*FIELDS, "previous", "hash")
AT_ONCE = 2000
Anchors = Mapping[str, Mapping[int, str]]


def as_text(value: Any) -> str | None:
    """A stored value as the chain hashes it, letter by letter what the database writes."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")
    return str(value)


def entry(row: Iterable[Any]) -> Entry:
    """An entry from its columns in the order of COLUMNS."""
    *values, previous, own = row
    texts = {name: as_text(value) for name, value in zip(FIELDS, values, strict=True)}
    return Entry(texts, previous or "", own or "")


def chains(using: str) -> Iterator[tuple[str, Iterator[Entry]]]:
    """The entries of each agency in their order; every chain must be read before the next."""
    rows = AuditEntry.objects.using(using).order_by("agency_id", "seq", "id").values_list(*COLUMNS)
    found = (entry(row) for row in rows.iterator(AT_ONCE))
    yield from groupby(found, key=lambda one: one.values["agency_id"] or "")


def heads(using: str) -> dict[str, tuple[int, str]]:
    """Number and hash of the last entry of each agency, as the trigger keeps them."""
    rows = ChainHead.objects.using(using).values_list("agency_id", "seq", "hash")
    return {str(agency): (seq, own) for agency, seq, own in rows}


def verify(using: str, anchors: Anchors) -> tuple[dict[str, int], list[Break]]:
    """How many entries each agency has, and the first break of each chain that has one."""
    counts: dict[str, int] = {}
    broken: list[Break] = []
    with transaction.atomic(using):
        last = heads(using)
        for agency, entries in chains(using):
            trouble, counts[agency] = _chain(agency, entries, anchors.get(agency, {}), last)
            broken += [trouble] if trouble else []
    for agency in sorted((set(last) | set(anchors)) - set(counts)):
        counts[agency] = 0
        broken.append(Break(agency, 1, "missing: the whole chain is gone"))
    return counts, broken


def _chain(
    agency: str, entries: Iterable[Entry], anchors: Mapping[int, str],
    last: Mapping[str, tuple[int, str]],
) -> tuple[Break | None, int]:  # fmt: skip
    """Against itself, the anchors, and the head that the trigger keeps beside it."""
    seen = _Counted(entries)
    if trouble := first_break(agency, seen, anchors):
        return trouble, seen.count
    if agency not in last:
        return Break(agency, 1, "not written by the database's own trigger: no head"), seen.count
    seq, own = last[agency]
    if seq > seen.count:
        return Break(agency, seen.count + 1, "missing: the tail was cut"), seen.count
    if seq < seen.count or seen.hash != own:
        return Break(agency, min(seq, seen.count), "differs from the head of the chain"), seen.count
    return None, seen.count


class _Counted:
    """Passes entries on one by one, so that a log of any length fits, and remembers the last."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = entries
        self.count = 0
        self.hash = ""

    def __iter__(self) -> Iterator[Entry]:
        for one in self.entries:
            self.count += 1
            self.hash = one.hash
            yield one
