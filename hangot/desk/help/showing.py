"""Findings as the page shows them: a verdict in words, why, how much, until when, what to bring."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

from hangot.core.eligibility.findings import Finding, Outcome, Verdict
from hangot.core.eligibility.rules import Fact, Rules, Service
from hangot.core.eligibility.tree import Value
from hangot.core.text import Text
from hangot.desk.help.asking import UNITS
from hangot.eligibility.facts import Told
from hangot.eligibility.ruling import Ruling
from hangot.templatetags.marks import VERDICTS

ORDER: tuple[Verdict, ...] = ("likely", "discretionary", "unknown", "unlikely")
PER: Mapping[str, Text] = {
    "once": Text("", ""), "month": Text("한 달 ", "a month: "), "day": Text("하루 ", "a day: "),
    "term": Text("한 학기 ", "a term: "), "year": Text("한 해 ", "a year: "),
    "visit": Text("한 번에 ", "a visit: "),
}  # fmt: skip
SOURCES: Mapping[str, Text] = {
    "person": Text("본인 말씀", "The person"), "document": Text("서류", "A document"),
    "worker": Text("담당자 확인", "A worker"), "record": Text("기록", "The record"),
}  # fmt: skip
YES, NO = Text("예", "Yes"), Text("아니요", "No")
NOT_KNOWN = Text("모르시거나 말씀하지 않음", "Not known or not said")
PEOPLE = Text("{n}명", "{n} people")


@dataclass(frozen=True, slots=True)
class Line:
    """One clause: met, not met, not known; its law; what an official decides is marked."""

    mark: str
    look: str
    hidden: Text
    label: Text
    source: str


@dataclass(frozen=True, slots=True)
class Card:
    """One service on the page. `url`: where a referral for it is written, empty when it is not."""

    number: int
    service: Service
    verdict: Verdict
    word: Text
    where: Text
    sums: tuple[Text, ...]
    untils: tuple[tuple[Text, date], ...]
    lines: tuple[Line, ...]
    reasons: tuple[Text, ...]
    steps: tuple[tuple[Text, Text, str], ...]
    papers: tuple[tuple[Text, Text], ...]
    waits: tuple[Text, ...]
    unsure: tuple[Text, ...]
    excludes: tuple[Text, ...]
    offer: UUID | None
    before: Text | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """The same service in this house, if it has it: its id and the desk that gives it."""

    id: UUID | None
    where: Text


def card(ruling: Ruling, number: int, finding: Finding, offer: Offer) -> Card:
    """A finding as it stands on the page."""
    rules, service = ruling.rules, finding.service
    return Card(
        number=number, service=service, verdict=finding.verdict, word=VERDICTS[finding.verdict][2],
        where=offer.where, sums=tuple(_sums(finding)), offer=offer.id,
        untils=tuple((one.deadline.label, one.day) for one in finding.untils if one.day),
        lines=tuple(line(outcome) for outcome in finding.outcomes),
        reasons=tuple(clause.otherwise or clause.label for clause in finding.failed),
        steps=tuple(_steps(ruling, finding)),
        papers=tuple((rules.documents[d].label, rules.documents[d].where) for d in service.documents),
        waits=tuple(rules.facts[name].label for name in finding.missing),
        unsure=tuple(rules.parameters[name].label for name in ruling.tracer.unsure(finding)),
        excludes=tuple(rules.services[other].label for other in service.excludes),
    )  # fmt: skip


def line(outcome: Outcome) -> Line:
    """One clause with its mark; a clause that an official decides is never a tick."""
    clause = outcome.clause
    if outcome.met is None:
        mark, look, hidden = "?", "q", Text("아직 모름: ", "Not known yet: ")
    elif outcome.met and clause.discretionary:
        mark, look, hidden = "◐", "q", Text("기관이 판단: ", "An official decides: ")
    elif outcome.met:
        mark, look, hidden = "✓", "y", Text("맞음: ", "Met: ")
    else:
        mark, look, hidden = "✕", "n", Text("맞지 않음: ", "Not met: ")
    return Line(mark, look, hidden, clause.label, clause.source)


def _sums(finding: Finding) -> Iterable[Text]:
    for one in finding.sums:
        if one.value is not None:
            per, label = PER[one.amount.per], one.amount.label
            yield Text(
                f"{label.ko} {per.ko}{one.value:,}원", f"{label.en} {per.en}{one.value:,} won"
            )


def _steps(ruling: Ruling, finding: Finding) -> Iterable[tuple[Text, Text, str]]:
    if finding.verdict == "unlikely":
        return
    for named, value in ruling.tracer.steps(finding):
        unit = named.tree.kind.unit if named.tree.kind.base == "number" else ""
        yield named.label, said(value, unit), named.source


def said(value: Value | None, unit: str) -> Text:
    """A value in words: won with commas, days as days, fractions to two places."""
    if value is None:
        return NOT_KNOWN
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, Fraction):
        return _with_unit(f"{float(value):,.2f}", unit)
    if isinstance(value, int):
        return _with_unit(f"{value:,}", unit)
    text = value.isoformat() if isinstance(value, date) else str(value)
    return Text(text, text)


def _with_unit(number: str, unit: str) -> Text:
    words = UNITS.get(unit, UNITS[""])
    return Text(f"{number}{words.ko}", f"{number} {words.en}".strip())


def answer(fact: Fact, value: Any) -> Text:
    """An answer in the words of its question."""
    if value is None:
        return NOT_KNOWN
    if fact.type == "enum":
        return next((one.label for one in fact.options if one.id == value), NOT_KNOWN)
    if fact.type == "list":
        return PEOPLE.format(n=len(value))
    return said(value, fact.kind.unit)


def facts(rules: Rules, told: Mapping[str, Told]) -> list[dict[str, Any]]:
    """What is known, in the order of the pack: the answer, who says so, since when."""
    numbers = {name: number for number, name in enumerate(sorted(rules.facts))}
    return [
        {
            "label": fact.label, "answer": answer(fact, told[name].value), "number": numbers[name],
            "source": SOURCES[told[name].row.source], "day": told[name].row.told_on,
            "old": told[name].old, "sure": told[name].row.source == "document",
        }
        for name, fact in rules.facts.items() if name in told
    ]  # fmt: skip
