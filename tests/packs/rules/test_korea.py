"""The Korean rules: every row of their tables agrees, and no service of the centre is forgotten."""

from collections.abc import Mapping

import pytest

from hangot.core.eligibility.engine import Engine
from hangot.core.eligibility.rules import Clause
from hangot.packs import loader
from hangot.packs.rules.loader import RULES, load
from hangot.packs.rules.trials import Result, run, trials, untried

FOLDER = RULES / "kr"
INSIDE: Mapping[str, str] = {
    "facility-management": "the building, not a person",
    "facility-security": "the building, not a person",
    "management-committee": "a meeting of the agencies about the centre",
    "working-group": "a meeting of the agencies about the centre",
    "case-conference": "a meeting of the agencies; people get what it decides",
}
"""Services of the centre that nobody can be entitled to, each with the reason."""


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(load(FOLDER))


@pytest.fixture(scope="module")
def results(engine: Engine) -> tuple[Result, ...]:
    return tuple(run(engine, trial) for trial in trials(FOLDER, engine.rules))


def test_every_row_of_the_tables_agrees(results: tuple[Result, ...]) -> None:
    wrong = [(one.trial.place, one.differences) for one in results if one.differences]
    assert wrong == []


def test_every_clause_was_met_by_somebody_and_failed_by_somebody(
    engine: Engine, results: tuple[Result, ...]
) -> None:
    assert untried(engine.rules, results) == ()


def test_every_service_of_the_fifteen_desks_has_a_rule(engine: Engine) -> None:
    offered = {name for service in engine.rules.services.values() for name in service.offers}
    listed = set(loader.load("crime_victim").services)
    assert listed - offered - INSIDE.keys() == set()
    assert INSIDE.keys() <= listed - offered


def test_a_failed_condition_that_stands_alone_says_what_to_do_instead(engine: Engine) -> None:
    silent = [
        f"{service.id}.{clause.id}"
        for service in engine.rules.services.values()
        for clause in service.require.parts
        if isinstance(clause, Clause) and clause.otherwise is None and clause.text != "true"
    ]
    assert silent == []
