"""Statements planned once for a connection of the tests, however many transactions it takes back.

Planning the policies costs several times what running them costs. The library forgets its plans
at every rollback, because tables might have been dropped in between; a test ends with a rollback,
and so does every refused page. No test drops a table that another one asks.
"""

from typing import Any

from django.db.backends.signals import connection_created
from psycopg._preparing import PrepareManager

MANY = 1500


class Kept(PrepareManager):
    """Forgets only what was not asked for a long time."""

    prepared_max = MANY

    def __init__(self, threshold: int | None) -> None:
        super().__init__()
        self.prepare_threshold = threshold

    def clear(self) -> bool:
        return False


def _keep(connection: Any, **_: Any) -> None:
    opened = connection.connection
    opened._prepared = Kept(opened._prepared.prepare_threshold)


def keep_plans() -> None:
    """From now on, for every connection that Django opens in this process."""
    connection_created.connect(_keep)
