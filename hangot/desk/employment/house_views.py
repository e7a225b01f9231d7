"""Vacancies and courses of the house: listed, typed, or brought in as a table that is looked at first."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from hangot.core.employment.matching import DAYS, PERS
from hangot.core.refusal import Hidden
from hangot.core.rights import opens
from hangot.core.text import Text
from hangot.desk.attempt import attempt
from hangot.desk.cases.work_frame import said, today
from hangot.desk.door import page, to
from hangot.desk.employment import sheets
from hangot.desk.employment.house_forms import CourseForm, VacancyForm
from hangot.desk.typed import uuid_of
from hangot.employment import actions as work
from hangot.employment import queries
from hangot.employment.models import Vacancy

WRITTEN = Text("올렸습니다.", "It is there now.")
CLOSED = Text("내렸습니다. 이제 소개하거나 자리를 주지 않습니다.", "It is closed: nobody is sent there any more.")  # fmt: skip


@page(right="vacancy.see", door="house.work", methods=("GET", "POST"))
def house_work(request: Any) -> HttpResponse:
    """What is open; one vacancy or course is typed, a table is looked at and then taken as a whole."""
    if request.method != "POST":
        return _shown(request, "", None)
    act = request.POST.get("act", "")
    sheet = sheets.of(act)
    if sheet is None and act not in FORMS:
        raise Hidden
    form = sheet.form(request.POST, request.FILES) if sheet else FORMS[act](request)
    if sheet and form.is_valid():
        form.keep(request)
        if act == sheet.look:
            return _shown(request, act, form)
    doing = sheet.bring_in if sheet else ACTS[act]
    if form.is_valid() and attempt(
        request, form, right="vacancy.write", act=lambda: doing(request, form)
    ):
        said(request, CLOSED if act in CLOSES else WRITTEN)
        return to("house_work")
    return _shown(request, act, form)


FORMS: dict[str, Callable[[Any], Any]] = {
    "vacancy": lambda request: VacancyForm(
        queries.words_of(request.actor), today=today(request), data=request.POST
    ),
    "course": lambda request: CourseForm(today=today(request), data=request.POST),
    "close": lambda request: forms.Form(request.POST),
    "close_course": lambda request: forms.Form(request.POST),
}
CLOSES = ("close", "close_course")
ACTS: dict[str, Callable[[Any, Any], object]] = {
    "vacancy": lambda request, form: work.add(offer=form.offer(), **sheets.who(request)),
    "course": lambda request, form: work.add_course(lessons=form.lessons(), **sheets.who(request)),
    "close": lambda request, _: work.close(vacancy_id=_item(request), **sheets.who(request)),
    "close_course": lambda request, _: work.close_course(
        course_id=_item(request), **sheets.who(request)
    ),
}


def _item(request: Any) -> UUID:
    found = uuid_of(request.POST.get("item", ""))
    if found is None:
        raise Hidden
    return found


def _shown(request: Any, act: str, form: Any) -> HttpResponse:
    words, day = queries.words_of(request.actor), today(request)
    papers = [one.shown(request, act, form) for one in sheets.SHEETS]
    wrong = (form is not None and form.errors) or any(one["wrong"] for one in papers)
    return render(request, "desk/employment/house.html", {
        "vacancies": [vacancy_line(one, words) for one in queries.vacancies()],
        "courses": list(queries.courses(day)), "writes": opens("vacancy.write", request.actor.duties),
        "act": act, "form": form, "sheets": papers, "days": dict(enumerate(DAYS, 1)),
        "vacancy": form if act == "vacancy" else VacancyForm(words, today=day),
        "course": form if act == "course" else CourseForm(today=day),
    }, status=422 if wrong else 200)  # fmt: skip


def vacancy_line(row: Vacancy, words: Any) -> dict[str, Any]:
    """One vacancy as it is listed."""
    return {
        "it": row,
        "occupation": words.occupations.get(row.occupation),
        "per": PERS.get(row.per),
        "days": [DAYS[day - 1] for day in row.days],
        "traits": [words.traits[name].label for name in row.traits if name in words.traits],
    }
