"""Runs every job: one client, four, sixteen; beside it the bare statements and the floor."""

import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
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
ROUNDS = 10
GOOD = frozenset({200})


@dataclass(frozen=True, slots=True)
class Pace:
    """How many requests: to warm up, alone in all turns, in each crowd; bare repetitions."""

    warm: int = 120
    alone: int = 200
    crowd: int = 400
    bare: int = 100


QUICK = Pace(warm=40, alone=30, crowd=40, bare=20)


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


def side_by_side(pages: Server, bottom: Server, job: Job, pace: Pace) -> dict[str, Any]:
    """The page and its one-statement view in turns: whatever slows the machine slows both."""
    # By many at once, so that every worker and every line to the database has planned what it asks.
    _check(job.name, drive(pages.port, job.asks(pace.warm), CROWDS[-1]), job.good)
    _check(job.name, drive(bottom.port, _floors(job, pace.warm), CROWDS[-1]), GOOD)
    page, floor = Turns(), Turns()
    for _ in range(ROUNDS):
        page.take(pages, job.asks(pace.alone // ROUNDS))
        floor.take(bottom, _floors(job, pace.alone // ROUNDS))
    _check(job.name, page.tally, job.good)
    _check(job.name, floor.tally, GOOD)
    return {**page.figures(), "floor": floor.figures(), **_crowds(pages, job, pace)}


@dataclass(slots=True)
class Turns:
    """One client at one server, a few requests at a time."""

    tally: Tally = field(default_factory=Tally)
    used: list[float] = field(default_factory=list)

    def take(self, server: Server, asks: Sequence[Ask]) -> None:
        began = server.cpu_ms()
        self.tally.add(drive(server.port, asks, 1))
        self.used.append((server.cpu_ms() - began) / len(asks))

    def figures(self) -> dict[str, float]:
        """`cpu_ms` of a request in the middle turn, `best_cpu_ms` in the quickest one."""
        return {
            "p50_ms": self.tally.quantile(0.5), "p95_ms": self.tally.quantile(0.95),
            "cpu_ms": median(self.used), "best_cpu_ms": min(self.used), "requests": len(self.tally.times),
        }  # fmt: skip


def _floors(job: Job, count: int) -> list[Ask]:
    return [Ask(f"/{job.name}/{number}") for number in range(count)]


def _crowds(server: Server, job: Job, pace: Pace) -> dict[str, float]:
    found: dict[str, float] = {}
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
