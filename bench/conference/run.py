"""One run: a house with so many cases, of which every third asks for a conference."""

import argparse
import json
import os
import platform
import statistics
import time
from collections.abc import Callable
from datetime import timedelta

from bench.booking import town
from hangot import clock
from hangot.cases.models import Case
from hangot.conferences import actions as conferences
from hangot.conferences.queries import proposed
from hangot.config.cluster import Cluster
from hangot.desk.conferences import showing

THIRD = 3


def run(server: Cluster, name: str, asked: argparse.Namespace, say: Callable[[str], None]) -> int:
    """Measure, print and write; 1 when a case that asked is not proposed."""
    cases = town.make(server, name, asked.cases)
    wanted = cases[::THIRD]
    with town.at_post("counsellor-1") as by:
        for case in wanted:
            wish = conferences.Wish(words="함께 정해요")
            conferences.ask(case_id=case.pk, wish=wish, by=by, at=clock.now())
    counts, times = zip(*(_proposed() for _ in range(asked.rounds)), strict=True)
    found = {
        "machine": f"{len(os.sched_getaffinity(0))} cores, Python {platform.python_version()},"
        f" PostgreSQL {server.version}",
        "cases": len(cases), "proposed": counts[0], "rounds": asked.rounds,
        "agenda_p50_ms": round(statistics.median(times), 1), "agenda_max_ms": round(max(times), 1),
        "with_ten_items_ms": round(_page(wanted[:10]), 1),
    }  # fmt: skip
    say(json.dumps(found, ensure_ascii=False))
    asked.out.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0 if set(counts) == {len(wanted)} else 1


def _proposed() -> tuple[int, float]:
    with town.at_post("team-lead") as by:
        began = time.perf_counter()
        found = proposed(by, at=clock.now())
        return len(found), (time.perf_counter() - began) * 1000


def _page(cases: list[Case]) -> float:
    """Everything that the page of a conference with these items reads."""
    with town.at_post("team-lead") as by:
        starts = clock.now() + timedelta(hours=1)
        meeting = conferences.Meeting("integrated", starts, starts + timedelta(hours=1), by.post)
        row = conferences.prepare(meeting=meeting, by=by, at=clock.now())
        for case in cases:
            conferences.propose(
                conference_id=row.pk, case_id=case.pk, wish=conferences.Wish(), by=by,
                at=clock.now(),
            )  # fmt: skip
    with town.at_post("team-lead") as by:
        began = time.perf_counter()
        showing.items(showing.table(row.pk, by, at=clock.now()))
        return (time.perf_counter() - began) * 1000
