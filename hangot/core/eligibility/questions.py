"""Which question to ask next: what most open services wait for first, hard questions not early.

A service's conditions stand in the order in which they are looked at; the first one that is not
known yet is what the service waits for. On the Korean rules this settled two needs with a third
fewer questions than the order of the form (`python -m bench.eligibility`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hangot.core.eligibility.engine import Engine
from hangot.core.eligibility.findings import Finding
from hangot.core.eligibility.rules import Fact

EASY_FIRST = 3
"""So many answers are heard before a question about harm, health or debt."""
HARD = 0.5
"""A hard question counts half: an easy one is asked instead unless twice as much waits for it."""


@dataclass(frozen=True, slots=True)
class Question:
    """A fact to ask for. `services`: the open ones that need it; `first`: those that wait for it
    before anything else. `sums`: they may help as it is, and only the amount is not known.
    """

    fact: Fact
    services: tuple[str, ...]
    first: int
    sums: bool = False


def next_questions(
    engine: Engine, findings: Iterable[Finding], skip: Iterable[str] = ()
) -> tuple[Question, ...]:
    """Questions that an open service still needs, the best first.

    `skip`: facts the person does not know or does not want to say. Nothing is asked that no open
    service waits for.
    """
    found = [one for one in findings if one.verdict == "unknown"]
    left_out, places = frozenset(skip), {name: n for n, name in enumerate(engine.rules.facts)}
    waiting: dict[str, list[str]] = {}
    first: dict[str, int] = {}
    for finding in found:
        for name in finding.missing:
            waiting.setdefault(name, []).append(finding.service.id)
        for name in engine.first_missing(finding) - left_out:
            first[name] = first.get(name, 0) + 1
    heard = sum(value is not None for value in found[0].facts.values()) if found else 0
    questions = (
        Question(engine.rules.facts[name], tuple(names), first.get(name, 0))
        for name, names in waiting.items()
        if name not in left_out
    )
    return tuple(sorted(questions, key=lambda one: _order(one, heard, places[one.fact.id])))


def sum_questions(
    engine: Engine, findings: Iterable[Finding], skip: Iterable[str] = ()
) -> tuple[Question, ...]:
    """Questions that only an amount of what may help still waits for; to be asked after the others."""
    waiting: dict[str, list[str]] = {}
    for finding in findings:
        if finding.verdict in ("likely", "discretionary"):
            for name in engine.awaited(finding) - frozenset(skip):
                waiting.setdefault(name, []).append(finding.service.id)
    places = {name: n for n, name in enumerate(engine.rules.facts)}
    questions = (
        Question(engine.rules.facts[name], tuple(names), len(names), sums=True)
        for name, names in waiting.items()
    )
    return tuple(
        sorted(questions, key=lambda one: (one.fact.sensitive, -one.first, places[one.fact.id]))
    )


def _order(question: Question, heard: int, place: int) -> tuple[bool, float, bool, int]:
    hard = question.fact.sensitive
    weight = HARD if hard else 1.0
    return (hard and heard < EASY_FIRST, -question.first * weight, hard, place)


def stale(fact: Fact, told_on: date, on: date) -> bool:
    """Whether an answer is old enough to be asked again."""
    return bool(fact.valid_days) and (on - told_on).days > fact.valid_days
