"""Rooms for private databases: short directories that the server's account can reach."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hangot.config.cluster import Cluster, discard, ensure


@pytest.fixture
def room() -> Iterator[Path]:
    """An empty directory that everybody may pass; whatever is made in it goes again."""
    with _room() as place:
        yield place


@pytest.fixture(scope="module")
def shared_cluster() -> Iterator[Cluster]:
    """One throw-away cluster for the tests that leave it as it was."""
    with _room() as place:
        yield ensure(place / "db", throwaway=True, say=lambda _line: None)


@contextmanager
def _room() -> Iterator[Path]:
    place = Path(tempfile.mkdtemp(prefix="hg"))
    place.chmod(0o755)
    yield place
    for mark in list(place.rglob("hangot-cluster.json")):
        discard(mark.parent)
    shutil.rmtree(place)
