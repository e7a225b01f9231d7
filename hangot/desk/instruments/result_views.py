"""What a form came to: scores, alarms, what to do, the duty to report, a comparison over time."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from hangot.core.refusal import Hidden
from hangot.core.rights import opens
from hangot.core.text import Text
from hangot.desk.attempt import gained
from hangot.desk.cases.header import PersonPage, person_page
from hangot.desk.door import page, sees, to
from hangot.desk.instruments import showing
from hangot.desk.instruments.forms import JudgeForm
from hangot.desk.instruments.list_views import numbered
from hangot.desk.instruments.series import compared
from hangot.desk.typed import version_of
from hangot.instruments import actions as forms
from hangot.instruments import queries
from hangot.instruments.models import Alarm
from hangot.instruments.rows import Filled

JUDGED = Text("담당자의 판단을 적었습니다.", "Your judgement is recorded.")


@page(right="response.see", door="response", methods=("GET",))
def response(request: Any, response_id: UUID) -> HttpResponse:
    """The result of one filling; a draft is shown on its own pages."""
    found, alarms, frame = _seen(request, response_id)
    return _result(request, frame, found, alarms)


def _seen(request: Any, response_id: UUID) -> tuple[Filled, list[Alarm], PersonPage]:
    found, alarms = queries.visible(response_id, by=request.actor)
    if found.result is None:
        raise Hidden
    frame = person_page(request, found.row.case_id, "forms")
    sees(request, subject=found.row.subject_id, thing=response_id, section=found.section)
    return found, alarms, frame


def _own(request: Any, response_id: UUID) -> tuple[Filled, list[Alarm], PersonPage]:
    """The same for the agency that filled it in; nobody else changes it."""
    found, alarms, frame = _seen(request, response_id)
    if found.row.agency_id != request.actor.agency:
        raise Hidden
    return found, alarms, frame


def _result(
    request: Any, frame: PersonPage, found: Filled, alarms: list[Alarm],
    judge: JudgeForm | None = None,
) -> HttpResponse:  # fmt: skip
    result = found.result
    if result is None:
        raise Hidden
    mine = found.row.agency_id == request.actor.agency and found.row.state == "finished"
    may = mine and opens("response.overrule", request.actor.duties)
    others, _ = queries.of_case(found.row.case_id, by=request.actor)
    return render(request, "desk/instruments/result.html", {
        "header": frame.header, "case": frame.case, "found": found, "result": result,
        "line": showing.line(frame, found), "scores": showing.scores(found),
        "told": showing.told(result), "reports": showing.reports(frame, result),
        "alarms": [showing.alarm(frame, one, now=request.at) for one in alarms],
        "groups": showing.answers(found.form, found.answers), "may": may,
        "judge": judge or (JudgeForm(showing.bands(found.form, found.level)) if may and found.form.risk else None),
        "judgements": [(one, frame.author(one.post, one.agency)) for one in found.judged],
        "series": compared(queries.series(others, found.form.code)),
    }, status=422 if judge else 200)  # fmt: skip


@page(right="response.overrule", door="response.judge", methods=("POST",))
def response_judge(request: Any, response_id: UUID) -> HttpResponse:
    """Judge the level otherwise, with a reason."""
    found, alarms, frame = _own(request, response_id)
    form = JudgeForm(showing.bands(found.form, found.level), request.POST)
    if form.is_valid():
        data = form.cleaned_data
        done = gained(request, form, lambda: forms.overrule(
            response_id=response_id, band=data["band"], reason=data["reason"],
            expected=version_of(request), by=request.actor, at=request.at,
        ), right="response.overrule", thing=response_id)  # fmt: skip
        if done is not None:
            messages.success(request, str(JUDGED))
            return to("response", response_id)
    return _result(request, frame, found, alarms, form)


@page(right="response.replace", door="response.correct", methods=("POST",))
def response_correct(request: Any, response_id: UUID) -> HttpResponse:
    """Begin a correction with the same answers; the old one stays until it is finished."""
    found, _, _ = _own(request, response_id)
    row = forms.correct(response_id=found.row.pk, by=request.actor, at=request.at)
    return to("response_page", row.pk, 0)


@page(right="response.see", door="response.print")
def response_print(request: Any, response_id: UUID) -> HttpResponse:
    """The filled form on paper."""
    found, _, frame = _seen(request, response_id)
    return render(request, "desk/instruments/paper.html", {
        "case": frame.case, "form": found.form, "found": found, "line": showing.line(frame, found),
        "scores": showing.scores(found), "groups": showing.answers(found.form, found.answers),
        "name": frame.header["name"], "number_": frame.case.number,
        "judgements": [(one, frame.author(one.post, one.agency)) for one in found.judged],
    })  # fmt: skip


@page(right="response.start", door="form.print")
def form_print(request: Any, case_id: UUID, number: int) -> HttpResponse:
    """The empty form on paper, for a place without a screen."""
    frame = person_page(request, case_id, "forms")
    form = numbered(request, frame, number)
    sees(request, subject=frame.case.person_id, thing=case_id, section=form.section)
    return render(request, "desk/instruments/blank.html", {"case": frame.case, "form": form})
