"""A change of mind, and saying yes again: lines in force that end or go on."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from hangot.consent import actions as consents
from hangot.consent.models import Consent
from hangot.core.access import by_number
from hangot.core.text import Text
from hangot.desk.attempt import attempt
from hangot.desk.cases.header import PersonPage, person_page
from hangot.desk.consents.forms import LinesForm, RenewForm
from hangot.desk.consents.table import Sheet, sheet
from hangot.desk.consents.views import until
from hangot.desk.door import page, sees, to
from hangot.desk.typed import uuid_of
from hangot.referrals import actions as referrals

WITHDRAWN = Text(
    "그만두었습니다. 지금부터 보이지 않습니다. 이미 준 것은 아래와 같습니다.",
    "It is withdrawn and closed from now on. What was already given is listed below.",
)


RENEWED = Text("{n}줄을 이어 갑니다.", "{n} lines go on.")


def live(found: Sheet, agency: UUID | None = None) -> list[Consent]:
    """Lines in force that this post may end or renew."""
    return [
        row for row in found.lines
        if row.state == "given" and row.asked_by_agency == found.page.case.agency_id
        and agency in (None, row.agency_id)
    ]  # fmt: skip


def choices(found: Sheet, lines: Sequence[Consent], *, whole: bool) -> list[tuple[str, Text]]:
    """Lines as a form offers them; `whole` names the agency, too."""
    pack, house = found.page.profile, found.page.house
    return [
        (str(row.pk), Text(
            f"{house.agency(row.agency_id).ko} · {label.ko}" if whole else label.ko,
            f"{house.agency(row.agency_id).en} · {label.en}" if whole else label.en,
        ))
        for row in lines
        for label in [pack.sections[by_number(row.section)].label]
    ]  # fmt: skip


@page(right="consent.withdraw", door="consent.withdraw", methods=("GET", "POST"))
def withdraw(request: Any, case_id: UUID) -> HttpResponse:
    """The person changed their mind: one agency, all or some lines, by any channel, no reason."""
    frame = person_page(request, case_id, "consents")
    sees(request, subject=frame.case.person_id, thing=case_id)
    found = sheet(frame, request.at)
    agency = uuid_of(request.POST.get("agency") or request.GET.get("agency", ""))
    if agency not in {one.pk for one in found.agencies}:
        agency = None
    lines = live(found, agency) if agency else []
    form = LinesForm(
        request.POST if request.method == "POST" else None, lines=choices(found, lines, whole=False),
        initial={"lines": [str(row.pk) for row in lines]},
    )  # fmt: skip
    if request.method == "POST" and agency and form.is_valid():
        chosen = set(form.cleaned_data["lines"])
        referrals.withdraw_consent(
            subject=frame.case.person_id, agency=agency, by=request.actor, at=request.at,
            sections=[by_number(row.section) for row in lines if str(row.pk) in chosen],
        )  # fmt: skip
        messages.success(request, str(WITHDRAWN))
        response = to("disclosures", case_id)
        response["Location"] += f"?{urlencode({'agency': agency})}"
        return response
    held = {row.agency_id for row in live(found)}
    context = {
        "page": frame, "header": frame.header, "tab": "consents", "case": frame.case, "form": form,
        "agencies": [(a.pk, a.label) for a in found.agencies if a.pk in held], "agency": agency,
        "label": frame.house.agency(agency) if agency else None, "any": bool(lines),
    }  # fmt: skip
    status = 422 if form.is_bound else 200
    return render(request, "desk/consents/withdraw.html", context, status=status)


@page(right="consent.renew", door="consent.renew", methods=("GET", "POST"))
def renew(request: Any, case_id: UUID) -> HttpResponse:
    """Before the end the person says which lines go on; the others run out."""
    frame = person_page(request, case_id, "consents")
    sees(request, subject=frame.case.person_id, thing=case_id)
    found = sheet(frame, request.at)
    one = uuid_of(request.GET.get("line", ""))
    lines = [r for r in live(found) if one in (None, r.pk)]
    if one is None:
        lines = [row for row in lines if not by_number(row.section).sensitive]
    form = RenewForm(
        request.POST if request.method == "POST" else None, pack=frame.profile,
        lines=choices(found, lines, whole=True),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and _renewed(request, frame, form):
        messages.success(request, str(RENEWED.format(n=len(form.cleaned_data["lines"]))))
        return to("consents", case_id)
    alone = [row for row in live(found) if by_number(row.section).sensitive and row.pk != one]
    context = {
        "page": frame, "header": frame.header, "tab": "consents", "case": frame.case, "form": form,
        "any": bool(lines), "until": until(request, frame),
        "alone": choices(found, alone, whole=True), "one": one,
    }  # fmt: skip
    status = 422 if form.is_bound else 200
    return render(request, "desk/consents/renew.html", context, status=status)


def _renewed(request: Any, frame: PersonPage, form: RenewForm) -> bool:
    method = form.cleaned_data["method"]
    return attempt(request, form, lambda: consents.renew_many(
        consent_ids=[UUID(pk) for pk in form.cleaned_data["lines"]], method=method,
        by=request.actor, at=request.at,
        script_version=frame.profile.consent.script.version if method == "phone" else None,
    ), right="consent.renew")  # fmt: skip
