"""A house whose days pass as the story says, for the database and for Python alike.

A story of months is played on its own dates: consents run out, holidays come, orders end. The
database of such a house, a copy that nobody else uses, reads its time with the same shift.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from django.db import connections
from django.utils import timezone
from psycopg import sql

from hangot import clock

SHIFT = "HANGOT_STORY_SHIFT"
"""Names the file that holds the shift in seconds, for a server that runs beside the test."""
TURNED = """
create or replace function pg_catalog.statement_timestamp() returns timestamptz
  language sql volatile as
  $$ select pg_catalog.clock_timestamp() + pg_catalog.current_setting('story.shift')::interval $$
"""
"""Planned into every policy that asks for the time; the shift is a setting of this database."""
REAL = clock.now


def shifted(path: Path) -> Callable[[], datetime]:
    """The clock of a story: this moment, so many seconds away."""

    def now() -> datetime:
        return REAL() + timedelta(seconds=float(path.read_text()))

    return now


class Calendar:
    """`days.come(moment)`: it is that moment now, and time goes on from there."""

    def __init__(self, url: str, path: Path) -> None:
        self.url, self.path = url, path
        self.come(REAL())
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(TURNED)

    def come(self, moment: datetime) -> datetime:
        """Wait until then; connections of the time before are closed."""
        shift = moment - REAL()
        with psycopg.connect(self.url, autocommit=True) as connection:
            database = sql.Identifier(connection.info.dbname)
            query = sql.SQL("alter database {} set story.shift = {}")
            connection.execute(query.format(database, f"{shift.total_seconds()} seconds"))
        self.path.write_text(str(shift.total_seconds()))
        connections.close_all()
        return moment


@contextmanager
def calendar(url: str, path: Path) -> Iterator[Calendar]:
    """A calendar of one's own for the database at this address (of its superuser)."""
    days = Calendar(url, path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(SHIFT, str(path))
        patch.setattr(clock, "now", shifted(path))
        yield days


def follow_story() -> None:
    """In a server of a journey: read the time of the story, if one is being told."""
    if path := os.environ.get(SHIFT):
        clock.now = shifted(Path(path))
        # Signing in and its end are timed by the libraries themselves.
        timezone.now = clock.now  # noqa: TID251
        time.time = lambda: clock.now().timestamp()  # noqa: TID251
