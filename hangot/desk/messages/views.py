"""One message with its verdict now and what may be done with it; the outbox of an agency."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages as notes
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from hangot.cases.models import Case
from hangot.core.access import Section
from hangot.core.contact_rules import Channel
from hangot.core.messages.gate import Answer
from hangot.core.refusal import Hidden
from hangot.core.text import Text
from hangot.desk.attempt import gained
from hangot.desk.cases.forms import DeskForm
from hangot.desk.cases.header import PersonPage, person_page
from hangot.desk.door import page, sees, to
from hangot.desk.messages import showing
from hangot.desk.messages.forms import PleaForm
from hangot.desk.today.rows import people
from hangot.desk.typed import version_of
from hangot.messages import actions, judging, queries
from hangot.messages.models import UNDONE, Attempt, Message
from hangot.packs.active import profile
from hangot.vault.together import together

NOTED = Text("적었습니다.", "Recorded.")
RISKS = ("propose", "override", "drop")


@page(right="message.find", door="message.outbox")
def message_outbox(request: Any) -> HttpResponse:
    """What did not go by itself and what still waits, of one's own agency."""
    rows = queries.outbox(request.actor)
    who, pack = people({one.subject_id for one in rows}), profile(request.actor.profile)
    lines = [
        {**showing.line(one, pack), "name": who[one.subject_id].name,
         "number": who[one.subject_id].number}
        for one in rows
    ]  # fmt: skip
    return render(request, "desk/messages/outbox.html", {
        "mine": [one for one in lines if one["row"].state in UNDONE],
        "waiting": [one for one in lines if one["row"].state not in UNDONE],
    })  # fmt: skip


@page(right="message.see", door="message")
def message(request: Any, message_id: UUID) -> HttpResponse:
    """What it says, whether it may go now, what was tried."""
    return _page(request, _found(request, message_id), None)


@page(right="message.see", door="message.step", methods=("POST",))
def message_step(request: Any, message_id: UUID, event: str) -> HttpResponse:
    """Let it go, propose or confirm an emergency, say that it was told, take it back."""
    found = _found(request, message_id)
    if event not in ACTS:
        raise Hidden
    form = _form(event, request.POST)
    if form.is_valid():
        done = gained(
            request, form, lambda: ACTS[event](_more(request, found.row), form),
            right=f"message.{event}", thing=found.row.pk,
        )  # fmt: skip
        if done is not None:
            notes.success(request, str(NOTED))
            return to("message", message_id)
    return _page(request, found, (event, form))


@dataclass(frozen=True, slots=True)
class Found:
    """One message, the frame of its person, every try."""

    row: Message
    frame: PersonPage
    tries: list[Attempt]


def _found(request: Any, message_id: UUID) -> Found:
    mine = Message.objects.filter(pk=message_id)
    rows, cases, tries = together(
        mine,
        Case.objects.filter(person_id__in=mine.values("subject_id")).order_by("-registered_at")[:1],
        queries.attempts_of(message_id),
    )
    if not rows or not cases:
        raise Hidden
    frame = person_page(request, cases[0].pk, "messages")
    sees(request, subject=rows[0].subject_id, thing=message_id, section=Section.CONTACT)
    if not frame.sees(Section.CONTACT):
        raise Hidden
    return Found(rows[0], frame, tries)


def _more(request: Any, row: Message) -> dict[str, Any]:
    return {
        "message_id": row.pk, "expected": version_of(request), "by": request.actor,
        "at": request.at,
    }  # fmt: skip


Act = Callable[[dict[str, Any], Any], Message]
ACTS: dict[str, Act] = {
    "clear": lambda more, _form: actions.clear(**more),
    "propose": lambda more, form: actions.propose(reason=form.cleaned_data["reason"], **more),
    "override": lambda more, _form: actions.override(**more),
    "told": lambda more, _form: actions.told(**more),
    "settle": lambda more, _form: actions.settle(**more),
    "drop": lambda more, _form: actions.drop(**more),
}


def _form(event: str, data: Any = None) -> DeskForm:
    kind = PleaForm if event == "propose" else DeskForm
    return kind(data, auto_id=f"{event}_%s")


def _page(request: Any, found: Found, failed: tuple[str, DeskForm] | None) -> HttpResponse:
    row, frame, by = found.row, found.frame, request.actor
    about = judging.known(row.subject_id, by=by, at=request.at)
    answer = judging.judge(row, about, over=False, by=by, at=request.at)
    if request.GET.get("paper") and _on_paper(row) and answer.goes:
        return _paper(request, row, answer)
    context = {
        "header": frame.header, "case": frame.case, "one": showing.line(row, frame.profile),
        "answer": showing.verdict(answer), "failed": failed[1] if failed else None,
        "screen": showing.screen_of(row, answer, frame.profile),
        "tries": showing.tried(found.tries, frame.profile),
        "voicemail": _voicemail(request, row, about) if row.channel == Channel.PHONE else None,
        "pleaded": row.plead_by is not None and row.agreed_by is None and row.state == "asking",
        "prints": _on_paper(row) and answer.goes, "steps": _steps(request, found, answer, failed),
        "contact_url": reverse("case_section", args=[frame.case.pk, Section.CONTACT.number]),
    }  # fmt: skip
    return render(request, "desk/messages/one.html", context, status=422 if failed else 200)


def _on_paper(row: Message) -> bool:
    return row.channel == Channel.LETTER and row.state == "handed"


def _paper(request: Any, row: Message, answer: Answer) -> HttpResponse:
    """The letter itself, for as long as the gate lets it through: no name, no address, no sender."""
    screen = showing.screen_of(row, answer, profile(request.actor.profile))
    return render(request, "desk/messages/letter.html", {"screen": screen, "row": row})


def _voicemail(request: Any, row: Message, about: judging.Known) -> dict[str, Any]:
    """May the words be left on the phone when nobody answers?"""
    by, left = request.actor, Channel.VOICEMAIL
    template = profile(by.profile).messages.templates[row.template]
    answers = judging.answers(about, template, by=by, at=request.at, ways=(left,))
    return showing.verdict(answers[left])


def _steps(
    request: Any, found: Found, answer: Answer, failed: tuple[str, DeskForm] | None
) -> list[dict[str, Any]]:
    row, life = found.row, found.frame.profile.life("message")
    return [
        {
            "event": event, "label": life.event_label(event), "risk": event in RISKS,
            "url": reverse("message_step", args=[row.pk, event]),
            "form": failed[1] if failed and failed[0] == event else _form(event),
            "open": bool(failed and failed[0] == event),
        }
        for event in queries.possible(row, answer, request.actor, at=request.at)
    ]  # fmt: skip
