"""One private PostgreSQL, one founded house with its cast; every test in a transaction of its own.

Tests connect as the application role: owners and superusers pass row-level security silently.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from copy import copy
from pathlib import Path
from typing import Any

import pytest

from hangot.config.home import home
from tests.plans import keep_plans

ROOT = Path(__file__).parents[1]
# The browser library keeps an event loop in the thread; the tests themselves are synchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
# Servers and commands that tests start find what was compiled before: half of their start.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
os.environ.setdefault("PYTHONPYCACHEPREFIX", str(home() / "bytecode"))
# What the demonstration of this checkout keeps outside its database is not for tests to read or add to.
APART = home() / "tests-apart" / os.environ.get("PYTEST_XDIST_WORKER", "main")
OUTSIDE = {name: str(APART / name) for name in ("HANGOT_ANCHORS", "HANGOT_OUTBOX")}
shutil.rmtree(APART, ignore_errors=True)
os.environ.update(OUTSIDE)


def pytest_configure() -> None:
    """Keys, anchors and outbox are those of the tests, for tests without a database too."""
    from django.conf import settings

    settings.HANGOT_KEYS = str(_home() / "keys.json")
    for name, place in OUTSIDE.items():
        setattr(settings, name, place)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first, so that no core waits at the end for the last of them; chance orders the rest."""
    items.sort(key=_seconds, reverse=True)
    for item in items:
        names = getattr(item, "fixturenames", [])
        if "known_house" in names:
            # Before the transaction of the test begins, in whichever house.
            names.remove("known_house")
            names.insert(0, "known_house")


def _seconds(item: pytest.Item) -> float:
    """How long the whole file of a test takes, by its mark."""
    slow = next((mark for mark in item.iter_markers("slow") if mark.args), None)
    return float(slow.args[0]) if slow else 0.0


def _home() -> Path:
    from hangot.config import cluster

    return cluster.home() / "tests"


def _fingerprint() -> str:
    """Changes when tables, policies, packs or the cast change: then the template is made anew."""
    digest = hashlib.sha256()
    wanted = [
        *ROOT.glob("hangot/migrations/*"),
        *ROOT.glob("packs/**/*.yaml"),
        *ROOT.glob("hangot/demo/cast.py"),
        *ROOT.glob("tests/make_template.py"),
    ]
    for path in sorted(p for p in wanted if p.is_file()):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@pytest.fixture(scope="session")
def template_database() -> tuple[Any, str]:
    """A migrated database with the founded house, made once and cloned by every worker."""
    from hangot.config import cluster

    server = cluster.ensure(_home(), throwaway=True)
    name = f"template_{_fingerprint()}"
    environment = {
        **os.environ,
        "DATABASE_URL": server.url("hangot_app", name),
        "OWNER_DATABASE_URL": server.url("hangot_owner", name),
        "HANGOT_KEYS": str(_home() / "keys.json"),
        "DJANGO_SETTINGS_MODULE": "hangot.config.settings",
        "PYTHONPATH": str(ROOT),
    }
    with (_home() / "template.lock").open("w") as lock:
        # Two workers start at the same time; the second finds the work done.
        fcntl.flock(lock, fcntl.LOCK_EX)
        subprocess.run(
            [sys.executable, str(ROOT / "tests" / "make_template.py"), name],
            env=environment, check=True,
        )  # fmt: skip
    return server, name


@pytest.fixture(scope="session")
def clone(template_database: tuple[Any, str]) -> Callable[[str], dict[str, dict[str, Any]]]:
    """Make a fresh copy of the house under a name; answers the settings per role."""
    from hangot.config import cluster

    server, template = template_database

    def make(name: str) -> dict[str, dict[str, Any]]:
        cluster.drop_database(server, name)
        cluster.create_database(server, name, template=template)
        roles = ("hangot_app", "hangot_owner", "hangot_auditor", "hangot_admin")
        return {role: server.settings(role, name) for role in roles} | {
            "urls": {role: server.url(role, name) for role in roles}
        }

    return make


@pytest.fixture(scope="session")
def django_db_setup(
    clone: Callable[[str], dict[str, dict[str, Any]]], django_db_blocker: Any, request: Any
) -> Iterator[None]:
    """Point Django at this worker's own copy, as the application role."""
    from django.conf import settings
    from django.db import connections

    keep_plans()
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    made = clone(f"test_{worker}")
    with django_db_blocker.unblock():
        for alias, role in (("default", "hangot_app"), ("owner", "hangot_owner")):
            connections[alias].close()
            connections.settings[alias].update(made[role])
            connections[alias].settings_dict.update({**made[role], "OPTIONS": settings.PREPARED})
            settings.DATABASES[alias].update({**made[role], "OPTIONS": settings.PREPARED})
        yield
        for alias in ("default", "owner"):
            connections[alias].close()


@pytest.fixture(scope="session")
def known_once(
    clone: Callable[[str], dict[str, dict[str, Any]]], django_db_setup: None, django_db_blocker: Any
) -> Iterator[tuple[Any, Any]]:
    """Han Seoyun's case, opened once, and the connection to the house in which it stands.

    A file whose tests begin with something else has its own: `known_once = begins(...)`.
    """
    from tests.known import knowing, received

    with knowing(clone, django_db_blocker, "known", received) as found:
        yield found


@pytest.fixture
def known_house(known_once: tuple[Any, Any], request: Any) -> Iterator[Any]:
    """For one test everything happens in the house that knows her; answers her case."""
    from tests.known import instead

    assert "copy" not in request.fixturenames, "a copy of the house knows nobody"
    connection, case = known_once
    with instead(connection):
        yield copy(case)


@pytest.fixture
def who(db: None) -> Callable[..., Any]:
    """The actor who sits on a post, second factor just proved: `who("reception-1")`."""
    from tests.seated import seated

    return seated


@pytest.fixture
def acts(db: None) -> Callable[..., Any]:
    """`with acts("counsellor-1") as actor:` one transaction in that person's name."""
    from tests.seated import acts

    return acts


@pytest.fixture
def desk(db: None) -> Callable[..., Any]:
    """A signed-in browserless client: `desk("counsellor-1").get("/")`."""
    from tests.seated import signed_in

    return signed_in


@pytest.fixture
def client_factory() -> Callable[[], Any]:
    from django.test import Client

    return Client
