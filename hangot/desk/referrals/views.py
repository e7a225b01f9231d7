"""One referral with every step its two sides may take."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from hangot.core.refusal import Hidden, Missing, Stale
from hangot.core.text import Text
from hangot.desk.attempt import attempt, gained
from hangot.desk.door import page, to
from hangot.desk.referrals.acts import step_form
from hangot.desk.referrals.conflict import both
from hangot.desk.referrals.forms import WHERE_TO, AnswerForm, StepForm, TryForm
from hangot.desk.referrals.showing import opened, seen_by
from hangot.desk.typed import uuid_of, version_of
from hangot.directory.models import Post, Service
from hangot.messages.judging import in_danger
from hangot.packs.active import profile
from hangot.people.models import ContactSafety
from hangot.people.reaching import rule_of
from hangot.referrals import actions as referrals
from hangot.referrals import queries
from hangot.referrals.models import Referral

DONE: dict[str, Text] = {
    "sent": Text(
        "의뢰를 보냈습니다. {due}까지 답을 기다립니다.", "Sent. An answer is due by {due}."
    ),
    "held": Text(
        "동의가 없는 구역이 있어 보내지 않고 두었습니다. 동의를 여쭈면 보낼 수 있습니다.",
        "Kept back, because a consent is missing. Ask for it; then it can be sent.",
    ),
    "completed": Text("마쳤습니다.", "Done."),
}


NOTED = Text("적었습니다. 이제 {turn}입니다.", "Recorded. Now: {turn}.")


@page(right="referral.see", door="referral")
def one(request: Any, referral_id: UUID) -> HttpResponse:
    """The referral as its receiver or sender reads it."""
    return _page(request, referral_id)


def _page(request: Any, referral_id: UUID, forms: dict[str, Any] | None = None) -> HttpResponse:
    shown = opened(request, referral_id, forms)
    return render(
        request, "desk/referrals/one.html", {"shown": shown, "failed": list((forms or {}).values())},
        status=422 if forms else 200,
    )  # fmt: skip


@page(right="referral.write", door="referral.send", methods=("POST",))
def send(request: Any, referral_id: UUID) -> HttpResponse:
    """Send it now, or hold it for a missing consent."""
    form = StepForm(request.POST, event="send", pack=profile(request.actor.profile))
    form.is_valid()
    return _do(request, referral_id, "send", form, lambda: referrals.send(
        referral_id=referral_id, expected=version_of(request), by=request.actor, at=request.at
    ))  # fmt: skip


@page(right="referral.see", door="referral.step", methods=("POST",))
def step(request: Any, referral_id: UUID, event: str) -> HttpResponse:
    """One step: answer, begin, complete, stop, withdraw, acknowledge and so on."""
    row = queries.visible(referral_id)
    seen_by(row, request.actor, request.at)
    pack = profile(request.actor.profile)
    if event == "answer":
        phone = request.actor.agency != row.to_agency
        answer = AnswerForm(request.POST, pack=pack, by_phone=phone)
        event = answer.cleaned_data["answer"] if answer.is_valid() else ""
        if not event:
            return _page(request, referral_id, {"answer": answer})
        return _do(request, referral_id, event, answer, _act(request, referral_id, event, answer))
    if event not in pack.life("referral").events(row.state) and not _known(pack, event):
        raise Hidden
    form = step_form(event, pack, request, request.POST)
    if not form.is_valid():
        return _page(request, referral_id, {event: form})
    return _do(request, referral_id, event, form, _act(request, referral_id, event, form))


def _known(pack: Any, event: str) -> bool:
    return any(one.event == event for one in pack.life("referral").steps)


def _act(request: Any, referral_id: UUID, event: str, form: StepForm) -> Callable[[], Referral]:
    """The one domain act behind a button."""
    more = {
        "referral_id": referral_id, "expected": version_of(request), "by": request.actor,
        "at": request.at,
    }  # fmt: skip
    typed = form.cleaned_data
    if event == "begin":
        return lambda: referrals.begin(
            minutes=typed["minutes"], result=typed["result"] or None, **more
        )
    if event == "lose":
        return lambda: referrals.lose(said=form.said(), **more)
    if event == "acknowledge" and typed["disposition"] == "rerouted":
        return lambda: _reroute(typed.get("service", ""), more)
    return lambda: referrals.step(event=event, said=form.said(), **more)


def _reroute(service: str, more: dict[str, Any]) -> Referral:
    wanted = uuid_of(service)
    found = Service.objects.filter(pk=wanted).first() if wanted else None
    post = (
        Post.objects.filter(agency=found.agency_id, active=True).order_by("slug").first()
        if found
        else None
    )
    if found is None or post is None:
        raise Missing("service", WHERE_TO)
    return referrals.reroute(service=found.pk, post=post.pk, **more)


def _do(
    request: Any, referral_id: UUID, event: str, form: StepForm, act: Callable[[], Referral]
) -> HttpResponse:
    """Try it; what is missing is said on the page, and two answers at once are both shown."""
    key = "answer" if isinstance(form, AnswerForm) else event
    try:
        done = gained(request, form, act, right=f"referral.{event}")
    except Stale:
        return both(request, referral_id)
    if done is None:
        return _page(request, referral_id, {key: form})
    flash(request, done, event)
    if done.pk != referral_id:
        return to("referral_edit", done.pk)
    return to("referral", referral_id)


def flash(request: Any, row: Referral, event: str) -> None:
    pack = profile(request.actor.profile)
    if event == "send" and row.state in DONE:
        due = row.due.astimezone().date().isoformat() if row.due else ""
        messages.success(request, str(DONE[row.state].format(due=due)))
        return
    turn = pack.turns[pack.life("referral").turn(row.state)]
    messages.success(request, str(Text(
        NOTED.ko.format(turn=turn.ko), NOTED.en.format(turn=turn.en)
    )))  # fmt: skip


@page(right="referral.lose", door="referral.tried", methods=("POST",))
def tried(request: Any, referral_id: UUID) -> HttpResponse:
    """One call to the person; outside the safe hours it is refused."""
    row = queries.visible(referral_id)
    form = TryForm(request.POST, pack=profile(request.actor.profile))
    rules = [
        rule_of(one)
        for one in ContactSafety.objects.filter(subject_id=row.subject_id, replaced_at=None)
    ]
    if form.is_valid() and attempt(request, form, lambda: referrals.attempt(
        referral_id=referral_id, result=form.cleaned_data["result"], rules=rules,
        danger=in_danger(row.subject_id), by=request.actor, at=request.at,
    ), right="referral.lose"):  # fmt: skip
        return to("referral", referral_id)
    return _page(request, referral_id, {"tried": form})
