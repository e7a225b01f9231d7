"""A copy of the house that a test may spoil, and connections that point at it."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

Copy = dict[str, dict[str, Any]]


@contextmanager
def pointed(alias: str, settings: dict[str, Any]) -> Iterator[None]:
    """For a while, a connection of Django's is somebody else's, or to another database."""
    from django.conf import settings as of_django
    from django.db import connections

    known = connections[alias]
    before = dict(known.settings_dict)
    known.close()
    known.settings_dict.update({**settings, "OPTIONS": of_django.PREPARED})
    try:
        yield
    finally:
        known.close()
        known.settings_dict.update(before)


@pytest.fixture(scope="module")
def copy(
    clone: Callable[[str], Copy], django_db_setup: None, django_db_blocker: Any, request: Any
) -> Iterator[Copy]:
    """A copy of the house for one file of tests; all connections lead to it."""
    from hangot.vault import centre_keys

    worker = os.environ.get(
        "PYTEST_XDIST_WORKER", "main"
    )  # one copy each: making it ends the other
    made = clone(f"copy_{request.module.__name__.rsplit('.', 1)[-1]}_{worker}")
    with (
        django_db_blocker.unblock(),
        pointed("default", made["hangot_app"]),
        pointed("owner", made["hangot_owner"]),
        pointed("auditor", made["hangot_auditor"]),
    ):
        centre_keys.forget()
        yield made
    centre_keys.forget()
