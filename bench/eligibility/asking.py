"""How many questions it takes to settle what a person may get, in three ways of asking."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from hangot.core.eligibility.engine import Engine
from hangot.core.eligibility.findings import Finding
from hangot.core.eligibility.questions import next_questions
from hangot.core.eligibility.trace import Tracer

Choose = Callable[[list[Finding]], str | None]


@dataclass(frozen=True, slots=True)
class Asked:
    """`form`: every fact of these services; `skipping`: in the order of the pack, without what no
    open service waits for; `best`: the question that settles most, hard ones last.
    """

    form: int
    skipping: int
    best: int


def asked_of(engine: Engine, told: dict[str, Any], needs: frozenset[str], on: date) -> Asked:
    """The three counts for one person who answers everything."""
    names = [one.id for one in engine.rules.services.values() if one.need in needs]
    tracer = Tracer(engine.rules)
    every = frozenset().union(*(tracer.facts_of(engine.rules.services[n]) for n in names))
    order = list(engine.rules.facts)

    def in_order(open_ones: list[Finding]) -> str | None:
        waiting = {name for one in open_ones for name in one.missing}
        return min(waiting, key=order.index, default=None)

    def best(open_ones: list[Finding]) -> str | None:
        found = next_questions(engine, open_ones)
        return found[0].fact.id if found else None

    return Asked(
        len(every), _count(engine, told, names, on, in_order), _count(engine, told, names, on, best)
    )


def _count(
    engine: Engine, told: dict[str, Any], names: Iterable[str], on: date, choose: Choose
) -> int:
    known: dict[str, Any] = {}
    names = list(names)
    while True:
        found = engine.find_all(known, on, names)
        asked = choose([one for one in found if one.verdict == "unknown"])
        if asked is None or asked in known:
            return len(known)
        known[asked] = told[asked]
