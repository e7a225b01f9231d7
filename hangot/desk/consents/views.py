"""The consent matrix: one line asked at a time, in words to read aloud."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from hangot.consent.models import Consent
from hangot.consent.queries import Cell
from hangot.core.access import Section, by_number
from hangot.core.clocks import last_day
from hangot.core.rights import opens
from hangot.core.text import Text
from hangot.desk.cases.header import PersonPage, person_page
from hangot.desk.consents.bases import waiting
from hangot.desk.consents.forms import AnswersForm
from hangot.desk.consents.table import Sheet, footer, heads, history, rows, sheet
from hangot.desk.door import page, sees
from hangot.desk.typed import uuid_of
from hangot.tasks.actions import ends


def section_of(value: str) -> Section | None:
    """The section of a number as it was sent; None for one that is asked of nobody."""
    try:
        found = by_number(int(value))
    except (ValueError, IndexError):
        return None
    return None if found.closed else found


@page(right="consent.see", door="consents")
def matrix(request: Any, case_id: UUID) -> HttpResponse:
    """Agencies by sections; the side shows the one line that was opened."""
    frame = person_page(request, case_id, "consents")
    sees(request, subject=frame.case.person_id, thing=case_id)
    found = sheet(frame, request.at, extra=uuid_of(request.GET.get("agency", "")))
    return draw(request, found, _chosen(request, found))


def _chosen(request: Any, found: Sheet) -> tuple[UUID, Section | None] | None:
    line = uuid_of(request.GET.get("line", ""))
    row = next((one for one in found.lines if one.pk == line), None)
    if row:
        return row.agency_id, by_number(row.section)
    agency = uuid_of(request.GET.get("agency", ""))
    if agency in {one.pk for one in found.agencies}:
        return agency, section_of(request.GET.get("section", ""))
    asked = next((c for c in found.cells.values() if c.look == "ask"), None)
    return (asked.agency, asked.section) if asked else None


def draw(
    request: Any, found: Sheet, chosen: tuple[UUID, Section | None] | None,
    form: AnswersForm | None = None,
) -> HttpResponse:  # fmt: skip
    """The whole page, with the chosen line open and a form that came back."""
    frame, asks = found.page, opens("consent.ask", request.actor.duties)
    exact = (chosen[0], chosen[1]) if chosen and chosen[1] else None
    url = reverse("consents", args=[frame.case.pk])
    context = {
        "page": frame, "header": frame.header, "tab": "consents", "case": frame.case, "asks": asks,
        "heads": heads(found), "rows": rows(found, url=url, asks=asks, chosen=exact),
        "feet": footer(found), "history": history(found), "last": _last(found),
        "side": _side(request, found, chosen, form) if chosen else None, "form": form,
        "others": _others(found), "until": until(request, frame),
        "days": frame.profile.consent.length.amount, "notice": frame.profile.consent.notice_version,
        "bases_open": opens("basis.propose", request.actor.duties),
        **waiting(request, frame, found.laws),
    }  # fmt: skip
    status = 422 if form is not None and form.is_bound and form.errors else 200
    return render(request, "desk/consents/matrix.html", context, status=status)


def until(request: Any, frame: PersonPage) -> Any:
    """The last day of a consent that is given now."""
    return last_day(ends(request.actor, frame.profile.consent.length, request.at))


def _last(found: Sheet) -> Consent | None:
    answered = [row for row in found.lines if row.answered_at]
    return max(answered, key=lambda row: row.answered_at, default=None)  # type: ignore[arg-type,return-value]


def _others(found: Sheet) -> list[tuple[str, Text]]:
    """Agencies that could be added: of the house in the order of the pack, then those outside."""
    shown = {agency.pk for agency in found.agencies} | {found.page.case.agency_id}
    by_slug = {agency.slug: agency for agency in found.page.house.agencies.values()}
    here = [
        (str(by_slug[slug].pk), words.label)
        for slug, words in found.page.profile.agencies.items()
        if slug in by_slug
        and by_slug[slug].pk not in shown
        and words.asks
        and found.page.told(by_slug[slug].pk)
    ]
    away = [
        (str(one.pk), one.label)
        for one in by_slug.values()
        if one.outside and one.pk not in shown and found.page.told(one.pk)
    ]
    return here + away


def _side(
    request: Any, found: Sheet, chosen: tuple[UUID, Section | None], form: AnswersForm | None
) -> dict[str, Any]:
    """One line in words to read aloud, or all open ordinary lines of one agency."""
    agency, section = chosen
    pack, words = found.page.profile, found.words(agency)
    side = {
        "agency": words, "agency_id": agency, "section": section, "until": until(request, found.page),
        "cell": found.cells.get((agency, section)) if section else None,
        "words": pack.sections[section] if section else None, "again": "again" in request.GET,
    }  # fmt: skip
    lines = wanted(found, agency, section)
    cell = side["cell"]
    side["answerable"] = (
        opens("consent.ask", request.actor.duties)
        and bool(lines)
        and (cell is None or cell.look in ("ask", "none") or side["again"] or form is not None)
    )
    side["batch"] = [pack.sections[s] for s in lines] if section is None else []
    side["alone"] = [s for s in found.open_lines(agency) if s.sensitive] if section is None else []
    side["form"] = form or AnswersForm(pack=pack, sections=lines)
    side["script"] = pack.consent.script
    return side | _answered(cell, found.page.case.pk)


def _answered(cell: Cell | None, case: UUID) -> dict[str, Any]:
    """Until when the line holds, and where its answer goes."""
    held = cell.consent if cell else None
    asking = held if cell and cell.look == "ask" else None
    return {
        "last": last_day(held.ends) if held and held.ends else None,
        "action": reverse("consent_answer", args=[asking.pk]) if asking
        else reverse("consent_ask", args=[case]),
        "version": asking.version if asking else None,
    }  # fmt: skip


def wanted(found: Sheet, agency: UUID, section: Section | None) -> Sequence[Section]:
    """The one line, or the ordinary open ones: a sensitive line is never part of a batch."""
    if section is not None:
        return (section,)
    return [one for one in found.open_lines(agency) if not one.sensitive]
