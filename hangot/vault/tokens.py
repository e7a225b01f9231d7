"""Keyed 64-bit tokens: equal inputs can be found, nothing can be read back without the key."""

import hmac
from collections.abc import Iterable
from uuid import UUID

from hangot.vault.keys import keys


def token(centre: UUID, text: str) -> int:
    """One token as a signed 64-bit number (bigint)."""
    digest = hmac.digest(keys().tokens_of(centre), text.encode("utf-8", "replace"), "sha256")
    return int.from_bytes(digest[:8], "big", signed=True)


def tokens(centre: UUID, texts: Iterable[str]) -> list[int]:
    """Tokens of many texts, sorted, without repeats."""
    return sorted({token(centre, text) for text in texts})


def agency_token(centre: UUID, agency: UUID) -> int:
    """Marks the persons an agency may find."""
    return token(centre, f"agency:{agency}")


def centre_token(centre: UUID) -> int:
    """Marks every person of a centre; used by the job that looks for hidden matches."""
    return token(centre, f"centre:{centre}")
