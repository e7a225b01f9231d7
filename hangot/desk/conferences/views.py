"""The list of conferences, a new one, one conference with its steps."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from hangot.conferences import actions
from hangot.conferences.models import Conference
from hangot.conferences.queries import listed, my_actions, visible
from hangot.conferences.scenes import scene
from hangot.core.access import Actor
from hangot.core.conferences.kinds import Kind
from hangot.core.lives import OUTSIDERS
from hangot.core.refusal import Hidden
from hangot.core.rights import allows, may, opens
from hangot.core.text import Text
from hangot.desk.attempt import gained
from hangot.desk.cases.forms import DeskForm
from hangot.desk.cases.work_frame import today
from hangot.desk.conferences import showing
from hangot.desk.conferences.forms import NewForm, WhenForm, WhyForm
from hangot.desk.door import page, sees, to
from hangot.desk.typed import version_of
from hangot.directory.models import Agency
from hangot.directory.places import Room
from hangot.directory.queries import House, house
from hangot.packs.active import profile

MADE = Text(
    "회의를 준비했습니다. 이제 안건을 올려 주세요.", "Prepared. Now put cases on the agenda."
)
NOTED = Text("적었습니다. 이제 {state} 상태입니다.", "Recorded. Now: {state}.")
OVER = ("closed", "cancelled")


@page(right="conference.see", door="conferences")
def conferences(request: Any) -> HttpResponse:
    """What one runs or is invited to; those to come first."""
    by, pack = request.actor, profile(request.actor.profile)
    life = pack.life("conference")
    rows = [
        {
            "it": one, "label": pack.conferences[one.what].label, "state": life.label(one.state),
            "url": reverse("conference", args=[one.pk]), "over": one.state in OVER,
            "mine": one.agency_id == by.agency,
        }
        for one in listed() if one.what in pack.conferences
    ]  # fmt: skip
    context = {
        "coming": sorted((r for r in rows if not r["over"]), key=lambda r: r["it"].starts),
        "over": [r for r in rows if r["over"]], "may_prepare": _kinds(by) and opens("conference.prepare", by.duties),
        "actions": my_actions(by) if opens("action_item.see", by.duties) else [],
    }  # fmt: skip
    return render(request, "desk/conferences/list.html", context)


def _kinds(by: Actor) -> list[Kind]:
    """The kinds this post may prepare: those its agency calls."""
    mine = Agency.objects.filter(pk=by.agency).first()
    pack = profile(by.profile)
    slug = mine.slug if mine else ""
    return [
        one for one in pack.conferences.values()
        if (one.agency or pack.home_agency) == slug
        and (by.duties & one.calls or ("M" in by.duties and not one.agency))
    ]  # fmt: skip


@page(right="conference.prepare", door="conference.new", methods=("GET", "POST"))
def conference_new(request: Any) -> HttpResponse:
    """Kind, day, room, chair."""
    by, rooms = request.actor, Room.objects.filter(active=True, kind="talk").order_by("label_ko")
    form = NewForm(
        request.POST or None, today=today(request), rooms=[(r.pk, r.label) for r in rooms],
        kinds=[(k.id, k.label) for k in _kinds(by)], chairs=_chairs(house(by.centre), by),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        made = gained(
            request, form, right="conference.prepare",
            act=lambda: actions.prepare(meeting=form.meeting(), by=by, at=request.at),
        )  # fmt: skip
        if made is not None:
            messages.success(request, str(MADE))
            return to("conference_agenda", made.pk)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "desk/conferences/new.html", {"form": form}, status=status)


def _chairs(rooms: House, by: Actor) -> list[tuple[UUID, Text]]:
    chairs = {"L", "D", "A", "M"}
    return [(p.pk, p.label) for p in rooms.posts_of(by.agency) if chairs & set(p.duties)]


@page(right="conference.see", door="conference")
def conference(request: Any, conference_id: UUID) -> HttpResponse:
    """One conference: what it speaks about, who takes part, what can be done now."""
    return _page(request, conference_id, None)


def _page(request: Any, conference_id: UUID, failed: tuple[str, DeskForm] | None) -> HttpResponse:
    one = showing.table(conference_id, request.actor, at=request.at)
    sees(request, thing=conference_id)
    rows, life = showing.attendance(one), one.pack.life("conference")
    context = {
        "one": one, "it": one.conference, "label": one.kind.label, "items": showing.items(one),
        "state": life.label(one.conference.state), "turn": one.pack.turns[life.turn(one.conference.state)],
        "room": one.house, "attendance": rows, "absent": showing.absent(one), "present": showing.present_count(rows),
        "steps": _steps(request, one, failed), "failed": failed[1] if failed else None,
        "writes": one.runs and one.conference.state in ("draft", "postponed")
        and opens("conference.write", request.actor.duties),
    }  # fmt: skip
    return render(request, "desk/conferences/one.html", context, status=422 if failed else 200)


Act = Callable[..., Conference]
ACTS: dict[str, Act] = {
    "call": actions.call, "postpone": actions.postpone, "cancel": actions.cancel,
    "open": actions.open_room, "decide": actions.end_decisions, "minute": actions.fix_minutes,
    "close": actions.close,
}  # fmt: skip
RISKS = ("postpone", "cancel")


@page(right="conference.see", door="conference.step", methods=("POST",))
def conference_step(request: Any, conference_id: UUID, event: str) -> HttpResponse:
    """Call it, put it off, open it, end it, fix its minutes, close it."""
    row = visible(conference_id)
    sees(request, thing=conference_id)
    if event not in ACTS:
        raise Hidden
    by = request.actor
    _allowed(row, event, by, at=request.at)
    form = _form(request, row, event, request.POST)
    if not form.is_valid():
        return _page(request, conference_id, (event, form))
    done = gained(
        request, form, right=f"conference.{event}", thing=conference_id,
        act=lambda: ACTS[event](
            conference_id=conference_id, expected=version_of(request), by=by, at=request.at,
            **_given(form, event),
        ),
    )  # fmt: skip
    if done is None:
        return _page(request, conference_id, (event, form))
    label = profile(by.profile).life("conference").label(done.state)
    messages.success(request, str(NOTED.format(state=str(label))))
    return to("conference_room" if done.state == "open" else "conference", conference_id)


def _allowed(row: Conference, event: str, by: Actor, *, at: Any) -> None:
    right, who = _needed(row, event, by)
    may(right, by, scene(row, at=at), who)


def _needed(row: Conference, event: str, by: Actor) -> tuple[str, list[str]]:
    """The right a step asks for and the duties of which one must be held."""
    step = profile(by.profile).life("conference").step(row.state, event)
    return step.right, [one for one in step.who if one not in OUTSIDERS]


def _given(form: DeskForm, event: str) -> dict[str, Any]:
    given = form.cleaned_data
    if event in RISKS:
        return {"why": given["why"]}
    return {"starts": given["from"], "ends": given["to"]} if "from" in given else {}


def _form(request: Any, row: Conference, event: str, data: Any = None) -> DeskForm:
    more = {"auto_id": f"{event}_%s"}
    if event in RISKS:
        return WhyForm(profile(request.actor.profile), "conference_off_reasons", data, **more)
    if event == "call" and row.state == "postponed":
        return WhenForm(data, today=today(request), **more)
    return DeskForm(data, **more)


def _steps(
    request: Any, one: showing.Table, failed: tuple[str, DeskForm] | None
) -> list[dict[str, Any]]:
    life, found = one.pack.life("conference"), []
    for event in life.events(one.conference.state):
        right, who = _needed(one.conference, event, request.actor)
        if not allows(right, request.actor, scene(one.conference, at=request.at), who):
            continue
        wrong = failed[1] if failed and failed[0] == event else None
        found.append({
            "event": event, "label": life.event_label(event), "risk": event in RISKS,
            "url": reverse("conference_step", args=[one.conference.pk, event]),
            "form": wrong or _form(request, one.conference, event), "open": wrong is not None,
        })  # fmt: skip
    return sorted(found, key=lambda step: step["risk"])
