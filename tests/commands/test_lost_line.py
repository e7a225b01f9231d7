"""A line to the database that breaks: an error that whoever asked knows, and nobody is left acting."""

import psycopg
import pytest
from django.db import OperationalError, connections
from psycopg.pq import TransactionStatus

from hangot.access.context import acting, running
from hangot.people.models import Person
from tests.copies import Copy, copy
from tests.seated import seated

__all__ = ["copy"]
pytestmark = pytest.mark.slow


def test_a_line_that_breaks_before_the_first_statement_leaves_nobody_acting(copy: Copy) -> None:
    by, line = seated("counsellor-1"), connections["default"]
    with psycopg.connect(copy["urls"]["hangot_app"]) as beside:
        beside.execute("select pg_terminate_backend(%s)", [line.connection.info.backend_pid])
    with pytest.raises(OperationalError), acting(by):
        Person.objects.exists()
    assert not running()
    line.close()
    with acting(by):
        assert not Person.objects.exists()
        assert line.connection.info.transaction_status == TransactionStatus.INTRANS
    assert (
        line.connection is None or line.connection.info.transaction_status == TransactionStatus.IDLE
    )
