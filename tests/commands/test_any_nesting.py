"""However scopes, savepoints and errors are nested, the database knows of whom the code believes to act."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some
from psycopg.pq import TransactionStatus

from hangot.access.context import (
    acting,
    counting,
    current,
    delivering,
    deriving,
    planning,
    reading_log,
    running,
)
from hangot.access.trips import last_trip
from hangot.core.access import Actor
from tests.copies import copy
from tests.seated import seated

__all__ = ["copy"]
pytestmark = pytest.mark.slow
WIDER = (deriving, reading_log, delivering, planning, counting)
TOLD = "select (string_to_array(current_setting('app.ctx'), '|'))[5:11]"


class GivenUp(Exception):
    """What a view raises in the middle of an act."""


def steps() -> some.SearchStrategy[Any]:
    """A program: looks, errors of SQL and of code, and what may be around them."""
    subject = some.integers(1, 3).map(lambda number: UUID(int=number))
    plain = some.sampled_from([("look",), ("look",), ("soon",), ("bad sql",), ("give up",)])
    return some.recursive(
        some.lists(plain, min_size=1, max_size=4),
        lambda inner: some.lists(
            plain
            | some.tuples(some.sampled_from(WIDER), subject, inner)
            | some.tuples(some.just("savepoint"), inner)
            | some.tuples(some.just("tried"), inner)
            | some.tuples(some.just("another"), inner),
            min_size=1, max_size=4,
        ),
        max_leaves=12,
    )  # fmt: skip


def look() -> None:
    """Post, purpose, scope and log as the database knows them are those of the code."""
    state = current()
    with connection.cursor() as cursor:
        cursor.execute(TOLD)
        post, _, purpose, *_, scope, log = cursor.fetchone()[0]
    believed = (state.actor.post, state.purpose.value, state.scope or "", state.log or "")
    assert (post, purpose, scope, log) == tuple(map(str, believed))


def play(program: Sequence[Any], other: Actor) -> None:
    for what, *more in program:
        if what == "look":
            look()
        elif what == "soon":
            assert current().teller.soon("select 5", {})() == [(5,)]
        elif what == "bad sql":
            with connection.cursor() as cursor:
                cursor.execute("select 1 / 0")
        elif what == "give up":
            raise GivenUp
        else:
            around(what, *more, other=other)


def around(what: Any, *more: Any, other: Actor) -> None:
    if what == "tried":
        with suppress(GivenUp, DatabaseError), transaction.atomic():
            play(more[0], other)
        try:
            look()
        except DatabaseError as fault:
            raise AssertionError("what was taken back is healthy again") from fault
        return
    with context(what, *more, other=other):
        play(more[-1], other)


def context(what: Any, *more: Any, other: Actor) -> Any:
    if what == "savepoint":
        return transaction.atomic()
    return acting(other) if what == "another" else what(more[0])


FAILS_INSIDE = [(deriving, UUID(int=1), [("look",), ("bad sql",)])]


@example(program=[("tried", FAILS_INSIDE)], ends=True)
@given(program=steps(), ends=some.booleans())
@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@pytest.mark.usefixtures("copy")
def test_the_database_believes_what_the_code_believes(program: Any, ends: bool) -> None:
    by, other = seated("counsellor-1"), seated("case-manager-1")
    with suppress(GivenUp, DatabaseError), acting(by):
        play(program, other)
        look()
        if ends:
            with last_trip(), connection.cursor() as cursor:
                cursor.execute("select 1")
    assert not running()
    assert not connection.execute_wrappers
    if connection.connection:
        wire = connection.connection
        assert wire._pipeline is None
        assert wire.info.transaction_status == TransactionStatus.IDLE
        left = wire.execute("select current_setting('app.ctx', true)").fetchone()
        assert left in ((None,), ("",))
        wire.rollback()
