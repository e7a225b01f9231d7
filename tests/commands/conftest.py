"""Measurements on the private cluster of the tests."""

from typing import Any

import pytest

from tests.make_template import tables


@pytest.fixture
def tables_ready(template_database: tuple[Any, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A measurement copies the tables that are there instead of making them anew."""
    monkeypatch.setenv("HANGOT_BENCH_TABLES", tables(template_database[1]))
