"""Emergency access: asked for with a reason, ended early, and always looked at by somebody else."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from allauth.account.internal.flows.login import record_authentication
from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from hangot.access.models import BreakGlass
from hangot.cases import emergency
from hangot.cases.models import Case
from hangot.core.access import SHARED, by_number
from hangot.core.packs import Profile
from hangot.core.refusal import Hidden
from hangot.core.rights import Scene, has_fresh_factor
from hangot.core.text import Text
from hangot.desk.attempt import attempt, gained, refused
from hangot.desk.cases.header import person_page
from hangot.desk.door import page, sees, to
from hangot.desk.say import say
from hangot.directory.demonstration import is_shown
from hangot.packs.active import profile

OPENED = Text(
    "3시간 동안 보입니다. 책임자에게 바로 알렸고, 나중에 검토합니다.",
    "Open for 3 hours. The officers are told now and review it later.",
)
NOT_HERE = Text(
    "이 번호로는 열 수 없습니다. 번호를 다시 보시고, 급하면 보호책임자에게 전화해 주세요.",
    "It cannot be opened by this number. Check it; if it is urgent, call the safety officer.",
)


class PleaForm(forms.Form):
    """Why the glass is broken, and which sections."""

    def __init__(self, *args: Any, pack: Profile, numbered: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if numbered:
            self.fields["number"] = forms.CharField(
                label=say("사례 번호", "Case number"), max_length=16,
                widget=forms.TextInput(attrs={"autocomplete": "off", "class": "w-m"}),
                help_text=say("번호가 꼭 맞아야 합니다", "The exact number"),
            )  # fmt: skip
        dangers = [(one.id, one.label) for one in pack.choices("break_glass_reasons")]
        self.fields["danger"] = forms.ChoiceField(
            label=say("어떤 위험인가요?", "What is the danger?"), choices=dangers,
            widget=forms.RadioSelect,
        )  # fmt: skip
        self.fields["reason"] = forms.CharField(
            label=say("왜 지금 꼭 봐야 하나요?", "Why must you see it now?"),
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        )
        self.fields["sections"] = forms.MultipleChoiceField(
            label=say("어느 구역인가요?", "Which sections?"),
            widget=forms.CheckboxSelectMultiple,
            choices=[(str(s.number), pack.sections[s].label) for s in SHARED],
        )

    def plea(self) -> emergency.Plea:
        """What was typed."""
        given = self.cleaned_data
        sections = [by_number(int(number)) for number in given["sections"]]
        return emergency.Plea(given["danger"], given["reason"], sections)


@page(right="break_glass.write", door="glass.open", methods=("GET", "POST"))
def glass_open(request: Any, case_id: UUID) -> HttpResponse:
    """From a case one has to do with: open more of it for three hours."""
    one = person_page(request, case_id, "case")
    sees(request, subject=one.case.person_id, thing=one.case.pk)
    if not has_fresh_factor(request.actor, Scene(request.at)):
        return _prove(request)
    form = PleaForm(request.POST or None, pack=one.profile, numbered=False)
    if request.method == "POST" and form.is_valid() and attempt(
        request, form, right="break_glass.open", act=lambda: emergency.open_glass(
            subject=one.case.person_id, plea=form.plea(), by=request.actor, at=request.at
        ),
    ):  # fmt: skip
        messages.warning(request, str(OPENED))
        return to("case", case_id)
    return _ask(request, form, {"header": one.header, "case": one.case})


@page(right="break_glass.write", door="glass.find", methods=("GET", "POST"))
def glass_find(request: Any) -> HttpResponse:
    """By exact case number: an unknown number and a record one is kept out of answer the same."""
    if not has_fresh_factor(request.actor, Scene(request.at)):
        return _prove(request)
    form = PleaForm(request.POST or None, pack=profile(request.actor.profile), numbered=True)
    if request.method == "POST" and form.is_valid():
        case = _open_by_number(request, form)
        if case:
            messages.warning(request, str(OPENED))
            return to("case", case.pk)
    return _ask(request, form, {})


def _open_by_number(request: Any, form: PleaForm) -> Case | None:
    number = form.cleaned_data["number"]

    def act() -> BreakGlass:
        subject = emergency.by_number(number, by=request.actor)
        return emergency.open_glass(
            subject=subject, plea=form.plea(), by=request.actor, at=request.at
        )

    try:
        done = gained(request, form, right="break_glass.open", act=act)
    except Hidden:
        form.add_error("number", str(NOT_HERE))
        refused(request, "break_glass.open", because="hidden", number=number)
        return None
    if done is None:
        return None
    return Case.objects.filter(person_id=done.subject_id).order_by("-registered_at").first()


def _ask(request: Any, form: PleaForm, more: Mapping[str, object]) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "desk/trust/glass_open.html", {"form": form, **more}, status=status)


def _prove(request: Any) -> HttpResponse:
    """The second factor once more, then back here; the demo proves itself with one click."""
    name = "glass_prove" if is_shown(request.actor.centre) else "mfa_reauthenticate"
    return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': request.path})}")


@page(right="break_glass.write", door="glass.prove", methods=("GET", "POST"))
def glass_prove(request: Any) -> HttpResponse:
    """The demo's stand-in for a second factor; anywhere else the page does not exist."""
    if not is_shown(request.actor.centre):
        raise Hidden
    back = request.POST.get("next") or request.GET.get("next") or reverse("glass_find")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = reverse("glass_find")
    if request.method == "POST":
        record_authentication(request, request.sitting.worker, method="mfa", type="demo")
        return HttpResponseRedirect(back)
    return render(request, "desk/trust/prove.html", {"next": back})


@page(right="break_glass.end", door="glass.end", methods=("POST",))
def glass_end(request: Any, glass_id: UUID) -> HttpResponse:
    """Close it now: what was open because of it is closed at the next request."""
    emergency.close_glass(glass_id=glass_id, by=request.actor, at=request.at)
    messages.success(
        request, str(Text("긴급열람을 닫았습니다.", "The emergency access is closed."))
    )
    return to("today")


def labels(pack: Profile, numbers: Sequence[int]) -> list[Text]:
    """The words of sections by number."""
    return [pack.sections[by_number(number)].label for number in numbers]
