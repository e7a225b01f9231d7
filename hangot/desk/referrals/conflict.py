"""Two people answered the same referral: the second sees both, and decides anew."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from hangot.access.context import current
from hangot.audit import actions as audit
from hangot.core.text import Text
from hangot.desk.referrals.forms import ANSWERS
from hangot.directory.queries import house
from hangot.packs.active import profile
from hangot.referrals import queries

LABELS = {
    "answer": Text("답", "Answer"), "why": Text("이유", "Reason"), "text": Text("한마디", "A word"),
    "outcome": Text("결과", "Outcome"), "alternative": Text("대신 알려 줄 곳", "Elsewhere"),
    "speaker": Text("답한 분", "Who answered"), "minutes": Text("분", "Minutes"),
    "result": Text("무엇을 했는지", "What was done"), "disposition": Text("처리", "Disposition"),
}  # fmt: skip


def both(request: Any, referral_id: UUID) -> HttpResponse:
    """409: what was typed beside what is saved now."""
    row = queries.visible(referral_id)
    pack, rooms = profile(request.actor.profile), house(request.actor.centre)
    said = queries.replies(referral_id)
    last = said[-1] if said else None
    _note(request, row)
    mine = [
        {"label": LABELS[name], "value": _word(pack, name, value)}
        for name, value in request.POST.items()
        if name in LABELS and value
    ]
    life = pack.life("referral")
    context = {
        "mine": mine, "referral": row, "back": reverse("referral", args=[row.pk]),
        "state": life.label(row.state), "last": last,
        "event": life.event_label(last.event) if last and last.event != "attempt" else None,
        "by": rooms.post(last.post_id) if last else None,
    }  # fmt: skip
    return render(request, "desk/referrals/both.html", context, status=409)


def _word(pack: Any, name: str, value: str) -> Any:
    if name == "answer":
        return dict(ANSWERS).get(value, value)
    lists = {
        "why": ("decline_reasons", "stop_reasons", "withdraw_reasons"), "outcome": ("outcome_codes",),
        "disposition": ("dispositions",),
    }  # fmt: skip
    for one in lists.get(name, ()):
        if value in pack.lists[one]:
            return pack.word(one, value)
    return value


def _note(request: Any, row: Any) -> None:
    state = current()
    audit.write(
        "referral.step", kind=audit.REFUSED, by=request.actor, at=request.at, door=state.door,
        purpose=state.purpose.value, subject=row.subject_id, thing=row.pk, because="stale", done=False,
    )  # fmt: skip
    state.trail.append("referral.step")
