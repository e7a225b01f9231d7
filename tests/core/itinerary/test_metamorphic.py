"""Houses drawn at random: what must hold whatever the house, without knowing the best plan."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

from hangot.core.itinerary.explain import explain
from hangot.core.itinerary.model import (
    Appointment,
    Bits,
    Booking,
    Centre,
    Need,
    Policy,
    Request,
    Urgency,
)
from hangot.core.itinerary.objective import better
from hangot.core.itinerary.plan import plan
from hangot.core.itinerary.presence import booked
from tests.core.itinerary.house import ALL, GRID, HANSEOYUN, at, house, one

POLICY = Policy()
SERVICES = ("intake", "law", "counsel", "statement")
SEEDS = range(15)


def bits(dice: Random, share: float) -> Bits:
    return sum(1 << slot for slot in range(GRID.end) if dice.random() < share) & ALL


def drawn(seed: int) -> tuple[Centre, Request, Random]:
    dice = Random(seed)
    people = [one(f"w{i}", dice.choice(SERVICES), free=bits(dice, 0.8)) for i in range(6)]
    people += [one(f"a{i}", kind="advocate", free=bits(dice, 0.7)) for i in range(2)]
    needs = tuple(
        Need(
            service,
            dice.choice((1, 2)),
            after=tuple(each for each in SERVICES[:i] if dice.random() < 0.3),
            escorted=dice.random() < 0.3,
            due=dice.choice((None, at(1, 4))),
        )
        for i, service in enumerate(SERVICES)
    )
    window, blocked = bits(dice, 0.95), bits(dice, 0.05)
    return house(*people), Request(HANSEOYUN, needs, window, blocked, max_stay=6), dice


def cost(centre: Centre, request: Request) -> tuple[int, ...]:
    """The levels the exact program decides, in the order of the policy."""
    return better(POLICY.order, plan(centre, request, POLICY).objective)[:7]


def looser(centre: Centre, request: Request) -> Iterator[tuple[Centre, Request]]:
    yield replace(centre, resources=tuple(replace(r, free=ALL) for r in centre.resources)), request
    yield centre, replace(request, window=ALL)
    yield centre, replace(request, blocked_presence=0)
    yield centre, replace(request, max_stay=8)
    yield centre, replace(request, needs=tuple(replace(n, due=None) for n in request.needs))
    yield centre, replace(request, needs=tuple(replace(n, after=()) for n in request.needs))
    yield centre, replace(request, needs=tuple(replace(n, escorted=False) for n in request.needs))


@pytest.mark.parametrize("seed", SEEDS)
def test_more_time_or_one_rule_less_never_makes_it_worse(seed: int) -> None:
    centre, request, _ = drawn(seed)
    worst = cost(centre, request)
    assert all(cost(*other) <= worst for other in looser(centre, request))


@pytest.mark.parametrize("seed", SEEDS)
def test_names_the_order_of_lists_and_strangers_bookings_change_nothing(seed: int) -> None:
    centre, request, dice = drawn(seed)
    usual = cost(centre, request)
    renamed = [replace(r, id=f"x{r.id[::-1]}") for r in centre.resources]
    dice.shuffle(renamed)
    assert cost(replace(centre, resources=tuple(renamed)), request) == usual
    turned = replace(request, needs=request.needs[::-1])
    assert cost(centre, turned) == usual
    other = replace(centre, resources=(*centre.resources, one("dancer", "dance")))
    stranger = Booking(Appointment("stranger", "dance", at(0, 0), 3, "dancer"))
    assert cost(booked(other, [stranger]), request) == usual


@pytest.mark.parametrize("seed", SEEDS)
def test_a_closed_day_in_front_shifts_everything_and_changes_nothing_else(seed: int) -> None:
    centre, request, _ = drawn(seed)
    step = GRID.stride
    later = replace(
        centre,
        grid=replace(GRID, days=GRID.days + 1),
        resources=tuple(replace(r, free=r.free << step) for r in centre.resources),
    )
    needs = tuple(n if n.due is None else replace(n, due=n.due + step) for n in request.needs)
    shifted = replace(
        request,
        needs=needs,
        window=request.window << step,
        blocked_presence=request.blocked_presence << step,
    )
    before, after = plan(centre, request, POLICY), plan(later, shifted, POLICY)
    assert [replace(each, start=each.start + step) for each in before.appointments] == [
        *after.appointments
    ]


@pytest.mark.parametrize("seed", SEEDS)
def test_no_drawn_house_lets_anybody_but_the_officer_hear_of_the_other(seed: int) -> None:
    centre, request, dice = drawn(seed)
    policy = Policy(reserve={Urgency.NORMAL: (dice.random(), dice.random())})
    met = replace(request, blocked_presence=bits(dice, 0.5))
    found = plan(centre, met, policy)
    for audience in ("person", "desk", "staff"):
        for reason in explain(centre, met, found, policy, audience):
            said = f"{reason.code} {dict(reason.facts)}"
            assert "ENCOUNTER" not in said
            assert "RESERVE" not in said
            assert reason.code != "not_offered" or set(reason.facts) <= {"day"}
