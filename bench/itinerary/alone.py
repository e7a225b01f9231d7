"""One person: how often the plan is proven best, how long it takes."""

import time
from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import Any

from bench.itinerary import house, people
from bench.itinerary.booker import Booker, fill
from hangot.core.itinerary.model import Policy
from hangot.core.itinerary.plan import plan

LOADS = (0.15, 0.3, 0.45)


def measure(count: int, seed: int) -> list[Mapping[str, Any]]:
    """A line for each load: `count` people, each alone in the same house of ten days."""
    return [_line(load, count, seed) for load in LOADS]


def _line(load: float, count: int, seed: int) -> Mapping[str, Any]:
    dice = Random(seed)  # noqa: S311 - the same invented people every time
    booker = Booker(house.centre(10, dice), Policy(transfer=1))
    fill(booker, load, dice)
    spent: list[float] = []
    optimal = whole = broken = 0
    for request in people.requests(booker.centre, count, dice):
        centre, asked = booker.snapshot(request)
        began = time.perf_counter()
        found = plan(centre, asked, booker.policy)
        spent.append((time.perf_counter() - began) * 1000)
        optimal += found.proof == "optimal"
        whole += found.whole
        trial = replace(booker, standing=dict(booker.standing))
        trial.keep(request, found.appointments)
        broken += bool(trial.problems((request,)))
    spent.sort()
    return {
        "load": load, "people": count, "optimal": optimal / count, "whole": whole / count,
        "p50_ms": spent[count // 2], "p95_ms": spent[int(count * 0.95)], "max_ms": spent[-1],
        "wrong": broken,
    }  # fmt: skip
