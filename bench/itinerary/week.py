"""Many people at once: who is served, in how many visits, against the phone and against nobody else."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from bench.itinerary import house, people
from bench.itinerary.booker import Booker, Planner, overlaps
from bench.itinerary.phone import by_phone
from hangot.core.itinerary.batch import plan_batch
from hangot.core.itinerary.model import Plan, Policy, Request
from hangot.core.itinerary.plan import plan

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
    week = _Week(booker, found, alone)
    return [
        week.line("each alone", alone, 0.0),
        week.one_by_one("phone", by_phone),
        week.one_by_one("one by one", plan),
        week.batch("batch", seed, 0),
        week.batch(f"batch, {rounds} rounds", seed, rounds),
    ]


@dataclass(frozen=True, slots=True)
class _Week:
    """The empty house, who asks, and what each would get alone in it."""

    booker: Booker
    found: tuple[Request, ...]
    alone: Plans

    @property
    def load(self) -> float:
        """How much of the staff's time is asked for, 0..1."""
        asked = sum(need.slots for one in self.found for need in one.needs)
        staff = (one for one in self.booker.centre.resources if one.kind == "staff")
        return asked / sum(one.free.bit_count() for one in staff)

    def one_by_one(self, way: str, planner: Planner) -> Mapping[str, Any]:
        """Everybody in the order in which they ask."""
        desk, began = Booker(self.booker.centre, self.booker.policy), time.perf_counter()
        plans = {one.client: desk.book(one, planner) for one in self.found}
        return self.line(way, plans, time.perf_counter() - began)

    def batch(self, way: str, seed: int, rounds: int) -> Mapping[str, Any]:
        """All together."""
        centre, policy, began = self.booker.centre, self.booker.policy, time.perf_counter()
        result = plan_batch(centre, self.found, policy, seed=seed, rounds=rounds)
        spent = time.perf_counter() - began
        return self.line(way, {one.client: one for one in result.plans}, spent)

    def line(self, way: str, plans: Plans, spent: float) -> Mapping[str, Any]:
        """The figures; visits and waiting are those of people who got everything."""
        desk, alone = Booker(self.booker.centre, self.booker.policy), plans is self.alone
        for request in self.found if not alone else ():
            desk.keep(request, plans[request.client].appointments)
        served = [one for one in plans.values() if one.whole]
        visits = sum(_visits(desk, one) for one in served)
        least = sum(_visits(desk, self.alone[one.client]) for one in served)
        return {
            "way": way, "people": len(self.found), "load": self.load, "served": len(served),
            "needs": sum(len(one.appointments) for one in plans.values()),
            "asked": sum(len(one.needs) for one in self.found),
            "visits": visits / len(served), "ratio": visits / least,
            "waiting_min": _waiting(desk, served) / len(served),
            "first_day": sum(_first(desk, one) for one in served) / len(served), "seconds": spent,
            "wrong": len(desk.problems(self.found)) + len(list(overlaps(desk))),
        }  # fmt: skip


def _days(desk: Booker, one: Plan) -> list[list[tuple[int, int]]]:
    stride = desk.centre.grid.stride
    days: dict[int, list[tuple[int, int]]] = {}
    for appointment in one.appointments:
        span = appointment.start, appointment.stop
        days.setdefault(appointment.start // stride, []).append(span)
    return list(days.values())


def _first(desk: Booker, one: Plan) -> int:
    """The working day on which the first visit is, from 1."""
    return min(a.start for a in one.appointments) // desk.centre.grid.stride + 1


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
