"""A desk that books and cancels all day never takes anybody or anything twice."""

import pytest

from bench.itinerary import many
from bench.itinerary.phone import by_phone
from hangot.core.itinerary.plan import plan


@pytest.mark.slow
def test_after_three_hundred_bookings_nothing_overlaps() -> None:
    found = many.measure(300, seed=1, days=2)
    assert found["appointments"] >= 300
    assert found["standing"] > 60
    assert (found["overlaps"], found["wrong"]) == (0, 0)


def test_who_rings_agency_after_agency_gets_legal_appointments_too() -> None:
    found = many.measure(150, seed=2, planner=by_phone, days=2)
    assert (found["overlaps"], found["wrong"]) == (0, 0)


def test_the_same_seed_makes_the_same_day() -> None:
    first, again = (many.measure(40, seed=3, planner=plan, days=2) for _ in range(2))
    assert {**first, "seconds": 0} == {**again, "seconds": 0}
