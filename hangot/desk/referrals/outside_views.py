"""Writing down an agency outside the house, on the way to asking it."""

import re
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from hangot.core.access import SHARED, Section, by_number
from hangot.core.packs import Profile
from hangot.core.text import Text
from hangot.desk.attempt import gained
from hangot.desk.cases.header import person_page
from hangot.desk.door import page, sees, to
from hangot.desk.referrals.forms import CHOOSE, options
from hangot.desk.say import say
from hangot.directory.outside import Outsider
from hangot.referrals.outside import write_down

USUAL = (Section.OVERVIEW, Section.IDENTITY, Section.CONTACT)
PHONE = re.compile(r"[0-9][0-9 -]{6,18}")
NOT_A_PHONE = Text(
    "숫자와 줄표로 적어 주세요. 예: 02-000-0000", "Digits and dashes, such as 02-000-0000."
)


class OutsideForm(forms.Form):
    """What the house must know of an agency outside to ask it anything."""

    name = forms.CharField(label=say("기관 이름", "Name of the agency"), max_length=80)
    name_en = forms.CharField(
        label=say("영어 이름 (있으면)", "Name in English, if any"), max_length=80, required=False
    )
    phone = forms.CharField(
        label=say("대표 전화번호", "Its telephone number"), max_length=20,
        help_text=say("홈페이지나 공문에서 확인한 번호. 이 번호로 코드를 알려 줍니다.",
                      "As published by the agency itself. Codes are told over this number."),
    )  # fmt: skip
    domain = forms.ChoiceField(label=say("분야", "Domain"))
    asks = forms.MultipleChoiceField(
        label=say("보통 필요로 하는 구역", "What it normally needs"),
        widget=forms.CheckboxSelectMultiple,
    )
    guarded = forms.BooleanField(
        label=say("이름만으로 무슨 일인지 드러남", "Its mere name tells what happened"),
        required=False,
    )

    def __init__(self, data: Any = None, *, pack: Profile, initial: Any = None) -> None:
        super().__init__(data, initial=initial or {"asks": [str(one.number) for one in USUAL]})
        self.fields["domain"].choices = [CHOOSE, *options(pack.choices("service_domains"))]  # type: ignore[attr-defined]
        self.fields["asks"].choices = [  # type: ignore[attr-defined]
            (str(one.number), pack.sections[one].label) for one in SHARED
        ]

    def clean_phone(self) -> str:
        typed: str = self.cleaned_data["phone"].strip()
        if not PHONE.fullmatch(typed):
            raise forms.ValidationError(str(NOT_A_PHONE))
        return typed

    def outsider(self) -> Outsider:
        found = self.cleaned_data
        asks = tuple(by_number(int(number)) for number in found["asks"])
        return Outsider(
            found["name"], found["name_en"], found["phone"], found["domain"], asks, found["guarded"]
        )


@page(right="outside.write", door="referral.outside", methods=("GET", "POST"))
def outside(request: Any, case_id: UUID) -> HttpResponse:
    """A new agency outside; then the letter to it."""
    frame = person_page(request, case_id, "case")
    sees(request, subject=frame.case.person_id, thing=case_id)
    form = OutsideForm(request.POST or None, pack=frame.profile)
    if request.method == "POST" and form.is_valid():
        agency = gained(
            request, form, lambda: write_down(form.outsider(), by=request.actor, at=request.at),
            right="outside.write", field="name",
        )  # fmt: skip
        if agency:
            answer = to("referral_new", case_id)
            answer.headers["Location"] += f"?service={agency.services.get().pk}"
            return answer
    context = {"header": frame.header, "tab": "case", "case": frame.case, "form": form}
    return render(
        request, "desk/referrals/outside.html", context, status=422 if form.is_bound else 200
    )
