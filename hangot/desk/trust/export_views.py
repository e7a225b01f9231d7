"""Files that leave the house: who asks for what, who allows it, and where the file is fetched."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from hangot.core.packs import Profile
from hangot.core.refusal import Hidden
from hangot.core.rights import allows
from hangot.core.text import Text
from hangot.desk.attempt import attempt, tried
from hangot.desk.door import page, to
from hangot.desk.say import say, spoken
from hangot.directory.queries import House, house
from hangot.exports import actions
from hangot.exports.models import Export
from hangot.exports.sheets import SHEETS, Sheet, open_to
from hangot.packs.active import profile
from hangot.vault import keyring
from hangot.watching import months

MOST = 50
BECAUSE = {
    "limit": Text("줄이 너무 많아졌습니다", "too many rows by then"),
    "rights": Text("요청한 직위가 바뀌었습니다", "the post that asked changed hands"),
    "time": Text("기간이 지났습니다", "its time was over"),
}
ASKED = Text(
    "반출을 요청했습니다. 다른 분이 승인하면 파일을 만듭니다.",
    "Asked for. The file is made once somebody else approves.",
)
DONE = {
    "allow": Text("승인했습니다. 곧 파일을 만듭니다.", "Approved. The file is made soon."),
    "refuse": Text("승인하지 않았습니다.", "Not approved."),
    "withdraw": Text("거두었습니다. 만든 파일은 지웠습니다.", "Withdrawn; its file is gone."),
}


class AskForm(forms.Form):
    """What leaves, as what, for whom and why."""

    def __init__(self, *args: Any, sheets: list[Sheet], pack: Profile, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["sheet"] = forms.ChoiceField(
            label=say("무엇을", "What"), widget=forms.RadioSelect,
            choices=[(one.id, spoken(one.label)) for one in sheets],
        )  # fmt: skip
        self.fields["month"] = forms.RegexField(
            r"^\d{4}-(0[1-9]|1[0-2])$", label=say("어느 달", "Month"), required=False,
            help_text=say("예: 2026-10", "Such as 2026-10"),
            widget=forms.TextInput(attrs={"autocomplete": "off", "class": "w-s", "inputmode": "numeric"}),
        )  # fmt: skip
        self.fields["form"] = forms.ChoiceField(
            label=say("파일 형식", "As"), widget=forms.RadioSelect, initial="xlsx",
            choices=[("xlsx", say("엑셀(xlsx)", "Excel (xlsx)")), ("csv", say("글자 파일(csv)", "Text (csv)"))],
        )  # fmt: skip
        self.fields["purpose"] = forms.ChoiceField(
            label=say("무슨 목적으로", "Purpose"),
            choices=[(one.id, spoken(one.label)) for one in pack.choices("export_reasons")],
        )
        self.fields["recipient"] = forms.CharField(
            label=say("받는 사람", "Recipient"), max_length=120,
            help_text=say("기관과 직위", "Agency and post"),
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )  # fmt: skip
        self.fields["reason"] = forms.CharField(
            label=say("왜 필요한가요?", "Why is it needed?"),
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
            help_text=say("근거 공문 번호를 적으면 좋습니다", "Such as the number of a letter"),
        )

    def wanted(self, at: Any) -> actions.Wanted:
        """What was asked for."""
        given = self.cleaned_data
        month = months.read(given["month"], at) if given["month"] else None
        return actions.Wanted(
            given["sheet"], given["form"], given["purpose"], given["reason"], given["recipient"], month
        )  # fmt: skip


@page(right="export.find", door="export.list", methods=("GET", "POST"))
def exports(request: Any) -> HttpResponse:
    """What was asked for, and a form to ask."""
    actor = request.actor
    sheets, pack = open_to(actor), profile(actor.profile)
    form = AskForm(request.POST or None, sheets=sheets, pack=pack) if sheets else None
    if request.method == "POST" and form is None:
        raise Hidden
    if form and form.is_valid() and attempt(
        request, form, right="export.ask",
        act=lambda: actions.ask(wanted=form.wanted(request.at), by=actor, at=request.at),
    ):  # fmt: skip
        messages.success(request, str(ASKED))
        return to("exports")
    keyring.load([actor.centre])
    found = Export.objects.order_by("-created_at")[:MOST]
    rooms = house(actor.centre)
    rows = [_line(one, rooms, pack, request) for one in found]
    status = 422 if form and form.errors else 200
    return render(request, "desk/trust/exports.html", {"form": form, "rows": rows}, status=status)


def _line(row: Export, rooms: House, pack: Profile, request: Any) -> dict[str, Any]:
    """One request; its code only for who asked, and only while the file can be fetched."""
    actor, scene = request.actor, actions.scene(row, request.at)
    life, live = pack.life("export"), row.ends > request.at
    mine = allows("export.fetch", actor, scene) and row.post_id == actor.post
    return {
        "row": row, "sheet": SHEETS[row.sheet].label, "post": rooms.post(row.post_id),
        "purpose": pack.lists["export_reasons"][row.purpose].label,
        "label": life.label(row.state if live or life.by_id[row.state].final else "over"),
        "because": BECAUSE.get(row.because or ""), "number": str(row.pk)[-12:].upper(),
        "decides": live and row.state == "asked" and allows("export.allow", actor, scene),
        "fetches": live and row.state == "made" and mine,
        "takes_back": mine and not life.by_id[row.state].final,
        "percent": 100 * row.done // row.total if row.state == "allowed" and row.total else None,
    }  # fmt: skip


class AnswerForm(forms.Form):
    """Why it is not approved."""

    answer = forms.CharField(required=False, max_length=1000)
    version = forms.IntegerField()


@page(right="export.find", door="export.step", methods=("POST",))
def export_step(request: Any, export_id: UUID, event: str) -> HttpResponse:
    """Allow, refuse, take back, or fetch the file."""
    form = AnswerForm(request.POST)
    if event not in (*DONE, "fetch") or not form.is_valid():
        raise Hidden
    who: dict[str, Any] = {"export_id": export_id, "by": request.actor, "at": request.at}
    if event == "fetch":
        return _file(*actions.fetch(**who))
    who["expected"] = form.cleaned_data["version"]
    if event == "withdraw":
        actions.withdraw(**who)
    else:
        answer = form.cleaned_data["answer"]
        no = tried(
            request, lambda: actions.decide(event=event, answer=answer, **who),
            right=f"export.{event}", thing=export_id,
        )  # fmt: skip
        if not isinstance(no, Export):
            messages.error(request, str(no.sentence))
            return to("exports")
    messages.success(request, str(DONE[event]))
    return to("exports")


def _file(row: Export, content: bytes) -> HttpResponse:
    found = HttpResponse(content, content_type="application/zip")
    found["Content-Disposition"] = f'attachment; filename="export-{str(row.pk)[-12:]}.zip"'
    return found
