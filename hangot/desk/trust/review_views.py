"""The auditor's month: numbers, what stands out, a result per entry. Never a name of a person."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, time
from hashlib import sha256
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from hangot.access.reviews import review_entry as write_review
from hangot.accounts.models import Worker
from hangot.audit import queries as log
from hangot.audit.models import AuditEntry, AuditReview
from hangot.clock import SEOUL
from hangot.core.access import Purpose
from hangot.core.packs import Profile
from hangot.core.refusal import Hidden
from hangot.core.rights import opens
from hangot.core.text import Text
from hangot.desk.attempt import attempt
from hangot.desk.door import page, sees, to
from hangot.desk.say import say
from hangot.desk.trust import words
from hangot.directory.queries import House, house
from hangot.packs.active import profile
from hangot.vault.together import together

REASONS: Mapping[str, Text] = {
    "emergency": Text("긴급열람", "Emergency access"),
    "export": Text("내보내기", "Export"),
    "many_lookers": Text("한 사람을 {n}명이 봄", "{n} people looked at one record"),
    "volume": Text("평소보다 많이 봄: 하루 {n}건", "Unusually much: {n} in a day"),
    "refused": Text("거부된 시도", "Refused attempt"),
    "reveal": Text("연락처·주소 보기", "Contact or address shown"),
    "nothing_found": Text("찾았으나 결과 없음", "Look-up without result"),
}
RESULTS: tuple[tuple[str, Text], ...] = (
    ("fine", Text("문제 없음", "Nothing wrong")),
    ("noted", Text("지적", "To follow up")),
)
DECEMBER = 12


def code_of(subject: UUID | None) -> str:
    """A short code for a person in the auditor's pages: the same person, the same code, no name."""
    return sha256(subject.bytes).hexdigest()[:6].upper() if subject else ""


@page(right="audit.see", door="audit.review", purpose=Purpose.OVERSIGHT)
def review(request: Any) -> HttpResponse:
    """One month of the centre."""
    start, end = _month(request.GET.get("month", ""), request.at)
    actor = request.actor
    why = log.findings(actor.centre, start=start, end=end)
    counted = log.days(actor.centre, start=start, end=end)
    found, people, done = _gather(why)
    rooms, pack = house(actor.centre), profile(actor.profile)
    rows = [
        {**line(found[pk], rooms, pack, people), "reason": REASONS[code].format(n=amount),
         "result": _result(done.get(pk))}
        for pk, (code, amount) in why.items() if pk in found
    ]  # fmt: skip
    rows.sort(key=lambda row: row["result"] is not None)
    context = {
        "rows": rows, "month": start.astimezone(SEOUL), "before": _shift(start, -1),
        "after": _shift(start, 1) if end <= request.at else "",
        "sums": [(label, counted.of(kind)) for kind, label in words.KINDS.items()],
        "may_find_log": opens("log.find", actor.duties), "bars": bars(counted.by_day()), "left": sum(1 for row in rows if row["result"] is None),
    }  # fmt: skip
    return render(request, "desk/trust/review.html", context)


def _gather(
    ids: Collection[UUID],
) -> tuple[dict[UUID, AuditEntry], dict[UUID, Worker], dict[UUID, AuditReview]]:
    """The entries, who wrote them and what was found about them, in one statement."""
    wanted = log.entries_of(ids)
    entries, people, done = together(
        wanted, Worker.objects.filter(pk__in=wanted.values("worker_id")), log.reviews(ids)
    )
    return (
        {one.pk: one for one in entries}, {one.pk: one for one in people},
        {one.entry_id: one for one in done},
    )  # fmt: skip


def _month(text: str, at: datetime) -> tuple[datetime, datetime]:
    """First moment of a month in Seoul and of the next; this month for anything odd."""
    here = at.astimezone(SEOUL).date()
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        first = here.replace(day=1)
    return _midnight(first), _midnight(_next(first))


def _next(first: date) -> date:
    if first.month == DECEMBER:
        return date(min(first.year + 1, 9999), 1, 1)
    return first.replace(month=first.month + 1)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SEOUL)


def _shift(start: datetime, months: int) -> str:
    first = start.astimezone(SEOUL).date()
    number = first.year * DECEMBER + first.month - 1 + months
    return f"{number // DECEMBER:04d}-{number % DECEMBER + 1:02d}"


def line(
    entry: AuditEntry, rooms: House, pack: Profile, people: Mapping[UUID, Any]
) -> dict[str, Any]:
    """An entry for the auditor: the worker by name, the person by a code."""
    worker = people.get(entry.worker_id)
    return {
        "pk": entry.pk, "at": entry.at, "who": worker.name if worker else "",
        "post": rooms.post(entry.post_id), "agency": rooms.agency(entry.agency_id),
        "what": words.act(entry, pack), "why": words.why(entry, pack), "code": code_of(entry.subject_id),
        "refused": not entry.done, "because": words.because(entry), "address": entry.address,
        "seq": entry.seq,
    }  # fmt: skip


def _result(found: Any) -> Text | None:
    return dict(RESULTS)[found.result] if found else None


WIDTH, HEIGHT, GAP = 640, 120, 2


def bars(days: list[tuple[date, int]]) -> dict[str, Any]:
    """The days of a month as bars, with the numbers for the table beside it."""
    most = max((count for _, count in days), default=0)
    if not most:
        return {}
    step = WIDTH / 31
    drawn = [
        {"x": round((day.day - 1) * step, 1), "width": round(step - GAP, 1), "day": day, "count": count,
         "height": round(count / most * HEIGHT, 1), "y": round(HEIGHT - count / most * HEIGHT + 16, 1)}
        for day, count in days
    ]  # fmt: skip
    return {"bars": drawn, "width": WIDTH, "height": HEIGHT + 36, "axis": HEIGHT + 16, "most": most}


class ReviewForm(forms.Form):
    """What the auditor found."""

    result = forms.ChoiceField(
        label=say("점검 결과", "Result"), choices=RESULTS, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=say("적을 것", "Note"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text=say("지적일 때는 무엇이 문제인지 꼭 적습니다", "Needed when it is to be followed up"),
    )  # fmt: skip


@page(right="audit.review", door="audit.review", purpose=Purpose.OVERSIGHT, methods=("GET", "POST"))
def review_entry(request: Any, entry_id: UUID) -> HttpResponse:
    """One entry with its ground, and the result of looking at it."""
    found = log.entry(entry_id)
    if found is None:
        raise Hidden
    sees(request, subject=found.subject_id, thing=found.pk)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and attempt(
        request, form, right="audit.review", act=lambda: write_review(
            entry_id=entry_id, result=form.cleaned_data["result"],
            note=form.cleaned_data["note"] or None, by=request.actor, at=request.at,
        ),
    ):  # fmt: skip
        messages.success(request, str(Text("점검 결과를 적었습니다.", "The result is recorded.")))
        return to("review")
    actor = request.actor
    _, people, done = _gather([entry_id])
    row = line(found, house(actor.centre), profile(actor.profile), people)
    known = done.get(entry_id)
    context = {"row": row, "form": form, "known": known, "known_result": _result(known)}
    return render(request, "desk/trust/entry.html", context, status=422 if form.errors else 200)
