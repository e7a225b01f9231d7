"""Emergency accesses as the officers see them: who, why, what was seen, proper or not."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from hangot.access.context import reading_log
from hangot.access.models import BreakGlass
from hangot.accounts.models import Worker
from hangot.accounts.queries import workers
from hangot.audit import queries as log
from hangot.cases import emergency
from hangot.cases.models import Case
from hangot.core.packs import Profile
from hangot.core.refusal import Hidden
from hangot.core.text import Text
from hangot.desk.attempt import attempt
from hangot.desk.door import page, sees, to
from hangot.desk.say import say
from hangot.desk.trust import words
from hangot.desk.trust.glass_views import labels
from hangot.directory.queries import House, house
from hangot.packs.active import profile
from hangot.vault import keyring
from hangot.vault.models import DataKey
from hangot.vault.together import together

MOST = 100
ORDER = {"expired": 0, "opened": 1, "improper": 2, "proper": 3}


@page(right="break_glass.find", door="glass.list")
def glasses(request: Any) -> HttpResponse:
    """All emergency accesses: those that wait for a review first."""
    found = list(BreakGlass.objects.order_by("-opened_at")[:MOST])
    found.sort(key=lambda row: ORDER[state_of(row, request.at)])
    keyring.load({row.subject_id for row in found})
    actor, pack = request.actor, profile(request.actor.profile)
    rooms, people = house(actor.centre), workers(row.worker_id for row in found)
    cases = Case.objects.filter(person_id__in={row.subject_id for row in found})
    numbers = {case.person_id: case.number for case in cases}
    rows = [
        {**line(row, pack, rooms, at=request.at), "who": getattr(people.get(row.worker_id), "name", ""),
         "number": numbers.get(row.subject_id, "")}
        for row in found
    ]  # fmt: skip
    waiting = sum(1 for row in rows if row["waits"])
    return render(request, "desk/trust/glasses.html", {"rows": rows, "waiting": waiting})


def state_of(row: BreakGlass, at: datetime) -> str:
    """Its state; one whose hours are over has ended, even before the clock has written it down."""
    return "expired" if row.state == "opened" and row.ends_at <= at else row.state


def line(row: BreakGlass, pack: Profile, rooms: House, *, at: datetime) -> dict[str, Any]:
    """One emergency access as a line of the list."""
    state = state_of(row, at)
    return {
        "pk": row.pk, "opened_at": row.opened_at, "ends_at": row.ends_at, "state": state,
        "label": pack.life("break_glass").label(state), "waits": state == "expired",
        "danger": words.danger(row.danger, pack), "reason": row.reason,
        "post": rooms.post(row.post_id), "agency": rooms.agency(row.agency_id),
        "sections": labels(pack, row.sections), "finding": row.finding, "reviewed_at": row.reviewed_at,
    }  # fmt: skip


class FindingForm(forms.Form):
    """Proper or not, and why."""

    event = forms.ChoiceField(
        label=say("판단", "Judgment"), widget=forms.RadioSelect,
        choices=[("approve", Text("적정", "Proper")), ("object", Text("부적정", "Improper"))],
    )  # fmt: skip
    finding = forms.CharField(
        label=say("이유", "Reason"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text=say("부적정이면 꼭 적습니다", "Needed when it was improper"),
    )  # fmt: skip


@page(right="break_glass.find", door="glass.review", methods=("GET", "POST"))
def glass_review(request: Any, glass_id: UUID) -> HttpResponse:
    """One emergency access with everything that was opened during it."""
    row = BreakGlass.objects.filter(pk=glass_id).first()
    if row is None:
        raise Hidden
    sees(request, subject=row.subject_id, thing=row.pk)
    form = FindingForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and attempt(
        request, form, right=f"break_glass.{form.cleaned_data['event']}",
        act=lambda: emergency.review(
            glass_id=glass_id, event=form.cleaned_data["event"], finding=form.cleaned_data["finding"],
            by=request.actor, at=request.at,
        ),
    ):  # fmt: skip
        messages.success(request, str(Text("검토를 적었습니다.", "The review is recorded.")))
        return to("glasses")
    context = {"form": form, **_shown(request, row)}
    return render(
        request, "desk/trust/glass_review.html", context, status=422 if form.errors else 200
    )


def _shown(request: Any, row: BreakGlass) -> dict[str, Any]:
    actor, pack = request.actor, profile(request.actor.profile)
    with reading_log(row.subject_id):
        end = min(row.ends_at, request.at)
        entries, cases, people, keys = together(
            log.during(row.subject_id, post=row.post_id, start=row.opened_at, end=end),
            Case.objects.filter(person_id=row.subject_id).order_by("-registered_at")[:1],
            Worker.objects.filter(pk=row.worker_id),
            DataKey.objects.filter(pk=row.subject_id),
        )
    keyring.take(keys)
    seen = [
        {"at": entry.at, "what": words.act(entry, pack), "door": words.door(entry),
         "refused": not entry.done}
        for entry in entries
    ]  # fmt: skip
    one = line(row, pack, house(actor.centre), at=request.at)
    return {
        "glass": {**one, "who": people[0].name if people else ""}, "seen": seen,
        "case": cases[0] if cases else None,
        "mine": row.worker_id == actor.worker, "log": "V" in actor.duties,
    }  # fmt: skip
