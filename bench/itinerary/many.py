"""Thousands of people who book and cancel at one desk; nothing may overlap at the end."""

import time
from collections.abc import Mapping
from random import Random
from typing import Any

from bench.itinerary import house, people
from bench.itinerary.booker import Booker, Planner, overlaps
from hangot.core.itinerary.model import Policy, Request
from hangot.core.itinerary.plan import plan

DAYS = 10
# Of a hundred who ask, so many times somebody else cancels everything.
CANCELLED = 85


def measure(
    appointments: int, seed: int, planner: Planner = plan, days: int = DAYS
) -> Mapping[str, Any]:
    """Book until so many appointments were made; every plan is checked before it is booked."""
    dice = Random(seed)  # noqa: S311 - the same invented people every time
    desk = Booker(house.centre(days, dice), Policy(transfer=1))
    asked: list[Request] = []
    began, made, cancelled = time.perf_counter(), 0, 0
    while made < appointments:
        [request] = people.requests(desk.centre, 1, dice, first=len(asked))
        asked.append(request)
        made += len(desk.book(request, planner).appointments)
        if dice.randrange(100) < CANCELLED:
            desk.standing.pop(dice.choice(sorted(desk.standing)))
            cancelled += 1
    double = len(list(overlaps(desk)))
    return {
        "appointments": made, "people": len(asked), "cancelled": cancelled,
        "standing": len(desk.bookings()), "overlaps": double,
        "wrong": double + len(desk.problems(tuple(asked))), "seconds": time.perf_counter() - began,
    }  # fmt: skip
