"""Somebody cannot come: what could be done about each of their appointments, one click each."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from hangot.appointments import mending
from hangot.appointments.asking import Stop
from hangot.appointments.mending import Change
from hangot.core.clocks import SEOUL
from hangot.core.refusal import Hidden
from hangot.core.text import Text
from hangot.desk.attempt import attempt
from hangot.desk.door import page, to
from hangot.desk.typed import date_of, uuid_of
from hangot.directory.models import Post
from hangot.directory.places import Room
from hangot.directory.queries import House, house
from hangot.visits import actions as visits

DONE = Text(
    "바꾸었습니다. 본인에게는 안전한 방법과 시간에 알립니다.",
    "Changed. The person is told by a safe way in a safe hour.",
)
SAME = Text("같은 시간, 다른 담당", "Same time, another worker")
LATER = Text("새 시간", "New time")


@page(right="rota.repair", door="rota.mend", methods=("GET", "POST"))
def rota_mend(request: Any, post_id: UUID, day: str) -> HttpResponse:
    """The appointments of a post on a day that it cannot keep."""
    post = Post.objects.filter(pk=post_id, centre_id=request.actor.centre).first()
    on = date_of(day)
    if post is None or on is None:
        raise Hidden
    form = forms.Form(request.POST or None)
    one = uuid_of(request.POST.get("appointment", "")) or UUID(int=0)
    if request.method == "POST" and form.is_valid() and attempt(
        request, form, right="rota.repair", act=lambda: visits.mend(
            appointment_id=one, key=request.POST.get("key", ""), by=request.actor,
            at=request.at, away=post_id, day=on,
        ),
    ):  # fmt: skip
        messages.success(request, str(DONE))
        return to("rota_mend", post_id, day)
    found = mending.changes(post_id, on, by=request.actor, at=request.at)
    named, rooms = house(request.actor.centre), _rooms(found)
    return render(request, "desk/planner/mend.html", {
        "post": post, "agency": named.agency(post.agency_id), "day": on, "form": form,
        "rows": [_row(named, rooms, each) for each in found],
        "today": on == request.at.astimezone(SEOUL).date(),
    }, status=422 if form.errors else 200)  # fmt: skip


def _named(rooms: House, stop: Stop) -> Text | None:
    """The desk, unless its agency's very name tells the kind of harm: then the room is enough."""
    agency = rooms.agencies.get(stop.agency)
    return None if agency is None or agency.guarded else rooms.post(stop.post)


def _rooms(changes: Iterable[Change]) -> Mapping[UUID, Room]:
    return Room.objects.in_bulk([one.stop.room for one in changes if one.stop and one.stop.room])


def _row(named: House, rooms: Mapping[UUID, Room], change: Change) -> dict[str, Any]:
    stop = change.stop
    room = rooms.get(stop.room) if stop and stop.room else None
    return {
        "it": change.before, "service": change.before.service.label, "stop": stop,
        "key": change.key, "reason": SAME if change.same_time else LATER,
        "same": change.same_time, "post": _named(named, stop) if stop else None,
        "room": room.label if room else None,
    }  # fmt: skip
