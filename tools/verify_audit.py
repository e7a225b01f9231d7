#!/usr/bin/env python3
"""Checks an exported log on any machine, with nothing but Python: is every entry as it was written?

python3 tools/verify_audit.py [--piece] LOG.jsonl [ANCHORS.jsonl [KEYS.json]]

LOG: made by `hangot audit export`; with --piece, the month out of an evidence bundle, which says
nothing of what stands before it. ANCHORS: `heads.jsonl`, or a copy kept elsewhere. KEYS: the
operator's key file; with it the signatures of the anchors are checked as well. Exit status 1 and
the first broken entry of each agency when something does not hold. This file repeats the rules of
`hangot.core.chain` on purpose: it must not depend on the program that it checks.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import sys
from pathlib import Path
from typing import Any

START = "0" * 64
FIELDS = (
    "id", "centre_id", "agency_id", "seq", "at", "recorded_at", "worker_id", "post_id", "act",
    "kind", "subject_id", "object_id", "section", "door", "purpose", "reason", "because", "done",
    "address",
)  # fmt: skip
SIGNED = ("at", "centre", "agency", "seq", "hash", "before")


def main(argv: list[str]) -> int:
    """Check the files named; 0 when all holds, 1 when not, 2 when the words make no sense."""
    piece = argv[:1] == ["--piece"]
    argv = argv[1:] if piece else argv
    if not 1 <= len(argv) <= 3:  # noqa: PLR2004 - log, anchors, keys
        sys.stderr.write(__doc__ or "")
        return 2
    entries = [json.loads(line) for line in _lines(argv[0])]
    anchors = [json.loads(line) for line in _lines(argv[1])] if argv[1:] else []
    broken = forged(anchors, _key(argv[2])) if argv[2:] else []
    known: dict[str, dict[int, str]] = {}
    for line in anchors:
        known.setdefault(line["agency"], {})[int(line["seq"])] = line["hash"]
    chains: dict[str, list[dict[str, Any]]] = {agency: [] for agency in known}
    for entry in entries:
        chains.setdefault(entry["agency_id"], []).append(entry)
    for agency, chain in sorted(chains.items()):
        broken += trouble(agency, chain, known.get(agency, {}), piece=piece)
    for line in broken:
        print(f"!! {line}")
    print(f"{len(entries)} entries, {len(chains)} chains, {len(anchors)} anchors: "
          + ("BROKEN" if broken else "all as written"))  # fmt: skip
    return 1 if broken else 0


def trouble(
    agency: str, chain: list[dict[str, Any]], anchors: dict[int, str], *, piece: bool = False
) -> list[str]:
    """The first break of one chain, or of a piece of one that begins where it begins."""
    first = int(chain[0]["seq"]) if piece and chain else 1
    previous = chain[0]["previous"] if piece and chain else START
    for number, entry in enumerate(chain, start=first):
        where = f"agency {agency}, entry {number}"
        if int(entry["seq"] or 0) != number:
            return [f"{where}: missing or reordered, found number {entry['seq']}"]
        if entry["previous"] != previous:
            return [f"{where}: does not follow the entry before it"]
        if entry["hash"] != digest(previous, entry):
            return [f"{where}: content was changed"]
        if anchors.get(number, entry["hash"]) != entry["hash"]:
            return [f"{where}: differs from the anchored head"]
        previous = entry["hash"]
    gone = [number for number in sorted(anchors) if number >= first + len(chain)]
    return [f"agency {agency}, entry {gone[0]}: the anchored head is gone"] if gone else []


def digest(previous: str, entry: dict[str, Any]) -> str:
    """Length and content of each field, `-` for an empty one, after the hash before."""
    parts = ("-" if entry[name] is None else f"{len(entry[name])}:{entry[name]}" for name in FIELDS)
    return hashlib.sha256((previous + "".join(parts)).encode()).hexdigest()


def forged(anchors: list[dict[str, Any]], key: bytes) -> list[str]:
    """The first line of the anchors that was changed, added or taken out."""
    before = ""
    for number, line in enumerate(anchors, start=1):
        text = json.dumps([line[name] for name in SIGNED], ensure_ascii=True, separators=(",", ":"))
        good = hmac.new(key, text.encode(), "sha256").hexdigest()
        if line["before"] != before or not hmac.compare_digest(line["mac"], good):
            return [f"anchors, line {number}: not as it was written"]
        before = line["mac"]
    return []


def _key(path: str) -> bytes:
    return base64.b64decode(json.loads(Path(path).read_text(encoding="utf-8"))["anchor"])


def _lines(path: str) -> list[str]:
    return Path(path).read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
