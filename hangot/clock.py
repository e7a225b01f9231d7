"""The only reading of the clock: once per request, job or command."""

from datetime import UTC, datetime

from hangot.core import clocks

SEOUL = clocks.SEOUL


def now() -> datetime:
    """This moment, aware, in UTC; screens show it in Asia/Seoul."""
    return datetime.now(UTC)
