"""Somebody cancels, and somebody else comes sooner."""

from dataclasses import replace

from hangot.core.itinerary.fill import fill
from hangot.core.itinerary.model import Apart, Appointment, Booking, Policy
from tests.core.itinerary.house import (
    HANSEOYUN,
    INTAKE,
    KIMHARIN,
    LAW,
    OHMINJAE,
    asks,
    at,
    house,
    only,
    starts,
)

POLICY = Policy()
FREED = Appointment("gone", "intake", at(0, 0), 2, "counsellor")


def stands(client: str, service: str, start: int, staff: str = "counsellor") -> Booking:
    return Booking(Appointment(client, service, start, 2, staff))


def test_who_waits_comes_before_who_only_comes_sooner() -> None:
    later = stands(HANSEOYUN, "intake", at(2, 0))
    people = [asks(INTAKE, asked_at=1), asks(INTAKE, client=KIMHARIN, asked_at=2)]
    found = fill(house(), [later], [FREED], people, POLICY)
    assert [each.client for each in found] == [KIMHARIN, HANSEOYUN]
    assert starts(found[1].plan) == {"intake": (0, 0)}


def test_among_equals_who_asked_first_is_offered_it_first() -> None:
    people = [asks(INTAKE, asked_at=5), asks(INTAKE, client=OHMINJAE, asked_at=2)]
    found = fill(house(), [], [FREED], people, POLICY)
    assert [each.client for each in found] == [OHMINJAE, HANSEOYUN]


def test_a_visit_saved_is_a_gain() -> None:
    mine = [stands(HANSEOYUN, "intake", at(1, 0)), stands(HANSEOYUN, "law", at(2, 0), "lawyer")]
    (found,) = fill(house(), mine, [FREED], [asks(INTAKE, LAW)], POLICY)
    assert starts(found.plan) == {"intake": (0, 0), "law": (0, 2)}
    assert found.gain[:4] == (0, 0, 0, 1)


def test_nothing_is_offered_to_whom_it_does_not_help() -> None:
    good = stands(HANSEOYUN, "intake", at(0, 2))
    late = asks(INTAKE, client=KIMHARIN, window=only((2, 0, 8)))
    other = asks(LAW, client=OHMINJAE)
    assert fill(house(), [good], [FREED], [asks(INTAKE), late, other], POLICY) == ()


def test_nothing_is_offered_at_a_time_when_the_other_is_there() -> None:
    centre = replace(house(), apart=(Apart(HANSEOYUN, OHMINJAE, 2),))
    his = stands(OHMINJAE, "law", at(0, 1), "lawyer")
    later = stands(HANSEOYUN, "intake", at(1, 0))
    window = only((0, 0, 3), (1, 0, 8))
    assert fill(centre, [his, later], [FREED], [asks(INTAKE, window=window)], POLICY) == ()
