"""Fewer trips to the database: each costs two changes of processes, whatever it asks.

Who acts is told together with the next statement, the beginning of a transaction with its first,
the commit with its last. A page that is read makes three or four trips.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from datetime import datetime, timedelta
from functools import cache, partial
from typing import Any

from django.db import connection
from django.db.transaction import TransactionManagementError
from psycopg import Pipeline, ServerCursor
from psycopg.generators import send
from psycopg.pq import Format, TransactionStatus

DEAF = (TransactionStatus.INERROR, TransactionStatus.UNKNOWN)
FRESH = timedelta(seconds=20)
"""As long as that one context need not be told again; it is valid for a minute."""


class Teller:
    """Stands before every statement of a transaction and tells the database who acts, when that is news.

    `say` tells a context, `moment` is the real time. `wants` gets a context and a key, which is equal
    when the database would be told the same.
    """

    def __init__(self, say: Callable[[Any], object], moment: Callable[[], datetime]) -> None:
        self.say, self.moment = say, moment
        self.context: Any = None
        self.wanted: object = None
        self.told: object = None
        self.told_at: datetime | None = None
        self.along: list[Callable[[], object]] = []
        self.walking = self.telling = False

    def stand(self) -> None:
        """Before whatever this connection is asked from now on."""
        connection.execute_wrappers.insert(0, self)

    def leave(self) -> None:
        """Nobody acts any more."""
        connection.execute_wrappers.remove(self)

    def wants(self, context: Any, key: object) -> None:
        """From the next statement on, this context; what was to go along is asked in the one before."""
        if self.along and key != self.wanted and not self._nothing_new():
            self.now()
        self.context, self.wanted = context, key
        if self.walking and not self._nothing_new():
            self.now()

    def soon(self, sql: str, values: Mapping[str, Any]) -> Callable[[], list[tuple[Any, ...]]]:
        """Ask along with the next statement; the rows of the answer, in binary, come by calling the result."""
        cursor = connection.cursor()
        cursor.cursor.format = Format.BINARY
        self.along.append(partial(cursor.execute, sql, values))
        return cache(partial(self._rows, cursor))

    def _rows(self, cursor: Any) -> list[tuple[Any, ...]]:
        if self.along:
            self.now()
        return list(cursor.fetchall())

    def __call__(
        self,
        execute: Callable[..., Any],
        sql: Any,
        params: Any,
        many: bool,  # noqa: FBT001 - Django's signature
        context: Any,
    ) -> Any:
        """A statement of this transaction: what is to be told goes along."""
        walks = isinstance(context["cursor"].cursor, ServerCursor)
        # The rows of such a cursor are fetched later, past us: from now on every change is told at once.
        self.walking = self.walking or walks
        if self.telling or self._nothing_new():
            return execute(sql, params, many, context)
        if many or walks:
            self.now()
            return execute(sql, params, many, context)
        with self._told():
            return execute(sql, params, many, context)

    def now(self) -> None:
        """Tell and ask what is waiting, alone."""
        with self._told():
            pass

    def _nothing_new(self) -> bool:
        """Known already, or nobody listens: a transaction that failed takes nothing but its end."""
        if self._known() and not self.along:
            return True
        wire = connection.connection
        return wire is None or wire.info.transaction_status in DEAF

    def _known(self) -> bool:
        fresh = self.told_at and self.moment() - self.told_at < FRESH
        return bool(fresh) and self.told == self.wanted

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Told is what arrived: after an error nobody knows, and it is told again."""
        along, self.along, self.telling = self.along, [], True
        news, self.told = None if self._known() else self.moment(), None
        try:
            with one_trip():
                if news:
                    self.say(self.context)
                for ask in along:
                    ask()
                yield
        finally:
            self.telling = False
        self.told, self.told_at = self.wanted, news or self.told_at


class OneTrip(Pipeline):
    """Sends everything when it ends. The driver's own sends one by one and waits twice."""

    def _communicate_gen(self) -> Any:
        yield from ()

    def _exit_gen(self) -> Any:
        self._enqueue_sync()
        while self.command_queue:
            self.command_queue.popleft()()
        yield from send(self.pgconn)
        yield from self._fetch_gen(flush=False)


@contextmanager
def one_trip() -> Iterator[None]:
    """What is said inside goes to the database together; the answers are there when it ends.

    A transaction that has not begun begins first. The driver would make a trip of that alone, so it is
    told that we begin ourselves.
    """
    wire = connection.connection
    if wire._pipeline:
        yield
        return
    begins = wire.info.transaction_status == TransactionStatus.IDLE
    wire._pipeline = OneTrip(wire)
    with (
        connection.wrap_database_errors,
        wire.pipeline(),
        _begun(wire) if begins else nullcontext(),
    ):
        yield


@contextmanager
def _begun(wire: Any) -> Iterator[None]:
    wire._autocommit = True
    try:
        wire.cursor().execute("begin", prepare=False)
        yield
    finally:
        wire._autocommit = False


@contextmanager
def last_trip() -> Iterator[None]:
    """What is said inside is the last of the running transaction and travels with its commit.

    Inside of a savepoint these are statements like others: what is around has not ended yet.
    """
    if connection.savepoint_ids or connection.needs_rollback:
        yield
        return
    end = connection.connection.cursor()
    with one_trip():
        yield
        end.execute("commit", prepare=False)
    if end.statusmessage != "COMMIT":
        raise TransactionManagementError(
            "the transaction had failed before: nothing of it was kept"
        )
