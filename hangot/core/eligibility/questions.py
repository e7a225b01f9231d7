"""Which question to ask next: the one that settles most, and never a hard one before an easy one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from hangot.core.eligibility.engine import Engine
from hangot.core.eligibility.findings import Finding
from hangot.core.eligibility.rules import Fact
from hangot.core.eligibility.scene import Facts
from hangot.core.eligibility.tree import Value

NEARLY = 0.5
"""What an answer is worth that settles nothing alone, shared among the facts still missing."""


@dataclass(frozen=True, slots=True)
class Question:
    """A fact to ask for. `settles`: how many services it is expected to settle; `services`: the
    open ones that wait for it.
    """

    fact: Fact
    settles: float
    services: tuple[str, ...]


def next_questions(
    engine: Engine, findings: Iterable[Finding], skip: Iterable[str] = ()
) -> tuple[Question, ...]:
    """Questions that an open service still needs, the best first.

    `skip`: facts the person does not know or does not want to say. Questions about harm, health
    and debt come after all others, whatever they would settle.
    """
    found = list(findings)
    wanted = _wanted(found, frozenset(skip))
    facts = engine.rules.facts
    questions = [
        Question(facts[name], _worth(engine, facts[name], waiting), _names(waiting))
        for name, waiting in wanted.items()
    ]
    return tuple(sorted(questions, key=_order))


def _order(question: Question) -> tuple[int, float, int, str]:
    fact = question.fact
    tier = fact.sensitivity if fact.sensitive else 0
    return (tier, -question.settles, fact.sensitivity, fact.id)


def _wanted(findings: list[Finding], skip: frozenset[str]) -> Mapping[str, list[Finding]]:
    wanted: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.verdict == "unknown":
            for name in finding.missing:
                if name not in skip:
                    wanted.setdefault(name, []).append(finding)
    return wanted


def _names(findings: list[Finding]) -> tuple[str, ...]:
    return tuple(finding.service.id for finding in findings)


def _worth(engine: Engine, fact: Fact, waiting: list[Finding]) -> float:
    """Services settled by an answer, on average over the answers that can be listed."""
    answers = list(_answers(fact))
    if not answers:
        return sum(1.0 if len(one.missing) == 1 else NEARLY / len(one.missing) for one in waiting)
    worth = sum(_settled(engine, one, fact.id, answer) for one in waiting for answer in answers)
    return worth / len(answers)


def _settled(engine: Engine, finding: Finding, fact: str, answer: Value) -> float:
    facts: Facts = {**finding.facts, fact: answer}
    told = engine.find(finding.service.id, facts, finding.on)
    return NEARLY / len(told.missing) if told.verdict == "unknown" and told.missing else 1.0


def _answers(fact: Fact) -> Iterator[Value]:
    if fact.type == "bool":
        yield from (True, False)
    elif fact.type == "enum":
        yield from (option.id for option in fact.options)


def stale(fact: Fact, told_on: date, on: date) -> bool:
    """Whether an answer is old enough to be asked again."""
    return bool(fact.valid_days) and (on - told_on).days > fact.valid_days
