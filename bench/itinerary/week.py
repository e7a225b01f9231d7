"""Many people at once: who is served, in how many visits, against the phone and against nobody else."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from random import Random
from typing import Any

from bench.itinerary import house, people
from bench.itinerary.booker import Booker, overlaps
from bench.itinerary.phone import by_phone
from hangot.core.itinerary import plan, plan_batch
from hangot.core.itinerary.model import Plan, Policy, Request

DAYS = 5
Plans = Mapping[str, Plan]


def asking(count: int, seed: int) -> tuple[Booker, tuple[Request, ...]]:
    """An empty house, and the people who ask in the order in which they do."""
    dice = Random(seed)  # noqa: S311 - the same invented people every time
    centre = house.centre(DAYS, dice)
    found = people.requests(centre, count, dice)
    centre = replace(centre, apart=people.apart(found, dice))
    return Booker(centre, Policy(transfer=1)), found


def measure(count: int, seed: int, rounds: int) -> list[Mapping[str, Any]]:
    """A line for each way to book the same people."""
    booker, found = asking(count, seed)
    alone = {one.client: plan(booker.centre, one, booker.policy) for one in found}
    lines = [_line("each alone", booker, found, alone, alone, 0.0)]
    for way, planner in (("phone", by_phone), ("one by one", plan)):
        began = time.perf_counter()
        desk = Booker(booker.centre, booker.policy)
        plans = {one.client: desk.book(one, planner) for one in found}
        lines.append(_line(way, desk, found, plans, alone, time.perf_counter() - began))
    for way, many in (("batch", 0), (f"batch, {rounds} rounds", rounds)):
        began = time.perf_counter()
        desk = Booker(booker.centre, booker.policy)
        result = plan_batch(booker.centre, found, booker.policy, seed=seed, rounds=many)
        spent = time.perf_counter() - began
        plans = {one.client: one for one in result.plans}
        for request in found:
            desk.keep(request, plans[request.client].appointments)
        lines.append(_line(way, desk, found, plans, alone, spent))
    return lines


def _line(
    way: str, desk: Booker, found: tuple[Request, ...], plans: Plans, alone: Plans, spent: float
) -> Mapping[str, Any]:
    """Visits and waiting are those of people who got everything."""
    served = [one for one in plans.values() if one.whole]
    visits = sum(_visits(desk, one) for one in served)
    least = sum(_visits(desk, alone[one.client]) for one in served)
    return {
        "way": way, "people": len(found), "served": len(served),
        "needs": sum(len(one.appointments) for one in plans.values()),
        "asked": sum(len(one.needs) for one in found),
        "visits": visits / len(served), "ratio": visits / least,
        "waiting_min": _waiting(desk, served) / len(served), "seconds": spent,
        "violations": len(desk.problems(found)), "overlaps": len(list(overlaps(desk))),
    }  # fmt: skip


def _days(desk: Booker, one: Plan) -> list[list[tuple[int, int]]]:
    stride = desk.centre.grid.stride
    days: dict[int, list[tuple[int, int]]] = {}
    for appointment in one.appointments:
        span = appointment.start, appointment.stop
        days.setdefault(appointment.start // stride, []).append(span)
    return list(days.values())


def _visits(desk: Booker, one: Plan) -> int:
    return len(_days(desk, one))


def _waiting(desk: Booker, plans: Iterable[Plan]) -> int:
    """Minutes in the house that are neither a service nor the walk to the next one."""
    grid, walk = desk.centre.grid, desk.policy.transfer
    return grid.slot_min * sum(
        max(stop for _, stop in day) - min(start for start, _ in day)
        - sum(stop - start for start, stop in day) - walk * (len(day) - 1)
        for one in plans for day in _days(desk, one)
    )  # fmt: skip
