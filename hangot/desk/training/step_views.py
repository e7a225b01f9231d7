"""What is done with one training: one form each, on the page of the training."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse

from hangot.core.refusal import Hidden
from hangot.core.text import Text
from hangot.desk.attempt import gained
from hangot.desk.cases.forms import DeskForm
from hangot.desk.door import page, sees, to
from hangot.desk.training import showing
from hangot.desk.training.forms import (
    AnswerForm,
    GuestForm,
    InviteForm,
    PaperForm,
    ShareForm,
    SurveyForm,
)
from hangot.desk.training.one_views import shown
from hangot.desk.training.showing import Sheet
from hangot.desk.typed import uuid_of, version_of
from hangot.files.actions import Upload
from hangot.training import actions

DONE = Text("적었습니다.", "Recorded.")
NOBODY = UUID(int=0)


@page(right="training.see", door="training.step", methods=("POST",))
def training_step(request: Any, training_id: UUID, event: str) -> HttpResponse:
    """Invite, call, record who came, register at the door, answer, close, hand out, ask."""
    one = showing.sheet(training_id, request.actor, at=request.at)
    sees(request, thing=training_id)
    if event not in STEPS:
        raise Hidden
    right, make, act = STEPS[event]
    form = make(request, one)
    if form.is_valid():
        done = gained(
            request, form, right=right, thing=training_id, act=lambda: act(request, one, form)
        )
        if done is not None:
            messages.success(request, str(DONE))
            return to("training", training_id)
    return shown(request, showing.sheet(training_id, request.actor, at=request.at), {event: form})


def _base(request: Any, _one: Sheet) -> DeskForm:
    return DeskForm(request.POST)


def _invite_form(request: Any, one: Sheet) -> DeskForm:
    agencies = [(a.pk, a.label) for a in one.rooms.agencies.values()]
    return InviteForm(request.POST, pack=one.pack, agencies=agencies)


def _guest_form(request: Any, one: Sheet) -> DeskForm:
    agencies = [(a.pk, a.label) for a in one.rooms.agencies.values()]
    return GuestForm(request.POST, pack=one.pack, agencies=agencies, auto_id="guest_%s")


def _more(request: Any, one: Sheet) -> dict[str, Any]:
    return {"training_id": one.it.pk, "by": request.actor, "at": request.at}


def _own(request: Any, one: Sheet) -> dict[str, Any]:
    """One's own place, for what only its bearer does."""
    if one.mine is None:
        raise Hidden
    return {"trainee_id": one.mine.it.pk, "by": request.actor, "at": request.at}


def _attend(request: Any, one: Sheet, _form: Any) -> object:
    picked = [uuid_of(x) for x in request.POST.getlist("came")]
    came = {pk or NOBODY: request.POST.get(f"name_{pk}", "") for pk in picked}
    return actions.attend(came=came, **_more(request, one))


def _answer(request: Any, one: Sheet, form: Any) -> object:
    given = form.cleaned_data
    return actions.answer(
        event=given["coming"], shares=given["shares"] == "yes", **_own(request, one)
    )


def _share(request: Any, one: Sheet, form: Any) -> object:
    return actions.share(shares=form.cleaned_data["shares"] == "yes", **_own(request, one))


def _reply(request: Any, one: Sheet, form: Any) -> object:
    actions.reply(answers=form.cleaned_data, **_own(request, one))
    return one


def _bring(request: Any, one: Sheet, form: Any) -> object:
    sent = form.cleaned_data["file"]
    upload = Upload(sent.name, sent.read(settings.HANGOT_UPLOAD_BYTES + 1))
    return actions.bring(upload=upload, **_more(request, one))


def _invite(request: Any, one: Sheet, form: Any) -> object:
    agencies = [pk for pk in map(uuid_of, form.cleaned_data["agencies"]) if pk]
    return actions.invite(
        agencies=agencies, roles=form.cleaned_data["roles"], **_more(request, one)
    )


def _moved(act: Callable[..., object]) -> Callable[..., object]:
    return lambda request, one, _form: act(expected=version_of(request), **_more(request, one))


Make = Callable[[Any, Sheet], DeskForm]
Act = Callable[[Any, Sheet, Any], object]
STEPS: dict[str, tuple[str, Make, Act]] = {
    "invite": ("trainee.invite", _invite_form, _invite),
    "call": ("training.call", _base, _moved(actions.call)),
    "cancel": ("training.cancel", _base, _moved(actions.cancel)),
    "hold": ("training.hold", _base, _moved(actions.hold)),
    "attend": ("trainee.attend", _base, _attend),
    "register": ("trainee.register", _guest_form,
                 lambda request, one, form: actions.register(guest=form.guest(), **_more(request, one))),
    "answer": ("trainee.accept", lambda request, _one: AnswerForm(request.POST, auto_id="answer_%s"), _answer),
    "share": ("trainee.accept", lambda request, _one: ShareForm(request.POST, auto_id="share_%s"), _share),
    "reply": ("trainee.reply",
              lambda request, one: SurveyForm(request.POST, questions=one.pack.training.questions, auto_id="reply_%s"),
              _reply),
    "bring": ("material.write",
              lambda request, _one: PaperForm(request.POST, request.FILES, auto_id="paper_%s"), _bring),
}  # fmt: skip
