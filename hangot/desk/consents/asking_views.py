"""One line asked and answered: the answers of one conversation."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse

from hangot.cases.models import Case
from hangot.consent import actions as consents
from hangot.consent.models import Consent
from hangot.core.access import Section, by_number
from hangot.core.refusal import Hidden
from hangot.core.text import Text
from hangot.desk.attempt import attempt
from hangot.desk.cases.header import person_page
from hangot.desk.consents.forms import AnswersForm
from hangot.desk.consents.table import Sheet, sheet
from hangot.desk.consents.views import draw, section_of, wanted
from hangot.desk.door import page, to
from hangot.desk.typed import uuid_of
from hangot.referrals import actions as referrals

SAVED = Text(
    "대답을 적었습니다. 지금부터 그대로 쓰입니다.", "The answers are recorded and hold from now on."
)


NEXT_ALONE = Text(
    "대답을 적었습니다. 남은 민감한 줄은 한 줄씩 따로 여쭙니다.",
    "The answers are recorded. The sensitive lines are asked one by one.",
)


@page(right="consent.ask", door="consent.ask", methods=("POST",))
def ask(request: Any, case_id: UUID) -> HttpResponse:
    """Write down the answers of one conversation with one agency in mind."""
    frame = person_page(request, case_id, "consents")
    agency = uuid_of(request.POST.get("agency", ""))
    found = sheet(frame, request.at, extra=agency)
    if agency is None or agency not in {one.pk for one in found.agencies}:
        raise Hidden
    return _take(request, found, agency, section_of(request.POST.get("section", "")))


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
    if row.pk not in {line.pk for line in found.lines}:
        raise Hidden
    return _take(request, found, row.agency_id, by_number(row.section))


def _take(request: Any, found: Sheet, agency: UUID, section: Section | None) -> HttpResponse:
    frame = found.page
    lines = wanted(found, agency, section)
    form = AnswersForm(request.POST, pack=frame.profile, sections=lines)
    if not form.is_valid():
        return draw(request, found, (agency, section), form)
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
        return draw(request, found, (agency, section), form)
    return _next(request, found, agency, set(lines))


def _next(request: Any, found: Sheet, agency: UUID, done: set[Section]) -> HttpResponse:
    """Back to the table; the next sensitive line of the same agency is opened by itself."""
    left = [s for s in found.open_lines(agency) if s.sensitive and s not in done]
    messages.success(request, str(NEXT_ALONE if left else SAVED))
    response = to("consents", found.page.case.pk)
    if left:
        query = urlencode({"agency": agency, "section": left[0].number})
        response["Location"] += f"?{query}#line"
    return response
