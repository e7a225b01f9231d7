"""Makes the template database of the tests: tables, policies, the house and its cast."""

import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from hangot.config import cluster


def main(name: str) -> None:
    server = cluster.ensure(cluster.home() / "tests", throwaway=True)
    if not Path(settings.HANGOT_KEYS).exists():
        from hangot.vault.keys import create

        create(Path(settings.HANGOT_KEYS))
    if _ready(server, name):
        return
    cluster.drop_database(server, name)
    cluster.create_database(server, name)
    call_command("migrate", database="owner", verbosity=0)
    _keep_tables(server, name)
    from hangot.access.install import write_context_key

    write_context_key()
    _people()


def _keep_tables(server: cluster.Cluster, name: str) -> None:
    """The same without anybody in it, for the measurements."""
    connections.close_all()
    cluster.drop_database(server, tables(name))
    cluster.create_database(server, tables(name), template=name)


def tables(name: str) -> str:
    """The empty twin of a template."""
    return f"tables_{name}"


def _ready(server: cluster.Cluster, name: str) -> bool:
    import psycopg

    try:
        with psycopg.connect(server.url("hangot_app", name)) as connection:
            found = connection.execute("select count(*) from hangot_sitting").fetchone()
    except psycopg.Error:
        return False
    return bool(found and found[0])


def _people() -> None:
    from hangot import clock
    from hangot.access.context import acting
    from hangot.access.founding import clockwork, employ, found
    from hangot.appointments.opening import open_books
    from hangot.demo.cast import newcomers
    from hangot.packs.active import profile

    at = clock.now()
    centre = found("crime_victim", at=at)
    boss = clockwork(centre)
    with acting(boss):
        employ(newcomers(), by=boss, at=at)
        open_books(profile("crime_victim"), by=boss)


if __name__ == "__main__":
    django.setup()
    main(sys.argv[1])
