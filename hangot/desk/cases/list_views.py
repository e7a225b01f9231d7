"""The case list: whoever one may see, newest movement first, twenty at a time."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from hangot.access.models import AccessRow
from hangot.access.queries import Cursor
from hangot.access.queries import page as access_page
from hangot.cases.queries import Named, listed
from hangot.core.packs import Profile
from hangot.desk.cases.header import called
from hangot.desk.door import page
from hangot.desk.links import link
from hangot.directory.queries import House, house
from hangot.packs.active import profile

SIZE = 20


@page(right="case.find", door="case.list")
def cases(request: Any) -> HttpResponse:
    """One page of the list, by the moment of the last move; filtered by stage."""
    pack = profile(request.actor.profile)
    stage = request.GET.get("stage", "")
    stages = [one for one in pack.stages if one.id == stage]
    states = stages[0].states if stages else ()
    after = cursor(request.GET)
    rows = access_page(request.actor, at=request.at, stages=states, after=after, size=SIZE)
    shown = rows[:SIZE]
    found = listed([row.case_id for row in shown if row.case_id])
    return render(request, "desk/cases/list.html", {
        "rows": _rows(shown, found, pack, house(request.actor.centre), request.actor.post),
        "stages": pack.stages, "stage": stage if stages else "", "size": SIZE,
        "older": _older(rows, stage) if len(rows) > SIZE else "",
        "newest": f"{reverse('cases')}?{urlencode({'stage': stage})}" if after else "",
    })  # fmt: skip


def cursor(asked: Mapping[str, str]) -> Cursor | None:
    """Where the page before ended; an address that makes no sense begins at the start."""
    try:
        return Cursor(datetime.fromisoformat(asked["at"]), UUID(asked["after"]))
    except (KeyError, ValueError):
        return None


def _older(rows: Sequence[AccessRow], stage: str) -> str:
    last = rows[SIZE - 1]
    where = {"stage": stage, "at": last.sort_at.isoformat(), "after": last.subject_id}
    return f"{reverse('cases')}?{urlencode(where)}"


def _rows(
    shown: Sequence[AccessRow], found: Named, pack: Profile, rooms: House, post: UUID
) -> list[dict[str, Any]]:
    life = pack.life("case")
    lines = []
    for row in shown:
        case = found.cases.get(row.subject_id)
        if case is None:
            continue
        mine = case.lead_post_id == post
        lines.append({
            "url": link("case", case.pk), "number": case.number, "name": called(found.people.get(row.subject_id)),
            "state": life.label(case.stage) if _staged(row) else "", "mine": mine,
            "lead": rooms.post(case.lead_post_id), "moved": row.sort_at,
        })  # fmt: skip
    return lines


def _staged(row: AccessRow) -> bool:
    """How far a case is belongs to the overview, from summary on."""
    return max(row.levels[0], row.own[0]) > 1
