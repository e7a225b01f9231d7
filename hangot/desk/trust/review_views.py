"""The auditor's month: numbers, what stands out, the answers, and the signed result."""

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from hangot.access.trail import remember
from hangot.audit import anchors
from hangot.audit import queries as log
from hangot.audit.actions import EXPORT
from hangot.core.access import Actor, Purpose
from hangot.core.clocks import SEOUL
from hangot.core.packs import Profile
from hangot.core.refusal import Hidden
from hangot.core.rights import Scene, may, opens
from hangot.core.text import Text
from hangot.desk.attempt import attempt
from hangot.desk.door import page
from hangot.desk.say import say
from hangot.desk.trust import bundle, words
from hangot.desk.trust.review_rows import Gathered, explained, gather, line, reason, result_of
from hangot.directory.queries import House, house
from hangot.packs.active import profile
from hangot.vault.keys import keys
from hangot.watching import actions, months, queries
from hangot.watching.finding import MOST, Found, findings
from hangot.watching.models import MonthFinding, MonthReview
from hangot.watching.whole import reading

DONE: Mapping[str, Text] = {
    "begin": Text(
        "점검을 시작했습니다. 살펴볼 것에 하나씩 결과를 적어 주세요.",
        "The review has begun. Write a result for each entry.",
    ),
    "close": Text("이달 점검을 마감하고 서명했습니다.", "The month is closed and signed."),
}


class MonthForm(forms.Form):
    """Begin or close a month."""

    act = forms.ChoiceField(choices=[("begin", ""), ("close", "")], widget=forms.HiddenInput)
    note = forms.CharField(
        label=say("이달의 점검 의견", "What you say of this month"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text=say("이용자의 이름은 적지 마세요.", "No client's name."),
    )  # fmt: skip


@page(right="audit.see", door="audit.month", purpose=Purpose.OVERSIGHT, methods=("GET", "POST"))
def review(request: Any) -> HttpResponse:
    """One month of the centre; a POST begins its review or closes it."""
    month = months.read(request.GET.get("month", ""), request.at)
    if request.GET.get("as") == "zip":
        return _bundle(request, month)
    form = MonthForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _acted(request, form, month):
        messages.success(request, str(DONE[form.cleaned_data["act"]]))
        return HttpResponseRedirect(f"{reverse('review')}?month={month:%Y-%m}", status=303)
    context = {**_month(request, month), "form": form}
    sheet = "review_print" if request.GET.get("as") == "print" else "review"
    status = 422 if form.errors else 200
    return render(request, f"desk/trust/{sheet}.html", context, status=status)


def _bundle(request: Any, month: date) -> HttpResponse:
    """The evidence of a month that is over; it stands in the log as an export."""
    actor = request.actor
    may("audit.bundle", actor, Scene(request.at))
    if not months.is_over(month, request.at):
        raise Hidden
    out = io.BytesIO()
    known = anchors.known(Path(settings.HANGOT_ANCHORS), keys().anchor)
    with reading(actor.centre, pack=actor.profile):
        bundle.write(actor.centre, actor.profile, month, known, out)
    remember("audit.bundle", by=actor, at=request.at, kind=EXPORT)
    found = HttpResponse(out.getvalue(), content_type="application/zip")
    found["Content-Disposition"] = f'attachment; filename="evidence-{month:%Y-%m}.zip"'
    return found


def _acted(request: Any, form: MonthForm, month: date) -> bool:
    who: dict[str, Any] = {"month": month, "by": request.actor, "at": request.at}
    if form.cleaned_data["act"] == "begin":
        return attempt(request, form, partial(actions.begin, **who), right="audit.review")
    note = form.cleaned_data["note"].strip() or None
    return attempt(request, form, partial(actions.close, note=note, **who), right="audit.close")


def _month(request: Any, month: date) -> dict[str, Any]:
    actor, (start, end) = request.actor, months.span(month)
    kept, rooms = queries.of_month(actor.centre, month), house(actor.centre)
    counted = log.days(actor.centre, start=start, end=end)
    signed = _signed(kept, actor) if kept and kept.closed_at else None
    why = signed.findings if signed else _why(kept, rooms, start, end)
    closer = kept.closed_by if kept else None
    known = gather({one.entry_id for one in why}, centre=actor.centre, also=closer)
    rows = _rows(why, known, rooms, profile(actor.profile))
    return {
        "rows": rows, "left": sum(1 for row in rows if row["result"] is None), "most": MOST,
        "month": start.astimezone(SEOUL), "before": _named(month, -1),
        "after": _named(month, 1) if end <= request.at else "", "is_over": end <= request.at,
        "kept": kept, "closed_by": _name(known, closer),
        "holds": signed is not None and queries.holds(signed),
        "sums": [(label, counted.of(kind)) for kind, label in words.KINDS.items()],
        "may_find_log": opens("log.find", actor.duties), "bars": bars(counted.by_day()),
        "printed": request.at, "centre": rooms.centre.label,
    }  # fmt: skip


def _signed(kept: MonthReview, actor: Actor) -> queries.Month:
    """A closed month with all that was signed, also about whom the viewer is kept out of."""
    with reading(actor.centre, pack=actor.profile):
        return queries.whole(kept)


def _why(
    kept: MonthReview | None, rooms: House, start: datetime, end: datetime
) -> Sequence[Found] | Sequence[MonthFinding]:
    return queries.findings(kept) if kept else findings(rooms, start=start, end=end)


def _name(known: Gathered, worker: UUID | None) -> str:
    found = known.people.get(worker) if worker else None
    return found.name if found else ""


def _rows(
    why: Sequence[Found] | Sequence[MonthFinding], known: Gathered, rooms: House, pack: Profile
) -> list[dict[str, Any]]:
    """What stood out when the review was begun; before that, what stands out now."""
    rows = [
        {**line(known.entries[one.entry_id], rooms, pack, known.people), "reason": reason(one),
         "numbers": explained(one), "result": result_of(known.done.get(one.entry_id)),
         "note": known.done[one.entry_id].note if one.entry_id in known.done else None}
        for one in why if one.entry_id in known.entries
    ]  # fmt: skip
    return sorted(rows, key=lambda row: row["result"] is not None)


def _named(month: date, steps: int) -> str:
    return f"{months.shifted(month, steps):%Y-%m}"


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
