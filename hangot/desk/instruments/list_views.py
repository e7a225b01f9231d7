"""The forms of a case: what was filled in and by whom, what waits, and beginning another."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from hangot.core.access import Level
from hangot.core.instruments.form import Instrument
from hangot.core.refusal import Hidden
from hangot.core.rights import opens
from hangot.desk.attempt import gained
from hangot.desk.cases.header import PersonPage, person_page
from hangot.desk.door import page, sees, to
from hangot.desk.instruments import showing
from hangot.desk.instruments.forms import SettingForm
from hangot.instruments import actions as forms
from hangot.instruments import queries
from hangot.instruments.forms import in_use


@page(right="response.see", door="case.forms")
def case_forms(request: Any, case_id: UUID) -> HttpResponse:
    """Fillings newest first, alarms that wait, forms that may be begun."""
    frame = person_page(request, case_id, "forms")
    sees(request, subject=frame.case.person_id, thing=case_id)
    found, alarms = queries.of_case(case_id, by=request.actor)
    drawn = [showing.alarm(frame, one, now=request.at) for one in alarms]
    return render(request, "desk/instruments/list.html", {
        "header": frame.header, "case": frame.case,
        "rows": [showing.line(frame, one) for one in found],
        "alarms": [one for one in drawn if not one["settled"]], "stages": _stages(request, frame),
    })  # fmt: skip


def listed(request: Any) -> list[Instrument]:
    """The forms in use in one order, so that addresses name them by number."""
    found = in_use(request.actor)
    return [found[code] for code in sorted(found)]


def _stages(request: Any, frame: PersonPage) -> list[dict[str, Any]]:
    """The forms that may be begun, in the order of the work."""
    if not opens("response.start", request.actor.duties):
        return []
    numbered = [(n, one) for n, one in enumerate(listed(request)) if frame.sees(one.section)]
    return [
        {"label": stage.label, "forms": _of(numbered, stage.id)}
        for stage in frame.profile.choices("form_stages")
        if _of(numbered, stage.id)
    ]


def _of(numbered: Sequence[tuple[int, Instrument]], stage: str) -> list[tuple[int, Instrument]]:
    return [pair for pair in numbered if pair[1].stage == stage]


@page(right="response.start", door="response.start", methods=("GET", "POST"))
def form_start(request: Any, case_id: UUID, number: int) -> HttpResponse:
    """What the form is, under which licence, how it is asked; then its first page."""
    frame = person_page(request, case_id, "forms")
    form = numbered(request, frame, number)
    sees(request, subject=frame.case.person_id, thing=case_id, section=form.section)
    pack = frame.profile
    ways = showing.choices(pack.choices("form_settings"), form.settings)
    asked = SettingForm(ways, request.POST or None)
    if request.method == "POST" and asked.is_valid():
        done = gained(request, asked, lambda: forms.start(
            case_id=case_id, code=form.code, setting=asked.cleaned_data["setting"],
            by=request.actor, at=request.at,
        ), right="response.start")  # fmt: skip
        if done is not None:
            return to("response_page", done.pk, done.page)
    return render(request, "desk/instruments/start.html", {
        "header": frame.header, "case": frame.case, "asked": asked, "number": number,
        **showing.marks(form, pack),
    }, status=422 if asked.errors else 200)  # fmt: skip


def numbered(request: Any, frame: PersonPage, number: int) -> Instrument:
    """The form an address names; Hidden without all of its section, or where the list has changed."""
    known = listed(request)
    if number >= len(known) or not frame.sees(known[number].section, Level.FULL):
        raise Hidden
    if request.method == "POST" and request.POST.get("form") != known[number].digest:
        raise Hidden
    return known[number]
