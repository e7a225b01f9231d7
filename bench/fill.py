"""Makes the large house in a database of its own, or finds the one made earlier."""

import hashlib
import json
import math
import multiprocessing
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
from django.db import connections
from psycopg import sql

from bench import letters, people, place, staff
from bench.maker import House, Maker
from hangot.config import cluster
from hangot.config.cluster.model import ADMIN
from hangot.vault import centre_keys

BATCH = 2_000
WITH_CASES = 100_000  # two cases each; whoever is beyond is only known by name
FRESH_FOR = timedelta(days=7)
SENT_BY_A_RUN = 1_200
Say = Callable[[str], None]


def fingerprint(size: int) -> str:
    """Changes when the tables or the makers of the rows change."""
    root = Path(__file__).parent
    wanted = ["house.py", "letters.py", "maker.py", "names.py", "people.py", "staff.py"]
    paths = [root / name for name in wanted] + sorted(root.parent.glob("hangot/migrations/0*"))
    digest = hashlib.sha256(str(size).encode())
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def connect(server: cluster.Cluster, name: str) -> psycopg.Connection[Any]:
    """As the administrator of the private cluster, without triggers: for loading only."""
    admin = psycopg.connect(server.url(ADMIN, name), autocommit=True)
    admin.execute("set session_replication_role = replica")
    return admin


def ensure(server: cluster.Cluster, name: str, size: int, at: datetime, say: Say) -> bool:
    """Have the house of this size there; True when it was found, False when it was made now."""
    if _usable(server, name, size, at):
        return True
    began = time.monotonic()
    place.fresh(server, name)
    from hangot.access.install import write_context_key  # noqa: PLC0415 - needs the database

    write_context_key()
    with connect(server, name) as admin:
        centre_keys.forget()
        staff.settle(admin, at)
        house = staff.read(at, size)
        connections.close_all()
        indexes = _drop_indexes(admin)
        _load(server, name, house, say)
        say("색인 / indexes")
        for command in indexes:
            admin.execute(command)
        _counters(admin, house, size)
        admin.execute("vacuum analyze")
        note = json.dumps({
            "fingerprint": fingerprint(size), "at": at.isoformat(), "letters": _letters(admin),
        })  # fmt: skip
        admin.execute(
            sql.SQL("comment on database {} is {}").format(sql.Identifier(name), sql.Literal(note))
        )
    say(f"{size:,} 명 / people: {time.monotonic() - began:.0f} s")
    return False


def _usable(server: cluster.Cluster, name: str, size: int, at: datetime) -> bool:
    """Made by these makers, not long ago, and not all of its letters are sent yet."""
    made = _made(server, name)
    if made.get("fingerprint") != fingerprint(size):
        return False
    with connect(server, name) as admin:
        enough = _letters(admin) >= min(SENT_BY_A_RUN, made.get("letters", SENT_BY_A_RUN))
    return enough and at - datetime.fromisoformat(made["at"]) < FRESH_FOR


def _letters(admin: psycopg.Connection[Any]) -> int:
    found = admin.execute("select count(*) from hangot_referral where state = 'draft'").fetchone()
    return int(found[0]) if found else 0


def _made(server: cluster.Cluster, name: str) -> dict[str, Any]:
    """What is noted on the database, or nothing."""
    with psycopg.connect(server.url(ADMIN, "postgres")) as admin:
        row = admin.execute(
            "select shobj_description(oid, 'pg_database') from pg_database where datname = %s",
            [name],
        ).fetchone()
    found: dict[str, Any] = json.loads(row[0]) if row and row[0] else {}
    return found


def _drop_indexes(admin: psycopg.Connection[Any]) -> list[str]:
    """Take the plain indexes away while loading; answers how to make them again."""
    rows = admin.execute(
        "select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) from pg_index i"
        " join pg_class c on c.oid = i.indrelid where c.relname like 'hangot\\_%'"
        " and not i.indisunique and not exists"
        " (select from pg_constraint k where k.conindid = i.indexrelid)"
    ).fetchall()
    for name, _ in rows:
        admin.execute(sql.SQL("drop index {}").format(sql.Identifier(name)))
    return [str(command) for _, command in rows]


def _load(server: cluster.Cluster, name: str, house: House, say: Say) -> None:
    """Two processes make people batch by batch; each batch is one transaction."""
    jobs = [(server, name, house, start) for start in range(0, house.people, BATCH)]
    began, rows = time.monotonic(), 0
    with multiprocessing.get_context("fork").Pool(2) as pool:
        for done, count in enumerate(pool.imap_unordered(_batch, jobs), start=1):
            rows += count
            if done % math.ceil(len(jobs) / 20) == 0 or done == len(jobs):
                made = min(done * BATCH, house.people)
                spent = time.monotonic() - began
                say(f"{made:>9,} / {house.people:,}  {rows:>11,} rows  {spent:5.0f} s")


def _batch(job: tuple[cluster.Cluster, str, House, int]) -> int:
    server, name, house, start = job
    make = Maker(house, f"people {start}")
    end = min(start + BATCH, house.people)
    for number in range(max(start, WITH_CASES), end):
        people.known(make, number)
    for number in range(start, min(end, WITH_CASES)):
        one = people.person(make, number)
        letters.referral(make, one)
        people.finish(make, one)
        if number % letters.NOTICE_EVERY == 0:
            letters.notice(make, number)
    with connect(server, name) as admin:
        return make.book.copy(admin)


def _counters(admin: psycopg.Connection[Any], house: House, size: int) -> None:
    """New cases and contacts are counted on after the loaded ones."""
    year = house.now.year % 100
    for kind in ("case", "notice", "person"):
        admin.execute(
            "insert into hangot_counter (id, centre_id, last) values (%s, %s, %s)"
            " on conflict (id) do update set last = excluded.last",
            [f"{house.centre}:{kind}:{year}", house.centre, 3_000_000 + 2 * size],
        )
