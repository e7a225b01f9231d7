"""One message with its verdict now and what may be done with it; the outbox of an agency."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages as notes
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from hangot.cases.models import Case
from hangot.core.access import Section
from hangot.core.contact_rules import Channel
from hangot.core.messages.gate import gate
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
from hangot.messages.models import UNDONE, Message
from hangot.packs.active import profile

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
    row, frame = _found(request, message_id)
    return _page(request, row, frame, None)


@page(right="message.see", door="message.step", methods=("POST",))
def message_step(request: Any, message_id: UUID, event: str) -> HttpResponse:
    """Let it go, propose or confirm an emergency, say that it was told, take it back."""
    row, frame = _found(request, message_id)
    if event not in ACTS:
        raise Hidden
    form = _form(event, request.POST)
    if form.is_valid():
        done = gained(
            request, form, lambda: ACTS[event](_more(request, row), form, frame),
            right=f"message.{event}", thing=row.pk,
        )  # fmt: skip
        if done is not None:
            notes.success(request, str(NOTED))
            return to("message", message_id)
    return _page(request, row, frame, (event, form))


def _found(request: Any, message_id: UUID) -> tuple[Message, PersonPage]:
    row = queries.visible(message_id)
    case = Case.objects.filter(person_id=row.subject_id).order_by("-registered_at").first()
    if case is None:
        raise Hidden
    frame = person_page(request, case.pk, "messages")
    sees(request, subject=row.subject_id, thing=row.pk, section=Section.CONTACT)
    if not frame.sees(Section.CONTACT):
        raise Hidden
    return row, frame


def _more(request: Any, row: Message) -> dict[str, Any]:
    return {
        "message_id": row.pk, "expected": version_of(request), "by": request.actor,
        "at": request.at,
    }  # fmt: skip


Act = Callable[[dict[str, Any], Any, PersonPage], Message]
ACTS: dict[str, Act] = {
    "clear": lambda more, _form, _frame: actions.clear(**more),
    "propose": lambda more, form, _frame: actions.propose(
        reason=form.cleaned_data["reason"], **more
    ),
    "override": lambda more, _form, _frame: actions.override(**more),
    "told": lambda more, _form, frame: actions.told(danger=frame.case.danger, **more),
    "settle": lambda more, _form, _frame: actions.settle(**more),
    "drop": lambda more, _form, _frame: actions.drop(**more),
}


def _form(event: str, data: Any = None) -> DeskForm:
    kind = PleaForm if event == "propose" else DeskForm
    return kind(data, auto_id=f"{event}_%s")


def _page(
    request: Any, row: Message, frame: PersonPage, failed: tuple[str, DeskForm] | None
) -> HttpResponse:
    pack, channel = frame.profile, Channel(row.channel)
    template = pack.messages.templates[row.template]
    about = judging.known(row.subject_id, by=request.actor)
    answer = judging.judge(
        row, danger=frame.case.danger, over=False, by=request.actor, at=request.at, about=about
    )
    context = {
        "header": frame.header, "case": frame.case, "one": showing.line(row, pack),
        "answer": showing.verdict(answer), "failed": failed[1] if failed else None,
        "screen": showing.screen(
            template, answer, channel, values=row.values, language=row.language, pack=pack
        ),
        "tries": showing.tried(queries.attempts([row]), pack),
        "voicemail": _voicemail(request, row, frame, about) if channel is Channel.PHONE else None,
        "pleaded": row.plead_by is not None and row.agreed_by is None and row.state == "asking",
        "steps": _steps(request, frame, row, failed),
        "contact_url": reverse("case_section", args=[frame.case.pk, Section.CONTACT.number]),
    }  # fmt: skip
    return render(request, "desk/messages/one.html", context, status=422 if failed else 200)


def _voicemail(
    request: Any, row: Message, frame: PersonPage, about: judging.Known
) -> dict[str, Any]:
    """May the words be left on the phone when nobody answers?"""
    house = frame.profile.messages
    asked = judging.flags(house, request.at, danger=frame.case.danger)
    plan = judging.plan(about, Channel.VOICEMAIL)
    template = house.templates[row.template]
    return showing.verdict(gate(plan, Channel.VOICEMAIL, template.wording, request.at, asked))


def _steps(
    request: Any, frame: PersonPage, row: Message, failed: tuple[str, DeskForm] | None
) -> list[dict[str, Any]]:
    life = frame.profile.life("message")
    return [
        {
            "event": event, "label": life.event_label(event), "risk": event in RISKS,
            "url": reverse("message_step", args=[row.pk, event]),
            "form": failed[1] if failed and failed[0] == event else _form(event),
            "open": bool(failed and failed[0] == event),
        }
        for event in queries.possible(row, request.actor, at=request.at)
    ]  # fmt: skip
