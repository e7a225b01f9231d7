"""Forms of the house: what is in use, bringing one in with its mistakes by cell, publishing by two."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from hangot.core.instruments.form import Instrument
from hangot.core.instruments.to_xpath import NoXPath
from hangot.core.refusal import Hidden
from hangot.core.rights import Scene, allows
from hangot.core.text import Text
from hangot.desk.attempt import attempt, gained, refused
from hangot.desk.door import page, sees, to
from hangot.desk.instruments import showing
from hangot.desk.instruments.house_forms import BringForm, DecideForm
from hangot.desk.instruments.list_views import listed
from hangot.desk.typed import version_of
from hangot.directory.queries import house
from hangot.instruments import actions as forms
from hangot.instruments.forms import of_digest
from hangot.instruments.models import FormChange
from hangot.packs.active import profile
from hangot.packs.errors import PackError
from hangot.packs.instruments.export import exported
from hangot.packs.instruments.loader import load, reports_unknown
from hangot.packs.instruments.workbook import LARGEST, SheetError
from hangot.packs.instruments.xlsform import imported

SHOWN = 100
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NO_SHEET = Text(
    "이 양식에는 엑셀에 담을 수 없는 규칙이 있습니다.",
    "This form has a rule that no spreadsheet can hold.",
)
DONE: Mapping[str, Text] = {
    "send": Text("결재를 올렸습니다. 다른 분이 결정합니다.", "Sent. Somebody else decides."),
    "publish": Text("이제부터 이 양식을 씁니다.", "The form is in use from now on."),
    "refuse": Text("돌려보냈습니다.", "Refused."),
    "withdraw": Text("거두었습니다.", "Withdrawn."),
    "retire": Text("그만 쓰기로 했습니다. 적은 양식은 그대로 남습니다.", "Retired. What was filled in stays."),
}  # fmt: skip
READ = Text("양식을 읽었습니다. 아래에서 살펴보고 결재를 올려 주세요.",
            "The form was read. Look at it below, then send it for approval.")  # fmt: skip


@page(right="form.find", door="house.forms")
def house_forms(request: Any) -> HttpResponse:
    """The forms in use with their versions, and what was brought in."""
    pack, rooms = profile(request.actor.profile), house(request.actor.centre)
    life = pack.life(FormChange.kind)
    changes = FormChange.objects.defer("permission", "answer").order_by("-created_at")[:SHOWN]
    rows = [
        {"it": one, "title": of_digest(one.digest, request.actor).title, "state": life.label(one.state),
         "open": life.is_open(one.state), "post": rooms.post(one.post_id),
         "mine": one.state == "proposed" and "publish" in _allowed(request, one)}
        for one in changes
    ]  # fmt: skip
    used = [(n, showing.marks(one, pack)) for n, one in enumerate(listed(request))]
    return render(request, "desk/instruments/house.html", {"used": used, "rows": rows})


@page(right="form.find", door="form.seen")
def form_seen(request: Any, number: int) -> HttpResponse:
    """A form in use, as it stands on paper, with everything that follows from it."""
    known = listed(request)
    if number >= len(known):
        raise Hidden
    if request.GET.get("as") == "xlsx":
        return _sheet(request, known[number], number)
    context = {**_drawn(request, known[number]), "number": number}
    return render(request, "desk/instruments/seen.html", context)


def _sheet(request: Any, form: Instrument, number: int) -> HttpResponse:
    """The form as a spreadsheet that other programs read, and that can be brought in again."""
    try:
        data = exported(form)
    except NoXPath:
        messages.error(request, str(NO_SHEET))
        return to("form_seen", number)
    return HttpResponse(
        data, content_type=SHEET,
        headers={"Content-Disposition": f'attachment; filename="{form.code}-{form.version}.xlsx"'},
    )  # fmt: skip


@page(right="form.draft", door="form.bring", methods=("GET", "POST"))
def form_bring(request: Any) -> HttpResponse:
    """Bring in a form; every mistake of the file is said with its cell or line."""
    form = BringForm(profile(request.actor.profile), request.POST or None, request.FILES or None)
    faults: list[tuple[str, Text]] = []
    if request.method == "POST" and form.is_valid():
        found = _read(request, form)
        if isinstance(found, Instrument):
            row = gained(request, form, lambda: forms.bring(
                form=found, by=request.actor, at=request.at
            ), right="form.draft")  # fmt: skip
            if row is not None:
                messages.success(request, str(READ))
                return to("form_change", row.pk)
        else:
            faults = found
            refused(request, "form.draft", because="unreadable")
    status = 422 if faults or form.errors else 200
    context = {"form": form, "faults": faults[:SHOWN], "more": max(len(faults) - SHOWN, 0)}
    return render(request, "desk/instruments/bring.html", context, status=status)


def _read(request: Any, form: BringForm) -> Instrument | list[tuple[str, Text]]:
    """The form in the file, or its mistakes with their places."""
    sent = form.cleaned_data["file"]
    data = sent.read(LARGEST + 1)
    try:
        if sent.name.lower().endswith((".yaml", ".yml")):
            found = load(data, "form.yaml")
        else:
            found = imported(data, form.aim())
    except SheetError as error:
        return [(one.place, one.sentence) for one in error.faults]
    except PackError as error:
        return [(str(one.line), one.sentence) for one in error.faults]
    unknown = reports_unknown(found, profile(request.actor.profile).reporting, "form.yaml")
    return [(one.place, one.sentence) for one in unknown] or found


@page(right="form.find", door="form.change", methods=("GET", "POST"))
def form_change(request: Any, form_id: UUID) -> HttpResponse:
    """One form that was brought in: looked at, sent, published or refused by somebody else."""
    row = FormChange.objects.filter(pk=form_id).first()
    if row is None:
        raise Hidden
    sees(request, thing=row.pk)
    form = DecideForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _act(request, row, form):
        return to("form_change", row.pk)
    life = profile(request.actor.profile).life(row.kind)
    rooms = house(request.actor.centre)
    return render(request, "desk/instruments/change.html", {
        **_drawn(request, of_digest(row.digest, request.actor)), "it": row, "decide": form,
        "state": life.label(row.state), "acts": _allowed(request, row),
        "post": rooms.post(row.post_id), "decider": rooms.post(row.decided_post),
    }, status=422 if form.errors else 200)  # fmt: skip


def _act(request: Any, row: FormChange, form: DecideForm) -> bool:
    event, given = request.POST.get("act", ""), form.cleaned_data
    same: dict[str, Any] = {
        "change_id": row.pk, "expected": version_of(request), "by": request.actor, "at": request.at,
    }  # fmt: skip
    acts: dict[str, Callable[[], object]] = {
        "send": lambda: forms.send(permission=given["permission"], **same),
        "publish": lambda: forms.publish(**same),
        "refuse": lambda: forms.refuse(answer=given["answer"], **same),
        "withdraw": lambda: forms.withdraw(**same),
        "retire": lambda: forms.retire(answer=given["answer"], **same),
    }
    if event not in acts:
        raise Hidden
    done = attempt(request, form, acts[event], right=f"form.{event}")
    if done:
        messages.success(request, str(DONE[event]))
    return done


def _allowed(request: Any, row: FormChange) -> set[str]:
    """Which steps this post may take from here; the conditions are said when one tries."""
    life = profile(request.actor.profile).life(row.kind)
    scene = Scene(request.at, proposer=row.worker_id, proposer_post=row.post_id)
    return {
        event for event in life.events(row.state) if allows(f"form.{event}", request.actor, scene)
    }


def _drawn(request: Any, form: Instrument) -> dict[str, Any]:
    pack = profile(request.actor.profile)
    return {**showing.marks(form, pack), "whom": showing.WHOM, "reporting": pack.reporting}
