"""How a test asks a page: a form with a key of its own, and the statements a page took."""

from typing import Any
from uuid import uuid4

from django.test.utils import CaptureQueriesContext
from django.urls import reverse

MARKS = (
    "SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "select set_config('app.ctx', ''",
)  # fmt: skip


def send(client: Any, name: str, *args: Any, **fields: Any) -> Any:
    """Send a form to a page by its name."""
    return post(client, reverse(name, args=args), **fields)


def post(client: Any, address: str, **fields: Any) -> Any:
    """Send a form to an address."""
    return client.post(address, {"once": str(uuid4()), **fields})


def statements(caught: CaptureQueriesContext) -> list[str]:
    """What was asked of the database, without the marks of the test's own transaction."""
    return [one["sql"] for one in caught.captured_queries if not one["sql"].startswith(MARKS)]
