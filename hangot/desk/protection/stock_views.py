"""The stock of one's own agency: numbers and days, and nobody's name."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from hangot.core.packs import Profile
from hangot.core.refusal import Hidden
from hangot.core.text import Text
from hangot.desk.attempt import attempt
from hangot.desk.cases.forms import DeskForm
from hangot.desk.cases.work_frame import said, today
from hangot.desk.cases.work_inputs import text_box
from hangot.desk.door import page, to
from hangot.desk.protection.forms import DONE
from hangot.desk.say import say
from hangot.desk.typed import uuid_of, version_of
from hangot.packs.active import profile
from hangot.protection import actions as support
from hangot.protection import queries
from hangot.protection.models import Item, Taken

STEPS = ("repair", "mend", "lose", "find", "retire")
ADDED = Text("들였습니다. 이제 예약할 수 있습니다.", "Added. They can be reserved now.")


class AddForm(DeskForm):
    """More of one kind, by their numbers."""

    def __init__(self, *args: Any, pack: Profile, **more: Any) -> None:
        super().__init__(*args, **more)
        rows = [(one.id, str(one.label)) for one in pack.protection.here]
        self.fields["what"] = forms.ChoiceField(label=say("종류", "Kind"), choices=rows)
        self.fields["marks"] = text_box(
            label=say("번호", "Numbers"), rows=3, max_length=900, help_text=say(
                "한 줄에 하나. 물품이나 방에 붙인 번호만 적습니다. 예: W-014",
                "One a line: the number on its label and nothing else, such as W-014",
            ),
        )  # fmt: skip


@page(right="stock.see", door="house.stock", methods=("GET", "POST"))
def house_stock(request: Any) -> HttpResponse:
    """Everything one's agency lends, when each is taken, and what becomes of it."""
    pack = profile(request.actor.profile)
    if request.method == "POST" and request.POST.get("act") != "add":
        return _changed(request, pack)
    form = AddForm(request.POST or None, pack=pack)
    if form.is_bound and form.is_valid() and attempt(
        request, form, right="item.add", act=lambda: support.add(
            kind=pack.protection.known[form.cleaned_data["what"]],
            typed=form.cleaned_data["marks"], by=request.actor, at=request.at,
        ),
    ):  # fmt: skip
        said(request, ADDED)
        return to("house_stock")
    return _page(request, pack, form)


def _changed(request: Any, pack: Profile) -> HttpResponse:
    """One step of one item; what is refused is said above the list."""
    event, item = request.POST.get("act", ""), uuid_of(request.POST.get("item", ""))
    if event not in STEPS or item is None:
        raise Hidden
    form = forms.Form(request.POST)
    if form.is_valid() and attempt(
        request, form, right=f"item.{event}", act=lambda: support.change(
            item_id=item, event=event, expected=version_of(request), by=request.actor,
            at=request.at,
        ),
    ):  # fmt: skip
        said(request, DONE)
        return to("house_stock")
    return _page(request, pack, AddForm(pack=pack), wrong=form)


def _page(request: Any, pack: Profile, form: AddForm, wrong: Any = None) -> HttpResponse:
    items, taken = queries.stock_of(request.actor)
    groups = [
        {"kind": kind, "rows": [_line(request, pack, one, taken) for one in items if one.what == kind.id]}
        for kind in pack.protection.here
    ]  # fmt: skip
    return render(
        request, "desk/protection/stock.html",
        {"groups": [one for one in groups if one["rows"]], "form": form, "wrong": wrong,
         "lends": bool(pack.protection.here)},
        status=422 if wrong or form.errors else 200,
    )  # fmt: skip


def _line(request: Any, pack: Profile, item: Item, taken: Sequence[Taken]) -> dict[str, Any]:
    life, day = pack.life("item"), today(request)
    mine = [one for one in taken if one.item_id == item.pk and (one.out or one.during.upper > day)]
    return {
        "it": item, "state": life.label(item.state), "ready": item.state == "ready",
        "condition": pack.lists["item_conditions"].get(item.condition),
        "out": any(one.out for one in mine),
        "spans": [(one.during.lower, one.during.upper) for one in mine],
        "steps": [(event, life.event_label(event)) for event in STEPS if (item.state, event) in life.moves],
    }  # fmt: skip
