"""One run: every district's leading posts open Today, the city opens the funnel of the year."""

import argparse
import json
import os
import platform
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment

from bench.districts import town
from hangot import clock
from hangot.accounts.models import Worker
from hangot.config.cluster import Cluster

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LEADING = ("team-lead", "centre-manager")
MOST = 12
"""Statements of a page that is only read."""


def run(server: Cluster, name: str, asked: argparse.Namespace, say: Callable[[str], None]) -> int:
    """Measure, print and write; 1 when a page failed, asked too much or showed another district."""
    began = time.perf_counter()
    city, districts = town.make(server, name, asked.districts)
    for one in districts:
        town.fill(one, cases=asked.cases, handed_in=asked.reports)
    say(f"{len(districts)} districts made in {time.perf_counter() - began:.0f} s")
    setup_test_environment(debug=False)
    alone = page([(districts[0].account("team-lead"), "/")], asked.rounds)
    today = page([(d.account(p), "/") for d in districts for p in LEADING], asked.rounds)
    year = f"/house/funnel/?month={clock.now().year}"
    told = page([(city.account("statistics"), year)], asked.rounds)
    found = {
        "machine": f"{len(os.sched_getaffinity(0))} cores, Python {platform.python_version()},"
        f" PostgreSQL {server.version}",
        "districts": len(districts), "cases_each": asked.cases, "reports_each": asked.reports,
        "rounds": asked.rounds, "today_of_one": alone, "today": today, "city_funnel": told,
    }  # fmt: skip
    say(json.dumps(found, ensure_ascii=False))
    asked.out.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0 if _right(city, districts) and max(today["sql"], told["sql"]) <= MOST else 1


def page(asks: Sequence[tuple[str, str]], rounds: int) -> dict[str, Any]:
    """Milliseconds of the same page for each account, once to warm and then so many times."""
    times, most = [], 0
    for account, path in asks:
        client = signed_in(account)
        client.get(path)
        for _ in range(rounds):
            with CaptureQueriesContext(connection) as caught:
                began = time.perf_counter()
                answer = client.get(path)
                times.append((time.perf_counter() - began) * 1000)
            if answer.status_code != 200:  # noqa: PLR2004 - the number of HTTP
                raise RuntimeError(f"{path}: {answer.status_code}")
            most = max(most, counted(caught.captured_queries))
    times.sort()
    p95 = times[min(len(times) - 1, round(0.95 * len(times)))]
    return {"p50_ms": round(statistics.median(times), 1), "p95_ms": round(p95, 1), "sql": most}


def counted(queries: Iterable[Any]) -> int:
    """Statements, all but begin, commit and savepoints."""
    words = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")
    return sum(not str(one["sql"]).upper().startswith(words) for one in queries)


def signed_in(account: str) -> Client:
    """A browser of somebody who has just shown the second factor."""
    client = Client()
    client.force_login(Worker.objects.get(account=account), backend=BACKEND)
    session, now = client.session, clock.now().timestamp()
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": now}]
    session["seen"] = now
    session.save()
    return client


def _right(city: town.District, districts: Sequence[town.District]) -> bool:
    """The city sees every district; a district sees itself and no other."""
    page = signed_in(city.account("statistics")).get("/house/funnel/").content.decode()
    whole = all(one.centre.label_ko in page for one in districts)
    for one in districts:
        mine = signed_in(one.account("statistics")).get("/house/funnel/").content.decode()
        others = (two.centre.label_ko for two in districts if two is not one)
        whole = whole and not any(f">{name}<" in mine for name in others)
    return whole
