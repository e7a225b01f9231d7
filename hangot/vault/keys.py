"""The operator's keys, read from one file outside the database and never written to it."""

import base64
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from django.conf import settings

NAMES = ("master", "tokens", "context", "anchor")


@dataclass(frozen=True, slots=True)
class Keys:
    """Four independent 32-byte keys: wrapping, search tokens, signed context, audit anchors."""

    master: bytes
    tokens: bytes
    context: bytes
    anchor: bytes

    def tokens_of(self, centre: UUID) -> bytes:
        """The token key of one centre: equal names in two centres look different."""
        return hmac.digest(self.tokens, b"hangot tokens" + centre.bytes, "sha256")

    def draws_of(self, centre: UUID) -> bytes:
        """The key by which one centre draws numbers, ways in and seats."""
        return hmac.digest(self.tokens, b"hangot draws" + centre.bytes, "sha256")


def create(path: Path) -> None:
    """Write a fresh key file readable by its owner only; refuses to replace one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {name: base64.b64encode(secrets.token_bytes(32)).decode() for name in NAMES}
    with open(path, "x", encoding="utf-8", opener=_private) as out:
        json.dump(content, out, indent=1)


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


@cache
def _read(path: str) -> Keys:
    content = json.loads(Path(path).read_text(encoding="utf-8"))
    return Keys(**{name: base64.b64decode(content[name]) for name in NAMES})


def keys() -> Keys:
    """The keys of this installation (`HANGOT_KEYS` names the file)."""
    return _read(str(settings.HANGOT_KEYS))


def fingerprint(key: bytes) -> str:
    """Eight characters by which two people can compare a key without showing it."""
    return sha256(b"hangot fingerprint" + key).hexdigest()[:8]
