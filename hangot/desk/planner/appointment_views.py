"""One appointment: cancelled by the person or by the service, each with who and why."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from hangot.appointments.models import Appointment
from hangot.core.refusal import Hidden
from hangot.core.text import Text
from hangot.desk.attempt import gained
from hangot.desk.cases.work_frame import frame
from hangot.desk.door import page, to
from hangot.desk.planner.forms import WhyForm
from hangot.desk.typed import seen_version
from hangot.visits import actions as visits

EVENTS = {"cancel_person": visits.cancel_person, "cancel_service": visits.cancel_service}
DONE = Text("취소했습니다. 그 시간은 다시 비었습니다.", "Cancelled. That time is free again.")


@page(right="appointment.see", door="case.appointment", methods=("GET", "POST"))
def case_appointment(request: Any, case_id: UUID, appointment_id: UUID, event: str) -> HttpResponse:
    """Ask why, then cancel."""
    one = frame(request, case_id, "times")
    found = Appointment.objects.filter(pk=appointment_id, subject_id=one.case.person_id)
    row = found.select_related("service", "room").first()
    if row is None or event not in EVENTS:
        raise Hidden
    needed = event == "cancel_service"
    form = WhyForm(request.POST or None, pack=one.profile, needed=needed)
    if request.method == "POST" and form.is_valid() and _cancel(request, row, event, form):
        messages.success(request, str(DONE))
        return to("case_times", case_id)
    return render(request, "desk/planner/appointment.html", {
        "one": one, "case": one.case, "header": one.header, "row": row, "form": form,
        "by": one.agency(row.agency_id), "needed": needed,
        "label": one.profile.life("appointment").event_label(event),
    }, status=422 if form.is_bound else 200)  # fmt: skip


def _cancel(request: Any, row: Appointment, event: str, form: WhyForm) -> Appointment | None:
    why = form.cleaned_data["why"]
    return gained(
        request, form, right=f"appointment.{event}", thing=row.pk,
        act=lambda: EVENTS[event](
            appointment_id=row.pk, why=why, expected=seen_version(request), by=request.actor,
            at=request.at,
        ),
    )  # fmt: skip
