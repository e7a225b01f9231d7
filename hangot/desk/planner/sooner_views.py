"""Times that were given back: whom to ask whether they would come sooner, one click each."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from hangot.appointments import answering, sooner
from hangot.appointments.models import WaitOffer
from hangot.core.refusal import Hidden
from hangot.core.text import Text
from hangot.desk.attempt import attempt
from hangot.desk.door import page, to
from hangot.desk.today.rows import Who, people
from hangot.desk.typed import uuid_of
from hangot.messages.queries import told_of
from hangot.visits.actions import come_sooner

TAKEN = Text(
    "앞당겼습니다. 본인에게는 안전한 방법과 시간에 알립니다.",
    "Moved to the earlier time. The person is told by a safe way in a safe hour.",
)
ASKED = Text(
    "안전한 방법과 시간에 여쭙니다. 답이 오면 여기에서 적어 주세요.",
    "They are asked by a safe way in a safe hour. Record the answer here.",
)
PASSED = Text(
    "예약은 그대로 둡니다. 도움이 될 다음 분이 있으면 목록에 나옵니다.",
    "The appointment stays. If it helps somebody else, they are on the list.",
)


@page(right="appointment.plan", door="sooner", methods=("GET", "POST"))
def sooner_times(request: Any) -> HttpResponse:
    """Accept or decline for somebody who was asked by a safe way."""
    form = forms.Form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sentence = _answer(request)
        if attempt(request, form, right="appointment.plan", act=sentence[1]):
            messages.success(request, str(sentence[0]))
            return to("sooner_times")
    found = sooner.open_offers(by=request.actor, at=request.at)
    who, asked = people({one.subject_id for one in found}), told_of(one.pk for one in found)
    return render(request, "desk/planner/sooner.html", {
        "form": form, "rows": [_row(one, who[one.subject_id], asked, request.at) for one in found],
    }, status=422 if form.errors else 200)  # fmt: skip


def _answer(request: Any) -> tuple[Text, Any]:
    """The sentence for when it is done, and the act itself."""
    known: dict[str, Any] = {
        "offer_id": uuid_of(request.POST.get("offer", "")) or UUID(int=0), "by": request.actor,
        "at": request.at,
    }  # fmt: skip

    acts = {
        "accept": (TAKEN, lambda: come_sooner(**known)),
        "tell": (ASKED, lambda: answering.tell(**known)),
        "decline": (PASSED, lambda: answering.decline(**known)),
    }
    if request.POST.get("act") not in acts:
        raise Hidden
    return acts[request.POST["act"]]


def _row(one: WaitOffer, who: Who, asked: set[UUID], now: datetime) -> dict[str, Any]:
    return {
        "it": one, "now": one.appointment, "service": one.appointment.service.label,
        "name": who.name, "number": who.number, "case": who.case.pk if who.case else None,
        "late": one.expires <= now, "asked": one.pk in asked,
    }  # fmt: skip
