"""Identifiers that sort by time and tell nothing else (UUIDv7, RFC 9562 §5.7)."""

import secrets
import time
from uuid import UUID


def new_id() -> UUID:
    """A fresh UUIDv7: 48 bits of milliseconds, 74 random bits."""
    stamp = (time.time_ns() // 1_000_000) << 80
    high = 0x7000 | secrets.randbits(12)
    low = 0x8000000000000000 | secrets.randbits(62)
    return UUID(int=stamp | high << 64 | low)
