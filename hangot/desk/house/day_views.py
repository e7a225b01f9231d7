"""Days on which the house differs from the calendar, and what is closed from when until when."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from hangot.appointments import closures
from hangot.appointments.arrangement import Arrangement, arrangement
from hangot.core.clocks import SEOUL
from hangot.core.refusal import Hidden, NotAllowed
from hangot.core.rights import NO_DUTY
from hangot.core.text import Text
from hangot.desk.attempt import attempt
from hangot.desk.door import page, to
from hangot.desk.house import place_showing as showing
from hangot.desk.house.day_forms import ClosureForm, OwnDayForm
from hangot.desk.house.place_views import hit, writes
from hangot.desk.typed import uuid_of
from hangot.directory.queries import House, house
from hangot.packs.active import profile

DONE = Text("쉬는 날을 고쳤습니다.", "The days are changed.")


@page(right="places.agency", door="places.days", methods=("GET", "POST"))
def place_days(request: Any) -> HttpResponse:
    """Public holidays, days of the house's own, closures; added and removed here."""
    actor, rooms = request.actor, house(request.actor.centre)
    found = arrangement(actor.centre, at=request.at)
    today = request.at.astimezone(SEOUL).date()
    things = _things(request, rooms, found)
    if not things:
        raise NotAllowed("holds_duty", NO_DUTY)
    own = OwnDayForm(_sent(request, "day"), today=today)
    closure = ClosureForm(_sent(request, "close"), today=today, things=things)
    other = forms.Form(request.POST or None)
    if request.method == "POST" and _act(request, own, closure, other):
        messages.success(request, str(DONE))
        return to("place_days")
    return _page(request, (rooms, found), (own, closure, other), today)


def _page(
    request: Any, there: tuple[House, Arrangement], drawn: tuple[forms.Form, ...], today: date
) -> HttpResponse:
    actor, (rooms, found) = request.actor, there
    keeps = {pk: writes(actor, rooms, pk, at=request.at) for pk in (None, *rooms.agencies)}
    closed = [one | {"writes": keeps[one["agency"]]} for one in showing.closures(found, rooms)]
    wrong = any(form.is_bound and form.errors for form in drawn)
    return render(request, "desk/house/days.html", {
        "days": showing.days(found, rooms, profile(actor.profile), today), "closures": closed,
        "own": drawn[0], "closure": drawn[1], "other": drawn[2], "runs": keeps[None], **hit(request),
    }, status=422 if wrong else 200)  # fmt: skip


def _things(request: Any, rooms: House, found: Arrangement) -> list[tuple[str, Text]]:
    """What this post may close: the house, agencies and rooms, or the own agency only."""
    actor, at = request.actor, request.at
    whole = writes(actor, rooms, None, at=at)
    agencies = [
        (f"agency:{one.pk}", one.label)
        for one in rooms.desks
        if writes(actor, rooms, one.pk, at=at)
    ]
    own_rooms = [(f"room:{one.pk}", one.label) for one in found.rooms if whole and one.active]
    helpers = [(f"aide:{one.pk}", one.label) for one in found.aides if whole and one.active]
    first = [("house:", showing.WHOLE_HOUSE)] if whole else []
    return [*first, *agencies, *helpers, *own_rooms]


def _sent(request: Any, act: str) -> Any:
    return request.POST if request.POST.get("act") == act else None


def _act(request: Any, own: OwnDayForm, closure: ClosureForm, other: forms.Form) -> bool:
    who = {"by": request.actor, "at": request.at}
    thing = uuid_of(request.POST.get("thing", "")) or UUID(int=0)
    acts: dict[str, tuple[forms.Form, Callable[[], object]]] = {
        "day": (own, lambda: closures.set_day(own=own.own(), **who)),
        "close": (closure, lambda: closures.close(what=closure.closure(), **who)),
        "drop": (other, lambda: closures.drop_day(day_id=thing, **who)),
        "reopen": (other, lambda: closures.reopen(closed_id=thing, **who)),
    }
    form, act = acts.get(request.POST.get("act", ""), (other, _nothing))
    return form.is_valid() and attempt(request, form, act, right="places.write")


def _nothing() -> None:
    raise Hidden
