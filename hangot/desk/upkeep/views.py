"""What is broken in the house, who mends it, and when its security was last looked at."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from hangot.core.refusal import Hidden
from hangot.core.rights import Scene, allows
from hangot.core.text import Text
from hangot.desk.attempt import attempt
from hangot.desk.cases.forms import DeskForm, pairs
from hangot.desk.cases.work_frame import said, word
from hangot.desk.cases.work_inputs import text_box
from hangot.desk.door import page, to
from hangot.desk.say import say
from hangot.desk.typed import uuid_of, version_of
from hangot.directory.places import Room
from hangot.directory.queries import House, house
from hangot.packs.active import profile
from hangot.upkeep import actions as upkeep
from hangot.upkeep import queries
from hangot.upkeep.models import RoomFault, SecurityCheck

DONE = Text("적었습니다.", "Recorded.")
NOBODY = say("사람의 이름이나 사례는 적지 않습니다", "No name of a person, no case")
WHOLE = say("건물 전체·그 밖", "The house as a whole")


class FaultForm(DeskForm):
    """What is broken, where, and whether it can wait."""

    def __init__(self, *args: Any, pack: Any, rooms: list[Room], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["what"] = forms.ChoiceField(
            label=say("무엇이 고장인가요?", "What is broken?"),
            choices=pairs(pack.choices("fault_kinds"), empty=True),
        )
        self.fields["room"] = forms.ChoiceField(
            label=say("어디인가요?", "Where?"), required=False,
            choices=[("", WHOLE), *((str(one.pk), str(one.label)) for one in rooms)],
        )  # fmt: skip
        self.fields["words"] = text_box(
            label=say("어떤가요?", "How is it?"), rows=2, required=False, max_length=400, help_text=NOBODY
        )  # fmt: skip
        self.fields["urgent"] = forms.BooleanField(
            label=say("지금 위험합니다", "It is dangerous now"), required=False
        )


class CheckForm(DeskForm):
    """The points that were not in order; all others were."""

    def __init__(self, *args: Any, pack: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["found"] = forms.MultipleChoiceField(
            label=say("둘러보고, 지켜지지 않은 것만 골라 주세요", "Go round, and choose only what is not so"), required=False,
            choices=pairs(pack.choices("security_checks")), widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip
        self.fields["words"] = text_box(
            label=say("본 것", "What was found"), rows=2, required=False, max_length=400, help_text=NOBODY
        )  # fmt: skip


class StepForm(forms.Form):
    """A word about one step."""

    words = forms.CharField(max_length=200, required=False)


@page(right="upkeep.see", door="house.upkeep", methods=("GET", "POST"))
def house_upkeep(request: Any) -> HttpResponse:
    """Faults and checks of the house, and what is written of them."""
    pack = profile(request.actor.profile)
    act = request.POST.get("act", "") if request.method == "POST" else None
    rooms = list(Room.objects.filter(active=True).order_by("slug"))
    blank = {
        "report": FaultForm(pack=pack, rooms=rooms),
        "check": CheckForm(pack=pack),
        "step": None,
    }
    if act is None:
        return _page(request, blank)
    if act not in ACTS:
        raise Hidden
    sent: Mapping[str, Callable[[], Any]] = {
        "report": lambda: FaultForm(request.POST, pack=pack, rooms=rooms),
        "check": lambda: CheckForm(request.POST, pack=pack),
        "step": lambda: StepForm(request.POST),
    }
    form = sent[act]()
    right, write = ACTS[act]
    if form.is_valid() and attempt(
        request, form, right=right, act=lambda: write(request, form.cleaned_data)
    ):
        said(request, DONE)
        return to("house_upkeep")
    return _page(request, {**blank, act: form})


def _reported(request: Any, given: dict[str, Any]) -> RoomFault:
    return upkeep.report(
        room_id=uuid_of(given["room"]), what=given["what"], words=given["words"],
        urgent=given["urgent"], by=request.actor, at=request.at,
    )  # fmt: skip


def _stepped(request: Any, given: dict[str, Any]) -> RoomFault:
    fault = uuid_of(request.POST.get("fault", ""))
    if fault is None:
        raise Hidden
    return upkeep.step(
        fault_id=fault, event=request.POST.get("event", ""), words=given["words"],
        expected=version_of(request), by=request.actor, at=request.at,
    )  # fmt: skip


def _checked(request: Any, given: dict[str, Any]) -> SecurityCheck:
    return upkeep.check(found=given["found"], words=given["words"], by=request.actor, at=request.at)


ACTS: Mapping[str, tuple[str, Callable[[Any, dict[str, Any]], object]]] = {
    "report": ("room_fault.report", _reported), "step": ("room_fault.mend", _stepped),
    "check": ("security_check.write", _checked),
}  # fmt: skip


def _page(request: Any, given: Mapping[str, Any]) -> HttpResponse:
    rooms, pack = house(request.actor.centre), profile(request.actor.profile)
    scene = Scene(request.at, lead_agency=rooms.centre.lead_agency_id)
    waiting, ended = queries.faults()
    wrong = [form for form in given.values() if form is not None and form.errors]
    return render(
        request, "desk/upkeep/upkeep.html",
        {**given, "waiting": [_line(request, rooms, pack, one, scene) for one in waiting],
         "ended": [_line(request, rooms, pack, one, scene) for one in ended],
         "checks": [_check(rooms, pack, one) for one in queries.checks()],
         "may_check": allows("security_check.write", request.actor, scene), "wrong": wrong},
        status=422 if wrong else 200,
    )  # fmt: skip


def _line(request: Any, rooms: House, pack: Any, row: RoomFault, scene: Scene) -> dict[str, Any]:
    life = pack.life("room_fault")
    return {
        "it": row, "what": word(pack, "fault_kinds", row.what), "state": life.label(row.state),
        "where": row.room.label if row.room else WHOLE, "by": rooms.post(row.post_id),
        "taker": rooms.post(row.taken_by) if row.taken_by else None,
        "steps": [
            (event, life.event_label(event)) for event in upkeep.STEPS
            if (row.state, event) in life.moves
            and allows(f"room_fault.{event}", request.actor, scene, life.step(row.state, event).actors)
        ],
    }  # fmt: skip


def _check(rooms: House, pack: Any, row: SecurityCheck) -> dict[str, Any]:
    return {
        "it": row, "by": rooms.post(row.post_id), "points": len(row.points),
        "found": [word(pack, "security_checks", one) for one in row.found],
    }  # fmt: skip
