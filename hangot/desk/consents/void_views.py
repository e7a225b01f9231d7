"""A consent that never counted: wrong person, no authority, pressure. Said by an officer."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from hangot.core.rights import opens
from hangot.core.text import Text
from hangot.desk.attempt import attempt
from hangot.desk.cases.header import person_page
from hangot.desk.consents.bases import waiting
from hangot.desk.consents.ending_views import choices
from hangot.desk.consents.forms import VoidForm
from hangot.desk.consents.table import sheet
from hangot.desk.door import page, sees, to
from hangot.referrals import actions as referrals

VOID = Text(
    "무효로 적었습니다. 지금부터 보이지 않습니다. 이미 준 것을 살펴봐 주세요.",
    "Recorded as void and closed from now on. Look at what was already given.",
)
VOID_AND_TOLD = Text(
    "무효로 적었습니다. 지금부터 보이지 않습니다. 이미 준 것은 개인정보 보호책임자가 살펴봅니다.",
    "Recorded as void and closed from now on. The privacy officer looks at what was already given.",
)


@page(right="consent.invalidate", door="consent.void", methods=("GET", "POST"))
def void(request: Any, case_id: UUID) -> HttpResponse:
    """Lines in force, of which some never counted; what they opened closes at once."""
    frame = person_page(request, case_id, "consents")
    sees(request, subject=frame.case.person_id, thing=case_id)
    found = sheet(frame, request.at)
    lines = [row for row in found.lines if row.state == "given"]
    form = VoidForm(
        request.POST if request.method == "POST" else None, pack=frame.profile,
        lines=choices(found, lines, whole=True),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and attempt(
        request, form, lambda: referrals.invalidate_consents(
            consent_ids=[UUID(pk) for pk in form.cleaned_data["lines"]],
            reason=form.cleaned_data["reason"], by=request.actor, at=request.at,
        ), right="consent.invalidate",
    ):  # fmt: skip
        place = _after(request)
        messages.success(request, str(VOID if place == "disclosures" else VOID_AND_TOLD))
        return to(place, case_id)
    context = {
        "page": frame, "header": frame.header, "tab": "consents", "case": frame.case, "form": form,
        "any": bool(lines), "given": _after(request) == "disclosures",
        "only_void": "V" in request.actor.duties,
        **waiting(request, frame, found.laws),
    }  # fmt: skip
    status = 422 if form.is_bound else 200
    return render(request, "desk/consents/void.html", context, status=status)


def _after(request: Any) -> str:
    """What was given is looked at next, where one may see it."""
    return "disclosures" if opens("disclosure.see", request.actor.duties) else "consent_void"
