"""A worker asks that the next conference speaks about a case."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from hangot.conferences import actions
from hangot.conferences.models import AgendaItem
from hangot.core.access import SHARED
from hangot.core.text import Text
from hangot.desk.attempt import gained
from hangot.desk.cases.work_frame import frame, said
from hangot.desk.conferences.forms import WishForm
from hangot.desk.door import page, to

ASKED = Text("다음 회의 안건으로 신청했습니다.", "Asked for the next conference.")


@page(right="agenda_item.list", door="case.conference", methods=("GET", "POST"))
def case_conference(request: Any, case_id: UUID) -> HttpResponse:
    """Where the case stands with conferences, and the request to speak about it."""
    one = frame(request, case_id)
    sections = [s for s in SHARED if one.sees(s)]
    form = WishForm(one.profile, sections, request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = gained(
            request, form, right="agenda_item.list", thing=case_id,
            act=lambda: actions.ask(
                case_id=case_id, wish=form.wish(), by=request.actor, at=request.at
            ),
        )  # fmt: skip
        if made is not None:
            said(request, ASKED)
            return to("case_conference", case_id)
    life = one.profile.life("agenda_item")
    rows = AgendaItem.objects.filter(case_id=case_id).order_by("-created_at")[:20]
    context = {
        "case": one.case, "header": one.header, "form": form, "may_write": bool(sections),
        "rows": [
            {"it": row, "state": life.label(row.state),
             "outcome": one.profile.word("item_outcomes", row.outcome) if row.outcome else None}
            for row in rows
        ],
    }  # fmt: skip
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "desk/conferences/ask.html", context, status=status)
