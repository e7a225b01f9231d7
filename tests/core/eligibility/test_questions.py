"""As little as possible is asked, and nothing hard before easy things were talked about."""

from datetime import date

import pytest

from hangot.core.eligibility.engine import Engine
from hangot.core.eligibility.questions import EASY_FIRST, next_questions
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
