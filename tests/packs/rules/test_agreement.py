"""Three readings of the same rules agree, and nothing definite is taken back when more is told."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.eligibility.people import hidden, person
from hangot.batch.population import VERDICTS, find_all
from hangot.core.eligibility.engine import Engine
from hangot.core.eligibility.scene import Facts
from hangot.packs.rules.loader import RULES, load
from tests.packs.rules.reference import Plain

HERE = Path(__file__).parent
PACKS = (RULES / "kr", HERE / "abroad")
ON = date(2026, 9, 3)


@pytest.fixture(scope="module", params=PACKS, ids=lambda folder: folder.name)
def house(request: pytest.FixtureRequest) -> tuple[Engine, dict[tuple[str, ...], str]]:
    """A pack ready to be asked, and the texts of its rules."""
    return Engine(load(request.param)), texts(request.param)


def texts(folder: Path) -> dict[tuple[str, ...], str]:
    """The texts of named values and formulas, straight from the files."""
    found: dict[tuple[str, ...], str] = {}
    for topic, name, entry in entries(folder):
        if topic == "values":
            found[name,] = str(entry["value"])
        for value in entry.get("values", []) if topic == "parameters" else []:
            if "formula" in value:
                found[name, value["since"]] = value["formula"]
        if topic == "parameters" and "by" in entry:
            found[name, "by"] = entry["by"]
        if topic == "services":
            for inner, one in entry.get("values", {}).items():
                found[name, inner] = str(one["value"])
    return found


def entries(folder: Path) -> Iterator[tuple[str, str, Any]]:
    for topic in ("values", "parameters", "services"):
        for path in (folder / f"{topic}.yaml", *sorted((folder / topic).glob("*.yaml"))):
            if path.exists():
                for name, entry in yaml.safe_load(path.read_text()).items():
                    yield topic, name, entry


def people(engine: Engine, seed: int, count: int) -> list[Facts]:
    chance = Random(seed)
    return [hidden(person(engine.rules, chance), chance) for _ in range(count)]


SEEDS = st.integers(min_value=0, max_value=2**32)


@settings(deadline=None)
@given(seed=SEEDS)
def test_what_is_said_with_half_the_facts_stays_true_with_all(house: Any, seed: int) -> None:
    engine, chance = house[0], Random(seed)
    told = person(engine.rules, chance)
    on = ON + timedelta(days=chance.randrange(700))
    half = engine.find_all(hidden(told, chance), on)
    for early, late in zip(half, engine.find_all(told, on), strict=True):
        if early.verdict != "unknown":
            assert late.verdict == early.verdict, early.service.id
        for one, other in zip(early.outcomes, late.outcomes, strict=True):
            assert one.met in (None, other.met), (early.service.id, one.clause.id)


@settings(deadline=None)
@given(seed=SEEDS)
def test_one_by_one_agrees_with_a_plain_reading_of_the_texts(house: Any, seed: int) -> None:
    engine, written = house
    for facts in people(engine, seed, 3):
        plain = Plain(engine.rules, written, facts, ON)
        for finding in engine.find_all(facts, ON):
            assert finding.verdict == plain.verdict(finding.service), finding.service.id
            for outcome in finding.outcomes:
                clause = outcome.clause
                said = plain.ask(clause.text, finding.service, clause.as_of)
                assert outcome.met == said, (finding.service.id, clause.id)


@settings(max_examples=5, deadline=None)
@given(seed=SEEDS)
def test_a_crowd_is_read_like_each_person_in_it(house: Any, seed: int) -> None:
    engine, _ = house
    crowd = people(engine, seed, 200)
    found = find_all(engine.rules, crowd, ON)
    for row, facts in enumerate(crowd):
        for finding in engine.find_all(facts, ON):
            together = found[finding.service.id]
            assert VERDICTS[together.verdicts[row]] == finding.verdict, finding.service.id
            for one in finding.sums:
                cells = together.sums[one.amount.id]
                value = int(cells.data[row]) if cells.known[row] else None
                assert value == one.value, (finding.service.id, one.amount.id)


@settings(deadline=None)
@given(seed=SEEDS)
def test_what_is_given_up_because_of_an_answer_nobody_has_could_not_have_become_a_yes(
    house: Any, seed: int
) -> None:
    engine, chance = house[0], Random(seed)
    whole = person(engine.rules, chance)
    silent = frozenset(name for name in engine.rules.facts if chance.random() < 0.2)
    told = {name: value for name, value in whole.items() if name not in silent}
    for early, late in zip(
        engine.find_all(hidden(told, chance), ON), engine.find_all(told, ON), strict=True
    ):
        if early.verdict == "unknown" and not engine.hopeful(early, silent):
            assert late.verdict in ("unknown", "unlikely"), early.service.id


@settings(deadline=None)
@given(seed=SEEDS)
def test_a_missing_fact_is_named_only_where_it_could_still_matter(house: Any, seed: int) -> None:
    engine = house[0]
    for facts in people(engine, seed, 2):
        for finding in engine.find_all(facts, ON):
            assert (finding.verdict == "unknown") or not finding.missing
            for name in finding.missing:
                assert not _told(facts.get(name)), (finding.service.id, name)


def _told(value: object) -> bool:
    """A list may be told and still have gaps in its entries."""
    return value is not None and not isinstance(value, tuple)
