"""Reports at the desk: those one sent, a new one, and one with the history of its home."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from hangot.core.access import Level, Section
from hangot.core.packs import Profile
from hangot.core.rights import opens
from hangot.core.text import Text
from hangot.desk.attempt import attempt, gained
from hangot.desk.cases.work_frame import today
from hangot.desk.contacts.listing import state_of
from hangot.desk.door import page, sees, to
from hangot.desk.reports.forms import AnswerForm, MeasureForm, ReportForm
from hangot.packs.active import profile
from hangot.reports import actions as reports
from hangot.reports import answering, measures, queries
from hangot.reports.apart import reporter_of
from hangot.reports.models import Report

TAKEN = Text(
    "접수 {number}(으)로 센터에 보냈습니다. 상담사가 기한 안에 전화합니다.",
    "Sent to the centre as contact {number}. A counsellor calls in time.",
)
HERE_ALREADY = Text(
    "이미 받은 신고입니다: 접수 {number}. 새로 만들지 않았습니다.",
    "This report was here already: contact {number}. Nothing new was made.",
)
ANSWERED = Text(
    "센터에 알렸습니다. 상담사가 다시 전화합니다.", "The centre is told. A counsellor calls again."
)
MEASURE_TAKEN = Text(
    "긴급조치를 적었습니다. 청구할 때까지 ‘오늘’에 기한이 보입니다.",
    "Recorded. Today shows the hour until which to ask the court.",
)
COURT_ASKED = Text("청구한 것으로 적었습니다.", "Recorded as asked for.")
WHY = {
    "who": Text("같은 사람", "same person"),
    "phone": Text("같은 전화", "same phone"),
    "address": Text("같은 주소", "same address"),
}


@page(right="report.find", door="reports")
def reports_sent(request: Any) -> HttpResponse:
    """What this post sent, newest first."""
    pack = profile(request.actor.profile)
    rows = [
        {
            "report": one, "risk": pack.word("report_risks", one.risk),
            "district": pack.word("districts", one.district) if one.district else "",
        }
        for one in queries.sent_by(request.actor.post)
    ]  # fmt: skip
    return render(request, "desk/reports/reports.html", {"rows": rows})


@page(right="report.write", door="report.new", methods=("GET", "POST"))
def report_new(request: Any) -> HttpResponse:
    """A report by hand; what is refused stays on the form with the reason beside it."""
    pack, actor = profile(request.actor.profile), request.actor
    holds = actor.cap(Section.REPORT_DUTY) >= Level.FULL
    form = ReportForm(request.POST or None, pack=pack, at=request.at, holds=holds)
    if request.method == "POST":
        taken = _taken(request, form) if form.is_valid() else None
        if taken:
            said = TAKEN if taken.new else HERE_ALREADY
            messages.success(request, str(said.format(number=taken.receipt)))
            return to("report", taken.notice_id) if taken.notice_id else to("reports")
        if form.reading.agreed is False:
            reports.turn_away(source="form", why="not_agreed", by=actor, at=request.at)
    status = 200 if request.method == "GET" else 422
    context = {"form": form, "holds": holds, "call": pack.consent.call}
    return render(request, "desk/reports/new.html", context, status=status)


def _taken(request: Any, form: ReportForm) -> reports.Taken | None:
    told = form.reading.report
    assert told is not None  # noqa: S101 - a valid form has read a report
    return gained(request, form, right="report.write", act=lambda: reports.take(
        told=told, source="form", by=request.actor, at=request.at, beside=form.beside(),
    ))  # fmt: skip


@page(right="report.see", door="report.page")
def report(request: Any, report_id: UUID) -> HttpResponse:
    """One report: what it told, and the other reports of the home that one may see."""
    return _page(request, report_id, None)


def _page(
    request: Any, report_id: UUID, answer: AnswerForm | None, *, measure: MeasureForm | None = None
) -> HttpResponse:
    told, pack = queries.told(report_id), profile(request.actor.profile)
    one = told.report
    sees(request, subject=report_id, thing=one.pk, section=Section.OVERVIEW)
    again = queries.history(one)
    context: dict[str, Any] = {
        "report": one, "notice": told.notice, "risk": pack.word("report_risks", one.risk), "again": _rows(again, pack, request),
        "district": pack.word("districts", one.district) if one.district else "",
        "members": _members(one, pack), "why": _why([one, *again]) if again else (),
        "judges": told.notice and told.notice.case_id and opens("judgement.see", request.actor.duties),
        "times": len(again) + 1, "parts": opens("report.part", request.actor.duties) and bool(again),
        "answer": answer or _asked(request, one, pack), "answers": _answers(one, pack), "measures": _measures(one, pack),
        "contact": told.notice and opens("notice.see", request.actor.duties), "reporter": _reporter(report_id, pack),
    }  # fmt: skip
    if opens("report.measure", request.actor.duties):
        context["measure"] = measure or _measure_form(request)
    wrong = answer is not None or measure is not None
    return render(request, "desk/reports/report.html", context, status=422 if wrong else 200)


def _asked(request: Any, one: Report, pack: Profile) -> AnswerForm | None:
    """The form for whoever sent it, while the centre asks."""
    answers = opens("report.answer", request.actor.duties) and answering.asked(one)
    return AnswerForm(pack=pack) if answers else None


def _answers(one: Report, pack: Profile) -> list[dict[str, Any]]:
    return [
        {"row": row, "result": pack.word("police_answers", row.result)}
        for row in answering.answers(one)
    ]


@page(right="report.answer", door="report.answer", methods=("POST",))
def report_answer(request: Any, report_id: UUID) -> HttpResponse:
    """The police looked at a home that the centre could not reach."""
    pack = profile(request.actor.profile)
    form = AnswerForm(request.POST, pack=pack)
    if form.is_valid() and attempt(request, form, right="report.answer", act=lambda: answering.answer(
        report_id=report_id, result=form.cleaned_data["result"], words=form.cleaned_data["words"],
        by=request.actor, at=request.at,
    )):  # fmt: skip
        messages.success(request, str(ANSWERED))
        return to("report", report_id)
    return _page(request, report_id, form)


@page(right="report.measure", door="report.measure", methods=("POST",))
def report_measure(request: Any, report_id: UUID) -> HttpResponse:
    """An emergency measure is recorded, or that the court was asked for it."""
    if request.POST.get("asked"):
        what = request.POST["asked"]
        measures.asked(report_id=report_id, what=what, by=request.actor, at=request.at)
        messages.success(request, str(COURT_ASKED))
        return to("report", report_id)
    form = _measure_form(request, request.POST)
    if form.is_valid() and attempt(request, form, right="report.measure", act=lambda: measures.take(
        report_id=report_id, what=form.cleaned_data["what"], taken_at=form.moment(),
        by=request.actor, at=request.at,
    )):  # fmt: skip
        messages.success(request, str(MEASURE_TAKEN))
        return to("report", report_id)
    return _page(request, report_id, None, measure=form)


def _measure_form(request: Any, data: Any = None) -> MeasureForm:
    return MeasureForm(data, kinds=measures.kinds(request.actor), today=today(request))


def _measures(one: Report, pack: Profile) -> list[dict[str, Any]]:
    return [{"row": row, "what": pack.orders[row.what].label} for row in measures.of(one)]


@page(right="report.part", door="report.part", methods=("POST",))
def report_part(request: Any, report_id: UUID) -> HttpResponse:
    """It only seemed to be the same home."""
    reports.another_home(report_id=report_id, by=request.actor, at=request.at)
    return to("report", report_id)


def _why(found: list[Report]) -> list[Text]:
    """By what these reports look like one home."""
    kinds = {kind for one in found for kind in one.why}
    return [words for kind, words in WHY.items() if kind in kinds]


def _members(one: Report, pack: Profile) -> list[dict[str, Any]]:
    return [
        {**member, "role": pack.word("household_roles", member["role"])}
        for member in queries.members(one)
    ]


def _reporter(notice_id: UUID, pack: Profile) -> dict[str, Any] | None:
    """Who reported, for the holder and the safety officer; for everybody else there is nothing."""
    found = reporter_of(notice_id)
    if found is None:
        return None
    return {"row": found, "kind": pack.word("reporter_kinds", found.kind)}


def _rows(found: list[Report], pack: Profile, request: Any) -> list[dict[str, Any]]:
    return [
        {
            "report": one, "risk": pack.word("report_risks", one.risk),
            "state": state_of(one.notice, pack.life("notice"), pack, request.actor),
        }
        for one in found
    ]  # fmt: skip
