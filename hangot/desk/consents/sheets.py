"""Papers: the consent form to sign, the record of a call, and the list of what was given."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from hangot.access.trail import remember
from hangot.audit import actions as audit
from hangot.consent import queries
from hangot.core.access import by_number
from hangot.core.clocks import last_day
from hangot.core.text import Text
from hangot.desk.cases.header import person_page
from hangot.desk.consents.table import Sheet, sheet
from hangot.desk.door import page, sees
from hangot.desk.naming import named
from hangot.desk.typed import uuid_of
from hangot.tasks.actions import ends

DOORS = {
    "referral.send": Text("의뢰", "Referral"),
    "answer_link": Text("의뢰, 답 링크로", "Referral, by answer link"),
    "consent.give": Text("다시 받은 동의", "Consent given again"),
}
TOLD = {
    "asked_first": Text("동의할 때 말씀드림", "Told when asked"),
    "to_be_told": Text("아직 알리지 않음", "Not told yet"),
}


@page(right="consent.print", door="consent.print")
def form(request: Any, case_id: UUID) -> HttpResponse:
    """The form in plain words: per agency what, why, how long; a signature for each sensitive line."""
    frame = person_page(request, case_id, "consents")
    found = sheet(frame, request.at, extra=uuid_of(request.GET.get("agency", "")))
    remember(
        "consent.print", by=request.actor, at=request.at, subject=frame.case.person_id,
        thing=case_id, kind=audit.EXPORT,
    )  # fmt: skip
    wanted = uuid_of(request.GET.get("agency", ""))
    context = {
        "header": frame.header, "case": frame.case, "words": frame.profile.consent,
        "agencies": [_agency(found, a.pk) for a in found.agencies if wanted in (None, a.pk)],
        "until": last_day(ends(request.actor, frame.profile.consent.length, request.at)),
        "days": frame.profile.consent.length.amount, "centre": frame.house.centre.label,
        "at": request.at, "calls": _calls(found),
        "post": frame.house.post(request.actor.post),
    }  # fmt: skip
    name = "phone" if request.GET.get("kind") == "phone" else "form"
    return render(request, f"desk/consents/{name}.html", context)


def _agency(found: Sheet, agency: UUID) -> dict[str, Any]:
    lines = [_line(found, agency, section) for section in _printed(found, agency)]
    return {
        "words": found.words(agency),
        "plain": [one for one in lines if not one["section"].sensitive],
        "signed": [one for one in lines if one["section"].sensitive],
    }  # fmt: skip


def _printed(found: Sheet, agency: UUID) -> list[Any]:
    known = {s for (a, s), cell in found.cells.items() if a == agency and cell.consent}
    return sorted(known | set(found.offered(agency)), key=lambda section: section.number)


def _line(found: Sheet, agency: UUID, section: Any) -> dict[str, Any]:
    cell = found.cells.get((agency, section))
    return {
        "section": section, "words": found.page.profile.sections[section],
        "answer": cell.look if cell and cell.look in ("yes", "no") else "",
    }  # fmt: skip


def _calls(found: Sheet) -> list[dict[str, Any]]:
    """Answers that were given on the phone, with the version of the words that were read out."""
    pack, house = found.page.profile, found.page.house
    return [
        {
            "at": row.answered_at, "agency": house.agency(row.agency_id),
            "section": pack.sections[by_number(row.section)].label,
            "state": pack.life("consent").label(row.state), "script": row.script_version,
            "post": house.post(row.asked_by_post),
        }
        for row in found.lines if row.method == "phone"
    ]  # fmt: skip


@page(right="disclosure.see", door="disclosures")
def disclosures(request: Any, case_id: UUID) -> HttpResponse:
    """What was given, to whom, on which basis, because of what, and whether the person was told."""
    frame = person_page(request, case_id, "disclosures")
    sees(request, subject=frame.case.person_id, thing=case_id)
    agency = uuid_of(request.GET.get("agency", ""))
    if agency and not frame.told(agency):
        agency = None
    rows = [
        _given(frame, row, request.at) for row in queries.disclosures(frame.case.person_id)
        if agency in (None, row.agency_id)
    ]  # fmt: skip
    context = {
        "header": frame.header, "tab": "disclosures", "case": frame.case, "rows": rows,
        "agency": agency, "label": frame.house.agency(agency) if agency else None,
        "centre": frame.house.centre.label, "at": request.at,
    }  # fmt: skip
    name = "given_print" if "print" in request.GET else "given"
    return render(request, f"desk/consents/{name}.html", context)


def _given(frame: Any, row: Any, at: datetime) -> dict[str, Any]:
    pack = frame.profile
    over = row.frozen_at is not None or (row.usable_until is not None and row.usable_until <= at)
    return {
        "row": row, "over": over,
        **named(row.agency_id, row.to_post, frame.viewer, frame.view, frame.house),
        "sections": [pack.sections[by_number(number)].label for number in row.sections],
        "until": last_day(row.usable_until) if row.usable_until else None,
        "because": DOORS.get(row.door, Text("의뢰", "Referral")),
        "told": TOLD.get(row.told, Text(row.told, row.told)),
        "purpose": pack.purposes[type(next(iter(pack.purposes)))(row.purpose)],
    }  # fmt: skip
