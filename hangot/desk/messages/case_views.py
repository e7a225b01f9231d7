"""The messages of a case, and writing one: words, way, verdict and the very screen of the phone."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages as notes
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from hangot.core.access import Section
from hangot.core.contact_rules import Channel
from hangot.core.messages.gate import FINAL, Verdict
from hangot.core.messages.reasons import WAITS
from hangot.core.messages.wording import WAYS
from hangot.core.refusal import Hidden
from hangot.core.rights import opens
from hangot.core.text import Text
from hangot.desk.attempt import gained
from hangot.desk.cases.header import PersonPage, person_page
from hangot.desk.door import page, sees, to
from hangot.desk.messages import showing
from hangot.desk.messages.forms import ChooseForm, PleaForm
from hangot.messages import actions, judging, queries
from hangot.messages.models import Message

WRITTEN = Text(
    "적었습니다. 언제 나갈 수 있는지와 누구 차례인지는 아래에 있습니다.",
    "It is written. When it may go and whose turn it is stands below.",
)
Judge = Callable[[str], judging.Ways]


@page(right="message.see", door="case.messages")
def case_messages(request: Any, case_id: UUID) -> HttpResponse:
    """What was written to the person, and every attempt."""
    frame = _frame(request, case_id)
    rows = queries.of_person(frame.case.person_id)
    context = {
        "header": frame.header, "case": frame.case,
        "rows": [showing.line(one, frame.profile) for one in rows],
        "tries": showing.tried(queries.attempts_of(*(one.pk for one in rows)), frame.profile),
        "may_write": opens("message.write", request.actor.duties) and frame.view.flows,
    }  # fmt: skip
    return render(request, "desk/messages/list.html", context)


@page(right="message.write", door="message.new", methods=("GET", "POST"))
def message_new(request: Any, case_id: UUID) -> HttpResponse:
    """Choose words and way, see what the gate says and what will appear, then send."""
    frame = _frame(request, case_id)
    if not frame.view.flows:
        raise Hidden
    about = judging.known(frame.case.person_id, by=request.actor, at=request.at)

    def ways(template: str) -> judging.Ways:
        words = frame.profile.messages.templates[template]
        return judging.answers(about, words, by=request.actor, at=request.at)

    data = request.POST if request.method == "POST" else _proposed(request, frame, ways)
    form = ChooseForm(frame.profile, data)
    plea = PleaForm(request.POST if request.POST.get("act") == "plead" else None)
    if form.is_valid() and request.method == "POST":
        done = _write(request, frame, form, plea)
        if done is not None:
            notes.success(request, str(WRITTEN))
            return to("message", done.pk)
    return _page(request, frame, form, plea, ways)


def _frame(request: Any, case_id: UUID) -> PersonPage:
    frame = person_page(request, case_id, "messages")
    sees(request, subject=frame.case.person_id, thing=case_id, section=Section.CONTACT)
    if not frame.sees(Section.CONTACT):
        raise Hidden
    return frame


def _proposed(request: Any, frame: PersonPage, ways: Judge) -> dict[str, str]:
    """What was asked for in the address; else the first words and the first way that goes."""
    words = [one for one in frame.profile.messages.templates.values() if one.by_hand]
    asked = {name: request.GET.get(name, "") for name in ("template", "channel", "language")}
    if asked["template"] not in {one.id for one in words}:
        asked["template"] = ""
    first = {"template": words[0].id if words else "", "language": "ko", "channel": ""}
    if not asked["channel"] and words:
        first["channel"] = judging.best(ways(asked["template"] or first["template"])).value
    return {name: asked[name] or first[name] for name in first}


def _write(request: Any, frame: PersonPage, form: ChooseForm, plea: PleaForm) -> Message | None:
    known: dict[str, Any] = {
        "subject": frame.case.person_id, "wish": form.wish(), "by": request.actor, "at": request.at,
    }  # fmt: skip
    if not plea.is_bound:
        return gained(request, form, lambda: actions.write(**known), right="message.write")
    if not plea.is_valid():
        return None
    reason = plea.cleaned_data["reason"]
    return gained(
        request, form, lambda: actions.plead(reason=reason, **known), right="message.propose"
    )


def _page(
    request: Any, frame: PersonPage, form: ChooseForm, plea: PleaForm, ways: Judge
) -> HttpResponse:
    wrong = request.method == "POST"
    context: dict[str, Any] = {
        "header": frame.header, "case": frame.case, "form": form, "plea": plea,
        "failed": plea if plea.is_bound and plea.errors else form if wrong else None,
    }  # fmt: skip
    data = form.cleaned_data
    if {"template", "channel", "language"} <= set(data):
        context |= _shown(frame, data, ways(data["template"]))
    return render(request, "desk/messages/new.html", context, status=422 if wrong else 200)


def _shown(frame: PersonPage, data: dict[str, str], ways: judging.Ways) -> dict[str, Any]:
    """The chosen way with its screen, and the verdict on every way."""
    channel = Channel(data["channel"])
    answer = ways[channel]
    template = frame.profile.messages.templates[data["template"]]
    held = answer.verdict is Verdict.DENY and answer.reason not in WAITS
    return {
        "ways": [
            {"name": showing.name_of(one), "verdict": showing.verdict(ways[one]),
             "chosen": one is channel}
            for one in WAYS
        ],
        "chosen": data, "channel": showing.name_of(channel), "answer": showing.verdict(answer),
        "contact_url": reverse("case_section", args=[frame.case.pk, Section.CONTACT.number]),
        "held": held, "asks": answer.verdict is Verdict.ASK_STAFF,
        "may_plead": not answer.goes and answer.reason not in FINAL,
        "screen": showing.screen(
            template, answer, channel, values={}, language=data["language"], pack=frame.profile
        ),
    }  # fmt: skip
