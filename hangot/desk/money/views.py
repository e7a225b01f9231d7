"""One benefit with every step its two sides may take; what the rules did not foresee."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from hangot.benefits import actions as benefits
from hangot.benefits import queries
from hangot.benefits.models import Benefit, Payment
from hangot.benefits.steps import allowed
from hangot.core.refusal import Hidden
from hangot.core.text import Text
from hangot.desk.attempt import gained
from hangot.desk.cases.header import PersonPage, person_page
from hangot.desk.door import page, sees, to
from hangot.desk.money import showing
from hangot.desk.money.forms import StepForm
from hangot.desk.typed import version_of
from hangot.packs.active import profile, rules
from hangot.templatetags.moments import SEOUL

NOTED = Text("적었습니다. 이제 {turn}입니다.", "Recorded. Now: {turn}.")
RISKS = ("refuse", "cancel", "reclaim")


@page(right="benefit.see", door="benefit")
def benefit(request: Any, benefit_id: UUID) -> HttpResponse:
    """The benefit as who asked for it or who decides reads it."""
    return _page(request, benefit_id, None)


@page(right="benefit.see", door="benefit.step", methods=("POST",))
def benefit_step(request: Any, benefit_id: UUID, event: str) -> HttpResponse:
    """One step: check, grant, refuse, appeal, pay, settle, claim back, withdraw."""
    row, payments = queries.visible(benefit_id)
    frame = person_page(request, row.case_id, "money")
    sees(request, subject=row.subject_id, thing=row.pk)
    if event not in ACTS:
        raise Hidden
    form = _form(request, frame, event, payments, request.POST)
    # A step that cannot be taken is refused as such, whatever was typed.
    allowed(row, event, by=request.actor, at=request.at)
    if not form.is_valid():
        return _page(request, benefit_id, form)
    done = gained(request, form, lambda: _act(request, benefit_id, event, form),
                  right=f"benefit.{event}", thing=benefit_id)  # fmt: skip
    if done is None:
        return _page(request, benefit_id, form)
    life = frame.profile.life("benefit")
    turn = frame.profile.turns[life.turn(done.state)]
    words = Text(NOTED.ko.format(turn=turn.ko), NOTED.en.format(turn=turn.en))
    messages.success(request, str(words))
    return to("benefit", benefit_id)


@page(right="benefit.find", door="benefit.doubts")
def benefit_doubts(request: Any) -> HttpResponse:
    """Decisions other than the rules foresaw, without any person."""
    pack = profile(request.actor.profile)
    known = rules(pack.rules).services if pack.rules else {}
    plain = Text("지원금", "Benefit")
    rows = [
        {"row": one, "label": known[one.service].label if one.service in known else plain}
        for one in queries.doubts()
    ]
    return render(request, "desk/money/doubts.html", {"rows": rows})


Act = Callable[[StepForm, dict[str, Any]], Benefit]
ACTS: dict[str, Act] = {
    "check": lambda _form, more: benefits.check(**more),
    "approve": lambda form, more: benefits.approve(award=form.award(), **more),
    "refuse": lambda form, more: benefits.refuse(
        reason=form.cleaned_data["reason"], told=form.cleaned_data["told"], **more
    ),
    "appeal": lambda form, more: benefits.appeal(reason=form.cleaned_data["reason"], **more),
    "pay": lambda form, more: benefits.pay(slip=form.slip(), **more),
    "reconcile": lambda form, more: benefits.reconcile(
        reason=form.cleaned_data.get("reason", ""), **more
    ),
    "reclaim": lambda form, more: benefits.reclaim(
        amount=form.cleaned_data["amount"], ground=form.cleaned_data["ground"], **more
    ),
    "cancel": lambda form, more: benefits.cancel(reason=form.cleaned_data["reason"], **more),
}


def _act(request: Any, benefit_id: UUID, event: str, form: StepForm) -> Benefit:
    more = {
        "benefit_id": benefit_id, "expected": version_of(request), "by": request.actor,
        "at": request.at,
    }  # fmt: skip
    return ACTS[event](form, more)


def _form(
    request: Any, frame: PersonPage, event: str, payments: list[Payment], data: Any = None
) -> StepForm:
    today = request.at.astimezone(SEOUL).date()
    due = showing.due(frame, payments)
    return StepForm(event, frame.profile, today, due, data)


def _page(request: Any, benefit_id: UUID, failed: StepForm | None) -> HttpResponse:
    row, payments = queries.visible(benefit_id)
    frame = person_page(request, row.case_id, "money")
    sees(request, subject=row.subject_id, thing=row.pk)
    context = {
        "header": frame.header, "case": frame.case, "failed": failed,
        "one": showing.line(frame, showing.rules_of(frame), row, payments, at=request.at),
        "payments": showing.paid_lines(frame, payments), "history": showing.history(frame, row),
        "anew": showing.anew(frame, row, at=request.at), "papers": _papers(frame, row),
        "steps": _steps(request, frame, row, payments, failed),
    }  # fmt: skip
    return render(request, "desk/money/one.html", context, status=422 if failed else 200)


def _papers(frame: PersonPage, row: Benefit) -> list[Text]:
    known = showing.rules_of(frame)
    return [known.documents[one].label for one in row.papers if known and one in known.documents]


def _steps(
    request: Any, frame: PersonPage, row: Benefit, payments: list[Payment],
    failed: StepForm | None,
) -> list[dict[str, Any]]:  # fmt: skip
    life = frame.profile.life("benefit")
    return [
        {
            "event": event, "label": life.event_label(event), "risk": event in RISKS,
            "url": reverse("benefit_step", args=[row.pk, event]),
            "form": failed if failed and failed.event == event
            else _form(request, frame, event, payments),
            "open": bool(failed and failed.event == event),
        }
        for event in queries.possible(row, request.actor, at=request.at)
    ]  # fmt: skip
