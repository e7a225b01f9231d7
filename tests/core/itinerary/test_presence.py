"""Who is where when, and who must not be there then."""

from dataclasses import replace

from hangot.core.itinerary.model import Apart, Appointment, Booking, Policy, Pool
from hangot.core.itinerary.plan import plan
from hangot.core.itinerary.presence import beside, booked, presence
from hangot.core.itinerary.setting import setting
from tests.core.itinerary.house import (
    ALL,
    GRID,
    HANSEOYUN,
    INTAKE,
    OHMINJAE,
    asks,
    at,
    house,
    one,
    only,
    starts,
)


def booking(client: str, start: int, slots: int = 1, *, staff: str = "counsellor") -> Booking:
    return Booking(Appointment(client, "intake", start, slots, staff), childcare=False)


def test_a_booking_takes_the_person_in_every_role() -> None:
    centre = house(one("both", "intake"), one("both", "vi", kind="interpreter"))
    after = booked(centre, [booking(OHMINJAE, at(0, 2), 2, staff="both")])
    assert all(not each.free & only((0, 2, 4)) for each in after.resources)
    assert all(each.free | only((0, 2, 4)) == each.rota for each in after.resources)


def test_the_reserve_is_a_share_of_the_rota_and_not_of_what_is_left() -> None:
    centre = booked(house(), [booking(OHMINJAE, at(0, 0), 4)])
    policy = Policy(reserve={asks(INTAKE).urgency: (0.5, 0)})
    assert setting(centre, asks(INTAKE), policy).agencies["house"] == (0, 8, 8)
    assert starts(plan(centre, asks(INTAKE), policy)) == {"intake": (1, 0)}


def test_childcare_is_taken_for_the_whole_stay() -> None:
    care = replace(booking(OHMINJAE, at(0, 1)), childcare=True)
    after = booked(house(places=1), [care, booking(OHMINJAE, at(0, 5)), booking("x", at(0, 7))])
    assert after.childcare == Pool("care", 1, (0, *[1] * 5, *[0] * (house().grid.end - 6)))


def test_she_is_not_in_the_house_while_he_is_whoever_wrote_the_rule() -> None:
    his = [booking(OHMINJAE, at(0, 2)), booking(OHMINJAE, at(0, 5))]
    for rule in (Apart(HANSEOYUN, OHMINJAE, 1), Apart(OHMINJAE, HANSEOYUN, 1)):
        centre = replace(house(), apart=(rule,))
        assert presence(centre, his, HANSEOYUN) == only((0, 1, 7))
        assert presence(centre, his, "somebody else") == 0


def test_the_time_around_a_stay_does_not_reach_into_the_next_day() -> None:
    centre = replace(house(), apart=(Apart(HANSEOYUN, OHMINJAE, 4),))
    assert presence(centre, [booking(OHMINJAE, at(1, 7))], HANSEOYUN) == only((1, 3, 8))
    assert presence(centre, [booking(OHMINJAE, at(1, 0))], HANSEOYUN) == only((1, 0, 5))


def test_her_stay_spans_no_slot_at_which_he_is_there() -> None:
    centre = replace(house(), apart=(Apart(HANSEOYUN, OHMINJAE),))
    blocked = presence(centre, [booking(OHMINJAE, at(0, 3))], HANSEOYUN)
    lawyer = replace(INTAKE, service="law")
    found = plan(centre, asks(INTAKE, lawyer, blocked_presence=blocked), Policy())
    assert starts(found) == {"intake": (0, 4), "law": (0, 6)}


def test_more_on_the_same_day_comes_after_what_she_has_and_without_a_break_between() -> None:
    own = [booking(HANSEOYUN, at(0, 1)).appointment]
    day = only((0, 0, 8))
    assert beside(GRID, own, ALL, 1, 5) & day == only((0, 3, 6))
    assert beside(GRID, own, ALL & ~only((0, 4, 5)), 0, 8) & day == only((0, 2, 4))
    assert beside(GRID, own, ALL & ~only((0, 2, 3)), 0, 8) & day == 0
    assert beside(GRID, own, ALL, 1, 5) & only((1, 0, 8)) == only((1, 0, 8))
