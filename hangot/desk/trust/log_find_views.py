"""The privacy officer opens the log of one case by its exact number, with a reason."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from hangot.access.trail import remember
from hangot.cases.models import Case
from hangot.core.packs import Profile
from hangot.core.text import Text
from hangot.desk.attempt import refused
from hangot.desk.cases.work_inputs import of_list
from hangot.desk.door import page, to
from hangot.desk.say import say
from hangot.packs.active import profile

NO_SUCH = Text(
    "이 번호로는 볼 수 없습니다. 번호를 다시 봐 주세요.",
    "Nothing to show for this number. Check it.",
)


class CaseLogForm(forms.Form):
    """Which case, and why its log is read."""

    number = forms.CharField(
        label=say("사례 번호", "Case number"), max_length=16,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "w-m"}),
        help_text=say("번호가 꼭 맞아야 합니다", "The exact number"),
    )  # fmt: skip

    def __init__(self, *args: Any, pack: Profile, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["reason"] = of_list(
            pack.choices("log_reasons"), label=say("왜 보나요?", "Why is it read?")
        )


@page(right="log.find", door="log.find", methods=("GET", "POST"))
def log_find(request: Any) -> HttpResponse:
    """To the log of the case; an unknown number and a record one is kept out of answer the same."""
    form = CaseLogForm(request.POST or None, pack=profile(request.actor.profile))
    if form.is_valid():
        number, reason = form.cleaned_data["number"].strip(), form.cleaned_data["reason"]
        case = Case.objects.filter(number=number).first()
        if case:
            remember(
                "log.find", by=request.actor, at=request.at, subject=case.person_id, thing=case.pk,
                reason=reason, kind="read",
            )  # fmt: skip
            return to("case_log", case.pk)
        form.add_error("number", str(NO_SUCH))
        refused(request, "log.find", because="hidden", number=number)
    status = 422 if form.errors else 200
    return render(request, "desk/trust/log_find.html", {"form": form}, status=status)
