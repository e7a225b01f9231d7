"""Why the plans of a menu are as they are: the order of the desks, the days, what would help."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from hangot.appointments.models import Itinerary
from hangot.appointments.reasons import audience_of, reasons
from hangot.core.refusal import Hidden
from hangot.core.rights import opens
from hangot.core.text import Text
from hangot.desk.cases.header import PersonPage
from hangot.desk.cases.work_frame import frame
from hangot.desk.door import page
from hangot.desk.planner.reason_words import told
from hangot.directory.models import Service
from hangot.vault.together import together


@page(right="reasons.see", door="case.reasons")
def case_reasons(request: Any, case_id: UUID, itinerary_id: UUID) -> HttpResponse:
    """The reasons of a question that waits for a choice, as this post may hear them."""
    one = frame(request, case_id, "times")
    rows, services = _asked(one, pk=itinerary_id)
    if not rows:
        raise Hidden
    return _page(request, one, _lines(request, rows[0], services), rows[0])


@page(right="reasons.find", door="case.why")
def case_why(request: Any, case_id: UUID) -> HttpResponse:
    """The same for the newest question of a case: the safety officer sees no plans to come from."""
    one = frame(request, case_id, "why")
    rows, services = _asked(one)
    return _page(request, one, _lines(request, rows[0], services) if rows else [], *rows[:1])


def _asked(one: PersonPage, **more: UUID) -> tuple[list[Itinerary], list[Service]]:
    """Questions of a case that wait, the newest first, and everything the house gives."""
    rows = Itinerary.objects.filter(case_id=one.case.pk, state="asked", **more)
    services = Service.objects.filter(centre_id=one.viewer.centre)
    found = together(rows.order_by("-created_at")[:1], services)
    return found[0], found[1]


def _page(
    request: Any, one: PersonPage, lines: list[Text], row: Itinerary | None = None
) -> HttpResponse:
    return render(request, "desk/planner/reasons.html", {
        "one": one, "case": one.case, "header": one.header, "row": row, "lines": lines,
        "plans": opens("appointment.plan", request.actor.duties),
    })  # fmt: skip


def _lines(request: Any, row: Itinerary, services: list[Service]) -> list[Text]:
    wall, found = reasons(row, by=request.actor, at=request.at)
    names = {str(one.pk): one.label for one in services}
    return told(found, audience_of(request.actor.duties), wall, names)
