"""The steps in the life of a contact, each with the reasons and words that it needs."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from hangot.cases.models import Case
from hangot.core.lives import Step
from hangot.core.packs import Choice, Profile
from hangot.core.refusal import Hidden
from hangot.core.text import Text
from hangot.desk.attempt import gained
from hangot.desk.contacts.again import ways
from hangot.desk.contacts.fields import OneOf, Tick, Typed, Words, chips
from hangot.desk.contacts.people import called
from hangot.desk.door import page, sees, to
from hangot.desk.say import say, spoken
from hangot.desk.typed import version_of
from hangot.intake import actions as intake
from hangot.intake import queries
from hangot.intake.models import Notice
from hangot.packs.active import profile

REASONS = {"redirect": "redirect_reasons", "decline": "notice_decline_reasons"}
WORDS = ("where_to", "way_back", "follow_up")
CONFIRMED = {
    "safety_and_report_checked": Text(
        "지금 안전한지와 신고 의무를 확인했습니다",
        "I checked that the person is safe and whether the law asks for a report",
    ),
    "safety_officer_agrees_at_high_risk": Text(
        "보호책임자가 동의했습니다", "The safety officer agrees"
    ),
}
HELP = Text("드린 도움이나 안내", "Help or advice that was given")
UNDERSTOOD = Text("본인이 알아들으셨습니다", "The person understood it")
NOTICE, CASE = (
    Choice("notice", Text("접수", "Contact")),
    Choice("case", Text("사례", "Case")),
)
DONE = Text("접수 {number}: {act}. 저장했습니다.", "Contact {number}: {act}. Saved.")


class StepForm(forms.Form):
    """What one step needs, read from the table of lives."""

    def __init__(self, data: Any = None, *, step: Step, pack: Profile, one: Notice) -> None:
        super().__init__(data)
        needs, danger = pack.life("notice").needs, one.safe == "danger"
        if "way" in step.needs:
            self.fields["way"] = _one(ways(one, pack), needs["way"])
        for name in (one for one in step.needs if one != "way"):
            self.fields |= _need(name, step, pack, needs[name])
        for guard in step.guards:
            if guard == "service_or_advice_given":
                self.fields["words"] = Words(label=spoken(HELP), required=True)
            elif guard in CONFIRMED and (danger or guard != "safety_officer_agrees_at_high_risk"):
                self.fields[guard] = Tick(CONFIRMED[guard])

    def ending(self, other: UUID | None) -> intake.Ending:
        """What was typed, for the domain."""
        said = self.cleaned_data
        return intake.Ending(
            why=said.get("reason", ""), words=said.get("words") or None, other=other,
            channel=said.get("channel", ""),
            given={"understood"} if said.get("understood") else (),
            holds={guard for guard in CONFIRMED if said.get(guard)},
        )  # fmt: skip


def _need(name: str, step: Step, pack: Profile, label: Text) -> dict[str, forms.Field]:
    if name == "reason":
        return {"reason": _one(pack.choices(REASONS[step.event]), label)}
    if name in WORDS:
        return {"words": Words(label=spoken(label), required=True)}
    if name == "understood":
        return {"understood": Tick(UNDERSTOOD)}
    if name == "channel":
        return {"channel": _one(pack.choices("channels"), label)}
    if name == "result":
        missed = [one for one in pack.choices("call_results") if one.id != "reached"]
        return {"result": _one(missed, label)}
    return {"kind": _one((NOTICE, CASE), Text("무엇에 잇나요?", "Link to what?")),
            "number": Typed(label=say("번호", "Number"), required=True,
                            help_text=say("예: 26-0012", "For example: 26-0012"))}  # fmt: skip


def _one(options: Any, label: Text) -> OneOf:
    return OneOf(options, label=spoken(label), widget=chips(), required=True)


@page(right="notice.see", door="contact.step", methods=("GET", "POST"))
def notice_step(request: Any, notice_id: UUID, event: str) -> HttpResponse:
    """One step: what it needs on a small page, or done at once where it needs nothing."""
    one, pack = queries.told(notice_id).notice, profile(request.actor.profile)
    sees(request, subject=one.pk, thing=one.pk)
    life = pack.life("notice")
    if event == "open" or event not in {step.event for step in life.steps}:
        raise Hidden
    step = life.step(one.state, event)
    form = StepForm(request.POST or None, step=step, pack=pack, one=one)
    if request.method == "POST" and form.is_valid() and _done(request, one, event, form):
        said = DONE.format(number=one.number, act=life.event_label(event))
        messages.success(request, str(said))
        return to("notice", notice_id)
    context = {"form": form, "notice": one, "called": called(one), "step": step}
    status = 200 if request.method == "GET" else 422
    return render(request, "desk/contacts/step.html", context, status=status)


def _done(request: Any, one: Notice, event: str, form: StepForm) -> Notice | None:
    common = {
        "notice_id": one.pk,
        "expected": version_of(request),
        "by": request.actor,
        "at": request.at,
    }

    def act() -> Notice:
        if event == "start":
            return intake.start(receipt_id=None, **common)
        if event == "no_answer":
            return intake.attempt(result=form.cleaned_data["result"], **common)
        if event == "go_another_way":
            return intake.another_way(way=form.cleaned_data["way"], **common)
        return intake.end(event=event, ending=form.ending(_other(form)), **common)

    return gained(request, form, act, right=f"notice.{event}", thing=one.pk)


def _other(form: StepForm) -> UUID | None:
    """The contact or case whose number was typed, if one may see it."""
    number = form.cleaned_data.get("number", "")
    if form.cleaned_data.get("kind") == "case":
        return Case.objects.filter(number=number).values_list("pk", flat=True).first()
    return queries.by_number(number) if number else None
