"""A day of home visits: nobody goes alone, nobody ends the day at an unsafe home."""

from dataclasses import replace
from itertools import permutations, product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hangot.core.rounds import search
from hangot.core.rounds.check import Broken, check
from hangot.core.rounds.clockwork import road, walk
from hangot.core.rounds.model import Call, Member, Pair, Policy, Rule, Tour, Travel, Why
from hangot.core.rounds.plan import route_day

POLICY = Policy(unsafe_over=16 * 60, officer="P")
TRAVEL = Travel(usual=25, within=10, between={("정릉", "길음"): 10, ("", "정릉"): 15})
JUNHA = Member("유하준", frozenset("M"), 9 * 60, 18 * 60)
DOHYEON = Member("이도현", frozenset("P"), 10 * 60, 17 * 60)
ARA = Member("조아라", frozenset("C"), 9 * 60, 18 * 60)
MINJEONG = Member("강민정", frozenset("ML"), 9 * 60, 18 * 60)
WITH_OFFICER = Pair(JUNHA, DOHYEON)
WITHOUT = Pair(MINJEONG, ARA)


def home(name: str, place: str = "정릉", opens: int = 9, closes: int = 17, **more: object) -> Call:
    given = {"minutes": 60, **more}
    return Call(name, place, opens=opens * 60, closes=closes * 60, **given)  # type: ignore[arg-type]


def test_her_home_is_visited_in_her_hours_by_a_case_manager_with_an_officer() -> None:
    call = home("박선영", opens=10, closes=11, unsafe=True, escort=True, minutes=90)
    found = route_day([call], [WITHOUT, WITH_OFFICER], TRAVEL, POLICY)
    (tour,) = found.tours
    assert (tour.pair, found.left, found.proof) == (WITH_OFFICER, {}, "optimal")
    assert (tour.stops[0].leaves, tour.stops[0].starts) == (10 * 60, 10 * 60 + 15)


def test_an_unsafe_home_comes_before_a_safe_one_though_the_road_is_longer() -> None:
    unsafe = home("박선영", "길음", unsafe=True)
    found = route_day([unsafe, home("이웃", "정릉")], [WITHOUT], TRAVEL, POLICY)
    assert [stop.call for stop in found.tours[0].stops] == ["박선영", "이웃"]


def test_without_an_officer_a_home_where_he_may_be_is_left_out_and_the_reason_is_said() -> None:
    call = home("박선영", escort=True)
    assert route_day([call], [WITHOUT], TRAVEL, POLICY).left == {"박선영": Why.ESCORT}
    assert route_day([call], [], TRAVEL, POLICY).left == {"박선영": Why.ESCORT}


def test_his_cousin_is_not_sent_to_her_home() -> None:
    call = home("박선영", barred=frozenset({"강민정"}))
    found = route_day([call], [WITHOUT, WITH_OFFICER], TRAVEL, POLICY)
    assert found.tours[0].pair == WITH_OFFICER
    assert route_day([call], [WITHOUT], TRAVEL, POLICY).left == {"박선영": Why.SKILL}


def test_an_unsafe_home_late_in_the_day_is_left_out_rather_than_visited_late() -> None:
    call = home("박선영", opens=16, unsafe=True)
    assert route_day([call], [WITHOUT], TRAVEL, POLICY).left == {"박선영": Why.WINDOW}


def test_what_is_more_pressing_is_visited_first_when_there_is_no_time_for_all() -> None:
    calls = [home("급함", weight=10, minutes=300), home("보통", minutes=300)]
    found = route_day(calls, [WITHOUT], TRAVEL, POLICY)
    assert found.left == {"보통": Why.FULL}


def test_who_has_an_appointment_is_back_before_it_and_goes_on_after_it() -> None:
    busy = Pair(MINJEONG, replace(ARA, busy=((11 * 60, 12 * 60),)))
    (tour,) = route_day([home("이웃"), home("보통")], [busy], TRAVEL, POLICY).tours
    first, second = tour.stops
    assert (first.starts, first.ends) == (9 * 60 + 15, 10 * 60 + 15)
    assert (second.leaves, second.starts) == (12 * 60, 12 * 60 + 15)


def test_a_home_that_can_only_be_visited_then_is_left_out_and_why_is_said() -> None:
    busy = Pair(MINJEONG, replace(ARA, busy=((10 * 60, 17 * 60),)))
    assert route_day([home("이웃", opens=11)], [busy], TRAVEL, POLICY).left == {"이웃": Why.BUSY}


places = st.sampled_from(["정릉", "길음", "돈암", "장위"])
calls_of_a_day = st.lists(
    st.builds(
        lambda place, opens, span, minutes, weight, unsafe, escort: (
            Call("", place, minutes, opens, opens + span, weight, unsafe, escort)
        ),
        places, st.integers(540, 900), st.integers(0, 300), st.integers(30, 200),
        st.integers(1, 9), st.booleans(), st.booleans(),
    ),
    min_size=1, max_size=4,
).map(lambda found: [replace(call, id=f"h{place}") for place, call in enumerate(found)])  # fmt: skip


def brute(calls: list[Call], pairs: list[Pair]) -> tuple[int, int, int]:
    """Every way to give the homes to pairs or to leave them out, in every order."""
    best = (sum(call.weight for call in calls), 0, 0)
    for whose in product(range(len(pairs) + 1), repeat=len(calls)):
        mine = [
            [call for call, who in zip(calls, whose, strict=True) if who == n]
            for n in range(len(pairs))
        ]
        left = sum(call.weight for call, who in zip(calls, whose, strict=True) if who == len(pairs))
        for orders in product(*(permutations(one) for one in mine)):
            tours = [
                walk(pair, one, TRAVEL, POLICY) for pair, one in zip(pairs, orders, strict=True)
            ]
            if None not in tours:
                gone = sum(road(one, TRAVEL) for one in orders if one)
                back = max((tour.back for tour in tours if tour and tour.stops), default=0)
                best = min(best, (left, gone, back))
    return best


spans = st.lists(
    st.tuples(st.integers(540, 1000), st.integers(10, 120)).map(lambda one: (one[0], sum(one))),
    max_size=2,
).map(tuple)


BETWEEN = [
    Call("h0", "정릉", 30, 705, 705),
    Call("h1", "돈암", 30, 540, 625),
]
"""He is needed at the centre between the two homes: from there the second is nearer than from the first."""


@settings(max_examples=80, deadline=None)
@given(calls_of_a_day, spans, spans)
@example(BETWEEN, ((680, 690),), ())
def test_no_better_day_exists_and_the_checker_finds_nothing_wrong(
    calls: list[Call], his: tuple[tuple[int, int], ...], hers: tuple[tuple[int, int], ...]
) -> None:
    pairs = [Pair(JUNHA, replace(DOHYEON, busy=his)), Pair(MINJEONG, replace(ARA, busy=hers))]
    found = route_day(calls, pairs, TRAVEL, POLICY)
    assert found.cost.key == brute(calls, pairs)
    assert check(found.tours, calls, TRAVEL, POLICY) == ()
    assert route_day(calls[::-1], pairs[::-1], TRAVEL, POLICY) == found


@settings(max_examples=25, deadline=None)
@given(calls_of_a_day)
def test_a_long_day_is_searched_and_keeps_every_rule_too(calls: list[Call]) -> None:
    many = [replace(call, id=f"{call.id}-{n}") for n in range(4) for call in calls]
    found = route_day(many, [WITH_OFFICER, WITHOUT], TRAVEL, POLICY)
    assert check(found.tours, many, TRAVEL, POLICY) == ()


@settings(max_examples=40, deadline=None)
@given(calls_of_a_day)
def test_no_home_that_a_search_leaves_out_would_fit_into_any_round(calls: list[Call]) -> None:
    pairs = [WITH_OFFICER, WITHOUT]
    orders = search.share(calls, pairs, TRAVEL, POLICY)
    gone = {one for order in orders for one in order}
    for pair, order in zip(pairs, orders, strict=True):
        for one in set(range(len(calls))) - gone:
            for place in range(len(order) + 1):
                longer = [calls[x] for x in (*order[:place], one, *order[place:])]
                assert walk(pair, longer, TRAVEL, POLICY) is None


UNSAFE = home("a", unsafe=True, escort=True, skills=frozenset("M"), barred=frozenset({"최민호"}))
SAFE = home("b", "길음")
(GOOD,) = route_day([UNSAFE, SAFE], [WITH_OFFICER], TRAVEL, POLICY).tours
FIRST, SECOND = GOOD.stops


def later(needed: int, road: int = 10) -> Tour:
    """He is needed at the centre so many minutes after the first visit, for five; then they go to the second."""
    busy = ((FIRST.ends + needed, FIRST.ends + needed + 5),)
    starts = busy[0][1] + road
    second = replace(SECOND, leaves=busy[0][1], starts=starts, ends=starts + 60)
    pair = Pair(JUNHA, replace(DOHYEON, busy=busy))
    return replace(GOOD, pair=pair, stops=(FIRST, second), back=second.ends + 25)


@pytest.mark.parametrize(
    ("tours", "rule"),
    [
        ([GOOD, replace(GOOD, pair=WITHOUT, stops=(SECOND,))], Rule.TWICE),
        ([replace(GOOD, pair=Pair(DOHYEON, DOHYEON))], Rule.ALONE),
        ([GOOD, replace(GOOD, pair=Pair(JUNHA, ARA), stops=())], Rule.BOTH),
        ([replace(GOOD, pair=Pair(ARA, DOHYEON))], Rule.SKILL),
        ([replace(GOOD, pair=WITHOUT)], Rule.ESCORT),
        ([replace(GOOD, pair=Pair(JUNHA, replace(DOHYEON, id="최민호")))], Rule.SKILL),
        ([replace(GOOD, stops=(FIRST, replace(SECOND, starts=1021, ends=1081)), back=1106)], Rule.WINDOW),
        ([replace(GOOD, stops=(FIRST, replace(SECOND, leaves=SECOND.leaves + 1)))], Rule.TRAVEL),
        ([replace(GOOD, back=SECOND.ends + 1)], Rule.SHIFT),
        ([replace(GOOD, stops=(FIRST,))], None),
        ([replace(GOOD, stops=(replace(SECOND, leaves=600, starts=660, ends=720), replace(FIRST, leaves=720, starts=740, ends=800)), back=830)], Rule.LAST),
        ([replace(GOOD, pair=Pair(JUNHA, replace(DOHYEON, busy=((FIRST.starts, FIRST.ends),))))], Rule.BUSY),
        ([later(5)], Rule.BUSY),
        ([later(15)], Rule.TRAVEL),
        ([later(15, road=25)], None),
        ([replace(GOOD, stops=(replace(FIRST, starts=960, ends=1020), ), back=1020)], Rule.LATE),
    ],
)  # fmt: skip
def test_the_checker_names_each_broken_rule(tours: list, rule: Rule | None) -> None:  # type: ignore[type-arg]
    found = {one.rule for one in check(tours, [UNSAFE, SAFE], TRAVEL, POLICY)}
    assert rule in found if rule else not found


def test_what_is_broken_says_for_whom() -> None:
    assert check([replace(GOOD, pair=WITHOUT)], [UNSAFE, SAFE], TRAVEL, POLICY) == (
        Broken(Rule.ESCORT, "a"),
    )
