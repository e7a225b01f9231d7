"""A whole database into a file and back, by PostgreSQL's own programs.

The file holds everything but two things: the key of the signed context, which is made anew from
the key file, and web sessions, so that no old sign-in comes back with the data.
"""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import IO

import psycopg
from django.conf import settings
from django.core.management.base import CommandError
from psycopg.conninfo import conninfo_to_dict, make_conninfo

LEFT_OUT = ("--exclude-table=hg.context_key", "--exclude-table-data=public.hangot_login")
TABLES = (
    "select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace"
    " where n.nspname in ('public', 'hg') and c.relkind in ('r', 'p')"
)


def take(address: str, target: Path) -> None:
    """Write the database into a new file that only its owner may read.

    FileExistsError for a file that is there already; CommandError with PostgreSQL's words.
    """
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as out:
            _run("pg_dump", ["--format=custom", *LEFT_OUT], address, out=out)
    except BaseException:
        target.unlink()
        raise


def put_back(source: Path, address: str) -> None:
    """Fill an empty database from a file, whole or not at all."""
    _run(
        "pg_restore",
        ["--exit-on-error", "--single-transaction", str(source.absolute())],
        address,
    )


def is_empty(address: str) -> bool:
    """Is there no table at all in the places that a restore would fill?"""
    with psycopg.connect(address) as connection:
        return connection.execute(TABLES).fetchone() == (0,)


def _run(program: str, words: Sequence[str], address: str, *, out: IO[bytes] | None = None) -> None:
    """A password goes through the environment: everybody on the machine can read arguments."""
    parts = conninfo_to_dict(address)
    secret = {"PGPASSWORD": str(parts.pop("password"))} if "password" in parts else {}
    command = [str(Path(settings.HANGOT_POSTGRES_BIN) / program), *words]
    command.append(f"--dbname={make_conninfo('', **parts)}")
    done = subprocess.run(  # noqa: S603 - PostgreSQL's own programs, no shell
        command, stdin=subprocess.DEVNULL, stdout=out or subprocess.DEVNULL, stderr=subprocess.PIPE,
        check=False, cwd="/", env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", **secret},
    )  # fmt: skip
    if done.returncode != 0:
        raise CommandError(done.stderr.decode("utf-8", "replace").strip())
