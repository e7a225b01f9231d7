"""한서윤 comes once, soon and without waiting, if the house can do it at all."""

from dataclasses import replace

import pytest

from hangot.core.itinerary.menu import menu
from hangot.core.itinerary.model import LEVELS, Appointment, Need, Policy, Request, Urgency
from hangot.core.itinerary.plan import plan
from tests.core.itinerary.house import (
    ALL,
    COUNSEL,
    GRID,
    INTAKE,
    LAW,
    STATEMENT,
    asks,
    at,
    house,
    one,
    only,
    starts,
)

POLICY = Policy()


def named(objective: tuple[int, ...]) -> dict[str, int]:
    return dict(zip(LEVELS, objective, strict=True))


def test_everything_is_done_in_one_visit_on_the_first_day_without_waiting() -> None:
    found = plan(house(), asks(LAW, INTAKE, COUNSEL), POLICY)
    assert found.whole
    assert found.proof == "optimal"
    assert found.appointments[0].service == "intake"
    assert named(found.objective) | {"continuity": 0, "gaps": 0} == dict.fromkeys(LEVELS, 0) | {
        "visits": 1
    }


def test_one_later_visit_is_better_than_two_early_ones() -> None:
    lawyer = one("lawyer", "law", free=only((1, 4, 8)))
    found = plan(house(one("c", "intake"), lawyer), asks(INTAKE, LAW), POLICY)
    assert starts(found) == {"intake": (1, 2), "law": (1, 4)}


def test_a_house_that_wants_the_first_visit_soon_gets_two_visits() -> None:
    lawyer = one("lawyer", "law", free=only((1, 4, 8)))
    soon = Policy(order=("moved", "unserved_urgent", "unserved", "lateness", "visits"))
    found = plan(house(one("c", "intake"), lawyer), asks(INTAKE, LAW), soon)
    assert starts(found) == {"intake": (0, 0), "law": (1, 4)}


def test_the_walk_between_two_rooms_takes_its_time() -> None:
    found = plan(house(), asks(INTAKE, LAW), Policy(transfer=1))
    assert starts(found) == {"intake": (0, 0), "law": (0, 3)}
    assert named(found.objective)["idle"] == 1


def test_nobody_arrives_early_only_to_wait() -> None:
    lawyer = one("lawyer", "law", free=only((0, 5, 8)))
    found = plan(house(one("c", "intake"), lawyer), asks(INTAKE, LAW), POLICY)
    assert starts(found) == {"intake": (0, 3), "law": (0, 5)}


def test_the_whole_stay_lies_in_the_hours_in_which_it_is_safe_to_come() -> None:
    window = only((0, 0, 3), (0, 4, 8), (1, 0, 8))
    found = plan(house(), asks(INTAKE, LAW, window=window), POLICY)
    assert starts(found) == {"intake": (0, 4), "law": (0, 6)}


def test_a_long_stay_is_split_over_two_days() -> None:
    found = plan(house(), asks(INTAKE, LAW, COUNSEL, max_stay=4), POLICY)
    assert {day for day, _ in starts(found).values()} == {0, 1}


def test_the_same_advocate_goes_along_everywhere() -> None:
    people = (
        one("c", "intake"),
        one("lawyer", "law"),
        one("mornings", kind="advocate", free=only((0, 0, 2), (1, 0, 2), (2, 0, 2))),
        one("whole third day", kind="advocate", free=only((2, 2, 8))),
    )
    needs = (replace(INTAKE, escorted=True), replace(LAW, escorted=True))
    found = plan(house(*people), asks(*needs), POLICY)
    assert {each.advocate for each in found.appointments} == {"whole third day"}
    assert named(found.objective)["visits"] == 1


def test_two_visits_with_one_advocate_when_nobody_has_time_for_both_on_a_day() -> None:
    people = (
        one("c", "intake"),
        one("lawyer", "law"),
        one("mornings", kind="advocate", free=only((0, 0, 2), (1, 0, 2))),
        one("first day, late", kind="advocate", free=only((0, 2, 4))),
    )
    needs = (replace(INTAKE, escorted=True), replace(LAW, escorted=True))
    found = plan(house(*people), asks(*needs), POLICY)
    assert {each.advocate for each in found.appointments} == {"mornings"}
    assert starts(found) == {"intake": (0, 0), "law": (1, 0)}


def test_nobody_interprets_for_themselves() -> None:
    both = (one("both", "intake"), one("both", "vi", kind="interpreter"))
    asked = asks(replace(INTAKE, interpreter="vi"))
    assert plan(house(*both), asked, POLICY).unserved == ("intake",)
    second = one("second", "intake", free=only((1, 0, 8)))
    found = plan(house(*both, second), asked, POLICY)
    assert (found.appointments[0].staff, found.appointments[0].interpreter) == ("second", "both")


def test_an_advocate_who_also_counsels_does_not_do_both_at_once() -> None:
    people = (one("both", "intake"), one("both", kind="advocate"))
    assert not plan(house(*people), asks(replace(INTAKE, escorted=True)), POLICY).whole


def test_days_between_two_appointments_are_kept() -> None:
    report = Need("law", 2, min_days={"intake": 2})
    found = plan(house(), asks(INTAKE, report), POLICY)
    assert [day for day, _ in starts(found).values()] == [0, 2]
    soon = replace(COUNSEL, max_days={"intake": 0})
    late = one("counsellor", "counsel", free=only((2, 0, 8)))
    found = plan(house(one("c", "intake"), late), asks(INTAKE, soon), POLICY)
    assert starts(found) == {"intake": (2, 0), "counsel": (2, 2)}


def test_a_deadline_counts_the_start_and_an_earliest_day_too() -> None:
    assert not plan(house(one("c", "intake", free=only((1, 0, 8)))), due(at(0, 7)), POLICY).whole
    found = plan(house(), asks(replace(INTAKE, earliest=at(1, 3))), POLICY)
    assert starts(found) == {"intake": (1, 3)}


def due(slot: int) -> Request:
    return asks(replace(INTAKE, due=slot))


def test_childcare_is_there_for_the_whole_stay_or_she_does_not_come() -> None:
    assert plan(house(), asks(INTAKE, childcare=True), POLICY).appointments == ()
    assert plan(house(places=0), asks(INTAKE, childcare=True), POLICY).appointments == ()
    centre = house(places=1)
    assert centre.childcare is not None
    used = tuple(int(slot < GRID.stride) for slot in range(GRID.end))
    centre = replace(centre, childcare=replace(centre.childcare, used=used))
    assert starts(plan(centre, asks(INTAKE, childcare=True), POLICY)) == {"intake": (1, 0)}


def test_what_cannot_be_done_is_named_and_the_rest_is_planned() -> None:
    found = plan(house(one("c", "intake", "counsel")), asks(INTAKE, COUNSEL, LAW), POLICY)
    assert found.unserved == ("law",)
    assert len(found.appointments) == 2
    assert found.proof == "optimal"


def test_what_waits_for_something_impossible_waits_too() -> None:
    later = replace(COUNSEL, after=("law",))
    found = plan(house(one("c", "intake", "counsel")), asks(INTAKE, LAW, later), POLICY)
    assert found.unserved == ("law", "counsel")


def test_what_waits_for_itself_is_never_planned() -> None:
    circle = (replace(LAW, after=("counsel",)), replace(COUNSEL, after=("law",)))
    assert plan(house(), asks(*circle), POLICY).appointments == ()


def test_pressing_people_may_use_the_reserve_and_others_may_not() -> None:
    policy = Policy(reserve={Urgency.NORMAL: (0.8, 0.5)})
    assert starts(plan(house(), asks(INTAKE), policy)) == {"intake": (1, 0)}
    assert starts(plan(house(), asks(INTAKE, urgency=Urgency.NOW), policy)) == {"intake": (0, 0)}


def test_two_needs_of_one_house_leave_its_reserve_untouched_together() -> None:
    policy = Policy(reserve={Urgency.NORMAL: (0.6,)})
    found = plan(house(), asks(INTAKE, COUNSEL), policy)
    assert [day for day, _ in starts(found).values()] == [0, 1]


def test_the_known_counsellor_is_chosen_then_the_one_who_can_least_else() -> None:
    people = (one("a", "intake", "law"), one("b", "intake"), one("c", "intake", "counsel"))
    assert plan(house(*people), asks(INTAKE), POLICY).appointments[0].staff == "b"
    known = asks(INTAKE, known=frozenset({"c"}))
    assert plan(house(*people), known, POLICY).appointments[0].staff == "c"


def test_a_time_that_stands_is_kept_even_if_another_would_be_better() -> None:
    stands = Appointment("seoyun", "intake", at(2, 4), 2, "counsellor")
    found = plan(house(), asks(INTAKE, LAW), POLICY, keep={"intake": stands})
    assert starts(found) == {"intake": (2, 4), "law": (2, 6)}
    assert named(found.objective)["moved"] == 0


def test_only_what_must_move_moves() -> None:
    stands = {
        "intake": Appointment("seoyun", "intake", at(0, 0), 2, "counsellor"),
        "law": Appointment("seoyun", "law", at(1, 0), 2, "lawyer"),
    }
    people = (one("counsellor", "intake"), one("lawyer", "law", free=only((1, 4, 8))))
    found = plan(house(*people), asks(INTAKE, LAW), POLICY, keep=stands)
    assert starts(found) == {"intake": (0, 0), "law": (1, 4)}
    assert named(found.objective)["moved"] == 1


def test_the_menu_offers_fewest_visits_soonest_and_least_waiting_once_each() -> None:
    people = (
        one("c", "intake", free=only((0, 6, 8), (1, 0, 2), (2, 0, 2))),
        one("lawyer", "law", free=only((1, 6, 8), (2, 4, 6))),
    )
    found = menu(house(*people), asks(INTAKE, LAW), POLICY)
    assert [starts(each) for each in found] == [
        {"intake": (1, 0), "law": (1, 6)},
        {"intake": (0, 6), "law": (1, 6)},
    ]
    assert len(menu(house(), asks(INTAKE), POLICY)) == 1


def test_more_than_ten_needs_get_a_good_plan_that_is_not_called_proven() -> None:
    services = [f"service {i}" for i in range(12)]
    needs = [Need(each, 1, agency=f"house {i // 3}") for i, each in enumerate(services)]
    people = [one(f"w{i}", *services, agency=f"house {i}") for i in range(4)]
    found = plan(house(*people), asks(*needs), POLICY)
    assert found.whole
    assert found.proof == "bound"
    assert named(found.objective)["visits"] == 2


def test_the_agency_asked_for_serves_and_no_other() -> None:
    people = (one("a", "intake", agency="one"), one("b", "intake", agency="two"))
    found = plan(house(*people), asks(replace(INTAKE, agency="two")), POLICY)
    assert found.appointments[0].staff == "b"
    assert not plan(house(people[0]), asks(replace(INTAKE, agency="two")), POLICY).whole


def test_nothing_asked_is_nothing_planned_and_nothing_is_asked_twice() -> None:
    assert plan(house(), asks(), POLICY).objective == (0,) * len(LEVELS)
    with pytest.raises(ValueError, match="once"):
        plan(house(), asks(INTAKE, INTAKE), POLICY)


@pytest.mark.parametrize("window", [ALL, only((1, 0, 8), (2, 0, 8))])
def test_the_same_question_has_the_same_answer(window: int) -> None:
    asked = asks(INTAKE, LAW, COUNSEL, STATEMENT, window=window)
    assert plan(house(), asked, POLICY) == plan(house(), asked, POLICY)


def test_names_decide_nothing_about_the_times() -> None:
    renamed = tuple(replace(each, id=f"x{each.id[::-1]}") for each in house().resources)
    asked = asks(INTAKE, LAW, COUNSEL, STATEMENT)
    first = plan(house(), asked, POLICY)
    second = plan(house(*renamed), replace(asked, client="zz"), POLICY)
    assert starts(first) == starts(second)
    assert first.objective == second.objective


def test_more_free_time_or_one_rule_less_never_makes_a_plan_worse() -> None:
    tight = house(*(replace(each, free=each.free & ~only((0, 2, 8))) for each in house().resources))
    asked = asks(INTAKE, LAW, COUNSEL, window=only((0, 0, 8), (1, 1, 7)), max_stay=6)
    worst = plan(tight, asked, POLICY).objective
    assert plan(house(), asked, POLICY).objective <= worst
    assert plan(tight, replace(asked, window=ALL), POLICY).objective <= worst
    assert plan(tight, replace(asked, max_stay=8), POLICY).objective <= worst
    loose = replace(asked, needs=tuple(replace(each, after=()) for each in asked.needs))
    assert plan(tight, loose, POLICY).objective <= worst
