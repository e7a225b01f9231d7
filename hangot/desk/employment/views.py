"""Somebody's search for work on one page: wishes, what suits and why, courses, days, the first months."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from hangot.core.refusal import Hidden
from hangot.core.text import Text
from hangot.desk.attempt import attempt
from hangot.desk.cases.work_frame import frame, said
from hangot.desk.door import page, to
from hangot.desk.employment.asked import Desk, desk_of
from hangot.desk.employment.forms import DayForm, ProfileForm, StepForm
from hangot.desk.employment.showing import whole
from hangot.employment import actions as work

WRITTEN = Text("적었습니다.", "Recorded.")
STEPS = ("start_work", "lose_work", "keep_work", "stop")


@page(right="employment.see", door="case.work", methods=("GET", "POST"))
def case_work(request: Any, case_id: UUID) -> HttpResponse:
    """The search for work of one person, and everything that is written of it."""
    desk = desk_of(request, frame(request, case_id))
    if request.method != "POST":
        return _page(desk, "", None)
    act = request.POST.get("act", "")
    if act not in ACTS:
        raise Hidden
    form = _form(desk, act)
    right = f"job_search.{act}" if act in STEPS else "employment.write"
    if form.is_valid() and attempt(request, form, right=right, act=lambda: ACTS[act](desk, form)):
        said(request, WRITTEN)
        return to("case_work", case_id)
    return _page(desk, act, form)


def _form(desk: Desk, act: str) -> Any:
    sent = desk.request.POST
    if act == "profile":
        return ProfileForm(desk.words, data=sent)
    if act == "day":
        return DayForm(desk.today, data=sent)
    return StepForm(act, desk.today, data=sent) if act in STEPS else forms.Form(sent)


def _step(desk: Desk, form: StepForm) -> object:
    return work.step(
        search_id=desk.search, event=desk.request.POST["act"], said=form.said(),
        expected=desk.version, **desk.who,
    )  # fmt: skip


ACTS: dict[str, Callable[[Desk, Any], object]] = {
    "profile": lambda desk, form: work.keep(
        case_id=desk.one.case.pk, told=form.profile(), expected=desk.version, **desk.who
    ),
    "introduce": lambda desk, _: work.introduce(
        search_id=desk.search, vacancy_id=desk.item, **desk.who
    ),
    "settle": lambda desk, _: work.settle(
        introduction_id=desk.item, outcome=desk.word, **desk.who
    ),
    "enrol": lambda desk, _: work.enrol(search_id=desk.search, course_id=desk.item, **desk.who),
    "end_course": lambda desk, _: work.end_course(
        enrolment_id=desk.item, outcome=desk.word, **desk.who
    ),
    "day": lambda desk, form: work.set_day(
        search_id=desk.search, on=form.cleaned_data["on"], slot=form.cleaned_data["slot"], **desk.who
    ),
    "reported": lambda desk, _: work.reported(day_id=desk.item, **desk.who),
    "track": lambda desk, _: work.step_done(
        search_id=desk.search, step=desk.word, on=None, expected=None, **desk.who
    ),
    "check": lambda desk, _: work.asked(
        check_id=desk.item, at_work=desk.word == "yes", **desk.who
    ),
    **dict.fromkeys(STEPS, _step),
}  # fmt: skip


def _page(desk: Desk, act: str, form: Any) -> HttpResponse:
    status = 422 if form is not None and form.errors else 200
    return render(
        desk.request, "desk/employment/search.html", whole(desk, act, form), status=status
    )
