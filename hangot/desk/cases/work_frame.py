"""What the pages of case work share: the frame of the person, the day, drawing a form again."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from hangot.cases.models import Seat
from hangot.clock import SEOUL
from hangot.core.packs import Profile
from hangot.core.text import Text
from hangot.desk.cases.header import PersonPage, person_page
from hangot.desk.cases.work_forms import Rows
from hangot.desk.door import sees

GONE = Text("지금 목록에 없는 항목", "no longer on the list")


def today(request: Any) -> date:
    """The day in Seoul at which the page was asked for."""
    found: date = request.at.astimezone(SEOUL).date()
    return found


def frame(request: Any, case_id: UUID, tab: str = "case") -> PersonPage:
    """The person's page, named for the log before anything can be refused."""
    one = person_page(request, case_id, tab)
    sees(request, subject=one.case.person_id, thing=one.case.pk)
    return one


def show(request: Any, one: PersonPage, template: str, **more: Any) -> HttpResponse:
    """Draw a page of case work; 422 when a form on it has something to correct."""
    drawn = [value for value in more.values() if isinstance(value, forms.BaseForm)]
    wrong = any(form.is_bound and form.errors for form in drawn)
    context = {"one": one, "case": one.case, "header": one.header, "has_errors": wrong, **more}
    return render(request, f"desk/work/{template}", context, status=422 if wrong else 200)


def posts_of(one: PersonPage, *agencies: UUID) -> Rows:
    """Posts of these agencies, as a form offers them."""
    return [(post.pk, post.label) for agency in agencies for post in one.house.posts_of(agency)]


def word(pack: Profile, name: str, code: str) -> Text:
    """The label of one entry of a list; a plain word for one the pack no longer has."""
    found = pack.lists[name].get(code)
    return found.label if found else GONE


def said(request: Any, sentence: Text) -> None:
    """One sentence about what just happened."""
    messages.success(request, str(sentence))


def team_of(one: PersonPage) -> Sequence[Seat]:
    """The seats of the case now, the oldest first."""
    return list(Seat.objects.filter(case=one.case, until=None).order_by("since"))
