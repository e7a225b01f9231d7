"""The room: one page to run the meeting, item by item."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from hangot.conferences import actions
from hangot.conferences.models import AgendaItem
from hangot.conferences.room import deciding
from hangot.conferences.scenes import item_scene
from hangot.core.lives import OUTSIDERS
from hangot.core.refusal import Hidden, NotAllowed
from hangot.core.rights import allows
from hangot.core.text import Text
from hangot.desk.attempt import gained
from hangot.desk.cases.forms import DeskForm
from hangot.desk.conferences import showing
from hangot.desk.conferences.room_forms import form_of
from hangot.desk.door import page, sees, to
from hangot.desk.typed import version_of

CONFIRM = Text("함께 확인하기", "Confirm it")
NOTE, CHARGE = Text("결정 적기", "Write down a decision"), Text("과제 맡기기", "Give an action")
LEAVE = Text("이 안건에서 자리 비우기", "Leave the room for this item")
NOTED = Text("적었습니다.", "Recorded.")
Failed = tuple[UUID, str, DeskForm] | None


@page(right="conference.see", door="conference.room")
def room(request: Any, conference_id: UUID) -> HttpResponse:
    """Who is here, the item under discussion, what was written, decisions and actions."""
    return _page(request, conference_id, None)


def _page(request: Any, conference_id: UUID, failed: Failed) -> HttpResponse:
    one = showing.table(conference_id, request.actor, at=request.at)
    sees(request, thing=conference_id)
    if one.conference.opened_at is None:
        raise Hidden
    rows = showing.items(one)
    for row in rows:
        row["acts"] = _acts(request, one, row["row"], failed) if row["row"] else []
        row["alone"] = (
            bool(row["row"]) and row["row"].state == "presented" and _alone(one, row["row"])
        )
    people = showing.attendance(one)
    context = {
        "one": one, "it": one.conference, "label": one.kind.label, "items": rows,
        "state": one.pack.life("conference").label(one.conference.state), "attendance": people,
        "absent": showing.absent(one), "present": showing.present_count(people), "failed": failed[2] if failed else None,
        "settled": not any(r["row"] and r["row"].state in ("listed", "presented") for r in rows),
    }  # fmt: skip
    return render(request, "desk/conferences/room.html", context, status=422 if failed else 200)


def _alone(one: showing.Table, row: AgendaItem) -> bool:
    """Does the decision still need a second member?"""
    return not deciding(row, one.conference, at=one.at).not_alone


@page(right="conference.see", door="conference.item", methods=("POST",))
def item_step(request: Any, item_id: UUID, event: str) -> HttpResponse:
    """One act on one item."""
    row = AgendaItem.objects.filter(pk=item_id).first()
    if row is None or row.conference_id is None or event not in ACTS:
        raise Hidden
    sees(request, subject=row.subject_id, thing=item_id)
    one = showing.table(row.conference_id, request.actor, at=request.at)
    if not _open_to(request, one, row, event):
        raise NotAllowed("wrong_state", NOT_NOW)
    form = form_of(request, one, row, event, request.POST)
    if not form.is_valid():
        return _page(request, row.conference_id, (item_id, event, form))
    more = {"item_id": item_id, "by": request.actor, "at": request.at}
    done = gained(
        request, form, right=RIGHT_OF.get(event, f"agenda_item.{event}"), thing=item_id,
        act=lambda: ACTS[event](form, version_of(request), more),
    )  # fmt: skip
    if done is None:
        return _page(request, row.conference_id, (item_id, event, form))
    messages.success(request, str(NOTED))
    return to("conference_room" if one.conference.opened_at else "conference", row.conference_id)


NOT_NOW = Text(
    "지금은 할 수 없습니다. 화면을 새로 열어 주세요.",
    "This is not possible now. Open the page again.",
)
RIGHT_OF = {
    "note": "agenda_item.decide", "charge": "action_item.give", "leave": "conference.sign",
}  # fmt: skip
Act = Callable[[Any, int | None, dict[str, Any]], object]
ACTS: Mapping[str, Act] = {
    "present": lambda _form, version, more: actions.present(expected=version, **more),
    "note": lambda form, _version, more: actions.note(
        section=form.section, text=form.cleaned_data["text"], **more
    ),
    "charge": lambda form, _version, more: actions.charge(task=form.task(), **more),
    "confirm": lambda _form, _version, more: actions.confirm(**more),
    "decide": lambda form, version, more: actions.decide(
        ruling=form.ruling(), expected=version, **more
    ),
    "defer": lambda form, version, more: actions.defer(
        why=form.cleaned_data["why"], expected=version, **more
    ),
    "withdraw": lambda form, version, more: actions.withdraw(
        why=form.cleaned_data["why"], expected=version, **more
    ),
    "leave": lambda form, _version, more: actions.leave(why=form.cleaned_data["why"], **more),
}
WORDS = {"note": NOTE, "charge": CHARGE, "confirm": CONFIRM, "leave": LEAVE}
RISKS = ("withdraw", "leave")


def _open_to(request: Any, one: showing.Table, row: AgendaItem, event: str) -> bool:
    """Could this viewer do this now? The act itself asks again."""
    life, by, state = one.pack.life("agenda_item"), request.actor, one.conference.state
    if event == "leave":
        mine = any(
            s.item_id == row.pk and s.post_id == by.post and s.left_at is None
            for s in one.sheet.sights
        )
        return mine and state in ("called", "open") and row.state in ("listed", "presented")
    if event == "confirm":
        here = one.mine is not None and one.mine.signed_at is not None
        return here and state == "open" and row.state == "presented" and _alone(one, row)
    right = RIGHT_OF.get(event, f"agenda_item.{event}")
    as_event = "decide" if event in ("note", "charge") else event
    if as_event not in life.events(row.state) or (event != "withdraw" and state != "open"):
        return False
    who = [w for w in life.step(row.state, as_event).who if w not in OUTSIDERS]
    return allows(right, by, item_scene(row, one.conference, at=request.at), who=who)


def _acts(
    request: Any, one: showing.Table, row: AgendaItem, failed: Failed
) -> list[dict[str, Any]]:
    life, found = one.pack.life("agenda_item"), []
    for event in ACTS:
        if not _open_to(request, one, row, event):
            continue
        wrong = failed[2] if failed and failed[:2] == (row.pk, event) else None
        found.append({
            "event": event, "label": WORDS[event] if event in WORDS else life.event_label(event),
            "url": reverse("item_step", args=[row.pk, event]), "risk": event in RISKS,
            "form": wrong or form_of(request, one, row, event), "open": wrong is not None,
            "plain": event in ("present", "confirm"),
        })  # fmt: skip
    return found
