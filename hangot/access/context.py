"""The signed context: who acts, for what, until when, inside one transaction.

Nothing is visible in the database without it, and it cannot be forged by SQL: the database
checks an HMAC whose key the application role cannot read.
"""

import hmac
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.backends.postgresql.base import ServerBindingCursor

from hangot import clock
from hangot.access.trips import Teller
from hangot.core.access import SECTIONS, Actor, Purpose
from hangot.core.lives import LINK
from hangot.vault import keyring
from hangot.vault.keys import keys
from hangot.vault.tokens import agency_token

SECONDS = 60
BLOCK = 64


class NoContext(LookupError):
    """Something touched the database outside `acting()`."""


@dataclass(frozen=True, slots=True)
class Acting:
    """What the current transaction may do: actor, purpose, and the narrow scopes of one subject.

    `trail` collects the audited acts, so that the door knows whether one is still to be written;
    `read` keeps what a page asks for again and again and nothing changes meanwhile;
    `alone` the people nobody else acts on until the end, with the savepoint of each lock.
    """

    actor: Actor
    purpose: Purpose
    door: str = "command"
    scope: UUID | None = None
    log: UUID | None = None
    token: int | None = None
    trail: list[str] = field(default_factory=list)
    read: dict[str, Any] = field(default_factory=dict)
    alone: dict[UUID, tuple[str | None, ...]] = field(default_factory=dict)
    teller: Teller = field(default_factory=lambda: Teller(_say, moment))

    def news(self) -> tuple[object, ...]:
        """What the database is told of it."""
        return self.actor, self.purpose, self.scope, self.log, self.token


_acting: ContextVar[Acting | None] = ContextVar("hangot_acting", default=None)


def current() -> Acting:
    """The running context; NoContext outside of one."""
    found = _acting.get()
    if found is None:
        raise NoContext("open acting() first")
    return found


def running() -> bool:
    """Is a context open? Error pages are drawn after it was closed."""
    return _acting.get() is not None


@contextmanager
def acting(
    actor: Actor, purpose: Purpose = Purpose.SUPPORT, door: str = "command"
) -> Iterator[Acting]:
    """One transaction with a signed context and an empty ring of keys."""
    state = Acting(actor, purpose, door)
    if before := _acting.get():
        state = replace(state, teller=before.teller)
    with transaction.atomic(), keyring.fresh(), _as(state):
        yield state


def moment() -> datetime:
    """The real time, by which the database judges what is live; never the time of an act."""
    return clock.now()


@contextmanager
def deriving(subject: UUID) -> Iterator[None]:
    """Widen the context to the access rows, tasks and clocks of one subject, across agencies.

    Only actions enter it, for as long as they write what follows from a decision.
    """
    state = current()
    if state.scope == subject:
        yield
        return
    with _as(replace(state, scope=subject)):
        yield


@contextmanager
def reading_log(subject: UUID) -> Iterator[None]:
    """Widen the context to the audit entries about one subject."""
    with _as(replace(current(), log=subject)):
        yield


@contextmanager
def delivering(subject: UUID) -> Iterator[None]:
    """Read how one person is reached, to send a message: the clock alone may, and nobody sees it."""
    with _as(replace(current(), purpose=Purpose.SAFETY, scope=subject)):
        yield


@contextmanager
def planning(subject: UUID) -> Iterator[None]:
    """Ask about time and ways in the house for one person: nobody's record is seen meanwhile."""
    with _as(replace(current(), purpose=Purpose.PLANNING, scope=subject)):
        yield


@contextmanager
def counting(subject: UUID) -> Iterator[None]:
    """Read the answers of one person to count with them; the clock alone may, and nobody sees it."""
    with _as(replace(current(), purpose=Purpose.STATISTICS, scope=subject)):
        yield


@contextmanager
def searching(token: int) -> Iterator[None]:
    """Search as somebody other than the actor's agency (the hidden-match job)."""
    with _as(replace(current(), token=token)):
        yield


@contextmanager
def _as(state: Acting) -> Iterator[None]:
    before = _acting.get()
    mark = _acting.set(state)
    if before is None:
        state.teller.stand()
    try:
        state.teller.wants(state, state.news())
        yield
    finally:
        _acting.reset(mark)
        if before:
            state.teller.wants(before, before.news())
        else:
            state.teller.leave()
    if before is None and connection.savepoint_ids:
        _tell("")


def _say(state: Acting) -> None:
    _tell(sign(state))


def _tell(value: str) -> None:
    """Local to the transaction: a pooled connection never carries it to the next client."""
    # Bound by the server: other sessions of this role can read our statements, never our values.
    bound = ServerBindingCursor(connection.connection)  # type: ignore[call-arg]
    with connection._prepare_cursor(bound) as cursor:  # type: ignore[attr-defined]
        cursor.execute("select set_config('app.ctx', %s, true)", [value])


def sign(state: Acting) -> str:
    """Payload and its HMAC-SHA256 as hex; valid for a minute."""
    actor = state.actor
    until = int(clock.now().timestamp()) + SECONDS
    token = _token(actor) if state.token is None else state.token
    parts = (
        "hg1", until, actor.centre, actor.agency, actor.post, actor.worker, state.purpose.value,
        ",".join(sorted(actor.duties)), ",".join(str(int(actor.cap(s))) for s in SECTIONS),
        state.scope or "", state.log or "", token,
    )  # fmt: skip
    body = "|".join(str(part) for part in parts)
    return body + hmac.digest(keys().context, body.encode(), "sha256").hex()


def _token(actor: Actor) -> int | str:
    """By what the search knows the agency; whoever comes by an answer link searches for nobody."""
    return "" if LINK in actor.duties else agency_token(actor.centre, actor.agency)


def pads(key: bytes) -> tuple[bytes, bytes]:
    """Inner and outer padded key, as the database stores them (RFC 2104)."""
    if len(key) > BLOCK:
        key = sha256(key).digest()
    filled = key.ljust(BLOCK, b"\0")
    return bytes(b ^ 0x36 for b in filled), bytes(b ^ 0x5C for b in filled)


SYSTEM_WORKER = uuid.UUID(int=0)


def unseated(worker: UUID, *, centre: UUID, agency: UUID) -> Actor:
    """A worker on no post, who may change the own password and sees nothing."""
    return Actor(worker, SYSTEM_WORKER, agency, centre, frozenset())


def system(centre: UUID, agency: UUID, duties: frozenset[str], *, profile: str) -> Actor:
    """The clock itself, when a job or a command acts and no person does; sees no content."""
    return Actor(
        worker=SYSTEM_WORKER, post=SYSTEM_WORKER, agency=agency, centre=centre, duties=duties,
        profile=profile,
    )  # fmt: skip
