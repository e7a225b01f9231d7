"""Proposed figures: what the table tests say, how many people it would touch, and the decision."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from hangot.core.refusal import Hidden
from hangot.core.rights import Scene, allows
from hangot.core.text import Text
from hangot.desk.attempt import attempt
from hangot.desk.cases.forms import DeskForm
from hangot.desk.cases.work_inputs import text_box
from hangot.desk.door import page, sees, to
from hangot.desk.house import rule_showing as showing
from hangot.desk.house.rule_views import using
from hangot.desk.typed import version_of
from hangot.directory.queries import house
from hangot.eligibility import changing
from hangot.eligibility.models import RuleChange
from hangot.packs.active import profile

SHOWN = 100
DONE: Mapping[str, Text] = {
    "check": Text("시험과 계산을 마쳤습니다.", "Tested and counted."),
    "send": Text("결재를 올렸습니다. 다른 분이 결정합니다.", "Sent. Somebody else decides."),
    "withdraw": Text("거두었습니다.", "Withdrawn."),
    "refuse": Text("돌려보냈습니다.", "Refused."),
    "approve": Text("결재했습니다. 이제부터 이 수치로 봅니다.", "Approved. It holds from now on."),
}  # fmt: skip
KINDS: Mapping[str, Text] = {
    "opened": Text("새로 받을 수 있음", "May newly get it"),
    "closed": Text("더는 어려움", "May no longer get it"),
    "changed": Text("금액이나 답이 달라짐", "Other amount or answer"),
}  # fmt: skip
FEW = Text("1~4명", "1 to 4")
NONE = Text("–", "–")


class DecideForm(DeskForm):
    """Why it is refused; empty for everything else."""

    answer = text_box(rows=2, required=False, max_length=1000)


@page(right="rule_change.find", door="rules.changes")
def rule_changes(request: Any) -> HttpResponse:
    """What was proposed, newest first, with whose turn it is."""
    found, rooms = using(request).rules, house(request.actor.centre)
    life = profile(request.actor.profile).life(RuleChange.kind)
    changes = RuleChange.objects.defer("reason", "answer").order_by("-created_at")[:SHOWN]
    rows = [
        {
            "it": one, "label": _label(found, one), "post": rooms.post(one.post_id),
            "state": life.label(one.state), "open": life.is_open(one.state),
            "mine": one.state == "proposed" and "approve" in _allowed(request, one),
        }
        for one in changes
    ]  # fmt: skip
    return render(request, "desk/house/rule_changes.html", {"rows": rows})


@page(right="rule_change.find", door="rules.change", methods=("GET", "POST"))
def rule_change(request: Any, change_id: UUID) -> HttpResponse:
    """One proposal; tested, sent, decided or withdrawn here."""
    row = RuleChange.objects.filter(pk=change_id).first()
    if row is None:
        raise Hidden
    sees(request, thing=row.pk)
    form = DecideForm(request.POST or None)
    form.name(answer=Text("돌려보낼 때는 까닭", "When refusing: why"))
    if request.method == "POST" and _act(request, row, form):
        return to("rule_change", row.pk)
    return render(
        request, "desk/house/rule_change.html", _context(request, row, form),
        status=422 if form.errors else 200,
    )  # fmt: skip


def _act(request: Any, row: RuleChange, form: forms.Form) -> bool:
    event, who = request.POST.get("act", ""), {"by": request.actor, "at": request.at}
    same: dict[str, Any] = {"change_id": row.pk, "expected": version_of(request), **who}
    answer = request.POST.get("answer", "")
    centre = house(request.actor.centre).centre
    acts: dict[str, Callable[[], object]] = {
        "check": lambda: changing.check(row.pk, centre, at=request.at, most=changing.AT_ONCE),
        "send": lambda: changing.send(**same),
        "withdraw": lambda: changing.withdraw(**same),
        "approve": lambda: changing.approve(**same),
        "refuse": lambda: changing.refuse(answer=answer, **same),
    }
    if event not in acts:
        raise Hidden
    right = f"rule_change.{'draft' if event == 'check' else event}"
    done = form.is_valid() and attempt(request, form, acts[event], right=right)
    if done:
        messages.success(request, str(DONE[event]))
    return done


def _context(request: Any, row: RuleChange, form: forms.Form) -> dict[str, Any]:
    found, rooms = using(request).rules, house(request.actor.centre)
    life = profile(request.actor.profile).life(row.kind)
    numbers = {name: number for number, name in enumerate(sorted(found.parameters))}
    return {
        "it": row, "label": _label(found, row), "number": numbers.get(row.parameter),
        "value": _value(row), "mark": showing.MARKS.get(row.figure.get("mark", "")),
        "state": life.label(row.state), "acts": _allowed(request, row), "form": form,
        "post": rooms.post(row.post_id), "decider": rooms.post(row.decided_post),
        "effect": _effect(found.services, row), "kinds": KINDS.values(),
        "agree": bool(row.tests and row.tests["agree"]), "older": row.base != found.version,
    }  # fmt: skip


def _allowed(request: Any, row: RuleChange) -> set[str]:
    """Which steps this post may take from here; the conditions are said when one tries."""
    life = profile(request.actor.profile).life(row.kind)
    scene = Scene(request.at, proposer=row.worker_id, proposer_post=row.post_id)
    return {
        event
        for event in life.events(row.state)
        if allows(f"rule_change.{event}", request.actor, scene)
    }


def _label(found: Any, row: RuleChange) -> Text:
    known = found.parameters.get(row.parameter)
    return known.label if known else Text(row.parameter, row.parameter)


def _value(row: RuleChange) -> list[str]:
    """The proposed value as it was typed, line by line."""
    given = row.figure
    if "table" in given:
        more = [f"+ {given['beyond']:,}"] if "beyond" in given else []
        return [*(f"{key}: {one:,}" for key, one in given["table"].items()), *more]
    if "steps" in given:
        return [f"{start}: {one:,}" for start, one in given["steps"]]
    if "formula" in given:
        return [given["formula"]]
    return [f"{given['value']:,}"]


def _effect(services: Mapping[str, Any], row: RuleChange) -> list[dict[str, Any]]:
    """One line for each service that says something else to somebody."""
    counted = (row.effect or {}).get("services", {})
    return [
        {"label": services[name].label if name in services else Text(name, name),
         "cells": list(_cells(kinds))}
        for name, kinds in counted.items()
    ]  # fmt: skip


def _cells(kinds: Mapping[str, int | str]) -> Iterable[Text]:
    for kind in KINDS:
        count = kinds.get(kind)
        if isinstance(count, int):
            yield Text(f"{count:,}명", f"{count:,}")
        else:
            yield FEW if count else NONE
