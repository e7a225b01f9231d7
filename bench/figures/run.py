"""One run: a year of moves in every district, told by the clock, then read by page and on paper."""

import argparse
import json
import os
import platform
import time
from collections.abc import Callable
from typing import Any

import psycopg
from django.test.utils import setup_test_environment

from bench.districts import town
from bench.districts.run import MOST, page
from hangot import clock
from hangot.config.cluster import Cluster
from hangot.config.cluster.model import ADMIN
from hangot.indicators import city
from hangot.indicators.releasing import audit, release

DASHBOARD_MS, PAPER_MS = 1000, 5000
# Moves of a year, in the order of time as a log grows: most are sessions, some follow each other.
FILL = """
with steps as (select * from unnest(%(things)s::text[], %(steps)s::text[])
                 with ordinality as s(thing, step, n)),
seats as (select a.centre_id, a.id as agency, row_number() over () - 1 as n
          from hangot_agency a where a.centre_id = any(%(centres)s) and not a.outside)
insert into hangot_moved (id, version, centre_id, subject_id, section, agency_id, post_id,
                          thing_kind, thing_id, event, source, target, at)
select gen_random_uuid(), 1, seats.centre_id,
  md5(seats.centre_id::text || ((g * 7919) %% %(people)s))::uuid, 1, seats.agency, seats.agency,
  steps.thing, md5((g / 8)::text)::uuid, steps.step, '', 'x',
  %(start)s::timestamptz + (g::float / %(events)s) * interval '364 days'
from generate_series(1, %(events)s::bigint) g
join seats on seats.n = (g * 31) %% (select count(*) from seats)
join steps on steps.n = 1 + (g / 31) %% (select count(*) from steps)
"""
STEPS = (
    ("notice", "receive"), ("appointment", "finish"), ("appointment", "finish"), ("visit", "leave"),
    ("stop", "queue"), ("stop", "receive"), ("case", "register"), ("referral", "send"),
    ("referral", "accept"), ("referral", "acknowledge"), ("case", "activate"),
)  # fmt: skip


def run(server: Cluster, name: str, asked: argparse.Namespace, say: Callable[[str], None]) -> int:
    """Measure, print and write; 1 when a target was missed or something hidden comes back."""
    capital, districts = town.make(server, name, asked.districts)
    year = clock.now().year - 1
    filled = _timed(lambda: _fill(server, name, districts, asked.events, year))
    say(f"{asked.events} moves in {asked.districts} districts: {filled / 1000:.0f} s")
    at = clock.now()
    counted = [_timed(lambda one=one: _tell(one.centre.pk, at)) for one in districts]  # type: ignore[misc]
    say(f"told: {sum(counted) / 1000:.1f} s, at most {max(counted) / 1000:.1f} s a district")
    setup_test_environment(debug=False)
    clerk = capital.account("statistics")
    whats = ("case_people", "session_times", "referrals_sent", "wait_minutes")
    compare = [(clerk, f"/house/figures/?of=districts&what={w}&year={year}") for w in whats]
    own = [(d.account("statistics"), f"/house/figures/?year={year}") for d in districts[:5]]
    paper = [(districts[0].account("statistics"), f"/house/figures/?year={year}&as=pdf")]
    month = [
        (
            districts[0].account("statistics"),
            f"/house/figures/?year={year}&as=pdf&month=12&lang={lang}",
        )
        for lang in ("ko", "en")
    ]
    found = {
        "machine": f"{len(os.sched_getaffinity(0))} cores, Python {platform.python_version()},"
        f" PostgreSQL {server.version}",
        "load": os.getloadavg()[0], "districts": asked.districts, "events": asked.events,
        "fill_ms": filled, "tell_ms": round(sum(counted)), "tell_most_ms": round(max(counted)),
        "city": page(compare, asked.rounds), "own": page(own, asked.rounds),
        "pdf": page(paper, max(3, asked.rounds // 8)),
        "month_pdf": page(month, max(3, asked.rounds // 8)), "hidden": _attacked(districts),
    }  # fmt: skip
    say(json.dumps(found, ensure_ascii=False))
    asked.out.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0 if _reached(found) else 1


def _reached(found: dict[str, Any]) -> bool:
    fast = found["city"]["p95_ms"] < DASHBOARD_MS and found["own"]["p95_ms"] < DASHBOARD_MS
    few = max(found["city"]["sql"], found["own"]["sql"]) <= MOST
    papers = max(found["pdf"]["p95_ms"], found["month_pdf"]["p95_ms"])
    return fast and few and papers < PAPER_MS and not found["hidden"][1]


def _fill(server: Cluster, name: str, districts: list[town.District], many: int, year: int) -> None:
    """As a log grows, past every policy; then the statistics of the table."""
    with psycopg.connect(server.url(ADMIN, name), autocommit=True) as owner:
        owner.execute(FILL, {
            "centres": [one.centre.pk for one in districts], "events": many,
            "people": max(10, many // (4 * len(districts))),
            "start": f"{year}-01-01T00:00:00+09:00",
            "things": [thing for thing, _ in STEPS], "steps": [step for _, step in STEPS],
        })  # fmt: skip
        owner.execute("vacuum analyze hangot_moved")


def _tell(pk: Any, at: Any) -> None:
    from hangot.directory.models import Centre  # noqa: PLC0415 - needs Django

    centre = Centre.objects.get(pk=pk)
    release(centre, at=at)
    city.tell(centre, at=at)


def _attacked(districts: list[town.District]) -> tuple[int, int]:
    """How many figures of all districts are hidden, and how many can be worked out."""
    found = [audit(one.centre) for one in districts]
    return sum(hidden for hidden, _ in found), sum(lost for _, lost in found)


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return round((time.perf_counter() - began) * 1000, 1)
