"""Findings as the page shows them: a verdict in words, why, how much, until when, what to bring."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

from hangot.core.eligibility.barring import barring
from hangot.core.eligibility.findings import Finding, Outcome, Verdict
from hangot.core.eligibility.parameters import Dated, Parameter
from hangot.core.eligibility.rules import Document, Rules, Service
from hangot.core.text import Text
from hangot.desk.help.words import answer, said
from hangot.eligibility.facts import Told
from hangot.eligibility.recorded import Known, Recorded
from hangot.eligibility.ruling import Ruling
from hangot.templatetags.marks import VERDICTS

HELPS: tuple[Verdict, ...] = ("likely", "discretionary")
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
NOT_SURE = Text("아직 확인하지 못함", "not verified yet")


@dataclass(frozen=True, slots=True)
class Line:
    """One clause: met, not met, not known; its law; what an official decides is marked."""

    mark: str
    look: str
    hidden: Text
    label: Text
    source: str


@dataclass(frozen=True, slots=True)
class Change:
    """Beside another day: what today says, and the figures of law that differ between the two."""

    word: Text | None
    figures: tuple[Text, ...]


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
    papers: tuple[Document, ...]
    figures: tuple[tuple[Text, str], ...]
    waits: tuple[Text, ...]
    sum_waits: tuple[Text, ...]
    unsure: tuple[Text, ...]
    excludes: tuple[Text, ...]
    gaps: tuple[Text, ...]
    offer: UUID | None
    before: Change | None = None


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
        reasons=tuple(clause.otherwise or clause.label for clause in barring(finding)),
        steps=tuple(worked_out(ruling, finding)),
        papers=tuple(rules.documents[name] for name in service.documents),
        figures=tuple(
            (figure(rules.parameters[name], dated), dated.source)
            for name, dated in ruling.tracer.figures(finding)
        ),
        waits=tuple(rules.facts[name].label for name in finding.missing),
        sum_waits=tuple(rules.facts[name].label for name in _sum_waits(ruling, finding)),
        unsure=tuple(rules.parameters[name].label for name in ruling.tracer.unsure(finding)),
        excludes=tuple(one.label for one in barred(rules, service)),
        gaps=tuple(rules.parameters[name].label for name, _ in finding.gaps),
    )  # fmt: skip


def barred(rules: Rules, service: Service) -> Iterable[Service]:
    """What cannot be had together with a service, whichever of the two says so."""
    return (
        other
        for name, other in rules.services.items()
        if name in service.excludes or service.id in other.excludes
    )


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


def _sum_waits(ruling: Ruling, finding: Finding) -> Iterable[str]:
    """What is to be known for an amount of something that may help as it is."""
    awaited = ruling.engine.awaited(finding) if finding.verdict in HELPS else ()
    return (name for name in ruling.rules.facts if name in awaited)


def _sums(finding: Finding) -> Iterable[Text]:
    for one in finding.sums:
        if one.value is not None:
            label = one.amount.label
            per = PER["once" if PER[one.amount.per].ko.strip() in label.ko else one.amount.per]
            yield Text(
                f"{label.ko} {per.ko}{one.value:,}원", f"{label.en} {per.en}{one.value:,} won"
            )


def figure(parameter: Parameter, dated: Dated) -> Text:
    """A figure of law in words: what it is, since when, and whether somebody has checked it."""
    content = dated.content
    plain = isinstance(content, int | Fraction | date | str)
    value = said(content, parameter.unit) if plain else Text("", "")  # type: ignore[arg-type]
    ko, en = f"{parameter.label.ko} {value.ko}".strip(), f"{parameter.label.en} {value.en}".strip()
    sure = Text("", "") if dated.sure else Text(f", {NOT_SURE.ko}", f", {NOT_SURE.en}")
    day = dated.since.isoformat()
    return Text(f"{ko} ({day}부터{sure.ko})", f"{en} (since {day}{sure.en})")


def changed(ruling: Ruling, then: Finding, now: Finding) -> Change | None:
    """What it says today, and by which figures, where that differs from the other day."""
    shown, other = ({*ruling.tracer.figures(one)} for one in (then, now))
    figures = tuple(
        figure(ruling.rules.parameters[name], dated)
        for name, dated in ruling.tracer.figures(now)
        if (name, dated) in other - shown
    )
    word, sums = VERDICTS[now.verdict][2], tuple(_sums(now))
    same = (now.verdict, sums) == (then.verdict, tuple(_sums(then)))
    if same and not figures:
        return None
    ko, en = (", ".join(getattr(one, tongue) for one in (word, *sums)) for tongue in ("ko", "en"))
    return Change(None if same else Text(ko, en), figures)


def worked_out(ruling: Ruling, finding: Finding) -> Iterable[tuple[Text, Text, str]]:
    """How the amounts came about: each named value in words, with its law."""
    if finding.verdict == "unlikely":
        return
    for named, value in ruling.tracer.steps(finding):
        unit = named.tree.kind.unit if named.tree.kind.base == "number" else ""
        yield named.label, said(value, unit), named.source


def unheard(told: Mapping[str, Told], kept: Recorded, fact: str) -> Known | None:
    """What the record says where nobody told it, or where it says something else by now."""
    said = kept.facts.get(fact)
    same = said is not None and fact in told and told[fact].value == said.value
    return None if same else said


def facts(rules: Rules, told: Mapping[str, Told], kept: Recorded) -> list[dict[str, Any]]:
    """What is known, in the order of the pack: the answer, who says so, since when; and what the
    record says, where that is something else.
    """
    numbers = {name: number for number, name in enumerate(sorted(rules.facts))}
    return [
        {
            "label": fact.label, "answer": answer(fact, told[name].value), "number": numbers[name],
            "source": SOURCES[told[name].row.source], "day": told[name].row.told_on,
            "old": told[name].old, "sure": told[name].row.source == "document",
            "differs": (said := unheard(told, kept, name)) and answer(fact, said.value),
        }
        for name, fact in rules.facts.items() if name in told
    ]  # fmt: skip
