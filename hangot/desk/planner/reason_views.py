"""Why the plans of a menu are as they are: the order of the desks, the days, what would help."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from hangot.appointments.asking import Ask
from hangot.appointments.models import Itinerary
from hangot.appointments.reasons import audience_of, reasons
from hangot.core.refusal import Hidden
from hangot.desk.cases.work_frame import frame
from hangot.desk.door import page
from hangot.desk.planner.reason_words import told
from hangot.directory.models import Service


@page(right="appointment.plan", door="case.reasons")
def case_reasons(request: Any, case_id: UUID, itinerary_id: UUID) -> HttpResponse:
    """The reasons of a question that waits for a choice, as this post may hear them."""
    one = frame(request, case_id, "times")
    row = Itinerary.objects.filter(pk=itinerary_id, case_id=one.case.pk, state="asked").first()
    if row is None:
        raise Hidden
    wall, found = reasons(row, by=request.actor, at=request.at)
    services = Service.objects.in_bulk(Ask.read(row.asked).services)
    names = {str(pk): each.label for pk, each in services.items()}
    return render(request, "desk/planner/reasons.html", {
        "one": one, "case": one.case, "header": one.header, "row": row,
        "lines": told(found, audience_of(request.actor.duties), wall, names),
    })  # fmt: skip
