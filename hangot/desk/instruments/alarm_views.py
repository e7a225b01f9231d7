"""An alarm: what is asked of this post, and recording what was done. No answer is shown."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from hangot.core.rights import allows
from hangot.core.text import Text
from hangot.desk.attempt import gained
from hangot.desk.cases.header import PersonPage, person_page
from hangot.desk.door import page, sees, to
from hangot.desk.instruments import showing
from hangot.desk.instruments.forms import ActForm
from hangot.desk.typed import version_of
from hangot.instruments import actions as forms
from hangot.instruments import alarms, queries
from hangot.instruments.models import Alarm, Response

DONE = Text("적었습니다. 경보가 끝났습니다.", "Recorded. The alarm is over.")


@page(right="alarm.see", door="alarm", methods=("GET", "POST"))
def alarm(request: Any, alarm_id: UUID) -> HttpResponse:
    """One alarm; it ends when what was done is written down."""
    row = queries.alarm(alarm_id)
    frame = person_page(request, row.case_id, "forms")
    sees(request, subject=row.subject_id, thing=alarm_id)
    acts = showing.choices(frame.profile.choices("alarm_acts"))
    form = ActForm(acts, request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        done = gained(request, form, lambda: forms.settle(
            alarm_id=alarm_id, act=data["act"], words=data["words"],
            expected=version_of(request), by=request.actor, at=request.at,
        ), right="alarm.settle", thing=alarm_id)  # fmt: skip
        if done is not None:
            messages.success(request, str(DONE))
            return to("alarm", alarm_id)
    return _page(request, frame, row, form)


def _page(request: Any, frame: PersonPage, row: Alarm, form: ActForm) -> HttpResponse:
    seen = Response.objects.filter(pk=row.response_id).exists()
    return render(request, "desk/instruments/alarm.html", {
        "header": frame.header, "case": frame.case, "one": showing.alarm(frame, row, now=request.at),
        "form": form if row.state == "raised" and _mine(request, row) else None, "seen": seen,
    }, status=422 if form.errors else 200)  # fmt: skip


def _mine(request: Any, row: Alarm) -> bool:
    return allows("alarm.settle", request.actor, alarms.scene(row, at=request.at))
