"""Which room is in use when, on one day; by whom is not said."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from hangot.appointments.queries import house_days, numbers_of, rooms, taken
from hangot.core.clocks import SEOUL
from hangot.desk.door import page
from hangot.desk.planner.week import HouseDays
from hangot.desk.typed import date_of
from hangot.packs.active import profile

HALF = timedelta(minutes=30)
Span = tuple[datetime, datetime]


@page(right="rooms.see", door="rooms")
def room_use(request: Any) -> HttpResponse:
    """A line for each room, a column for each half hour."""
    day = _day(request)
    first = datetime.combine(day, time(), SEOUL)
    open_ = HouseDays(profile(request.actor.profile), *house_days(request.actor.centre))
    used = taken(first, first + timedelta(days=1))
    numbers = numbers_of(request.actor.centre, "room")
    halves = _halves(day, open_.hours)
    lines = [
        {"room": room, "spans": _joined(cells), "cells": [busy for _, busy in cells]}
        for room in rooms(request.actor.centre)
        for cells in [[(half, _taken(half, used.get(numbers.get(room.pk, 0), []))) for half in halves]]
    ]  # fmt: skip
    return render(request, "desk/planner/rooms.html", {
        "day": day, "hours": [half.hour for half in halves[::2]], "lines": lines,
        "before": day - timedelta(days=1), "after": day + timedelta(days=1),
    })  # fmt: skip


def _day(request: Any) -> date:
    today: date = request.at.astimezone(SEOUL).date()
    return date_of(request.GET.get("day", "")) or today


def _halves(day: date, hours: range) -> list[datetime]:
    starts = [datetime.combine(day, time(hour), SEOUL) for hour in hours]
    return [one + half for one in starts for half in (timedelta(), HALF)]


def _joined(cells: Iterable[tuple[datetime, bool]]) -> list[Span]:
    """Stretches of taken half hours: the minute would tell one appointment from another."""
    spans: list[Span] = []
    for half, busy in cells:
        if busy and spans and spans[-1][1] == half:
            spans[-1] = (spans[-1][0], half + HALF)
        elif busy:
            spans.append((half, half + HALF))
    return spans


def _taken(half: datetime, spans: list[Span]) -> bool:
    return any(starts < half + HALF and half < ends for starts, ends in spans)
