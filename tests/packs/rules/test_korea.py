"""The Korean rules: every row of their tables agrees, and no service of the centre is forgotten."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from hangot.core.eligibility.engine import Engine
from hangot.core.eligibility.rules import Clause
from hangot.packs import loader
from hangot.packs.errors import PackError
from hangot.packs.rules.complete import SAID, complete, forgotten
from hangot.packs.rules.loader import RULES, load, texts
from hangot.packs.rules.trials import Result, run, trials, untried

FOLDER = RULES / "kr"
DIRECTORIES = Path(__file__).with_name("directories.csv")
HOUSES = [path.parent.name for path in loader.PACKS.glob("*/profile.yaml")]


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


@pytest.mark.parametrize("house", HOUSES)
def test_every_service_of_a_house_has_a_rule_or_a_reason_to_need_none(house: str) -> None:
    assert loader.problems(loader.PACKS / house) == []


def test_every_service_of_the_desks_for_work_welfare_and_debts_has_one_too(engine: Engine) -> None:
    with DIRECTORIES.open(encoding="utf-8") as file:
        listed = {row["service"]: row["centre"] for row in csv.DictReader(file)}
    assert Counter(listed.values()) == {
        "crime_victim": 63, "crisis_family": 19, "employment_welfare": 19, "financial_welfare": 18,
    }  # fmt: skip
    assert forgotten(engine.rules, listed) == []
    assert set(engine.rules.unruled) <= set(listed)


def test_a_service_that_nobody_thought_of_is_named(engine: Engine) -> None:
    assert forgotten(engine.rules, {"tuition": 1, "child-corner": 1, "new-help": 1}) == ["new-help"]


def test_every_service_says_who_where_until_when_what_to_bring_and_what_it_excludes() -> None:
    complete(texts(FOLDER))


@pytest.mark.parametrize("key", SAID)
def test_a_service_that_leaves_one_of_these_out_is_named_with_its_line(key: str) -> None:
    file = "services/moving.yaml"
    lines = texts(FOLDER)[file].decode().split("\n")
    silent = [line for line in lines if not line.startswith(f"  {key}:")]
    with pytest.raises(PackError, match=rf'{file}:\d+.*"moving_costs" does not say'):
        complete({file: "\n".join(silent).encode()})


def test_no_paper_stands_in_the_list_under_two_names(engine: Engine) -> None:
    names = Counter(paper.label.ko for paper in engine.rules.documents.values())
    assert [name for name, count in names.items() if count > 1] == []


def test_every_paper_is_asked_for_by_some_service(engine: Engine) -> None:
    asked = {name for service in engine.rules.services.values() for name in service.documents}
    assert set(engine.rules.documents) - asked == set()


def test_a_failed_condition_that_stands_alone_says_what_to_do_instead(engine: Engine) -> None:
    silent = [
        f"{service.id}.{clause.id}"
        for service in engine.rules.services.values()
        for clause in service.require.parts
        if isinstance(clause, Clause) and clause.otherwise is None and clause.text != "true"
    ]
    assert silent == []
