"""A file in, plans out; a mistake is named with its place and what to write instead."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hangot.core.itinerary import sheet
from hangot.core.refusal import NotAllowed

EXAMPLE = Path(__file__).resolve().parents[3] / "docs" / "examples" / "itinerary.json"
Json = dict[str, Any]


def example() -> Json:
    found: Json = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    return found


def solved(document: Json, **options: Any) -> Json:
    return sheet.solve(sheet.read(json.dumps(document)), **options)


def test_the_example_is_solved_in_one_visit_each() -> None:
    answer = solved(example())
    assert answer["served"] == 2
    assert [one["objective"]["visits"] for one in answer["plans"]] == [1, 1]
    assert {one["proof"] for one in answer["plans"]} == {"optimal"}
    first = answer["plans"][0]["appointments"][0]
    assert first == {
        "service": "intake",
        "start": "2026-09-07 11:15",
        "minutes": 45,
        "staff": "counsellor-1",
        "room": "room-1",
    }


def test_the_answer_is_json_and_the_same_every_time() -> None:
    assert json.dumps(solved(example(), rounds=3)) == json.dumps(solved(example(), rounds=3))


def test_the_menu_has_at_most_three_plans_for_each_person() -> None:
    menus = sheet.offer(sheet.read(json.dumps(example())))["menus"]
    assert set(menus) == {"person-1", "person-2"}
    assert all(1 <= len(plans) <= 3 for plans in menus.values())


def test_the_desk_does_not_read_that_somebody_else_is_there() -> None:
    document = example()
    document["bookings"][0] |= {"start": "2026-09-07 09:00", "minutes": 180}
    document["bookings"].append(
        document["bookings"][0]
        | {"start": "2026-09-07 13:00", "service": "legal-advice"}
        | {"staff": "lawyer", "minutes": 240}
    )
    document["requests"] = document["requests"][:1]
    document["requests"][0]["needs"] = [{"service": "statement", "minutes": 30}]
    desk = solved(document, audience="desk")["plans"][0]["reasons"]
    officer = solved(document, audience="safety")["plans"][0]["reasons"]
    assert desk == [{"code": "not_offered", "day": "2026-09-07"}]
    assert officer[0] == {"code": "ENCOUNTER", "day": "2026-09-07"}


def test_who_has_an_appointment_already_gets_the_others_after_it() -> None:
    document = example()
    document["bookings"].append(
        {"client": "person-2", "service": "counselling", "start": "2026-09-07 13:00"}
        | {"minutes": 60, "staff": "counsellor-1"}
    )
    plan = solved(document)["plans"][1]
    assert plan["appointments"][0]["start"] == "2026-09-07 14:15"


def change(*path: str | int) -> Callable[[Any], Json]:
    """The example with a value written at a place."""

    def changed(value: Any) -> Json:
        document = example()
        at: Any = document
        for step in path[:-1]:
            at = at[step]
        at[path[-1]] = value
        return document

    return changed


@pytest.mark.parametrize(
    ("document", "place", "word"),
    [
        (change("colour")("red"), "colour", "Possible here"),
        (change("grid", "closes")("08:00"), "grid.closes", "later than opening"),
        (change("grid", "start")("7.9.2026"), "grid.start", "2026-09-07"),
        (
            change("staff", 0, "free")(["09:00-12:00", "11:00-13:00"]),
            "staff[0].free[1]",
            "overlaps",
        ),
        (change("staff", 0, "free")(["12:00-09:00"]), "staff[0].free[0]", "end later"),
        (change("staff", 0, "free")(["09:10-12:00"]), "staff[0].free[0]", "15 minutes"),
        (change("staff", 0, "free")("sometimes"), "staff[0].free", "list"),
        (change("staff", 0, "services")(None), "staff[0].services", "list"),
        (
            change("requests", 0, "needs", 1, "service")("dance"),
            "requests[0].needs[1].service",
            "dance",
        ),
        (change("requests", 0, "needs", 1, "service")("intake"), "needs[1].service", "twice"),
        (change("requests", 0, "needs", 1, "after")(["dance"]), "needs[1].after[0]", "dance"),
        (
            change("requests", 0, "needs", 0, "after")(["counselling"]),
            "requests[0].needs",
            "itself",
        ),
        (change("requests", 0, "needs", 0, "minutes")(50), "needs[0].minutes", "15 minutes"),
        (change("requests", 0, "needs", 0, "minutes")(0), "needs[0].minutes", "from 1"),
        (change("requests", 0, "needs", 0, "minutes")(990), "needs[0].minutes", "from 1 to 540"),
        (change("requests", 0, "needs")([]), "requests[0].needs", "from 1 to 20"),
        (change("grid", "start")("9999-12-31"), "grid.start", "2026-09-07"),
        (change("grid", "days")(10**9), "grid.days", "from 1 to 92"),
        (change("apart", 0, "minutes")(15 * 10**30), "apart[0].minutes", "from 0 to 540"),
        (change("bookings", 0, "start")("2026-09-07 12:00"), "bookings[0].start", "not there"),
        (change("requests", 0, "needs", 0, "agency")("bar"), "needs[0].agency", "house"),
        (change("requests", 0, "needs", 0, "room")("hall"), "needs[0].room", "hall"),
        (change("requests", 0, "needs", 0, "interpreter")("xx"), "needs[0].interpreter", "xx"),
        (
            change("requests", 0, "needs", 0, "min_days")({"dance": 1}),
            "needs[0].min_days.dance",
            "dance",
        ),
        (
            change("requests", 0, "needs", 0, "escorted")("yes"),
            "needs[0].escorted",
            "true or false",
        ),
        (
            change("requests", 0, "window")(["2026-09-04 09:00-10:00"]),
            "requests[0].window[0]",
            "outside",
        ),
        (change("requests", 0, "urgency")("very"), "requests[0].urgency", "now, soon"),
        (change("requests", 1, "client")("person-1"), "requests[1].client", "twice"),
        (change("requests", 0)({"client": "x"}), "requests[0].needs", "missing"),
        (change("bookings", 0, "staff")("nobody"), "bookings[0].staff", "nobody"),
        (change("bookings", 0, "start")("2026-09-07 17:45"), "bookings[0].minutes", "closing"),
        (change("bookings", 0, "start")("Monday"), "bookings[0].start", "2026-09-07 10:00"),
        (change("advocates")([]), "requests[0].needs[1].escorted", "advocates"),
        (change("policy", "reserve")({"normal": [2]}), "policy.reserve.normal[0]", "0 to 1"),
        (change("policy", "order")(["speed"]), "policy.order[0]", "speed"),
        (change("policy", "weights")({"never": 1}), "policy.weights.never", "never"),
    ],
)
def test_a_mistake_is_named_with_its_place_and_what_to_do(
    document: Json, place: str, word: str
) -> None:
    with pytest.raises(NotAllowed) as refused:
        sheet.read(json.dumps(document))
    assert refused.value.reason == "sheet"
    assert place in refused.value.sentence.en.split(": ")[0]
    assert word in refused.value.sentence.en
    assert place in refused.value.sentence.ko


def test_nobody_is_booked_twice_at_a_time() -> None:
    document = example()
    document["bookings"].append(document["bookings"][0] | {"client": "person-8"})
    with pytest.raises(NotAllowed, match="sheet") as refused:
        sheet.read(json.dumps(document))
    assert "same time as bookings[0]" in refused.value.sentence.en


@pytest.mark.parametrize("text", ["", "[", "[]", "3", "null", '{"grid": 3}', "[" * 200_000])
def test_what_is_no_document_is_refused_in_words(text: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        sheet.read(text)
    assert refused.value.sentence.ko
    assert refused.value.sentence.en


def test_half_a_letter_is_refused_before_anybody_has_to_print_it() -> None:
    with pytest.raises(NotAllowed) as refused:
        sheet.read(json.dumps(change("requests", 0, "client")("\ud800")))
    assert refused.value.sentence.en.encode()


def test_a_service_with_a_dot_in_its_name_keeps_its_distance_in_days() -> None:
    document = example()
    document["requests"] = document["requests"][:1]
    document["staff"][0]["services"] = ["talk.first", "talk.second"]
    document["requests"][0]["needs"] = [
        {"service": "talk.first", "minutes": 30},
        {"service": "talk.second", "minutes": 30, "min_days": {"talk.first": 1}},
    ]
    (plan,) = solved(document)["plans"]
    assert plan["objective"]["visits"] == 2


def test_an_order_that_names_only_visits_still_has_people_come() -> None:
    document = example()
    document["policy"] = {"order": ["visits"]}
    assert solved(document)["served"] == 2
