"""The board of reception: who is expected, here, waiting and served; by number, without names."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from hangot.core.contact import SEOUL
from hangot.core.refusal import Missing
from hangot.core.text import Text
from hangot.desk.attempt import tried
from hangot.desk.door import page, to
from hangot.desk.reception import checking, rows, tokens
from hangot.desk.reception.acts import said
from hangot.desk.typed import number_of
from hangot.packs.active import profile
from hangot.visits import actions as visits
from hangot.visits import queries
from hangot.visits.signs import pulse


@page(right="visit.find", door="reception")
def board(request: Any) -> HttpResponse:
    """Everybody of today by number: as many statements for two hundred as for twenty."""
    actor, now = request.actor, request.at
    today, pack = now.astimezone(SEOUL).date(), profile(actor.profile)
    beat = pulse(actor.centre)
    days = queries.days(today)
    coming = [one for one in days if one.visit.state == "planned"]
    needs = queries.needs(one.visit.subject_id for one in coming)
    here = rows.here_rows(days, pack, now=now)
    context = {
        "here": here, "coming": rows.coming_rows(coming, needs, pack, now=now),
        "gone": rows.gone_rows(days, pack, now=now), "sum": rows.summary(days, now=now),
        "free": rows.free_places(queries.rooms_taken(now), queries.rooms(actor.centre), now=now),
        "next": next((row for row in here if row["mine"] and row["stop"].state == "waiting"), None),
        "on": request.GET.get("on", ""), "screen_url": tokens.screen_url(actor, today),
        "pulse_url": tokens.pulse_url(actor.centre, today), "pulse": beat,
    }  # fmt: skip
    return render(request, "desk/reception/board.html", context)


@page(right="visit.arrive", door="reception.arrive", methods=("POST",))
def arrive(request: Any) -> HttpResponse:
    """Somebody is at the door and says a number, or a day of birth and a family name."""
    typed = request.POST.get("who", "")
    found = checking.expected(typed, day=request.at.astimezone(SEOUL).date())
    if isinstance(found, Text):
        messages.warning(request, str(found))
        return to("reception")
    companions = number_of(request.POST.get("companions", ""), most=9) or 0
    done = tried(
        request, lambda: visits.arrive(
            visit_id=found.pk, companions=companions,
            by=request.actor, at=request.at,
        ), right="visit.arrive", thing=found.pk,
    )  # fmt: skip
    if said(request, done) or isinstance(done, Missing):
        return to("reception")
    messages.success(request, str(rows.shown_in(done, profile(request.actor.profile))))
    return to_number(done.number)


def to_number(number: int) -> HttpResponse:
    """Back to the board, with one row marked."""
    response = to("reception")
    response.headers["Location"] = f"{reverse('reception')}?on={number}"
    return response
