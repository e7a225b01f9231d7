"""Who looked at one person's record: for the team and the privacy officer, and for the person."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from hangot.access.context import reading_log
from hangot.accounts.models import Worker
from hangot.audit import queries as log
from hangot.audit.models import AuditEntry
from hangot.cases.models import Seat
from hangot.core.access import Level, Section
from hangot.core.rights import Scene, may, opens
from hangot.core.text import Text
from hangot.desk.cases.header import PersonPage, person_page
from hangot.desk.door import page, sees
from hangot.desk.trust import words
from hangot.referrals import links
from hangot.vault.together import together

PERIODS: tuple[tuple[str, Text, int], ...] = (
    ("30", Text("최근 30일", "Last 30 days"), 30),
    ("90", Text("최근 90일", "Last 90 days"), 90),
    ("365", Text("최근 1년", "Last year"), 365),
    ("all", Text("처음부터", "From the beginning"), 0),
)


@page(right="log.see", door="log.case")
def case_log(request: Any, case_id: UUID) -> HttpResponse:
    """All entries about the person, of all agencies, newest first, fifty to a page."""
    one = _open(request, case_id)
    wanted, chosen = _wanted(request, one)
    subject, hidden = one.case.person_id, hidden_sections(one)
    with reading_log(subject):
        found, people = _read(request, one, "log.see", log.about(subject, wanted, hidden=hidden))
        sums = log.totals(subject, since=request.at - timedelta(days=30), hidden=hidden)
    shown = found[: log.SIZE]
    context = {
        "one": one, "case": one.case, "header": one.header, "sums": sums, "chosen": chosen,
        "rows": [_row(one, entry, people.get(entry.worker_id)) for entry in shown],
        "periods": [(key, label) for key, label, _ in PERIODS], "kinds": list(words.KINDS.items()),
        "agencies": one.house.agencies.items(), "sealed_at": sealed_at(),
        "older": _older(request, shown) if len(found) > log.SIZE else "",
        "newer": reverse("case_log", args=[case_id]) if wanted.before else "",
        "only_log": "V" in request.actor.duties,
        "may_void": opens("consent.invalidate", request.actor.duties),
    }  # fmt: skip
    return render(request, "desk/trust/log.html", context)


def _open(request: Any, case_id: UUID) -> PersonPage:
    one = person_page(request, case_id, "log")
    sees(request, subject=one.case.person_id, thing=one.case.pk)
    return one


def _read(
    request: Any, one: PersonPage, right: str, entries: QuerySet[AuditEntry]
) -> tuple[list[AuditEntry], dict[UUID, Worker]]:
    """Entries and who wrote them, for a seat of the case, its team lead or the privacy officer."""
    found, people, seats = together(
        entries,
        Worker.objects.filter(pk__in=entries.values("worker_id")),
        Seat.objects.filter(case=one.case, until=None),
    )
    case = one.case
    may(right, request.actor, Scene(
        request.at, lead_post=case.lead_post_id, lead_agency=case.agency_id,
        seats=frozenset(seat.post_id for seat in seats),
    ))  # fmt: skip
    return found, {worker.pk: worker for worker in people}


def hidden_sections(one: PersonPage) -> list[int]:
    """Sections the reader may know nothing of: entries about them are left out."""
    if "V" in one.viewer.duties:
        return []
    return [s.number for s in Section if s.closed or one.level(s) == Level.NONE]


def _wanted(request: Any, one: PersonPage) -> tuple[log.Wanted, dict[str, str]]:
    """The filters as given, and their values for the form; anything odd is left out."""
    given = {name: request.GET.get(name, "") for name in ("period", "agency", "kind", "before")}
    length = {key: days for key, _, days in PERIODS}.get(given["period"] or "30", 30)
    agency = next((pk for pk in one.house.agencies if str(pk) == given["agency"]), None)
    since = request.at - timedelta(days=length) if length else None
    return log.Wanted(since, agency, given["kind"], _before(given["before"])), given


def _before(text: str) -> log.Before | None:
    stamp, _, key = text.partition("_")
    try:
        return log.Before(datetime.fromtimestamp(int(stamp) / 1_000_000, UTC), UUID(key))
    except (ValueError, OverflowError, OSError):
        return None


def _older(request: Any, shown: list[AuditEntry]) -> str:
    last = shown[-1]
    query = request.GET.copy()
    micro = round(last.at.timestamp() * 1_000_000)
    query["before"] = f"{micro}_{last.pk}"
    return f"?{query.urlencode()}"


SYSTEM = Text("시스템", "The system")
BY_LINK = Text("답 링크", "Answer link")


def _row(one: PersonPage, entry: AuditEntry, worker: Worker | None) -> dict[str, Any]:
    return {
        "at": entry.at, "who": _who(entry, worker),
        "where": one.author(entry.post_id, entry.agency_id), "what": words.act(entry, one.profile),
        "why": words.why(entry, one.profile), "door": words.door(entry),
        "refused": not entry.done, "because": words.because(entry),
    }  # fmt: skip


def _who(entry: AuditEntry, worker: Worker | None) -> Text:
    """A worker's name; the clock and whoever answers by a link have none."""
    if worker:
        return Text(worker.name, worker.name)
    return BY_LINK if entry.door == links.DOOR else SYSTEM


def sealed_at() -> datetime | None:
    """When the heads of the log were last kept outside the database; None when never."""
    path = Path(settings.HANGOT_ANCHORS) / "heads.jsonl"
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - 4096))
            last = file.read().splitlines()[-1]
        return datetime.fromisoformat(json.loads(last)["at"])
    except (OSError, IndexError, ValueError, KeyError, TypeError):
        return None
