"""Heads of the log kept outside the database: what finds a cut tail and a chain made anew.

One line of JSON per agency and moment, only ever added. Each line is signed with the operator's
anchor key and signs the line before it, so that no line can be changed, added or taken from the
middle. The newest lines are worth as much as the place where they are kept: copy them elsewhere.
"""

import hmac
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

FILE = "heads.jsonl"
SIGNED = ("at", "centre", "agency", "seq", "hash", "before")
HOUR = timedelta(hours=1)


class BrokenAnchors(Exception):
    """A line of the anchors was changed, added or taken out; says which."""


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of one agency's chain at a moment."""

    centre: str
    agency: str
    seq: int
    hash: str


def signature(line: Mapping[str, Any], key: bytes, signed: Sequence[str] = SIGNED) -> str:
    """HMAC-SHA256 over the fields of a line, in hex."""
    text = json.dumps([line[name] for name in signed], ensure_ascii=True, separators=(",", ":"))
    return hmac.new(key, text.encode(), "sha256").hexdigest()


def read(
    directory: Path, key: bytes, *, file: str = FILE, signed: Sequence[str] = SIGNED
) -> list[dict[str, Any]]:
    """All lines, oldest first; BrokenAnchors when they are not as they were written."""
    path = directory / file
    if not path.exists():
        return []
    lines, before = [], ""
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            line = json.loads(text)
            good = line["before"] == before and hmac.compare_digest(
                line["mac"], signature(line, key, signed)
            )
        except (ValueError, KeyError, TypeError):
            good = False
        if not good:
            raise BrokenAnchors(f"{file}, {number}")
        before = line["mac"]
        lines.append(line)
    return lines


def append(directory: Path, heads: Iterable[Head], *, key: bytes, at: datetime) -> int:
    """Add the heads that have moved since their last line; how many were added."""
    lines = read(directory, key)
    newest = {line["agency"]: line["seq"] for line in lines}
    before, fresh = (lines[-1]["mac"] if lines else ""), []
    for head in heads:
        if newest.get(head.agency, 0) >= head.seq:
            continue
        line: dict[str, Any] = {
            "at": at.isoformat(), "centre": head.centre, "agency": head.agency, "seq": head.seq,
            "hash": head.hash, "before": before,
        }  # fmt: skip
        line["mac"] = before = signature(line, key)
        fresh.append(json.dumps(line, ensure_ascii=True))
    add(directory, fresh)
    return len(fresh)


def add(directory: Path, fresh: Iterable[str], *, file: str = FILE) -> None:
    """Add lines to a file outside the database, and wait until they lie there."""
    directory.mkdir(parents=True, exist_ok=True)
    handle = os.open(directory / file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "a", encoding="utf-8") as out:
        out.writelines(f"{line}\n" for line in fresh)
        out.flush()
        os.fsync(out.fileno())


def known(directory: Path, key: bytes) -> dict[str, dict[int, str]]:
    """The anchored hashes by agency and number."""
    found: dict[str, dict[int, str]] = {}
    for line in read(directory, key):
        found.setdefault(line["agency"], {})[line["seq"]] = line["hash"]
    return found


def set_aside(directory: Path, *, at: datetime) -> Path | None:
    """Begin anew, because the database they are about was emptied; the old lines stay beside."""
    path = directory / FILE
    if not path.exists():
        return None
    return path.rename(directory / f"{path.stem}-until-{at:%Y%m%dT%H%M%S}{path.suffix}")


def is_due(directory: Path, *, at: datetime) -> bool:
    """Was the file last written more than an hour ago, or never?"""
    path = directory / FILE
    return not path.exists() or at.timestamp() - path.stat().st_mtime >= HOUR.total_seconds()
