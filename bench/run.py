"""One run from beginning to end."""

import argparse
import json
import os
import platform
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import connections

from bench import fill, house, measure, meter, month, report, sample, staff
from bench.jobs import Job, all_jobs
from bench.server import Server, running
from hangot import clock
from hangot.config.cluster import Cluster
from hangot.config.cluster.model import ADMIN, APP
from hangot.vault.keys import create

Say = Callable[[str], None]


def run(server: Cluster, name: str, size: int, asked: argparse.Namespace, say: Say) -> int:
    """Make or find the house, measure, print and write; 1 when a page failed."""
    keys = Path(settings.HANGOT_KEYS)
    if not keys.exists():
        create(keys)
    house.write(Path(settings.HANGOT_PACKS[-1]))
    found = fill.ensure(server, name, size, clock.now(), say)
    say(f"{name}: {'있던 것 / found' if found else '새로 만듦 / made'}")
    if asked.fill_only:
        return 0
    result = _measured(server, name, size, asked, say)
    result["targets"] = report.targets(result)
    asked.out.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    say("")
    for line in report.table(result):
        say(line)
    return 1 if any("failed" in job for job in result["jobs"].values()) else 0


def _measured(
    server: Cluster, name: str, size: int, asked: argparse.Namespace, say: Say
) -> dict[str, Any]:
    pace = measure.QUICK if asked.quick else measure.Pace()
    with psycopg.connect(server.url(ADMIN, name), autocommit=True) as watch:
        jobs = all_jobs(sample.take(watch, staff.read(clock.now(), size), clock.now()))
        wanted = set(asked.only.split(",")) - {""}
        jobs = [job for job in jobs if not wanted or job.name in wanted]
        lines = {job.name: _statements(server, name, job, pace) for job in jobs}
        counted = month.measure(pace.bare)
        connections.close_all()
        speed = [meter.loop_ms()]
        with (
            running(watch, APP) as pages,
            measure.floor(watch, server.url(ADMIN, name), jobs) as bottom,
        ):
            for job in jobs:
                lines[job.name] |= _page(pages, bottom, job, pace, say)
                speed.append(meter.loop_ms())
            held = measure.memory(pages)
    return {
        "people": size, "at": clock.now().isoformat(), "machine": _machine(server),
        "note": "server, database and load generator share the processors",
        "jobs": lines, "month": counted, "memory": held, "loop_ms": speed,
    }  # fmt: skip


def _statements(server: Cluster, name: str, job: Job, pace: measure.Pace) -> dict[str, Any]:
    try:
        return dict(measure.of_statements(server, name, job, pace))
    except Exception as problem:  # noqa: BLE001 - told in the table, the other jobs go on
        return {"failed": f"{type(problem).__name__}: {problem}"[:200]}


def _page(pages: Server, bottom: Server, job: Job, pace: measure.Pace, say: Say) -> dict[str, Any]:
    line: dict[str, Any] = {
        "name": job.name, "label": job.label, "target_cpu_ms": job.cpu_ms, "writes": job.writes,
    }  # fmt: skip
    try:
        line |= measure.side_by_side(pages, bottom, job, pace)
    except measure.Wrong as problem:
        line["failed"] = str(problem)
    say(f"{job.label}: " + (line.get("failed") or f"{line['p50_ms']:.1f} ms"))
    return line


def _machine(server: Cluster) -> str:
    cores = len(os.sched_getaffinity(0))
    return f"{cores} cores, Python {platform.python_version()}, PostgreSQL {server.version}"
