"""Runs every job: one client, four, sixteen; beside it the bare statements and the floor."""

import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from bench import bare, meter
from bench.jobs import Job
from bench.load import Ask, Tally, drive
from bench.server import Server, running
from hangot.config.cluster import Cluster
from hangot.config.cluster.model import ADMIN, APP

Say = Callable[[str], None]
CROWDS = (4, 16)


@dataclass(frozen=True, slots=True)
class Pace:
    """How many requests: to warm up, alone, in a crowd of four, of sixteen; bare repetitions."""

    warm: int = 80
    alone: int = 200
    crowd: int = 400
    bare: int = 100


QUICK = Pace(warm=20, alone=30, crowd=40, bare=20)


@contextmanager
def floor(watch: psycopg.Connection[Any], url: str, jobs: Sequence[Job]) -> Iterator[Server]:
    """The bare server with the one statement of every job."""
    plan = {job.name: {"sql": job.floor, "values": job.values} for job in jobs}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "floor.json"
        path.write_text(json.dumps(plan, default=str), encoding="utf-8")
        with running(
            watch, ADMIN, application="bench.floor:application", BENCH_FLOOR=str(path),
            DJANGO_SETTINGS_MODULE="bench.floor_settings", DATABASE_URL=url,
        ) as server:  # fmt: skip
            yield server


def of_floor(server: Server, job: Job, pace: Pace) -> dict[str, float]:
    """The one-statement view of a job: median and processor time."""
    asks = [Ask(f"/{job.name}/{number}") for number in range(pace.warm + pace.alone)]
    _check(job.name, drive(server.port, asks[: pace.warm], 4), frozenset({200}))
    began = server.cpu_ms()
    tally = drive(server.port, asks[pace.warm :], 1)
    used = server.cpu_ms() - began
    crowd = drive(server.port, asks, 4)
    _check(job.name, tally, frozenset({200}))
    return {
        "p50_ms": tally.quantile(0.5), "cpu_ms": used / len(tally.times),
        "per_second_4": crowd.per_second,
    }  # fmt: skip


def of_page(server: Server, job: Job, pace: Pace) -> dict[str, Any]:
    """The real page through the real server."""
    _check(job.name, drive(server.port, job.asks(pace.warm), 4), job.good)
    began = server.cpu_ms()
    alone = drive(server.port, job.asks(pace.alone), 1)
    used = server.cpu_ms() - began
    _check(job.name, alone, job.good)
    found: dict[str, Any] = {
        "p50_ms": alone.quantile(0.5), "p95_ms": alone.quantile(0.95),
        "cpu_ms": used / max(1, len(alone.times)), "requests": len(alone.times),
    }  # fmt: skip
    for clients in CROWDS:
        crowd = drive(server.port, job.asks(pace.crowd), clients)
        _check(job.name, crowd, job.good)
        found[f"per_second_{clients}"] = crowd.per_second
        found[f"p95_ms_{clients}"] = crowd.quantile(0.95)
    return found


class Wrong(Exception):
    """A page did not answer as it should: a figure for it would mean nothing."""


def _check(name: str, tally: Tally, good: frozenset[int]) -> None:
    if not tally.times or set(tally.statuses) - good:
        raise Wrong(f"{name}: {tally.statuses}")


def of_statements(server: Cluster, database: str, job: Job, pace: Pace) -> dict[str, float]:
    """The page's own statements, counted, and run again without the framework."""
    heard = bare.listen(job.asks(1)[0])
    if heard.status not in job.good:
        raise Wrong(f"{job.name}: {heard.status}")
    p50, cpu = bare.repeat(server.url(APP, database), heard, pace.bare)
    return {"statements": heard.count, "bare_p50_ms": p50, "bare_cpu_ms": cpu}


def memory(server: Server) -> dict[str, float]:
    """Memory in MB: of the largest worker, and of the whole server with shared pages counted once.

    `each_mb` is the whole, parent included, divided by the workers: what one more of them costs
    at most.
    """
    found = [meter.memory_mb(pid) for pid in server.workers()]
    whole = meter.memory_mb(server.pid)[1] + sum(pss for _, pss in found)
    return {
        "workers": len(found), "rss_mb": max(rss for rss, _ in found),
        "pss_mb": max(pss for _, pss in found), "each_mb": whole / len(found),
    }  # fmt: skip
