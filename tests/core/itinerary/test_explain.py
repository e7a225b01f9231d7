"""Every why has an answer, and some answers are not for every ear."""

from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

import pytest

from hangot.core.itinerary.audience import SHOWN, ruled, seen
from hangot.core.itinerary.explain import explain
from hangot.core.itinerary.model import (
    Audience,
    Centre,
    Policy,
    Reason,
    Request,
    Rule,
    Urgency,
)
from hangot.core.itinerary.plan import plan
from tests.core.itinerary.house import (
    ALL,
    COUNSEL,
    INTAKE,
    LAW,
    asks,
    at,
    house,
    one,
    only,
)

AUDIENCES: tuple[Audience, ...] = get_args(Audience)
NOT_THERE: tuple[Audience, ...] = ("person", "desk", "staff", "planner")


def told(
    request: Request,
    audience: Audience,
    *,
    centre: Centre | None = None,
    policy: Policy | None = None,
) -> list[tuple[str, dict[str, str | int]]]:
    centre, policy = centre or house(), policy or Policy()
    found = explain(centre, request, plan(centre, request, policy), policy, audience)
    return [(each.code, dict(each.facts)) for each in found]


def codes(reasons: Sequence[tuple[str, dict[str, str | int]]]) -> list[str]:
    return [code for code, _ in reasons]


def test_intake_comes_first_because_the_others_wait_for_it() -> None:
    assert told(asks(INTAKE, LAW), "person") == [
        ("comes_first", {"first": "intake", "second": "law"})
    ]


def test_another_order_is_told_with_its_price() -> None:
    centre = house(one("c", "counsel"), one("lawyer", "law", free=only((0, 2, 4), (1, 0, 8))))
    loose = asks(
        replace(COUNSEL, after=()), replace(LAW, after=()), window=only((0, 0, 4), (1, 0, 8))
    )
    ((code, facts),) = told(loose, "person", centre=centre)
    assert code == "other_order"
    assert (facts["first"], facts["second"]) == ("counsel", "law")
    assert facts["lateness"] == 1


@pytest.mark.parametrize(
    ("rule", "centre", "request_"),
    [
        (Rule.STAFF, house(one("c", "intake", free=only((1, 0, 8)))), asks(INTAKE)),
        (
            Rule.ROOM,
            house(one("c", "intake"), one("r", "talk", kind="room", free=only((1, 0, 8)))),
            asks(replace(INTAKE, room="talk")),
        ),
        (
            Rule.INTERP,
            house(one("c", "intake"), one("i", "vi", kind="interpreter", free=only((1, 0, 8)))),
            asks(replace(INTAKE, interpreter="vi")),
        ),
        (
            Rule.ESCORT,
            house(one("c", "intake"), one("a", kind="advocate", free=only((1, 0, 8)))),
            asks(replace(INTAKE, escorted=True)),
        ),
        (Rule.WINDOW, house(), asks(INTAKE, window=only((1, 0, 8)))),
        (Rule.LEAD, house(), asks(replace(INTAKE, earliest=at(1, 0)))),
        (Rule.ENCOUNTER, house(), asks(INTAKE, blocked_presence=only((0, 0, 8)))),
    ],
)
def test_the_rule_that_empties_a_day_is_named_to_those_who_may_hear_it(
    rule: Rule, centre: Centre, request_: Request
) -> None:
    for audience in AUDIENCES:
        (first, *_) = told(request_, audience, centre=centre)
        if audience in SHOWN[rule]:
            assert first[0] == rule.value
            assert first[1]["day"] == 0
        else:
            assert first == ("not_offered", {"day": 0})


def test_a_day_that_has_everything_but_not_together_says_so() -> None:
    centre = house(one("c", "intake"), one("lawyer", "law", free=only((0, 0, 2), (1, 0, 8))))
    assert ("not_together", {"day": 0}) in told(asks(INTAKE, LAW), "person", centre=centre)


def test_the_first_rule_in_the_order_speaks_for_a_day_that_two_rules_close() -> None:
    centre = house(one("c", "intake", free=only((1, 0, 8))))
    both = asks(INTAKE, blocked_presence=only((0, 0, 8)))
    first = told(both, "safety", centre=centre)[0]
    assert first == ("STAFF", {"day": 0, "service": "intake"})


@pytest.mark.parametrize("audience", NOT_THERE)
def test_a_day_without_a_worker_or_a_room_reads_like_one_closed_by_a_person(
    audience: Audience,
) -> None:
    """Without a reserve, a neutral word that only an encounter could mean would name it."""
    away = house(one("c", "intake", free=only((1, 0, 8))))
    busy = told(asks(INTAKE), audience, centre=away)
    met = told(
        asks(INTAKE, blocked_presence=only((0, 0, 8))), audience, centre=house(one("c", "intake"))
    )
    assert busy[0] == met[0] == ("not_offered", {"day": 0})
    assert busy == met


@pytest.mark.parametrize("audience", NOT_THERE)
def test_nobody_can_tell_an_encounter_from_the_reserve(audience: Audience) -> None:
    """The desk asks the same with somebody in the house, and with the day kept for the pressing."""
    reserve = Policy(reserve={Urgency.NORMAL: (0.9, 0)})
    closed = told(asks(INTAKE, LAW), audience, policy=reserve)
    met = told(asks(INTAKE, LAW, blocked_presence=only((0, 0, 8))), audience)
    assert closed == met
    assert ("not_offered", {"day": 0}) in met
    assert "ENCOUNTER" not in repr(met)


@pytest.mark.parametrize("audience", ["person", "desk", "staff"])
@pytest.mark.parametrize(
    "blocked", [only((0, 2, 4)), only((0, 0, 8)), only((0, 1, 8), (1, 0, 8)), ALL]
)
def test_hidden_rules_never_reach_the_desk_whatever_they_block(
    audience: Audience, blocked: int
) -> None:
    reserve = Policy(reserve={Urgency.NORMAL: (0.9, 0.5)})
    request = asks(INTAKE, LAW, COUNSEL, blocked_presence=blocked)
    said = repr(told(request, audience)) + repr(told(request, audience, policy=reserve))
    assert "ENCOUNTER" not in said
    assert "RESERVE" not in said


def test_the_order_is_explained_the_same_whether_or_not_somebody_else_is_there() -> None:
    loose = asks(replace(COUNSEL, after=()), replace(LAW, after=()))
    met = replace(loose, blocked_presence=only((0, 0, 1)))
    assert told(loose, "desk") == told(met, "desk") == []


def test_staff_hear_what_would_help_and_the_person_does_not() -> None:
    lawyer = one("lawyer", "law", free=only((1, 6, 8)))
    centre = house(one("c", "intake", free=only((0, 0, 8))), lawyer)
    request = asks(INTAKE, LAW)
    officer = told(request, "safety", centre=centre)
    assert [facts["rule"] for code, facts in officer if code == "would_help"] == ["STAFF"]
    assert ("not_offered", {}) in told(request, "staff", centre=centre)
    early = asks(replace(INTAKE, earliest=at(1, 0)), LAW)
    assert ("would_help", "LEAD") in [
        (code, facts.get("rule")) for code, facts in told(early, "staff")
    ]
    assert "would_help" not in codes(told(request, "person", centre=centre))


def test_the_smallest_set_of_rules_that_makes_it_impossible() -> None:
    centre = house(one("c", "intake", free=only((2, 0, 8))), one("lawyer", "law"))
    request = asks(replace(INTAKE, due=at(1, 0)), LAW, window=only((0, 0, 8), (1, 0, 8), (2, 0, 8)))
    for audience, rules in (("safety", ["STAFF", "DUE"]), ("staff", ["DUE"])):
        found = told(request, audience, centre=centre)  # type: ignore[arg-type]
        assert [facts["rule"] for code, facts in found if code == "impossible"] == rules
    person = told(request, "person", centre=centre)
    assert ("unserved", {"service": "intake"}) in person
    assert ("next_possible", {"service": "intake", "day": 2}) in person
    assert "impossible" not in codes(person)


def test_a_need_longer_than_the_day_is_too_long_and_no_clash() -> None:
    found = told(asks(replace(INTAKE, slots=99)), "staff", centre=house(one("c", "intake")))
    assert ("impossible", {"rule": "STAY"}) in found


def test_without_anybody_who_can_do_it_there_is_no_date() -> None:
    centre = house(one("c", "intake"))
    assert ("no_date", {"service": "law"}) in told(asks(INTAKE, LAW), "desk", centre=centre)


def test_a_hidden_reason_of_impossibility_is_neutral_for_staff() -> None:
    found = told(asks(INTAKE, blocked_presence=ALL), "staff")
    assert ("not_offered", {}) in found
    assert not [code for code in codes(found) if code in ("impossible", "would_help")]
    officer = told(asks(INTAKE, blocked_presence=ALL), "safety")
    assert ("impossible", {"rule": "ENCOUNTER"}) in officer


@pytest.mark.parametrize("rule", Rule)
@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_reason_knows_its_ears(rule: Rule, audience: Audience) -> None:
    shown = seen(ruled(rule, {"day": 3, "service": "intake"}), audience)
    if audience in SHOWN[rule]:
        assert shown.code == rule.value
    else:
        assert shown == Reason("not_offered", {"day": 3}, shown.audience)
        assert audience in shown.audience
    assert (Rule.ENCOUNTER.value == shown.code) == (rule is Rule.ENCOUNTER and audience == "safety")
