"""Invented people of any pack: facts drawn by their kind, near the edges where rules turn."""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from hangot.core.eligibility.rules import Fact, Rules
from hangot.core.eligibility.scene import Facts

FIRST, DAYS = date(1950, 1, 1), 28500
TOLD, TOLD_OF_OTHERS = 0.6, 0.8
MONEY = (0, 1, 1_000_000, 2_078_316, 5_000_000, 99_000_000, 600_000_000, 1_500_000_000)


def person(rules: Rules, chance: Random) -> dict[str, Any]:
    """Every fact of the pack told."""
    return {name: answer(fact, chance) for name, fact in rules.facts.items()}


def answer(fact: Fact, chance: Random) -> Any:
    """One answer; numbers are often on a limit or beside it."""
    if fact.type == "bool":
        return chance.choice((True, False))
    if fact.type == "enum":
        return chance.choice(fact.options).id
    if fact.type == "date":
        return FIRST + timedelta(days=chance.randrange(DAYS))
    if fact.type == "list":
        return tuple(_entry(fact, chance) for _ in range(chance.randrange(4)))
    return _number(fact, chance)


def hidden(facts: Mapping[str, Any], chance: Random) -> Facts:
    """The same person, who has told about half."""
    return {name: value for name, value in facts.items() if chance.random() < TOLD}


def _entry(fact: Fact, chance: Random) -> dict[str, Any]:
    told = {field.id: answer(field, chance) for field in fact.fields}
    return {name: value for name, value in told.items() if chance.random() < TOLD_OF_OTHERS}


def _number(fact: Fact, chance: Random) -> int:
    low, high = fact.low or 0, fact.high
    if fact.type == "money":
        return max(low, chance.choice(MONEY) + chance.choice((-1, 0, 1)))
    return chance.randint(low, 40 if high is None else min(high, low + 1000))
