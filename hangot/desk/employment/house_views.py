"""Vacancies and courses of the house: listed, typed, or brought in as a table that is looked at first."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from hangot.core.employment.matching import DAYS, PERS
from hangot.core.employment.pasted import Pasted
from hangot.core.refusal import Hidden
from hangot.core.rights import opens
from hangot.core.text import Text
from hangot.desk.attempt import attempt
from hangot.desk.cases.work_frame import said, today
from hangot.desk.door import page, to
from hangot.desk.employment.house_forms import CourseForm, TableForm, VacancyForm
from hangot.desk.typed import uuid_of
from hangot.employment import actions as work
from hangot.employment import queries
from hangot.employment.models import Vacancy
from hangot.employment.offering import looked_at

WRITTEN = Text("올렸습니다.", "It is there now.")


@page(right="vacancy.see", door="house.work", methods=("GET", "POST"))
def house_work(request: Any) -> HttpResponse:
    """What is open; one vacancy or course is typed, a table is looked at and then taken as a whole."""
    if request.method != "POST":
        return _shown(request, "", None)
    act = request.POST.get("act", "")
    if act not in FORMS:
        raise Hidden
    form = FORMS[act](request)
    if form.is_valid() and act in ("look", "bring"):
        form.keep(request)
    if form.is_valid() and act == "look":
        return _shown(
            request, act, form, looked_at(form.data["table"], by=request.actor, at=request.at)
        )
    if form.is_valid() and attempt(
        request, form, right="vacancy.write", act=lambda: ACTS[act](request, form)
    ):
        said(request, WRITTEN)
        return to("house_work")
    return _shown(request, act, form)


FORMS: dict[str, Callable[[Any], Any]] = {
    "vacancy": lambda request: VacancyForm(
        queries.words_of(request.actor), today=today(request), data=request.POST
    ),
    "course": lambda request: CourseForm(today=today(request), data=request.POST),
    "look": lambda request: TableForm(request.POST, request.FILES),
    "bring": lambda request: TableForm(request.POST, request.FILES),
    "close": lambda request: forms.Form(request.POST),
}
ACTS: dict[str, Callable[[Any, Any], object]] = {
    "vacancy": lambda request, form: work.add(offer=form.offer(), **_who(request)),
    "course": lambda request, form: work.add_course(lessons=form.lessons(), **_who(request)),
    "bring": lambda request, form: work.bring_in(text=form.data["table"], **_who(request)),
    "close": lambda request, form: work.close(vacancy_id=_item(request), **_who(request)),  # noqa: ARG005
}


def _who(request: Any) -> dict[str, Any]:
    return {"by": request.actor, "at": request.at}


def _item(request: Any) -> Any:
    found = uuid_of(request.POST.get("item", ""))
    if found is None:
        raise Hidden
    return found


def _shown(request: Any, act: str, form: Any, looked: Pasted | None = None) -> HttpResponse:
    words, day = queries.words_of(request.actor), today(request)
    table = form if act in ("look", "bring") else TableForm()
    status = (
        422 if (form is not None and form.errors) or (looked is not None and looked.wrong) else 200
    )
    return render(request, "desk/employment/house.html", {
        "vacancies": [vacancy_line(one, words) for one in queries.vacancies()],
        "courses": list(queries.courses(day)), "writes": opens("vacancy.write", request.actor.duties),
        "act": act, "form": form, "looked": looked, "table": table, "days": dict(enumerate(DAYS, 1)),
        "lines": [(line, offer, words.occupations[offer.occupation]) for line, offer in looked.offers] if looked else [],
        "vacancy": form if act == "vacancy" else VacancyForm(words, today=day),
        "course": form if act == "course" else CourseForm(today=day),
    }, status=status)  # fmt: skip


def vacancy_line(row: Vacancy, words: Any) -> dict[str, Any]:
    """One vacancy as it is listed."""
    return {
        "it": row,
        "occupation": words.occupations.get(row.occupation),
        "per": PERS.get(row.per),
        "days": [DAYS[day - 1] for day in row.days],
        "traits": [words.traits[name].label for name in row.traits if name in words.traits],
    }
