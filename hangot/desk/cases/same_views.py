"""Two records that look like one person: said by casework, decided by the safety officer."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from hangot.cases.models import Case
from hangot.core.access import Section
from hangot.core.refusal import Hidden
from hangot.core.text import Text
from hangot.desk.attempt import attempt
from hangot.desk.cases.header import PersonPage, person_page
from hangot.desk.cases.work_frame import said
from hangot.desk.cases.work_inputs import text_box
from hangot.desk.door import page, sees, to
from hangot.desk.say import say
from hangot.people import actions as people
from hangot.people.links import NOT_HERE

TOLD = Text(
    "보호책임자에게 알렸습니다. 판단은 보호책임자가 합니다.",
    "The safety officer was told and decides.",
)
AGREE: tuple[tuple[str, Text], ...] = (
    ("name", Text("이름", "Name")), ("alias", Text("가명", "Alias")),
    ("birth", Text("생년월일", "Date of birth")), ("phone", Text("전화번호", "Phone")),
    ("address", Text("주소", "Address")), ("contact", Text("다른 연락처", "Other contact")),
)  # fmt: skip


class SameForm(forms.Form):
    """The other case by its number, and what is the same in both."""

    number = forms.CharField(
        label=say("다른 사례 번호", "The other case number"), max_length=16,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "w-m"}),
    )  # fmt: skip
    agree = forms.MultipleChoiceField(
        label=say("무엇이 같은가요?", "What is the same in both?"), choices=AGREE,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    reason = text_box(
        label=say("덧붙일 말", "More words"), rows=2, required=False,
        help_text=say("보호책임자만 읽습니다", "Only the safety officer reads this"),
    )  # fmt: skip


@page(right="identity_link.suspect", door="people.same", methods=("GET", "POST"))
def case_same(request: Any, case_id: UUID) -> HttpResponse:
    """Tell the safety officer that this may be somebody who has another record here."""
    frame = person_page(request, case_id, "case")
    if frame.known.person is None:
        raise Hidden
    sees(request, subject=frame.case.person_id, thing=case_id, section=Section.IDENTITY)
    form = SameForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _told(request, frame, form):
        said(request, TOLD)
        return to("case_people", case_id)
    return render(request, "desk/cases/same.html", {
        "case": frame.case, "header": frame.header, "tab": "case", "form": form,
    }, status=422 if form.is_bound else 200)  # fmt: skip


def _told(request: Any, frame: PersonPage, form: SameForm) -> bool:
    given = form.cleaned_data
    other = Case.objects.filter(number=given["number"].strip()).first()
    if other is None:
        form.add_error("number", str(NOT_HERE))
        return False
    return attempt(request, form, lambda: people.suspect(
        person_id=frame.case.person_id, other_id=other.person_id, agree=given["agree"],
        reason=given["reason"], by=request.actor, at=request.at,
    ), right="identity_link.suspect", field="number")  # fmt: skip
