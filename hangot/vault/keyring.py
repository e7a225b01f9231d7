"""Data keys of the subjects a request touches: loaded in one query, forgotten with the request."""

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING
from uuid import UUID

from hangot.vault import centre_keys
from hangot.vault.sealing import number_of, seal, unseal

if TYPE_CHECKING:
    from hangot.vault.models import DataKey


class NoKey(LookupError):
    """The data key was destroyed, or never made: nothing sealed with it opens for anybody."""


Ring = dict[UUID, tuple[int, bytes]]
_ring: ContextVar[Ring | None] = ContextVar("hangot_keyring", default=None)


@contextmanager
def fresh() -> Iterator[None]:
    """An empty ring for one request, job or command."""
    token = _ring.set({})
    try:
        yield
    finally:
        _ring.reset(token)


def _current() -> Ring:
    ring = _ring.get()
    if ring is None:
        raise LookupError("sealed values are read only inside acting()")
    return ring


def load(subjects: Iterable[UUID]) -> None:
    """Bring the keys of many subjects with one query."""
    from hangot.vault.models import DataKey

    ring = _current()
    missing = {subject for subject in subjects if subject not in ring}
    if not missing:
        return
    take(DataKey.objects.filter(pk__in=missing))


def put(subject: UUID, centre: UUID, wrapped: bytes | None) -> None:
    """Put one wrapped key that came with another statement into the ring."""
    ring = _current()
    if wrapped is not None and subject not in ring:
        ring[subject] = _unwrapped(centre, subject, bytes(wrapped))


def take(rows: "Iterable[DataKey]") -> None:
    """Put keys that came with another statement into the ring."""
    ring = _current()
    for row in rows:
        if row.subject_id not in ring:
            ring[row.subject_id] = _unwrapped(row.centre_id, row.subject_id, bytes(row.wrapped))


def key(subject: UUID) -> tuple[int, bytes]:
    """Number and key of one subject; NoKey when it was destroyed or never made."""
    ring = _current()
    if subject not in ring:
        load([subject])
    if subject not in ring:
        raise NoKey(subject)
    return ring[subject]


def destroy(subject: UUID) -> bool:
    """What was sealed for a subject never opens again; False when there was no key."""
    from hangot.vault.models import DataKey

    _current().pop(subject, None)
    gone, _ = DataKey.objects.filter(pk=subject).delete()
    return bool(gone)


def create(subject: UUID, centre: UUID) -> None:
    """Make the data key of a new subject."""
    from hangot.vault.models import DataKey

    plain = secrets.token_bytes(32)
    DataKey.objects.bulk_create(
        [DataKey(subject_id=subject, centre_id=centre, wrapped=wrap(centre, subject, plain))]
    )
    _current()[subject] = (1, plain)


def wrap(centre: UUID, subject: UUID, plain: bytes) -> bytes:
    """A data key under the centre key of now, which stays the newest until the transaction ends."""
    number, key = centre_keys.current(centre)
    return seal(key, number, plain, place(subject))


def place(subject: UUID) -> str:
    """What a wrapped data key is bound to."""
    return f"data|{subject}"


def _unwrapped(centre: UUID, subject: UUID, wrapped: bytes) -> tuple[int, bytes]:
    key = centre_keys.numbered(centre, number_of(wrapped))
    return 1, unseal(key, wrapped, place(subject))


def rewrap(centre: UUID, subject: UUID, wrapped: bytes) -> bytes:
    """The same data key under the newest centre key (key rotation)."""
    return wrap(centre, subject, _unwrapped(centre, subject, wrapped)[1])
