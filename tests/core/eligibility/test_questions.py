"""As little as possible is asked, and nothing hard before easy things were talked about."""

from datetime import date

import pytest

from hangot.core.eligibility.engine import Engine
from hangot.core.eligibility.questions import EASY_FIRST, next_questions, sum_questions
from hangot.core.eligibility.scene import Facts
from hangot.packs.rules.loader import RULES, load

ON = date(2026, 9, 3)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(load(RULES / "kr"))


def asked(engine: Engine, **known: object) -> list[str]:
    questions = next_questions(engine, engine.find_all(known, ON))  # type: ignore[arg-type]
    return [one.fact.id for one in questions]


def test_the_first_questions_are_never_about_harm_health_or_debt(engine: Engine) -> None:
    assert not engine.rules.facts[asked(engine)[0]].sensitive
    few = dict.fromkeys(list(engine.rules.facts)[:EASY_FIRST])
    assert not engine.rules.facts[asked(engine, **few)[0]].sensitive


def test_nothing_is_asked_that_no_open_service_waits_for(engine: Engine) -> None:
    found = engine.find_all({}, ON)
    wanted = {name for one in found if one.verdict == "unknown" for name in one.missing}
    assert set(asked(engine)) == wanted


def test_what_somebody_does_not_want_to_say_is_not_asked_again(engine: Engine) -> None:
    first = asked(engine)[0]
    again = next_questions(engine, engine.find_all({}, ON), skip=[first])
    assert first not in [one.fact.id for one in again]


def test_the_same_facts_always_give_the_same_order(engine: Engine) -> None:
    assert asked(engine) == asked(Engine(load(RULES / "kr")))


WIDOW: Facts = {
    "crimes": [{"kind": "murder"}], "in_korea": True, "offender_kinship": "none",
    "victim_part": "none", "damages_received": 0, "other_benefits": 0, "nationality": "korean",
    "incident_on": date(2026, 3, 20), "harm_known_on": date(2026, 3, 20), "harm": "death",
    "died_on": date(2026, 3, 20), "relation_to_victim": "spouse", "lived_on_victim_income": True,
    "survivors": [{
        "relation": "spouse", "born_on": date(1979, 6, 1), "lived_on_income": True, "disabled": False,
    }],
}  # fmt: skip


def test_what_may_help_asks_for_what_only_its_amount_waits_for(engine: Engine) -> None:
    found = engine.find_all(WIDOW, ON)
    relief = next(one for one in found if one.service.id == "relief_survivors")
    assert (relief.verdict, relief.sums[0].value) == ("likely", None)
    assert engine.awaited(relief) == {"victim_monthly_income"}
    asked = {one.fact.id: one for one in sum_questions(engine, found)}
    assert "relief_survivors" in asked["victim_monthly_income"].services
    assert "victim_monthly_income" not in {
        one.fact.id for one in sum_questions(engine, found, skip=["victim_monthly_income"])
    }
    told = engine.find("relief_survivors", {**WIDOW, "victim_monthly_income": 4_100_000}, ON)
    assert told.sums[0].value is not None
    assert not engine.awaited(told)


def test_no_amount_is_asked_for_of_what_is_not_for_the_person(engine: Engine) -> None:
    mother: Facts = {**WIDOW, "relation_to_victim": "parent"}
    asked = sum_questions(engine, engine.find_all(mother, ON, ["relief_survivors"]))
    assert asked == ()
