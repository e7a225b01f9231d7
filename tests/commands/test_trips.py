"""Few trips to the database: what begins and ends a transaction travels with what is asked in it."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import DatabaseError, connection
from django.db.transaction import TransactionManagementError
from psycopg.pq import TransactionStatus

from hangot import clock
from hangot.access.context import acting, current, deriving, running
from hangot.access.trips import last_trip, one_trip
from hangot.accounts.models import Sitting
from hangot.people.models import Person
from tests.copies import Copy, copy
from tests.seated import seated, signed_in

__all__ = ["copy"]
pytestmark = pytest.mark.slow
COUNSELLOR = "counsellor-1"


class Trips:
    """How often the database was asked and had answered."""

    count = 0


@contextmanager
def counted() -> Iterator[Trips]:
    """The driver writes down what travels; each trip ends with the database being ready again."""
    connection.ensure_connection()
    wire, trips = connection.connection, Trips()
    with tempfile.TemporaryFile() as log:
        wire.pgconn.trace(log.fileno())
        try:
            yield trips
        finally:
            wire.pgconn.untrace()
        os.lseek(log.fileno(), 0, os.SEEK_SET)
        trips.count = log.read().count(b"ReadyForQuery")


def idle() -> bool:
    return bool(connection.connection.info.transaction_status == TransactionStatus.IDLE)


@pytest.fixture(autouse=True)
def _line(copy: Copy) -> Iterator[None]:
    """One connection for the whole test, as one thread of the server keeps it for a request."""
    with connection.cursor():
        yield
    assert idle(), "nothing of this test is still open"
    connection.close()


@pytest.mark.parametrize(("address", "most"), [("/", 4), ("/cases/", 4), ("/seats/", 3)])
def test_a_page_that_is_read_makes_few_trips(address: str, most: int) -> None:
    client = signed_in(COUNSELLOR)
    for _ in range(3):
        assert client.get(address).status_code == 200
    with counted() as trips:
        assert client.get(address).status_code == 200
    assert 0 < trips.count <= most


def test_an_act_on_nothing_makes_no_trip() -> None:
    by = seated(COUNSELLOR)
    with counted() as trips, acting(by):
        assert running()
    assert trips.count == 0
    assert not running()


def test_what_is_asked_soon_is_there_whether_or_not_something_else_is_asked() -> None:
    by = seated(COUNSELLOR)
    with acting(by), counted() as trips:
        early = current().teller.soon("select count(*) from hangot_sitting", {})
        Sitting.objects.first()
        assert early() == [(Sitting.objects.count(),)]
    assert trips.count == 2
    with acting(by):
        assert current().teller.soon("select current_setting('app.ctx') <> ''", {})() == [(True,)]
    with acting(by):
        Sitting.objects.first()
        assert current().teller.soon("select 7", {})() == [(7,)]


def test_statements_that_need_answers_in_between_know_who_acts_too() -> None:
    by = seated(COUNSELLOR)
    told = "select length(current_setting('app.ctx', true)) > 0"
    with acting(by), connection.chunked_cursor() as walked:
        walked.execute(told)
        assert walked.fetchall() == [(True,)]
    with acting(by), connection.cursor() as many:
        many.executemany("select set_config('hangot.twice', %s, true)", [["a"], ["b"]])
        many.execute(told)
        assert many.fetchone() == (True,)


SCOPE = "select split_part(current_setting('app.ctx'), '|', 10)"


def scope() -> str:
    """For whom the context is widened, as the database knows it."""
    with connection.cursor() as cursor:
        cursor.execute(SCOPE)
        return str(cursor.fetchone()[0])


@pytest.mark.parametrize("asked_before", [False, True])
def test_rows_that_are_fetched_later_are_seen_as_whoever_fetches_them(
    asked_before: bool,
) -> None:
    """A walk over many rows acts on each in its own scope; the next row is fetched outside of it."""
    by, seen = seated(COUNSELLOR), uuid4()
    with acting(by), connection.chunked_cursor() as walked:
        if asked_before:
            assert scope() == ""
        walked.execute(f"{SCOPE}, n from generate_series(1, 3) n")
        for number in (1, 2, 3):
            assert walked.fetchone() == ("", number)
            with deriving(seen):
                assert scope() == str(seen)


def test_rows_are_not_fetched_when_nobody_acts_any_more() -> None:
    with acting(seated(COUNSELLOR)):
        assert scope() == ""
        rows = Sitting.objects.order_by("pk").iterator(1)
        next(rows)
    with pytest.raises(DatabaseError):
        next(rows)


def test_what_is_asked_soon_is_asked_in_the_scope_in_which_it_stands() -> None:
    with acting(seated(COUNSELLOR)):
        early = current().teller.soon(SCOPE, {})
        with deriving(uuid4()):
            assert scope() != ""
        assert early() == [("",)]
        assert early() == [("",)]


def test_a_scope_that_could_not_be_left_aloud_is_left_before_the_next_statement(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with acting(seated(COUNSELLOR)):
        with deriving(uuid4()):
            assert scope() != ""
        with monkeypatch.context() as broken, pytest.raises(OSError, match="no keys"):
            broken.setattr("hangot.access.context.keys", _no_keys)
            Person.objects.exists()
        assert scope() == ""


def _no_keys() -> None:
    raise OSError("no keys")


def test_an_act_that_had_failed_unseen_is_not_taken_for_kept() -> None:
    with pytest.raises(TransactionManagementError), acting(seated(COUNSELLOR)):
        with connection.cursor() as cursor, suppress(DatabaseError):
            cursor.execute("select 1 / 0")
        with last_trip():
            pass


def test_a_context_is_told_again_before_it_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    with acting(seated(COUNSELLOR)) as state:
        assert scope() == ""
        told = state.teller.told_at
        assert told
        monkeypatch.setattr("hangot.access.trips.FRESH", timedelta(0))
        assert scope() == ""
        assert state.teller.told_at
        assert state.teller.told_at > told


def test_a_first_statement_that_fails_leaves_nothing_and_nobody() -> None:
    by = seated(COUNSELLOR)
    with pytest.raises(DatabaseError), acting(by), connection.cursor() as cursor:
        cursor.execute("select 1 / 0")
    assert not running()
    assert idle()
    assert not connection.execute_wrappers
    with acting(by):
        assert not Person.objects.exists()


def test_a_value_that_cannot_travel_is_an_error_of_that_statement_alone() -> None:
    by = seated(COUNSELLOR)
    with pytest.raises(DatabaseError), acting(by), connection.cursor() as cursor:
        cursor.execute("select %s", [object()])  # type: ignore[list-item]
    assert idle()
    with acting(by):
        assert Sitting.objects.exists()


def test_trips_inside_a_trip_are_one() -> None:
    by = seated(COUNSELLOR)
    with counted() as trips, acting(by), last_trip(), one_trip(), connection.cursor() as cursor:
        cursor.execute("select 1")
    assert trips.count == 1


def test_the_last_trip_inside_a_savepoint_ends_nothing() -> None:
    by = seated(COUNSELLOR)
    with acting(by):
        with acting(by), last_trip(), connection.cursor() as cursor:
            cursor.execute("select 1")
        assert connection.connection.info.transaction_status == TransactionStatus.INTRANS


@pytest.fixture
def unwritten(copy: Copy) -> Iterator[None]:
    """The log of this house takes no entry of a list that was read."""
    rule = "alter table hangot_auditentry {} constraint nothing_read"
    with psycopg.connect(copy["urls"]["hangot_admin"], autocommit=True) as admin:
        admin.execute(f"{rule.format('add')} check (act <> 'case.find') not valid")
        yield
        admin.execute(rule.format("drop"))


@pytest.mark.usefixtures("unwritten")
def test_a_page_whose_entry_is_refused_at_the_end_is_not_shown() -> None:
    client = signed_in(COUNSELLOR)
    client.raise_request_exception = False
    answer: Any = client.get("/cases/")
    assert answer.status_code == 500
    assert idle()
    assert not running()
    assert client.get("/seats/").status_code == 200


def test_an_act_whose_last_statement_fails_is_taken_back_whole() -> None:
    by, at = seated(COUNSELLOR), clock.now()
    with pytest.raises(DatabaseError), acting(by):
        with connection.cursor() as cursor:
            cursor.execute("create temporary table kept (moment timestamptz)")
            cursor.execute("insert into kept values (%s)", [at])
        with last_trip(), connection.cursor() as cursor:
            cursor.execute("select 1 / 0")
    assert idle()
    with connection.cursor() as cursor:
        cursor.execute("select to_regclass('kept')")
        assert cursor.fetchone() == (None,)
