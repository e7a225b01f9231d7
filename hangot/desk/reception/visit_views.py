"""One visit: its way through the house, leaving, not coming, and coming without an appointment."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from hangot.core.refusal import Hidden
from hangot.core.text import Text
from hangot.desk.attempt import gained, tried
from hangot.desk.door import page, sees
from hangot.desk.reception import forms, rows
from hangot.desk.reception.acts import back, said
from hangot.desk.reception.board_views import to_number
from hangot.directory.queries import house
from hangot.packs.active import profile
from hangot.visits import actions as visits
from hangot.visits import queries
from hangot.visits.late import asked

DONE = {
    "leave": Text("퇴실을 적었습니다.", "The leaving is recorded."),
    "give_up": Text("오지 않은 것으로 적었습니다.", "Recorded as not come."),
    "replan": Text("남은 예약을 다시 잡았습니다.", "What is left is booked anew."),
}


@page(right="visit.find", door="reception.visit")
def visit(request: Any, visit_id: UUID) -> HttpResponse:
    """The way of one person through the house today, by number."""
    day = queries.day_of(visit_id)
    if day is None:
        raise Hidden
    sees(request, subject=day.visit.subject_id, thing=visit_id)
    actor, now = request.actor, request.at
    pack = profile(actor.profile)
    context = {
        "day": day, "visit": day.visit, "way": rows.way(day.visit, pack),
        "label": pack.life("visit").label(day.visit.state),
        "rows": [rows.stop_row(one, pack, now=now) for one in day.stops],
        "waited": day.waited(now), "served": day.served(now),
        "is_here": queries.is_here(day.visit), "leave": forms.LeaveForm(pack=pack),
        "late": asked(day.visit), "reasons": pack.lists["skip_reasons"].values(),
        "desks": forms.desk_choices(queries.rooms(actor.centre), house(actor.centre)),
    }  # fmt: skip
    return render(request, "desk/reception/visit.html", context)


@page(right="visit.leave", door="reception.leave", methods=("POST",))
def visit_step(request: Any, visit_id: UUID, event: str) -> HttpResponse:
    """They leave, did not come, or what is left of a day that a desk made late is booked anew."""
    common = {"visit_id": visit_id, "by": request.actor, "at": request.at}
    if event == "leave":
        handed = bool(request.POST.get("handed_over"))
        done = tried(request, lambda: visits.leave(
            way_back=request.POST.get("way_back", ""), handed_over=handed, **common
        ), right="visit.leave", thing=visit_id)  # fmt: skip
    elif event == "give_up":
        done = tried(
            request, lambda: visits.give_up(**common), right="visit.give_up", thing=visit_id
        )
    elif event == "replan":
        done = tried(
            request, lambda: visits.replan_rest(**common), right="rota.repair", thing=visit_id
        )
    else:
        raise Hidden
    if not said(request, done):
        messages.success(request, str(DONE[event]))
    return back(request)


@page(right="visit.arrive", door="reception.walk_in", methods=("GET", "POST"))
def walk_in(request: Any) -> HttpResponse:
    """Somebody came without an appointment and is squeezed in."""
    actor = request.actor
    rooms = queries.rooms(actor.centre)
    form = forms.WalkInForm(
        request.POST or None, desks=forms.desk_choices(rooms, house(actor.centre))
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        turn = forms.turn_of(given["desk"], rooms)
        walk = visits.Walk(
            turn.agency, turn.room, request.at, request.at + timedelta(minutes=given["minutes"])
        )
        found = gained(request, form, right="visit.arrive", act=lambda: visits.walk_in(
            subject=given["number"], walks=[walk], companions=given["companions"], by=actor,
            at=request.at,
        ))  # fmt: skip
        if found:
            messages.success(request, str(rows.shown_in(found, profile(actor.profile))))
            return to_number(found.number)
    status = 422 if form.errors else 200
    return render(request, "desk/reception/walk_in.html", {"form": form}, status=status)
