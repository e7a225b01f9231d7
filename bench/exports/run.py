"""One run: a month of the log leaves as a workbook and as a text file, and as an evidence bundle."""

import argparse
import json
import os
import platform
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection, connections

from bench.districts import town
from hangot import clock
from hangot.access.context import acting
from hangot.access.founding import Newcomer, clockwork, employ
from hangot.access.trail import remember
from hangot.audit.models import AuditEntry
from hangot.config.cluster import Cluster
from hangot.core.access import Purpose
from hangot.core.ids import new_id
from hangot.desk.trust import bundle
from hangot.exports import actions, making
from hangot.exports.models import Export
from hangot.watching import months

MEGABYTE = 1_048_576
MOST_MB, MOST_S = 100, 60
EVERY = 0.2
AT_ONCE = 500
"""Entries in one transaction: each moves the head of the chain, and the row of it grows with them."""
# As many more entries like the first one, at other moments, about other people.
MORE = """
insert into hangot_auditentry (id, centre_id, agency_id, at, worker_id, post_id, act, kind,
  subject_id, door, purpose, done, address)
select gen_random_uuid(), centre_id, agency_id, at + n * interval '20 seconds', worker_id, post_id,
  act, kind, gen_random_uuid(), door, purpose, done, address
from hangot_auditentry, generate_series(%s::int, %s::int) n where id = %s::uuid
"""


def run(server: Cluster, name: str, asked: argparse.Namespace, say: Callable[[str], None]) -> int:
    """Measure, print and write; 1 when memory or time was more than promised."""
    house, _ = town.make(server, name, 0)
    posts = ("privacy-officer", "auditor")
    staff = [Newcomer(house.account(post), "담당", town.PASSWORD, post) for post in posts]
    with acting(clockwork(house.centre)) as state:
        employ(staff, by=state.actor, at=clock.now() - timedelta(days=90))
    month = months.shifted(months.read("", clock.now()), -1)
    _fill(house, month, asked.rows)
    say(f"{asked.rows} entries made")
    found = {
        "machine": f"{len(os.sched_getaffinity(0))} cores, Python {platform.python_version()},"
        f" PostgreSQL {server.version}",
        "rows": asked.rows,
        **{form: _export(house, month, form) for form in actions.FORMS},
        "bundle": _bundle(house, month),
    }  # fmt: skip
    say(json.dumps(found, ensure_ascii=False))
    asked.out.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    measured = [found[form] for form in (*actions.FORMS, "bundle")]
    good = all(one["memory_mb"] < MOST_MB and one["seconds"] < MOST_S for one in measured)
    return 0 if good else 1


def _fill(house: town.District, month: date, rows: int) -> None:
    start, _ = months.span(month)
    with house.at_post("case-manager-1") as by:
        remember("case.see", by=by, at=start, subject=new_id(), kind="read")
    with house.at_post("auditor"):
        first = AuditEntry.objects.get(act="case.see").pk
    for done in range(1, rows, AT_ONCE):
        last = min(done + AT_ONCE, rows) - 1
        with house.at_post("case-manager-1"), connection.cursor() as cursor:
            cursor.execute(MORE, [done, last, first])


def _export(house: town.District, month: date, form: str) -> dict[str, Any]:
    at = clock.now()
    with house.at_post("privacy-officer") as by:
        wanted = actions.Wanted("log", form, "inspection", "…", "…", month)
        pk = actions.ask(wanted=wanted, by=by, at=at).pk
    with house.at_post("centre-manager") as by:
        actions.decide(export_id=pk, event="allow", answer="", expected=None, by=by, at=at)
    with _watched(house, pk) as told, _measured() as found:
        if not making.make(pk, house.centre, at=at):
            raise RuntimeError("the export could not be made")
    with house.at_post("privacy-officer") as by:
        row, content = actions.fetch(export_id=pk, by=by, at=clock.now())
    return {**found, "rows": row.done, "file_mb": _mb(len(content)), "progress_seen": len(told)}


def _bundle(house: town.District, month: date) -> dict[str, Any]:
    with tempfile.TemporaryFile() as out:
        with house.at_post("auditor") as by, _measured() as found:
            checked = bundle.write(by.centre, house.centre.profile, month, {}, out)
        return {**found, "holds": checked.holds, "file_mb": _mb(out.tell())}


@contextmanager
def _watched(house: town.District, pk: UUID) -> Iterator[set[int]]:
    """How far the page said it was, asked from another connection while it was made."""
    told: set[int] = set()
    over = threading.Event()

    def look() -> None:
        while not over.wait(EVERY):
            with acting(clockwork(house.centre), Purpose.OVERSIGHT):
                told.update(Export.objects.filter(pk=pk).values_list("done", flat=True))
        connections.close_all()

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield told
    finally:
        over.set()
        watcher.join()


@contextmanager
def _measured() -> Iterator[dict[str, Any]]:
    """Seconds, and how much memory the process took beyond what it had (Linux)."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before, began = _memory("VmRSS"), time.perf_counter()
    found: dict[str, Any] = {}
    yield found
    found["seconds"] = round(time.perf_counter() - began, 1)
    found["memory_mb"] = _mb(_memory("VmHWM") - before)


def _memory(name: str) -> int:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    line = next(one for one in lines if one.startswith(f"{name}:"))
    return int(line.split()[1]) * 1024


def _mb(size: int) -> float:
    return round(size / MEGABYTE, 1)
