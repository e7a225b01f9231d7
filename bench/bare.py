"""The very statements of a page, repeated without the framework: same role, context, transaction."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection, transaction
from django.test import Client

from bench import meter
from bench.load import Ask
from hangot.access.context import NoContext, current, sign

CONTEXT = "set_config('app.ctx'"
SKIPPED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
Statement = tuple[str, Any, Any]


@dataclass(frozen=True, slots=True)
class Heard:
    """What one request said to the database: text, values, and who acted at that moment.

    Contexts end after a minute, so each is signed again for every repetition.
    """

    statements: Sequence[Statement]
    status: int

    @property
    def count(self) -> int:
        """Statements of the page: all but begin, commit and savepoints."""
        return sum(not sql.startswith(SKIPPED) for sql, _, _ in self.statements)


def listen(ask: Ask) -> Heard:
    """Ask in this process, note every statement, and take everything back."""
    heard: list[Statement] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's signature
        heard.append((sql, params, _acting() if CONTEXT in sql else None))
        return execute(sql, params, many, context)

    client = Client(headers={"cookie": ask.cookies, "accept-language": "ko"})
    _once(client, ask)  # caches are warm, as in a server that has been up for a while
    with connection.execute_wrapper(note):
        status = _once(client, ask)
    return Heard(heard, status)


def _once(client: Client, ask: Ask) -> int:
    with transaction.atomic():
        answer = client.post(ask.path, ask.form) if ask.form else client.get(ask.path)
        transaction.set_rollback(True)
    return int(answer.status_code)


def _acting() -> Any:
    try:
        return current()
    except NoContext:
        return None


def repeat(url: str, heard: Heard, times: int) -> tuple[float, float]:
    """Median milliseconds and processor milliseconds of the bare statements."""
    options = settings.DATABASES["default"]["OPTIONS"].get("options", "")
    with psycopg.connect(url, prepare_threshold=1, options=options) as wire:
        backend = wire.info.backend_pid
        for _ in range(10):
            _run(wire, heard)
        began = time.process_time() * 1000 + meter.cpu_ms([backend])
        spent = sorted(_timed(wire, heard) for _ in range(times))
        used = time.process_time() * 1000 + meter.cpu_ms([backend]) - began
    return spent[len(spent) // 2], used / times


def _timed(wire: psycopg.Connection[Any], heard: Heard) -> float:
    began = time.perf_counter()
    _run(wire, heard)
    return (time.perf_counter() - began) * 1000


def _run(wire: psycopg.Connection[Any], heard: Heard) -> None:
    """One transaction; taken back, so that it can be repeated.

    Not by `rollback()` of the driver: that forgets the prepared statements, and planning them anew
    would be measured.
    """
    for sql, params, acting in heard.statements:
        if sql.startswith(SKIPPED):
            continue
        given = [sign(acting)] if acting and params[0] else params
        found = wire.execute(sql, given)
        if found.description:
            found.fetchall()
    wire.pgconn.exec_(b"ROLLBACK")
