"""Centre keys: the newest wraps data keys, older ones only open what they wrapped before.

A web process keeps opened keys in memory, so it never decides from memory which one is the
newest: it asks the database, and holds off a change of keys until its transaction has ended.
"""

import secrets
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from uuid import UUID

from django.db import connection

from hangot.vault.keys import keys
from hangot.vault.models import CentreKey
from hangot.vault.sealing import seal, unseal


def create(centre: UUID, at: datetime) -> int:
    """Make the next key of a centre and answer its number.

    Waits for every transaction that wraps under the key before it: none is missed afterwards.
    """
    _lock(centre, "pg_advisory_xact_lock")
    number = (newest(centre) or 0) + 1
    wrapped = seal(keys().master, number, secrets.token_bytes(32), _place(centre, number))
    CentreKey.objects.create(centre_id=centre, number=number, wrapped=wrapped, created_at=at)
    return number


def current(centre: UUID) -> tuple[int, bytes]:
    """Number and key that wrap now; no newer one can be made until this transaction ends.

    LookupError when the centre has no key yet.
    """
    _lock(centre, "pg_advisory_xact_lock_shared")
    # A statement of its own: one that also took the lock would see the time before it waited.
    number = newest(centre)
    if number is None:
        raise LookupError(f"no key for centre {centre}")
    return number, numbered(centre, number)


def newest(centre: UUID) -> int | None:
    """The number of the newest centre key in the database; None before the first."""
    rows = CentreKey.objects.filter(centre_id=centre).order_by("-number")
    return rows.values_list("number", flat=True).first()


@lru_cache(maxsize=64)
def numbered(centre: UUID, number: int) -> bytes:
    """One centre key, opened with the operator's key and kept in memory from then on."""
    wrapped = CentreKey.objects.values_list("wrapped", flat=True).get(
        centre_id=centre, number=number
    )
    return unseal(keys().master, bytes(wrapped), _place(centre, number))


def forget() -> None:
    """Drop the keys in memory: another database may know others by the same number."""
    numbered.cache_clear()


def _place(centre: UUID, number: int) -> str:
    return f"centre|{centre}|{number}"


def _lock(centre: UUID, function: str) -> None:
    """Shared by everybody who wraps, exclusive for who makes a new key; ends with the transaction."""
    name = int.from_bytes(sha256(b"hangot centre key" + centre.bytes).digest()[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute(f"select {function}(%s)", [name])
