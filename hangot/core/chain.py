"""The hash chain of audit entries: what is hashed and how a break is found.

Each field enters with its length before it, so no two different entries read alike
(`3:abc` cannot be `2:ab` and `1:c`). The database trigger builds the same text.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

START = "0" * 64
FIELDS: Sequence[str] = (
    "id", "centre_id", "agency_id", "seq", "at", "recorded_at", "worker_id", "post_id", "act",
    "kind", "subject_id", "object_id", "section", "door", "purpose", "reason", "because", "done",
    "address",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One stored entry: its fields as text (None for empty), previous hash and own hash."""

    values: Mapping[str, str | None]
    previous: str
    hash: str

    @property
    def seq(self) -> int:
        return int(self.values["seq"] or 0)


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where a chain does not hold, in words for an auditor."""

    agency: str
    seq: int
    what: str


def canonical(values: Mapping[str, str | None]) -> str:
    """The text that is hashed: length and content of each field, `-` for an empty one."""
    return joined(values[name] for name in FIELDS)


def joined(parts: Iterable[str | None]) -> str:
    """Length and content of each part, `-` for an empty one."""
    return "".join("-" if part is None else f"{len(part)}:{part}" for part in parts)


def digest(previous: str, values: Mapping[str, str | None]) -> str:
    """SHA-256 over the previous hash and this entry, as hex."""
    return hashlib.sha256(f"{previous}{canonical(values)}".encode()).hexdigest()


def first_break(
    agency: str,
    entries: Iterable[Entry],
    anchors: Mapping[int, str],
    *,
    first: int = 1,
    previous: str = START,
) -> Break | None:
    """The first broken entry of one agency's chain, or None when all of it holds.

    `anchors` are hashes published outside the database, by sequence number; they are what
    finds a cut tail and a chain that was rewritten from some entry on. A piece of a chain begins
    with number `first`, after the entry whose hash is `previous`.
    """
    seen = set()
    for seq, entry in enumerate(entries, start=first):
        if trouble := _trouble(entry, seq, previous):
            return Break(agency, seq, trouble)
        if entry.seq in anchors and anchors[entry.seq] != entry.hash:
            return Break(agency, seq, "differs from the anchored head")
        seen.add(seq)
        previous = entry.hash
    missing = sorted(set(anchors) - seen)
    return Break(agency, missing[0], "missing: the anchored head is gone") if missing else None


def _trouble(entry: Entry, seq: int, previous: str) -> str:
    if entry.seq != seq:
        return f"missing or reordered: found number {entry.seq}"
    if entry.previous != previous:
        return "does not follow the entry before it"
    if entry.hash != digest(previous, entry.values):
        return "content was changed"
    return ""
