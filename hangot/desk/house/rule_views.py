"""Figures of the rules: what holds today, what held before, and writing down a new value."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from hangot.core.clocks import SEOUL
from hangot.core.eligibility.parameters import Parameter
from hangot.core.refusal import Hidden
from hangot.core.rights import opens
from hangot.core.text import Text
from hangot.desk.attempt import gained
from hangot.desk.door import page, to
from hangot.desk.house import rule_showing as showing
from hangot.desk.house.rule_forms import ChangeForm
from hangot.eligibility import changing, ruling
from hangot.packs.active import profile

WRITTEN = Text(
    "새 값을 적었습니다. 아래에서 시험과 영향을 확인한 뒤 결재를 올려 주세요.",
    "The new value is written down. Look at tests and effect below, then send it for approval.",
)


@page(right="rules.see", door="rules")
def rules(request: Any) -> HttpResponse:
    """All figures with today's value; `q` narrows them."""
    found, today = using(request), day_of(request)
    typed = request.GET.get("q", "").strip()[:60]
    groups = showing.listed(found, today, typed)
    return render(request, "desk/house/rules.html", {
        "groups": groups, "typed": typed, "label": found.rules.label, "today": today,
        "version": found.rules.version[:8], "count": sum(len(one["rows"]) for one in groups),
        "runs": opens("rule_change.find", request.actor.duties),
    })  # fmt: skip


@page(right="rules.see", door="rules.figure")
def rule_figure(request: Any, number: int) -> HttpResponse:
    """One figure: its values over time, and the services that read it."""
    found, today = using(request), day_of(request)
    parameter = parameter_of(found, number)
    return render(request, "desk/house/rule_figure.html", {
        "one": parameter, "number": number, "today": today,
        "history": showing.history(found.rules, parameter, today),
        "picture": showing.steps(parameter, today), "readers": found.tracer.readers(parameter.id),
        "runs": opens("rule_change.draft", request.actor.duties),
    })  # fmt: skip


@page(right="rule_change.draft", door="rules.propose", methods=("GET", "POST"))
def rule_propose(request: Any, number: int) -> HttpResponse:
    """A new value of a figure, to be tested and decided by somebody else."""
    found, today = using(request), day_of(request)
    parameter = parameter_of(found, number)
    form = ChangeForm(parameter, today, request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = gained(
            request, form, right="rule_change.draft", act=lambda: changing.draft(
                parameter=parameter.id, figure=form.plain(), reason=form.cleaned_data["reason"],
                by=request.actor, at=request.at,
            ),
        )  # fmt: skip
        if row is not None:
            messages.success(request, str(WRITTEN))
            return to("rule_change", row.pk)
    return render(request, "desk/house/rule_propose.html", {
        "one": parameter, "number": number, "form": form,
        "history": showing.history(found.rules, parameter, today)[:3],
    }, status=422 if form.errors else 200)  # fmt: skip


def using(request: Any) -> ruling.Ruling:
    """The rules of the centre; Hidden where it has none."""
    pack = profile(request.actor.profile).rules
    if not pack:
        raise Hidden
    return ruling.in_use(request.actor.centre, pack)


def day_of(request: Any) -> date:
    """The day of the centre."""
    found: date = request.at.astimezone(SEOUL).date()
    return found


def parameter_of(found: ruling.Ruling, number: int) -> Parameter:
    """A figure by its number in addresses; Hidden for none."""
    names = sorted(found.rules.parameters)
    if number >= len(names):
        raise Hidden
    return found.rules.parameters[names[number]]
