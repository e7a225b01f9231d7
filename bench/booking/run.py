"""One run from beginning to end."""

import json
import os
import platform
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psycopg

from bench.booking import many, race, town
from hangot.config.cluster import Cluster
from hangot.config.cluster.model import ADMIN

SEED = 1


@dataclass(frozen=True, slots=True)
class Pace:
    """How much is measured."""

    people: int = 200
    attempts: int = 1_000
    threads: int = 50
    rounds: int = 20
    bookings: int = 10_000

    def of(self, bookings: int) -> "Pace":
        """With another number of bookings, unless it is 0."""
        return replace(self, bookings=bookings or self.bookings)


QUICK = Pace(people=6, attempts=40, threads=6, rounds=1, bookings=12)


def run(server: Cluster, name: str, out: Path, pace: Pace, say: Callable[[str], None]) -> int:
    """Measure, print and write; 1 when a slot had two winners or any rule was broken."""
    cases = town.make(server, name, pace.people)
    found: dict[str, Any] = {
        "machine": f"{len(os.sched_getaffinity(0))} cores, Python {platform.python_version()},"
        f" PostgreSQL {server.version}",
        "seed": SEED,
        "slot": race.slot(cases, pace.attempts, pace.threads),
    }
    say(f"한 시간에 동시에 / at once on one hour: {found['slot']}")
    found["clerks"] = race.clerks(cases, pace.threads)
    say(f"같은 계획을 동시에 / the same plan at once: {found['clerks']}")
    found["pair"] = race.pair(cases, pace.rounds)
    say(f"둘이 같은 계획을 / two on the same plan: {found['pair']}")
    with psycopg.connect(server.url(ADMIN, name), autocommit=True) as admin:
        found["many"] = many.book(admin, pace.bookings, SEED, say)
    say(f"무작위 예약 / random bookings: {found['many']}")
    out.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    wrong = found["many"]["overlaps"] != 0 or found["many"]["broken"] != 0
    return 1 if found["slot"].get("won") != 1 or wrong else 0
