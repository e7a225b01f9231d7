"""The only reading of the clock: once per request, job or command."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

SEOUL = ZoneInfo("Asia/Seoul")


def now() -> datetime:
    """This moment, aware, in UTC; screens show it in Asia/Seoul."""
    return datetime.now(UTC)
