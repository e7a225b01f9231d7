"""A week for many: the pressing first, nobody's plan traded away, the same dice every time."""

from dataclasses import replace

import pytest

from hangot.core.itinerary.batch import insertion, plan_batch
from hangot.core.itinerary.model import Apart, Centre, Need, Policy, Request, Urgency
from hangot.core.itinerary.objective import better
from hangot.core.itinerary.presence import stays
from tests.core.itinerary.house import (
    HANSEOYUN,
    INTAKE,
    KIMHARIN,
    LAW,
    OHMINJAE,
    asks,
    at,
    house,
    one,
    only,
    starts,
)

POLICY = Policy()


def week() -> tuple[Centre, tuple[Request, ...]]:
    """Twelve people for one counsellor and one lawyer: more than fits."""
    people = [
        asks(
            *(INTAKE, LAW)[: 1 + i % 2],
            client=f"person {i}",
            asked_at=i,
            window=only((i % 3, 0, 8), ((i + 1) % 3, 0, 4 + i % 5)),
        )
        for i in range(12)
    ]
    return house(), tuple(people)


def test_the_pressing_are_planned_first_then_the_tight_then_who_asked_first() -> None:
    pressing = asks(INTAKE, client="now", urgency=Urgency.NOW, asked_at=9)
    dated = asks(replace(INTAKE, due=9), client="dated", asked_at=8)
    tight = asks(INTAKE, client="tight", window=only((0, 0, 2)), asked_at=7)
    first, second = asks(INTAKE, client="z", asked_at=1), asks(INTAKE, client="a", asked_at=2)
    order = insertion([second, first, tight, dated, pressing])
    assert order == [4, 3, 2, 1, 0]


def test_who_can_only_come_early_gets_the_early_time() -> None:
    tight = asks(INTAKE, client=KIMHARIN, window=only((0, 0, 2)), asked_at=2)
    result = plan_batch(house(), [asks(INTAKE), tight], POLICY, seed=0, rounds=0)
    assert result.served == 2
    assert starts(result.plans[1]) == {"intake": (0, 0)}


def test_two_people_kept_apart_are_never_in_the_house_together() -> None:
    centre = replace(
        house(one("a", "intake"), one("b", "intake")), apart=(Apart(HANSEOYUN, OHMINJAE, 1),)
    )
    both = [asks(INTAKE), asks(INTAKE, client=OHMINJAE)]
    result = plan_batch(centre, both, POLICY, seed=0, rounds=3)
    hulls = stays(centre.grid, (each.appointment for each in result.bookings))
    assert hulls[HANSEOYUN, 0] == (at(0, 0), at(0, 2))
    assert hulls[OHMINJAE, 0] == (at(0, 3), at(0, 5))


def test_rounds_never_make_it_worse_and_nobody_loses_what_one_by_one_gave() -> None:
    centre, people = week()
    plain = plan_batch(centre, people, POLICY, seed=1, rounds=0)
    improved = plan_batch(centre, people, POLICY, seed=1, rounds=30)
    assert improved.rounds == 30
    assert better(POLICY.order, improved.objective) <= better(POLICY.order, plain.objective)
    assert better(POLICY.order, improved.bound) <= better(POLICY.order, improved.objective)
    for before, after in zip(plain.plans, improved.plans, strict=True):
        assert len(after.unserved) <= len(before.unserved)


def test_nobody_and_nothing_is_booked_twice() -> None:
    centre, people = week()
    found = plan_batch(centre, people, POLICY, seed=2, rounds=20).bookings
    taken = [
        (each.appointment.staff, slot)
        for each in found
        for slot in range(each.appointment.start, each.appointment.stop)
    ]
    assert len(set(taken)) == len(taken)


def test_the_same_dice_give_the_same_week_and_stop_is_obeyed() -> None:
    centre, people = week()
    first = plan_batch(centre, people, POLICY, seed=5, rounds=8)
    assert first == plan_batch(centre, people, POLICY, seed=5, rounds=8)
    stopped = plan_batch(centre, people, POLICY, seed=5, rounds=8, stop=lambda: True)
    assert stopped.rounds == 0


def test_one_person_cannot_be_planned_twice_in_a_batch() -> None:
    with pytest.raises(ValueError, match="one request"):
        plan_batch(house(), [asks(INTAKE), asks(LAW)], POLICY, seed=0, rounds=0)


def test_nobody_at_all_is_a_batch_too() -> None:
    result = plan_batch(house(), [], POLICY, seed=0, rounds=5)
    assert (result.plans, result.served, result.rounds) == ((), 0, 0)
    assert set(result.objective) == {0}


def test_a_need_nobody_serves_stays_open_for_that_person_only() -> None:
    odd = asks(INTAKE, Need("dance", 2), client=KIMHARIN)
    result = plan_batch(house(), [asks(INTAKE), odd], POLICY, seed=0, rounds=2)
    assert [each.unserved for each in result.plans] == [(), ("dance",)]
