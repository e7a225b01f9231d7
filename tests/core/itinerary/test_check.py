"""A legal plan is accepted; broken in one rule, it is refused for that rule and no other."""

from collections.abc import Callable
from dataclasses import replace
from itertools import islice, permutations

import pytest

from hangot.core.itinerary.check import BROKEN, check
from hangot.core.itinerary.model import (
    Apart,
    Appointment,
    Booking,
    Pool,
    Rule,
    Urgency,
    Violation,
)
from tests.core.itinerary.scene import D1, ME, OPPONENT, PLAN, STRANGER, Scene, bits

ALL_DAY = -1
LEGAL = PLAN["legal"]

BREAKS: list[tuple[Rule, str, Callable[[Scene], Scene]]] = [
    (Rule.STAFF, "cannot do it", lambda s: s.move("counselling", staff="오정민")),
    (Rule.STAFF, "is unknown", lambda s: s.move("counselling", staff="아무개")),
    (Rule.STAFF, "is a room", lambda s: s.move("counselling", staff="202호")),
    (Rule.STAFF, "is away for the last quarter", lambda s: s.off("박지수", 3)),
    (Rule.STAFF, "is with somebody else", lambda s: s.with_(STRANGER, 3, 2, staff="박지수")),
    (Rule.STAFF, "interprets", lambda s: s.with_(STRANGER, D1 + 2, 1, interpreter="쩐티란")),
    (Rule.STAFF, "was not asked for", lambda s: s.need("legal", staff=frozenset({"이도현"}))),
    (Rule.STAFF, "is of another agency", lambda s: s.need("counselling", agency="law")),
    (Rule.STAFF, "has too little time", lambda s: s.need("legal", slots=3)),
    (Rule.STAFF, "has gone home",
     lambda s: s.ask(window=ALL_DAY).move("legal", start=D1 + 7, advocate=None)
     .need("legal", escorted=False)),
    (Rule.ROOM, "is missing", lambda s: s.move("counselling", room=None)),
    (Rule.ROOM, "is of another kind", lambda s: s.move("counselling", room="202호")),
    (Rule.ROOM, "is closed", lambda s: s.off("201호", 2)),
    (Rule.ROOM, "is in use", lambda s: s.with_(STRANGER, 0, 3, room="201호")),
    (Rule.ROOM, "nobody needs is in use",
     lambda s: s.move("legal", room="202호").with_(STRANGER, D1, 2, room="202호")),
    (Rule.INTERP, "is missing", lambda s: s.move("counselling", interpreter=None)),
    (Rule.INTERP, "speaks another language", lambda s: s.move("counselling", interpreter="바트")),
    (Rule.INTERP, "is away", lambda s: s.off("응우옌", 3)),
    (Rule.INTERP, "interprets elsewhere",
     lambda s: s.with_(STRANGER, 2, 1, interpreter="응우옌")),
    (Rule.INTERP, "works elsewhere",
     lambda s: s.move("counselling", interpreter="쩐티란").with_(STRANGER, 2, 1, staff="쩐티란")),
    (Rule.ESCORT, "is missing", lambda s: s.move("counselling", advocate=None)),
    (Rule.ESCORT, "changes", lambda s: s.move("legal", advocate="정하늘")),
    (Rule.ESCORT, "is no advocate",
     lambda s: s.move("legal", advocate="오정민").move("counselling", advocate="오정민")),
    (Rule.ESCORT, "is away", lambda s: s.off("최유나", D1 + 2)),
    (Rule.ESCORT, "is with somebody else",
     lambda s: s.with_(STRANGER, D1 + 2, 3, advocate="최유나")),
    (Rule.CLIENT, "cannot walk that fast",
     lambda s: s.need("counselling", earliest=0).move("counselling", start=1)),
    (Rule.CLIENT, "is in two places",
     lambda s: s.need("counselling", after=()).move("intake", start=3)),
    (Rule.CLIENT, "is served twice",
     lambda s: replace(s.ask(window=ALL_DAY, max_stay=8),
                       plan=(*s.plan, replace(LEGAL, start=D1 + 5)))),
    (Rule.ORDER, "is missing", lambda s: s.drop("intake")),
    (Rule.ORDER, "is reversed",
     lambda s: s.need("counselling", earliest=0).move("counselling", start=0)
     .move("intake", start=3)),
    (Rule.ORDER, "overlaps the day before",
     lambda s: s.need("legal", min_days={"counselling": 2})),
    (Rule.ORDER, "comes too late", lambda s: s.need("legal", max_days={"counselling": 0})),
    (Rule.ORDER, "of what days apart are asked for is missing",
     lambda s: s.need("legal", after=(), min_days={}).need("counselling", after=())
     .drop("counselling")),
    (Rule.WINDOW, "ends earlier", lambda s: s.ask(window=bits((0, 6), (D1, D1 + 2)))),
    (Rule.WINDOW, "excludes the wait", lambda s: s.ask(window=bits((0, 1), (2, 6), (D1, D1 + 5)))),
    (Rule.DUE, "has passed", lambda s: s.need("counselling", due=1)),
    (Rule.LEAD, "is too short", lambda s: s.need("counselling", earliest=3)),
    (Rule.CHILD, "was not booked", lambda s: replace(s, child=False)),
    (Rule.CHILD, "has no house for it", lambda s: s.house(childcare=None)),
    (Rule.CHILD, "is taken while waiting",
     lambda s: s.house(childcare=Pool("childcare", 1, (0, 1)))),
    (Rule.CHILD, "belongs to another child",
     lambda s: s.with_(STRANGER, 0, 1, child=True).with_(STRANGER, 5, 1, child=True)),
    (Rule.STAY, "is too long", lambda s: s.ask(max_stay=3)),
    (Rule.ENCOUNTER, "while both are there", lambda s: s.with_(OPPONENT, 3, 1)),
    (Rule.ENCOUNTER, "while both wait",
     lambda s: s.with_(OPPONENT, 1, 1)),
    (Rule.ENCOUNTER, "on the stairs", lambda s: s.with_(OPPONENT, 4, 1)),
    (Rule.ENCOUNTER, "at the door in the morning", lambda s: s.with_(OPPONENT, D1, 1)),
    (Rule.ENCOUNTER, "of one named first",
     lambda s: s.house(apart=(Apart(OPPONENT, ME),)).with_(OPPONENT, D1 + 2, 1)),
    (Rule.ENCOUNTER, "that the request already knew", lambda s: s.ask(blocked_presence=bits((1, 2)))),
    (Rule.RESERVE, "is all that is left today",
     lambda s: s.with_(STRANGER, 0, 1, staff="박지수").with_(STRANGER, 4, 4, staff="박지수")),
    (Rule.RESERVE, "is larger than a day",
     lambda s: replace(s, policy=replace(s.policy, reserve={Urgency.NORMAL: (0.0, 1.0)}))),
]  # fmt: skip


def test_a_legal_plan_is_accepted() -> None:
    assert Scene().broken() == []


@pytest.mark.parametrize(
    ("rule", "change"),
    [pytest.param(rule, change, id=f"{rule} {name}") for rule, name, change in BREAKS],
)
def test_what_breaks_one_rule_is_refused_for_that_rule_alone(
    rule: Rule, change: Callable[[Scene], Scene]
) -> None:
    assert set(change(Scene()).broken()) == {rule}


def test_every_rule_is_asked_and_broken_here() -> None:
    assert set(BROKEN) == set(Rule) == {rule for rule, _, _ in BREAKS}


def test_nobody_fills_two_roles_in_one_appointment() -> None:
    scene = Scene().need("legal", interpreter="vi").move("legal", interpreter="쩐티란")
    assert scene.broken() == [Rule.STAFF, Rule.INTERP]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda s: s.drop("legal"), id="a need is left out"),
        pytest.param(lambda s: s.with_(STRANGER, 4, 2, staff="박지수"), id="the worker goes on"),
        pytest.param(lambda s: s.with_(OPPONENT, 5, 1), id="they miss each other by the buffer"),
        pytest.param(lambda s: s.with_(STRANGER, 3, 1), id="a stranger is there"),
        pytest.param(lambda s: s.with_(STRANGER, 4, 1, child=True), id="the place is free again"),
        pytest.param(
            lambda s: s.drop("intake").ask(needs=s.request.needs[1:]), id="intake was last month"
        ),
        pytest.param(
            lambda s: s.ask(needs=s.request.needs[:2], urgency=Urgency.SOON),
            id="what stands is not asked for now",
        ),
        pytest.param(
            lambda s: (
                s.ask(urgency=Urgency.NOW)
                .with_(STRANGER, 0, 2, staff="박지수")
                .with_(STRANGER, 4, 4, staff="박지수")
            ),
            id="the reserve is for the urgent",
        ),
        pytest.param(
            lambda s: s.with_(STRANGER, 4, 4, staff="박지수"), id="just enough is left today"
        ),
        pytest.param(
            lambda s: s.with_(STRANGER, D1 + 3, 5, staff="쩐티란").with_(
                STRANGER, D1, 7, staff="이도현"
            ),
            id="less is kept tomorrow",
        ),
    ],
)
def test_what_breaks_no_rule_is_accepted(change: Callable[[Scene], Scene]) -> None:
    assert change(Scene()).broken() == []


def test_a_violation_says_whose_which_services_and_when() -> None:
    scene = Scene().move("counselling", start=1, interpreter=None).need("counselling", earliest=0)
    assert check(scene.centre, scene.bookings, (scene.request,), scene.policy) == (
        Violation(Rule.INTERP, ME, ("counselling",), 1),
        Violation(Rule.CLIENT, ME, ("intake", "counselling"), 1),
    )


def test_an_encounter_names_only_ones_own_services() -> None:
    scene = Scene().with_(OPPONENT, 3, 1)
    [found] = check(scene.centre, scene.bookings, (scene.request,), scene.policy)
    assert found == Violation(Rule.ENCOUNTER, ME, ("intake", "counselling"), 0)


def test_the_order_of_the_bookings_makes_no_difference() -> None:
    scene = Scene().with_(STRANGER, 0, 8, room="201호").ask(max_stay=1).move("intake", start=3)
    said = check(scene.centre, scene.bookings, (scene.request,), scene.policy)
    assert len(said) > 3
    for mixed in islice(permutations(scene.bookings), 0, None, 5):
        assert check(scene.centre, mixed, (scene.request,), scene.policy) == said


def test_nothing_lies_before_the_first_day() -> None:
    assert {Rule.STAFF, Rule.WINDOW} < set(Scene().move("intake", start=-3).broken())


def test_both_who_are_booked_at_once_are_told() -> None:
    scene = Scene()
    twin = replace(scene.request, client=STRANGER, childcare=False)
    theirs = [Booking(replace(one, client=STRANGER)) for one in scene.plan]
    found = check(scene.centre, [*scene.bookings, *theirs], (scene.request, twin), scene.policy)
    assert [(one.rule, one.client) for one in found if one.rule is Rule.ROOM] == [
        (Rule.ROOM, ME),
        (Rule.ROOM, STRANGER),
    ]


def test_a_booking_entered_twice_is_a_double_booking() -> None:
    scene = Scene()
    twice = [*scene.bookings, Booking(Appointment(OPPONENT, "legal", 6, 1, "이도현"))]
    opponent = replace(scene.request, client=OPPONENT, needs=(), childcare=False, window=ALL_DAY)
    found = check(scene.centre, twice, (opponent,), scene.policy)
    assert {one.rule for one in found} == {Rule.STAFF, Rule.CLIENT}
