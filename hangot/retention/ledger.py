"""Who was destroyed, kept outside the database: opaque ids, signed line by line like the anchors.

A backup of before brings back what was destroyed since; this list takes it away again.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings

from hangot.audit import anchors
from hangot.vault.keys import keys

FILE = "destroyed.jsonl"
SIGNED = ("at", "centre", "subject", "certificate", "before")


@dataclass(frozen=True, slots=True)
class Line:
    """One destroyed record."""

    at: str
    centre: UUID
    subject: UUID
    certificate: UUID


def place() -> Path:
    """Where the list lies: beside the heads of the log (`HANGOT_ANCHORS`)."""
    return Path(settings.HANGOT_ANCHORS)


def read() -> Iterator[Line]:
    """Every destroyed record, oldest first; BrokenAnchors when a line was changed or taken out."""
    for one in anchors.read(place(), keys().anchor, file=FILE, signed=SIGNED):
        yield Line(one["at"], UUID(one["centre"]), UUID(one["subject"]), UUID(one["certificate"]))


def add(lines: Iterable[Line]) -> int:
    """Add those that are not there yet; how many were added."""
    key = keys().anchor
    kept = anchors.read(place(), key, file=FILE, signed=SIGNED)
    known, before = {one["certificate"] for one in kept}, kept[-1]["mac"] if kept else ""
    fresh = []
    for one in lines:
        if str(one.certificate) in known:
            continue
        line = {
            "at": one.at, "centre": str(one.centre), "subject": str(one.subject),
            "certificate": str(one.certificate), "before": before,
        }  # fmt: skip
        line["mac"] = before = anchors.signature(line, key, SIGNED)
        fresh.append(json.dumps(line, ensure_ascii=True))
    if fresh:
        anchors.add(place(), fresh, file=FILE)
    return len(fresh)
