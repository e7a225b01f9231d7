"""What is due to be destroyed, what is held, who proposed and who approved, and the certificate."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from hangot.cases.models import Case
from hangot.core.packs import Profile
from hangot.core.refusal import Hidden
from hangot.core.rights import allows, opens
from hangot.core.text import Text
from hangot.desk.attempt import attempt, refused, tried
from hangot.desk.door import page, to
from hangot.desk.say import say, spoken
from hangot.desk.trust import destruction_paper
from hangot.desk.trust.review_rows import code_of
from hangot.directory.queries import house
from hangot.packs.active import profile
from hangot.retention import actions
from hangot.retention.models import Destruction, LegalHold, Retained
from hangot.vault import keyring

MOST = 100
NO_SUCH = Text(
    "이 번호로는 할 수 없습니다. 번호를 다시 봐 주세요.", "Not possible for this number. Check it."
)
SAID: Mapping[str, Text] = {
    "propose": Text(
        "파기를 올렸습니다. 다른 분이 승인하면 바로 파기합니다.",
        "Proposed. It is destroyed at once when somebody else approves.",
    ),
    "hold": Text("보존유예를 걸었습니다.", "It is held."),
    "lift": Text("보존유예를 풀었습니다.", "The hold is lifted."),
    "approve": Text(
        "파기했습니다. 되돌릴 수 없습니다. 확인서를 인쇄해 두세요.",
        "Destroyed; nothing brings it back. Print the certificate.",
    ),
    "refuse": Text("승인하지 않았습니다.", "Not approved."),
    "withdraw": Text("거두었습니다.", "Withdrawn."),
}


class EndForm(forms.Form):
    """Which record, whether to end or to hold it, and why."""

    def __init__(self, *args: Any, pack: Profile, holds: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["number"] = forms.CharField(
            label=say("사례 번호", "Case number"), max_length=16,
            required=not self.data.get("retained"),
            widget=forms.TextInput(attrs={"autocomplete": "off", "class": "w-m"}),
        )  # fmt: skip
        self.fields["retained"] = forms.UUIDField(required=False, widget=forms.HiddenInput)
        acts = [(f"propose-{one.id}", Text(f"파기 올리기: {one.label.ko}", f"Propose: {one.label.en}"))
                for one in pack.choices("destruction_reasons")]  # fmt: skip
        if holds:
            acts.append(("hold", Text("보존유예 걸기", "Hold it by law")))
        self.fields["act"] = forms.ChoiceField(
            label=say("무엇을", "What"), widget=forms.RadioSelect,
            choices=[(name, spoken(label)) for name, label in acts],
        )  # fmt: skip
        self.fields["reason"] = forms.CharField(
            label=say("근거와 이유", "Ground and reason"),
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
            help_text=say("이용자의 이름은 적지 마세요.", "No client's name."),
        )


@page(right="destruction.find", door="retention.list", methods=("GET", "POST"))
def retention(request: Any) -> HttpResponse:
    """What is due, what waits, what was destroyed; a form to propose or to hold."""
    actor, pack = request.actor, profile(request.actor.profile)
    holds = opens("legal_hold.write", actor.duties)
    form = EndForm(request.POST or None, pack=pack, holds=holds)
    if form.is_valid() and _acted(request, form):
        messages.success(request, str(SAID[form.cleaned_data["act"].split("-")[0]]))
        return to("retention")
    keyring.load([actor.centre])
    context = {
        "form": form, "rows": [_row(one, request, pack) for one in _latest()], "holds": holds,
        "due": [_due(one, pack) for one in Retained.objects.order_by("until")[:MOST]],
        "held": [(code_of(one.subject_id), one)
                 for one in LegalHold.objects.filter(lifted_at=None).order_by("since")[:MOST]],
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "desk/trust/retention.html", context, status=status)


def _acted(request: Any, form: EndForm) -> bool:
    given = form.cleaned_data
    subject = _subject(given)
    if subject is None:
        form.add_error("number", str(NO_SUCH))
        refused(request, "destruction.propose", because="hidden", number=given["number"])
        return False
    who: dict[str, Any] = {
        "subject": subject, "reason": given["reason"], "by": request.actor, "at": request.at,
    }  # fmt: skip
    if given["act"] == "hold":
        return attempt(request, form, lambda: actions.hold(**who), right="legal_hold.write")
    ground = given["act"].removeprefix("propose-")
    return attempt(
        request, form, lambda: actions.propose(ground=ground, **who), right="destruction.propose"
    )


def _subject(given: Mapping[str, Any]) -> UUID | None:
    """Whose record: a line of the list of what is due, or a case by its exact number."""
    if given["retained"]:
        due = Retained.objects.filter(pk=given["retained"]).first()
        return due.subject_id if due else None
    case = Case.objects.filter(number=given["number"].strip()).first()
    return case.person_id if case else None


def _latest() -> list[Destruction]:
    return list(Destruction.objects.order_by("-created_at")[:MOST])


def _due(one: Retained, pack: Profile) -> dict[str, Any]:
    spec = pack.clock(one.clock, one.ended_at.date())
    return {"row": one, "code": code_of(one.subject_id), "label": spec.label,
            "source": spec.source, "verified": spec.verified}  # fmt: skip


def _row(row: Destruction, request: Any, pack: Profile) -> dict[str, Any]:
    actor, scene = request.actor, actions.scene(row, request.at)
    rooms, waits = house(actor.centre), row.state == "proposed"
    return {
        "row": row, "code": code_of(row.subject_id), "label": pack.life("destruction").label(row.state),
        "ground": pack.lists["destruction_reasons"][row.ground].label, "post": rooms.post(row.post_id),
        "decided": rooms.post(row.decided_post) if row.decided_post else None,
        "decides": waits and allows("destruction.approve", actor, scene),
        "takes_back": waits and allows("destruction.withdraw", actor, scene),
    }  # fmt: skip


class AnswerForm(forms.Form):
    """Why it is not approved, and the version the page was made from."""

    answer = forms.CharField(required=False, max_length=1000)
    version = forms.IntegerField()


@page(right="destruction.find", door="retention.step", methods=("GET", "POST"))
def destruction_step(request: Any, destruction_id: UUID, event: str) -> HttpResponse:
    """Approve, refuse, take back; lift a hold; or the certificate of what was destroyed."""
    if request.method != "POST":
        return _paper(request, destruction_id, event)
    form, who = AnswerForm(request.POST), {"by": request.actor, "at": request.at}
    if event == "lift":
        actions.lift(hold_id=destruction_id, **who)
    elif event in ("approve", "refuse", "withdraw") and form.is_valid():
        given = form.cleaned_data
        no = tried(
            request, lambda: actions.decide(
                destruction_id=destruction_id, event=event, answer=given["answer"],
                expected=given["version"], **who,
            ), right=f"destruction.{event}", thing=destruction_id,
        )  # fmt: skip
        if not isinstance(no, Destruction):
            messages.error(request, str(no.sentence))
            return to("retention")
    else:
        raise Hidden
    messages.success(request, str(SAID[event]))
    return to("retention")


PAPERS: Mapping[str, tuple[str, str, Callable[..., bytes]]] = {
    "certificate": ("application/pdf", "pdf", destruction_paper.pdf),
    "letter": ("application/hwp+zip", "hwpx", destruction_paper.letter),
}


def _paper(request: Any, destruction_id: UUID, event: str) -> HttpResponse:
    row = Destruction.objects.filter(pk=destruction_id, state="done").first()
    if row is None or event not in PAPERS:
        raise Hidden
    actor, (kind, ending, made) = request.actor, PAPERS[event]
    paper = made(row, house(actor.centre), profile(actor.profile), at=request.at)
    found = HttpResponse(paper, content_type=kind)
    found["Content-Disposition"] = f'attachment; filename="{event}-{str(row.pk)[-12:]}.{ending}"'
    return found
