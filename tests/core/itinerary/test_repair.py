"""A counsellor is ill, a room is shut, somebody is late: few change, and each change has a reason."""

from collections.abc import Mapping
from dataclasses import replace

from hangot.core.itinerary.events import (
    Event,
    HouseClosed,
    Late,
    NoShow,
    Overrun,
    RoomClosed,
    StaffAway,
)
from hangot.core.itinerary.hits import hit
from hangot.core.itinerary.model import Apart, Appointment, Booking, Centre, Policy, Slot
from hangot.core.itinerary.repair import Change, Question, repair
from tests.core.itinerary.house import (
    COUNSEL,
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
)

POLICY = Policy()
HERS = asks(INTAKE, LAW)
HIS = asks(INTAKE, client=OHMINJAE)
TWO = house(one("c1", "intake"), one("c2", "intake"), one("lawyer", "law"))


def booking(client: str, service: str, start: Slot, staff: str, **more: str) -> Booking:
    return Booking(Appointment(client, service, start, 2, staff, **more))


SHE = (booking(HANSEOYUN, "intake", at(0, 0), "c1"), booking(HANSEOYUN, "law", at(0, 2), "lawyer"))
HE = (booking(OHMINJAE, "intake", at(0, 0), "c2"),)


def mend(centre: Centre, event: Event, *bookings: Booking) -> list[tuple[str, str, str]]:
    return [(each.client, each.service, each.kind) for each in changes(centre, event, *bookings)]


def changes(centre: Centre, event: Event, *bookings: Booking) -> tuple[Change, ...]:
    return repair(centre, bookings, [HERS, HIS], event, POLICY)


def test_nobody_hit_nothing_changed() -> None:
    assert changes(TWO, StaffAway("c1", at(1, 0), at(2, 0)), *SHE, *HE) == ()


def test_a_colleague_steps_in_at_the_same_time_and_nobody_is_asked() -> None:
    found = changes(TWO, StaffAway("c1", at(0, 0), at(1, 0)), *SHE)
    assert [(each.kind, each.ask) for each in found] == [("restaffed", False)]
    assert found[0].after == replace(found[0].before, staff="c2")
    assert found[0].reason.code == "worker_away"


def test_without_a_colleague_as_little_moves_as_can() -> None:
    found = changes(TWO, StaffAway("c1", at(0, 0), at(1, 0)), *SHE, *HE)
    assert [(each.client, each.service, each.kind) for each in found] == [
        (HANSEOYUN, "intake", "moved"),
        (HANSEOYUN, "law", "moved"),
    ]
    assert all(each.ask for each in found)
    assert found[0].after is not None
    assert found[0].after.start == at(0, 2)


def test_what_stands_for_others_never_moves() -> None:
    found = changes(TWO, StaffAway("lawyer", at(0, 0), at(0, 6)), *SHE, *HE)
    assert [(each.client, each.service, each.kind) for each in found] == [
        (HANSEOYUN, "law", "moved")
    ]


def test_nothing_is_given_up_to_spare_a_move() -> None:
    """The lawyer is there only early; so the intake that stands moves too."""
    people = (one("c1", "intake"), one("lawyer", "law", free=only((0, 2, 8), (1, 2, 8))))
    late = (
        booking(HANSEOYUN, "intake", at(1, 4), "c1"),
        booking(HANSEOYUN, "law", at(1, 6), "lawyer"),
    )
    ill = StaffAway("lawyer", at(1, 4), at(3, 0))
    assert mend(house(*people), ill, *late) == [
        (HANSEOYUN, "intake", "moved"),
        (HANSEOYUN, "law", "moved"),
    ]


def test_what_has_no_time_any_more_is_named_for_the_waitlist() -> None:
    found = changes(TWO, StaffAway("lawyer", at(0, 0), at(3, 0)), *SHE)
    assert [(each.kind, each.after) for each in found] == [("unserved", None)]


def test_another_room_at_the_same_time() -> None:
    centre = house(
        one("c1", "intake"), one("r1", "talk", kind="room"), one("r2", "talk", kind="room")
    )
    stands = booking(HANSEOYUN, "intake", at(0, 0), "c1", room="r1")
    asked = asks(replace(INTAKE, room="talk"))
    event = RoomClosed("r1", at(0, 0), at(0, 1))
    (found,) = repair(centre, [stands], [asked], event, POLICY)
    assert found.kind == "restaffed"
    assert found.after == replace(stands.appointment, room="r2")


def test_a_new_advocate_goes_along_everywhere_or_the_times_change() -> None:
    needs = (replace(INTAKE, escorted=True), replace(LAW, escorted=True))
    stands = [
        booking(HANSEOYUN, "intake", at(0, 0), "c1", advocate="a1"),
        booking(HANSEOYUN, "law", at(1, 2), "lawyer", advocate="a1"),
    ]
    ill = StaffAway("a1", at(0, 0), at(1, 0))
    advocates = (one("a1", kind="advocate"), one("a2", kind="advocate"))
    people = (one("c1", "intake"), one("lawyer", "law"))
    found = repair(house(*people, *advocates), stands, [asks(*needs)], ill, POLICY)
    assert [(each.kind, each.after and each.after.advocate) for each in found] == [
        ("restaffed", "a2"),
        ("restaffed", "a2"),
    ]
    busy = (advocates[0], replace(advocates[1], free=only((0, 0, 8))))
    found = repair(house(*people, *busy), stands, [asks(*needs)], ill, POLICY)
    assert len({each.after and each.after.advocate for each in found}) == 1
    assert "moved" in {each.kind for each in found}


def test_who_is_late_has_the_rest_of_the_day_shifted() -> None:
    found = changes(TWO, Late(HANSEOYUN, at(0, 0), 1), *SHE)
    assert [(each.service, each.after and each.after.start) for each in found] == [
        ("intake", at(0, 1)),
        ("law", at(0, 3)),
    ]


def test_who_has_not_come_is_offered_another_day() -> None:
    found = changes(TWO, NoShow(HANSEOYUN, at(0, 0)), *SHE, *HE)
    assert {each.client for each in found} == {HANSEOYUN}
    assert [each.after and each.after.start for each in found] == [at(1, 0), at(1, 2)]


def test_what_has_begun_stays_and_the_law_comes_later_the_same_day() -> None:
    found = changes(TWO, StaffAway("lawyer", at(0, 0), at(0, 5), at=at(0, 1)), *SHE)
    assert [(each.service, each.after and each.after.start) for each in found] == [
        ("law", at(0, 5))
    ]


def test_the_rest_of_the_day_leads_through_no_time_at_which_the_other_is_there() -> None:
    """She has begun; he comes at three; so her law is another day, though the lawyer has time at six."""
    centre = replace(TWO, apart=(Apart(HANSEOYUN, OHMINJAE),))
    his = booking(OHMINJAE, "intake", at(0, 3), "c2")
    away = StaffAway("lawyer", at(0, 0), at(0, 6), at=at(0, 1))
    found = changes(centre, away, SHE[0], booking(HANSEOYUN, "law", at(1, 0), "lawyer"), his)
    assert found == ()
    near = replace(SHE[1], appointment=replace(SHE[1].appointment, slots=1))
    found = changes(centre, away, SHE[0], near, his)
    assert [each.after and each.after.start for each in found] == [at(1, 0)]


def test_a_long_talk_pushes_the_next_of_the_person_and_of_the_room() -> None:
    centre = house(one("c1", "intake"), one("lawyer", "law"))
    his = booking(OHMINJAE, "intake", at(0, 2), "c1")
    found = changes(centre, Overrun(HANSEOYUN, "intake", 1, at(0, 1)), *SHE, his)
    after = {(each.client, each.service): each.after and each.after.start for each in found}
    assert after == {(HANSEOYUN, "law"): at(0, 3), (OHMINJAE, "intake"): at(0, 3)}


def test_a_closed_house_moves_everybody_and_nobody_twice() -> None:
    found = changes(TWO, HouseClosed(at(0, 0), at(1, 0)), *SHE, *HE)
    assert len(found) == 3
    assert all(each.after and each.after.start >= at(1, 0) for each in found)


def test_only_the_talk_that_runs_over_is_longer_and_not_the_same_one_on_another_day() -> None:
    twice = (
        Booking(Appointment(HANSEOYUN, "intake", at(0, 0), 2, "c")),
        Booking(Appointment(HANSEOYUN, "intake", at(1, 0), 2, "c")),
        Booking(Appointment(OHMINJAE, "intake", at(1, 2), 2, "c")),
    )
    event = Overrun(HANSEOYUN, "intake", 1, at(0, 1))
    assert hit(house(one("c", "intake")), twice, event, 0) == ()


def test_somebody_without_a_request_loses_only_what_nobody_else_can_do() -> None:
    stranger = booking("stranger", "intake", at(0, 0), "c1")
    away = StaffAway("c1", at(0, 0), at(1, 0))
    assert mend(TWO, away, stranger) == [("stranger", "intake", "unserved")]


def test_a_solver_is_asked_and_its_times_are_only_a_hint() -> None:
    asked: list[Question] = []

    def odd(question: Question) -> Mapping[tuple[str, str], Slot]:
        asked.append(question)
        return {(HANSEOYUN, "intake"): at(0, 0)}

    event = StaffAway("c1", at(0, 0), at(1, 0))
    found = repair(TWO, [*SHE, *HE], [HERS, HIS], event, POLICY, solver=odd)
    assert found == changes(TWO, event, *SHE, *HE)
    assert [each.client for each in asked[0].requests] == [HANSEOYUN]


def test_a_better_order_of_the_people_hit_is_found() -> None:
    """One lawyer is left in the morning and one late; who can come late gives way."""
    centre = house(
        one("ill", "counsel"),
        one("other", "counsel", free=only((0, 2, 4), (0, 6, 8))),
    )
    alone = replace(COUNSEL, after=())
    early = asks(alone, client=KIMHARIN, window=only((0, 0, 4)), asked_at=9)
    late = asks(alone, client=OHMINJAE, window=only((0, 0, 4), (0, 6, 8)), asked_at=1)
    stands = [
        booking(OHMINJAE, "counsel", at(0, 0), "ill"),
        booking(KIMHARIN, "counsel", at(0, 2), "ill"),
    ]
    found = repair(centre, stands, [early, late], StaffAway("ill", 0, at(1, 0)), POLICY)
    assert {each.client: each.kind for each in found} == {KIMHARIN: "restaffed", OHMINJAE: "moved"}


def test_who_can_only_be_helped_by_one_is_helped_before_who_can_be_helped_by_both() -> None:
    """One after the other, the first takes the only advocate of the second, who must then move."""
    escorted = replace(INTAKE, escorted=True)
    advocates = (
        one("ill", kind="advocate"),
        one("both", kind="advocate", free=only((0, 0, 8))),
        one("long", kind="advocate", free=only((0, 0, 8), (1, 0, 8), (2, 0, 8))),
    )
    stands = [
        booking(HANSEOYUN, "intake", at(0, 0), "c1", advocate="ill"),
        booking(OHMINJAE, "intake", at(0, 1), "c2", advocate="ill"),
        booking(OHMINJAE, "law", at(1, 0), "lawyer", advocate="ill"),
    ]
    people = (one("c1", "intake"), one("c2", "intake"), one("lawyer", "law"))
    she = replace(asks(escorted), known=frozenset({"long"}))
    he = asks(escorted, replace(LAW, escorted=True), client=OHMINJAE)
    event = StaffAway("ill", at(0, 0), at(1, 0))
    centre = house(*people, *advocates)
    alone = repair(centre, [stands[0]], [she], event, POLICY)
    found = repair(centre, stands, [she, he], event, POLICY)
    assert [each.after and each.after.advocate for each in alone] == ["long"]
    assert [(each.client, each.kind, each.after and each.after.advocate) for each in found] == [
        (HANSEOYUN, "restaffed", "both"),
        (OHMINJAE, "restaffed", "long"),
        (OHMINJAE, "restaffed", "long"),
    ]
