"""Numbers, ways in and waits: they follow from nobody else, and say no more than is needed."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from hangot.core.contact import SEOUL
from hangot.core.reception import SEATS, Guide, guide, numbers, pushed, wait_minutes

DAY, ZONES = date(2026, 9, 3), ("A", "B", "C")
TEN = datetime(2026, 9, 3, 10, tzinfo=SEOUL)


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


def test_a_number_is_the_persons_own_for_the_day_and_every_other_can_still_be_had() -> None:
    person = uuid4()
    found = list(numbers(person, DAY))
    assert found == list(numbers(person, DAY))
    assert sorted(found) == list(range(100, 1000))
    assert len({next(numbers(uuid4(), DAY)) for _ in range(200)}) > 100


def test_every_way_is_drawn_for_somebody_so_that_none_stands_out() -> None:
    drawn = {guide(uuid4(), DAY, zones=ZONES, closed=(), taken=()).zone for _ in range(200)}
    assert drawn == set(ZONES)


def test_a_closed_way_is_never_shown_unless_all_are_and_no_seat_twice() -> None:
    taken: set[Guide] = set()
    for _ in range(SEATS):
        one = guide(uuid4(), DAY, zones=ZONES, closed=("A", "B"), taken=taken)
        assert one.zone == "C"
        assert one not in taken
        taken.add(one)
    assert guide(uuid4(), DAY, zones=ZONES, closed=("A", "B"), taken=taken).seat == SEATS + 1
    assert guide(uuid4(), DAY, zones=ZONES, closed=ZONES, taken=()).zone in ZONES


@pytest.mark.parametrize(
    ("until", "said"), [(0, 5), (1, 5), (5, 5), (6, 10), (19, 20), (20, 20), (21, 20), (600, 20)]
)
def test_a_wait_is_said_in_steps_and_never_longer_than_twenty_minutes(
    until: int, said: int
) -> None:
    assert wait_minutes(TEN + minutes(until), TEN) == said


def test_a_late_day_moves_later_keeps_its_lengths_and_uses_the_gaps() -> None:
    planned = [(TEN, TEN + minutes(30)), (TEN + minutes(35), TEN + minutes(65)),
               (TEN + minutes(120), TEN + minutes(150))]  # fmt: skip
    moved = pushed(planned, free_at=TEN + minutes(20), walk=minutes(5))
    assert moved == [
        (TEN + minutes(20), TEN + minutes(50)), (TEN + minutes(55), TEN + minutes(85)), planned[2],
    ]  # fmt: skip
    assert pushed(planned, free_at=TEN - minutes(60), walk=minutes(5)) == planned
