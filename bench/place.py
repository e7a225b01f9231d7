"""A database of its own for a measurement, chosen before Django wakes."""

import argparse
import os
from pathlib import Path

from hangot.config import cluster
from hangot.config.cluster.model import APP, OWNER

ROOT = Path(__file__).parents[1]


def parser(prog: str) -> argparse.ArgumentParser:
    """The options that every measurement has: where its cluster lies."""
    found = argparse.ArgumentParser(prog=f"python -m {prog}")
    found.add_argument("--cluster", type=Path, default=cluster.home() / "database")
    return found


def wake(folder: Path, name: str, **more: str) -> cluster.Cluster:
    """Start the cluster, point this process at a database of this name, and wake Django."""
    server, own = cluster.ensure(folder), cluster.home() / "bench"
    own.mkdir(parents=True, exist_ok=True)
    os.environ.update(
        DATABASE_URL=server.url(APP, name),
        OWNER_DATABASE_URL=server.url(OWNER, name),
        DJANGO_SETTINGS_MODULE="hangot.config.settings",
        HANGOT_KEYS=str(own / "keys.json"),
        PYTHONPATH=str(ROOT),
        HANGOT_SECRET_KEY="only-for-the-measurement",  # noqa: S106 - guards nothing
        **more,
    )
    for name_ in ("HANGOT_DEBUG", "HANGOT_DEMO"):
        os.environ.pop(name_, None)
    import django  # noqa: PLC0415 - the database had to be chosen first

    django.setup()
    return server


def fresh(server: cluster.Cluster, name: str) -> None:
    """The database of this name with our tables and nothing in them.

    HANGOT_BENCH_TABLES names a database of the same cluster that has the tables already.
    """
    from django.core.management import call_command  # noqa: PLC0415 - needs Django

    cluster.drop_database(server, name)
    ready = os.environ.get("HANGOT_BENCH_TABLES") or "template0"
    cluster.create_database(server, name, template=ready)
    call_command("migrate", database="owner", verbosity=0)


def say(line: str) -> None:
    """One line of what is going on."""
    print(line, flush=True)  # noqa: T201
