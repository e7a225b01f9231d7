"""AES-256-GCM with the key number in front and the place of the value bound to it."""

import secrets
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12
HEAD = 2


class CannotOpen(Exception):
    """The value was changed, moved to another place, or its key was destroyed."""


@lru_cache(maxsize=128)  # a page or two of people; more only costs memory
def _cipher(key: bytes) -> AESGCM:
    return AESGCM(key)


def seal(key: bytes, number: int, plain: bytes, place: str) -> bytes:
    """Number (2 bytes), nonce, ciphertext; `place` is table|column|row and is not stored."""
    nonce = secrets.token_bytes(NONCE)
    body = _cipher(key).encrypt(nonce, plain, place.encode())
    return number.to_bytes(HEAD, "big") + nonce + body


def number_of(sealed: bytes) -> int:
    """The number of the key with which a value was sealed."""
    return int.from_bytes(sealed[:HEAD], "big")


def unseal(key: bytes, sealed: bytes, place: str) -> bytes:
    """The plain bytes; CannotOpen if anything about key, content or place differs."""
    nonce, body = sealed[HEAD : HEAD + NONCE], sealed[HEAD + NONCE :]
    try:
        return _cipher(key).decrypt(nonce, body, place.encode())
    except InvalidTag:
        raise CannotOpen(place) from None
