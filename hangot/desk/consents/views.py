"""The consent matrix: one line asked at a time, in words to read aloud."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from hangot.cases.models import Case
from hangot.consent import actions as consents
from hangot.consent.models import Consent
from hangot.core.access import Section, by_number
from hangot.core.clocks import last_day
from hangot.core.refusal import Hidden
from hangot.core.rights import opens
from hangot.core.text import Text
from hangot.desk.attempt import attempt
from hangot.desk.cases.header import PersonPage, person_page
from hangot.desk.consents.forms import AnswersForm, LinesForm, RenewForm
from hangot.desk.consents.table import Sheet, footer, heads, history, rows, sheet
from hangot.desk.door import page, sees, to
from hangot.desk.typed import uuid_of
from hangot.referrals import actions as referrals
from hangot.tasks.actions import ends

SAVED = Text(
    "대답을 적었습니다. 지금부터 그대로 쓰입니다.", "The answers are recorded and hold from now on."
)
NEXT_ALONE = Text(
    "대답을 적었습니다. 남은 민감한 줄은 한 줄씩 따로 여쭙니다.",
    "The answers are recorded. The sensitive lines are asked one by one.",
)
WITHDRAWN = Text(
    "그만두었습니다. 지금부터 보이지 않습니다. 이미 준 것은 아래와 같습니다.",
    "It is withdrawn and closed from now on. What was already given is listed below.",
)
RENEWED = Text("{n}줄을 이어 갑니다.", "{n} lines go on.")


def _section(value: str) -> Section | None:
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
    return _matrix(request, found, _chosen(request, found))


def _chosen(request: Any, found: Sheet) -> tuple[UUID, Section | None] | None:
    line = uuid_of(request.GET.get("line", ""))
    row = next((one for one in found.lines if one.pk == line), None)
    if row:
        return row.agency_id, by_number(row.section)
    agency = uuid_of(request.GET.get("agency", ""))
    if agency in found.page.house.agencies and agency != found.page.case.agency_id:
        return agency, _section(request.GET.get("section", ""))  # type: ignore[return-value]
    asked = next((c for c in found.cells.values() if c.look == "ask"), None)
    return (asked.agency, asked.section) if asked else None


def _matrix(
    request: Any, found: Sheet, chosen: tuple[UUID, Section | None] | None,
    form: AnswersForm | None = None,
) -> HttpResponse:  # fmt: skip
    frame, asks = found.page, opens("consent.ask", request.actor.duties)
    exact = (chosen[0], chosen[1]) if chosen and chosen[1] else None
    url = reverse("consents", args=[frame.case.pk])
    context = {
        "page": frame, "header": frame.header, "tab": "consents", "case": frame.case, "asks": asks,
        "heads": heads(found), "rows": rows(found, url=url, asks=asks, chosen=exact),
        "feet": footer(found), "history": history(found), "last": _last(found),
        "side": _side(request, found, chosen, form) if chosen else None, "form": form,
        "others": _others(found), "until": _until(request, frame),
        "days": frame.profile.consent.length.amount, "notice": frame.profile.consent.notice_version,
        "bases_open": opens("basis.propose", request.actor.duties),
    }  # fmt: skip
    status = 422 if form is not None and form.is_bound and form.errors else 200
    return render(request, "desk/consents/matrix.html", context, status=status)


def _until(request: Any, frame: PersonPage) -> Any:
    return last_day(ends(request.actor, frame.profile.consent.length, request.at))


def _last(found: Sheet) -> Consent | None:
    answered = [row for row in found.lines if row.answered_at]
    return max(answered, key=lambda row: row.answered_at, default=None)  # type: ignore[arg-type,return-value]


def _others(found: Sheet) -> list[tuple[str, Text]]:
    """Agencies that could be added; the order of the pack."""
    shown = {agency.pk for agency in found.agencies} | {found.page.case.agency_id}
    by_slug = {agency.slug: agency for agency in found.page.house.agencies.values()}
    return [
        (str(by_slug[slug].pk), words.label)
        for slug, words in found.page.profile.agencies.items()
        if slug in by_slug and by_slug[slug].pk not in shown and words.asks
    ]


def _side(
    request: Any, found: Sheet, chosen: tuple[UUID, Section | None], form: AnswersForm | None
) -> dict[str, Any]:
    """One line in words to read aloud, or all open ordinary lines of one agency."""
    agency, section = chosen
    pack, words = found.page.profile, found.words(agency)
    side = {
        "agency": words, "agency_id": agency, "section": section, "until": _until(request, found.page),
        "cell": found.cells.get((agency, section)) if section else None,
        "words": pack.sections[section] if section else None, "again": "again" in request.GET,
    }  # fmt: skip
    wanted = _wanted(found, agency, section)
    cell = side["cell"]
    side["answerable"] = (
        opens("consent.ask", request.actor.duties)
        and bool(wanted)
        and (cell is None or cell.look in ("ask", "none") or side["again"] or form is not None)
    )
    side["batch"] = [pack.sections[s] for s in wanted] if section is None else []
    side["alone"] = [s for s in found.open_lines(agency) if s.sensitive] if section is None else []
    held = cell.consent if cell else None
    side["last"] = last_day(held.ends) if held and held.ends else None
    asking = cell.consent if cell and cell.consent and cell.look == "ask" else None
    side["action"] = (
        reverse("consent_answer", args=[asking.pk])
        if asking
        else reverse("consent_ask", args=[found.page.case.pk])
    )
    side["version"] = asking.version if asking else None
    side["form"] = form or AnswersForm(pack=pack, sections=wanted)
    side["script"] = pack.consent.script
    return side


def _wanted(found: Sheet, agency: UUID, section: Section | None) -> Sequence[Section]:
    """The one line, or the ordinary open ones: a sensitive line is never part of a batch."""
    if section is not None:
        return (section,)
    return [one for one in found.open_lines(agency) if not one.sensitive]


@page(right="consent.ask", door="consent.ask", methods=("POST",))
def ask(request: Any, case_id: UUID) -> HttpResponse:
    """Write down the answers of one conversation with one agency in mind."""
    frame = person_page(request, case_id, "consents")
    agency = uuid_of(request.POST.get("agency", ""))
    if agency not in frame.house.agencies or agency == frame.case.agency_id:
        raise Hidden
    section = _section(request.POST.get("section", ""))
    found = sheet(frame, request.at, extra=agency)
    return _take(request, found, agency, section)  # type: ignore[arg-type]


@page(right="consent.give", door="consent.answer", methods=("POST",))
def answer(request: Any, consent_id: UUID) -> HttpResponse:
    """Write down the answer to a line that was asked before."""
    row = Consent.objects.filter(pk=consent_id).first()
    if row is None:
        raise Hidden
    case = Case.objects.filter(person_id=row.subject_id).order_by("-registered_at").first()
    if case is None:
        raise Hidden
    found = sheet(person_page(request, case.pk, "consents"), request.at)
    return _take(request, found, row.agency_id, by_number(row.section))


def _take(request: Any, found: Sheet, agency: UUID, section: Section | None) -> HttpResponse:
    frame = found.page
    wanted = _wanted(found, agency, section)
    form = AnswersForm(request.POST, pack=frame.profile, sections=wanted)
    if not form.is_valid():
        return _matrix(request, found, (agency, section), form)
    told = form.told()
    asked = consents.Asked(
        frame.profile.consent.notice_version, request.POST.get("language", "ko")[:8],
        form.cleaned_data["alone"], told.script_version,
    )  # fmt: skip
    done = attempt(request, form, lambda: referrals.take_answers(
        subject=frame.case.person_id, lines=form.lines(agency), asked=asked, told=told,
        by=request.actor, at=request.at,
    ), right="consent.give")  # fmt: skip
    if not done:
        return _matrix(request, found, (agency, section), form)
    return _next(request, found, agency, set(wanted))


def _next(request: Any, found: Sheet, agency: UUID, done: set[Section]) -> HttpResponse:
    """Back to the table; the next sensitive line of the same agency is opened by itself."""
    left = [s for s in found.open_lines(agency) if s.sensitive and s not in done]
    messages.success(request, str(NEXT_ALONE if left else SAVED))
    response = to("consents", found.page.case.pk)
    if left:
        query = urlencode({"agency": agency, "section": left[0].number})
        response["Location"] += f"?{query}#line"
    return response


def _live(found: Sheet, agency: UUID | None = None) -> list[Consent]:
    """Lines in force that this post may end or renew."""
    return [
        row for row in found.lines
        if row.state == "given" and row.asked_by_agency == found.page.case.agency_id
        and agency in (None, row.agency_id)
    ]  # fmt: skip


def _choices(found: Sheet, lines: Sequence[Consent], *, whole: bool) -> list[tuple[str, Text]]:
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
    lines = _live(found, agency) if agency else []
    form = LinesForm(
        request.POST if request.method == "POST" else None, lines=_choices(found, lines, whole=False),
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
    live = {row.agency_id for row in _live(found)}
    context = {
        "page": frame, "header": frame.header, "tab": "consents", "case": frame.case, "form": form,
        "agencies": [(a.pk, a.label) for a in found.agencies if a.pk in live], "agency": agency,
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
    lines = [r for r in _live(found) if one in (None, r.pk)]
    if one is None:
        lines = [row for row in lines if not by_number(row.section).sensitive]
    form = RenewForm(
        request.POST if request.method == "POST" else None, pack=frame.profile,
        lines=_choices(found, lines, whole=True),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and _renewed(request, frame, form):
        messages.success(request, str(RENEWED.format(n=len(form.cleaned_data["lines"]))))
        return to("consents", case_id)
    alone = [row for row in _live(found) if by_number(row.section).sensitive and row.pk != one]
    context = {
        "page": frame, "header": frame.header, "tab": "consents", "case": frame.case, "form": form,
        "any": bool(lines), "until": _until(request, frame),
        "alone": _choices(found, alone, whole=True), "one": one,
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
