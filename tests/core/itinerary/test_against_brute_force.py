"""In small houses everything can be tried: the checker and the planner must agree with that."""

from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from hangot.core.itinerary.check import check
from hangot.core.itinerary.model import Appointment, Booking
from hangot.core.itinerary.plan import plan
from hangot.core.itinerary.presence import booked, presence
from tests.core.itinerary import brute
from tests.core.itinerary.worlds import ME, World, worlds


def accepted(world: World, plan: tuple[Appointment, ...]) -> bool:
    """The checker finds nothing wrong with the plan among all that is booked."""
    own = [Booking(one, world.request.childcare) for one in plan]
    return not check(world.centre, [*world.bookings, *own], (world.request,), world.policy)


@settings(max_examples=20, deadline=None)
@given(worlds())
def test_no_plan_that_can_be_found_is_better(world: World) -> None:
    away = presence(world.centre, world.bookings, ME)
    asked = replace(world.request, blocked_presence=world.request.blocked_presence | away)
    stood = {name: Appointment(ME, name, start, 1, "w0") for name, start in world.keep.items()}
    found = plan(booked(world.centre, world.bookings), asked, world.policy, keep=stood)
    told = brute.objective(world, found.appointments)
    assert accepted(world, found.appointments)
    assert found.objective[: len(brute.COMPARED)] == tuple(told[name] for name in brute.COMPARED)
    least = brute.best(world)
    assert found.objective[: len(least)] == least or found.proof == "bound"


@settings(max_examples=15, deadline=None)
@given(worlds(most=3))
def test_the_checker_accepts_every_plan_that_can_be_found(world: World) -> None:
    found = list(brute.plans(world))
    assert all(accepted(world, plan) for plan in found[:: max(1, len(found) // 40)])


@settings(max_examples=50, deadline=None)
@given(worlds(), st.integers(0, 2**32))
def test_the_checker_says_of_any_plan_what_the_words_say(world: World, seed: int) -> None:
    plan = thrown(world, Random(seed))
    assert accepted(world, plan) == brute.legal(world, plan)


def thrown(world: World, dice: Random) -> tuple[Appointment, ...]:
    """Appointments that are each possible alone, now and then with something wrong in one."""
    names: list[str | None] = [r.id for r in world.centre.resources]
    advocate = dice.choice([*(r.id for r in world.centre.resources if r.kind == "advocate"), None])
    plan: list[Appointment] = []
    for need in world.request.needs:
        end = plan[-1].stop if plan else 0
        choices = [one for one in brute.ways(world, need, advocate) if one.start >= end]
        plan += [choices[dice.randrange(min(4, len(choices)))]] if choices else []
    for kind in ("staff", "room", "interpreter", "advocate"):
        if plan and dice.random() < 0.1:
            number = dice.randrange(len(plan))
            name = dice.choice(names if kind == "staff" else [*names, None])
            changed: dict[str, Any] = {kind: name}
            plan[number] = replace(plan[number], **changed)
    if plan and dice.random() < 0.2:
        number = dice.randrange(len(plan))
        plan[number] = replace(plan[number], start=dice.randrange(world.centre.grid.end))
    return tuple(sorted(plan, key=lambda one: one.start))
