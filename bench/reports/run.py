"""The measurement: read and check a sheet, take it, send it once more, bring the counts up to date."""

import io
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.booking.town import at_post, make
from bench.reports.crowd import sheet
from hangot import clock
from hangot.config import cluster
from hangot.core.reports.funnel import funnel
from hangot.directory.models import Centre
from hangot.reports import importing, queries
from hangot.reports.following import follow
from hangot.reports.models import ImportBatch, Report
from hangot.reports.sheets import read_sheet

POLICE = "police-victim-desk-1"
MANY, FEW = 10_000, 80


@dataclass(frozen=True, slots=True)
class Taken:
    """One file: seconds to check it, seconds to take it, and what came of its rows."""

    check: float
    take: float
    made: int
    known: int
    faulty: int


def run(
    server: cluster.Cluster, name: str, out: Path, many: int, say: Callable[[str], None]
) -> int:
    """Measure, print, write; 1 when a report was lost, doubled or not known again."""
    make(server, name, 0)
    body, again = sheet(many)
    first = _file(body)
    say(_said("first", many, first))
    second = _file(body)
    say(_said("once more", many, second))
    known = _known_again()
    say(f"known again: {known} of {again} homes reported before")
    counted = _counts(many, say)
    found: dict[str, Any] = {
        "many": many, "first": _plain(first), "replay": _plain(second),
        "again": again, "known_again": known, "counted": counted,
    }  # fmt: skip
    out.write_text(json.dumps(found, indent=2), encoding="utf-8")
    right = (first.made, second.made, second.known, known, counted) == (many, 0, many, again, many)
    return 0 if right else 1


def _file(body: bytes) -> Taken:
    began = time.monotonic()
    with at_post(POLICE) as by:
        batch = importing.check(read_sheet(io.BytesIO(body)), by=by, at=clock.now())
    checked = time.monotonic()
    while batch.state in ("checked", "running"):
        with at_post(POLICE) as by:
            batch = _one_second(batch, by)
    taken = time.monotonic()
    return Taken(checked - began, taken - checked, batch.made, batch.known, batch.faulty)


def _one_second(batch: ImportBatch, by: Any) -> ImportBatch:
    """As much as one request or one round of the clock takes."""
    until = time.monotonic() + 1
    return importing.go_on(
        batch_id=batch.pk, enough=lambda: time.monotonic() > until, by=by, at=clock.now()
    )


def _known_again() -> int:
    with at_post("counsellor-1"):
        return Report.objects.exclude(why=[]).count()


def _counts(many: int, say: Callable[[str], None]) -> int:
    """Bring the counts of all reports up to date, and read them as the page does."""
    with at_post("statistics"):
        centre = Centre.objects.get()
    began = time.monotonic()
    followed = follow(centre, at=clock.now(), most=min(many, 1000))
    spent = time.monotonic() - began
    say(f"counts of {followed} reports brought up to date in {spent:.1f} s")
    with at_post("team-lead"):
        began = time.monotonic()
        events = queries.events(clock.now().date().replace(year=2024), clock.now().date())
        total = funnel(event for _, event in events).total
        say(f"funnel of {total} reports in {time.monotonic() - began:.2f} s")
    return total


def _said(what: str, many: int, one: Taken) -> str:
    each = 1000 * one.take / many
    return (
        f"{what}: {many} rows checked in {one.check:.1f} s, taken in {one.take:.1f} s"
        f" ({each:.1f} ms each); new {one.made}, known {one.known}, faulty {one.faulty}"
    )


def _plain(one: Taken) -> dict[str, float]:
    return {
        "check_s": round(one.check, 2), "take_s": round(one.take, 2), "made": one.made,
        "known": one.known, "faulty": one.faulty,
    }  # fmt: skip
