"""The plan as one desk reads it: what was agreed, what others do apart, and its own part in full."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse

from hangot.cases import desk_parts, plans
from hangot.cases.models import DeskPart
from hangot.core.access import Section
from hangot.core.refusal import Hidden
from hangot.core.rights import opens
from hangot.core.text import Text
from hangot.desk.attempt import attempt
from hangot.desk.cases.forms import DeskForm
from hangot.desk.cases.header import PersonPage
from hangot.desk.cases.plan_forms import AGREED_HOW
from hangot.desk.cases.plan_showing import goal_row
from hangot.desk.cases.work_frame import frame, said, show, today
from hangot.desk.cases.work_inputs import DayField, of_rows, text_box
from hangot.desk.door import page, to
from hangot.desk.say import say
from hangot.desk.typed import uuid_of

DRAFTED = ("draft",)
WRITTEN = Text("적었습니다.", "Recorded.")


class PartForm(DeskForm):
    """What this desk does, and by when."""

    def __init__(self, day: Any, data: Any = None) -> None:
        super().__init__(data, auto_id="p_%s")
        self.fields["text"] = text_box(
            label=say("우리 창구가 할 일", "What your desk does"), rows=3, max_length=1000,
            required=False,
            help_text=say("우리 창구와 본인만 읽습니다.", "Only your desk and the person read this."),
        )  # fmt: skip
        self.fields["due"] = DayField(label=say("언제까지", "Until"), today=day, required=False)


class ShareForm(DeskForm):
    """Which agency is let read a part."""

    def __init__(self, rows: Any, *, key: str = "", data: Any = None) -> None:
        super().__init__(data, auto_id=f"a{key}_%s")
        self.fields["agency"] = of_rows(rows, label=say("어느 기관에", "To which agency"))


@page(right="plan.copy", door="plan.copy", methods=("GET", "POST"))
def case_copy(request: Any, case_id: UUID) -> HttpResponse:
    """The copy of this desk; its own part is written, finished and, where agreed, shown to another."""
    one = frame(request, case_id, "plan")
    if request.method != "POST":
        return _shown(request, one, "", None)
    act = request.POST.get("act", "")
    act = act if act in ACTS else "part"
    form = _form(request, one, act)
    if form.is_valid() and attempt(
        request, form, right="plan.part", act=lambda: ACTS[act](request, one, form)
    ):
        said(request, WRITTEN)
        return to("case_copy", case_id)
    return _shown(request, one, act, form)


def _form(request: Any, one: PersonPage, act: str) -> Any:
    if act == "part":
        return PartForm(today(request), request.POST)
    if act == "share":
        return ShareForm(_others(one), key=request.POST.get("item", ""), data=request.POST)
    return forms.Form(request.POST)


ACTS: dict[str, Callable[[Any, PersonPage, Any], object]] = {
    "part": lambda request, one, form: desk_parts.write_part(
        case_id=one.case.pk, **form.cleaned_data, by=request.actor, at=request.at
    ),
    "done": lambda request, _, __: desk_parts.finish_part(
        part_id=_item(request), by=request.actor, at=request.at
    ),
    "share": lambda request, _, form: desk_parts.share_part(
        part_id=_item(request), agency=form.cleaned_data["agency"], by=request.actor, at=request.at
    ),
}


def _item(request: Any) -> UUID:
    found = uuid_of(request.POST.get("item", ""))
    if found is None:
        raise Hidden
    return found


def _others(one: PersonPage) -> list[tuple[UUID, Any]]:
    rows = one.house.agencies.items()
    return [
        (pk, agency.label) for pk, agency in rows if pk != one.viewer.agency and not agency.guarded
    ]


def _shown(request: Any, one: PersonPage, act: str, form: Any) -> HttpResponse:
    sent = uuid_of(request.POST.get("item", "")) if act == "share" else None
    parts = list(DeskPart.objects.filter(case=one.case).order_by("created_at", "pk"))
    return show(
        request, one, "copy.html", version=_agreed(one), how=dict(AGREED_HOW), form=form, act=act,
        life=one.profile.life("plan"), writes=opens("plan.part", request.actor.duties),
        parts=[_part(one, row, form if row.pk == sent else None) for row in parts],
        part=form if act == "part" else PartForm(today(request)),
    )  # fmt: skip


def _part(one: PersonPage, row: DeskPart, sent: Any) -> dict[str, Any]:
    mine = row.agency_id == one.viewer.agency
    return {
        "it": row, "mine": mine, "agency": one.agency(row.agency_id), "open": sent is not None,
        "also": [one.agency(pk) for pk in row.also] if mine else [],
        "share": sent or ShareForm(_others(one), key=str(row.pk)),
    }  # fmt: skip


def _agreed(one: PersonPage) -> dict[str, Any] | None:
    """The newest version the person has agreed to, for who reads the section of the plan."""
    if not one.sees(Section.PLAN):
        return None
    found = next((it for it in plans.versions(one.case) if it.plan.state not in DRAFTED), None)
    if found is None:
        return None
    kept = [pair for pair in found.goals if pair[0].result != plans.DROPPED]
    return {"plan": found.plan, "rows": [goal_row(one, *pair) for pair in kept]}
