"""Numbers and ways in follow from nobody else, and nobody can work them out."""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from hypothesis import given, settings
from hypothesis import strategies as st

from hangot.core.contact import SEOUL
from hangot.core.reception import SEATS, Guide, guide, numbers, pushed

DAY, ZONES = date(2026, 9, 3), ("A", "B", "C")
KEY = b"k" * 32
TEN = datetime(2026, 9, 3, 10, tzinfo=SEOUL)


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


def test_a_number_is_the_persons_own_for_the_day_and_every_other_can_still_be_had() -> None:
    person = uuid4()
    found = list(numbers(person, DAY, key=KEY))
    assert found == list(numbers(person, DAY, key=KEY))
    assert sorted(found) == list(range(100, 1000))
    assert len({next(numbers(uuid4(), DAY, key=KEY)) for _ in range(200)}) > 100


@settings(max_examples=60, deadline=None)
@given(st.uuids(), st.dates(), st.binary(min_size=32, max_size=32))
def test_nobody_without_the_key_of_the_house_can_compute_a_number(
    person: UUID, day: date, key: bytes
) -> None:
    """Whoever knows the person and the day and guesses the key is right no more often than by chance."""
    guesses = [next(numbers(person, day, key=key + bytes([n]))) for n in range(40)]
    mine = next(numbers(person, day, key=key))
    assert len(set(guesses)) > 20
    assert sum(one == mine for one in guesses) < 5


def test_who_finds_the_own_number_taken_gets_one_that_does_not_stand_beside_it() -> None:
    """A number after the first would tell that somebody holds the first."""
    steps = []
    for _ in range(200):
        tries = numbers(uuid4(), DAY, key=KEY)
        steps.append(abs(next(tries) - next(tries)))
    assert sum(one <= 1 for one in steps) < 20
    assert len(set(steps)) > 100


def test_every_way_and_seat_is_drawn_for_somebody_so_that_none_stands_out() -> None:
    drawn = [guide(uuid4(), DAY, zones=ZONES, closed=(), taken=(), key=KEY) for _ in range(200)]
    assert {one.zone for one in drawn} == set(ZONES)
    assert {one.seat for one in drawn} == set(range(1, SEATS + 1))


def test_a_closed_way_is_never_shown_unless_all_are_and_no_seat_twice() -> None:
    taken: set[Guide] = set()
    for _ in range(SEATS):
        one = guide(uuid4(), DAY, zones=ZONES, closed=("A", "B"), taken=taken, key=KEY)
        assert one.zone == "C"
        assert one not in taken
        taken.add(one)
    last = guide(uuid4(), DAY, zones=ZONES, closed=("A", "B"), taken=taken, key=KEY)
    assert last.seat == SEATS + 1
    assert guide(uuid4(), DAY, zones=ZONES, closed=ZONES, taken=(), key=KEY).zone in ZONES


def test_a_late_day_moves_later_keeps_its_lengths_and_uses_the_gaps() -> None:
    planned = [(TEN, TEN + minutes(30)), (TEN + minutes(35), TEN + minutes(65)),
               (TEN + minutes(120), TEN + minutes(150))]  # fmt: skip
    moved = pushed(planned, free_at=TEN + minutes(20), walk=minutes(5))
    assert moved == [
        (TEN + minutes(20), TEN + minutes(50)), (TEN + minutes(55), TEN + minutes(85)), planned[2],
    ]  # fmt: skip
    assert pushed(planned, free_at=TEN - minutes(60), walk=minutes(5)) == planned
