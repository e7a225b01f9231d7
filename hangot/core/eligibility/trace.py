"""A finding as plain data: every clause with the facts and figures it was read with, and its law.

The same facts, rules and day always give the same bytes, so a stored answer can be repeated.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

from hangot.core.eligibility.answers import written_all
from hangot.core.eligibility.findings import Finding, Sum
from hangot.core.eligibility.parameters import Dated, Formula, Steps, Table
from hangot.core.eligibility.rules import Clause, Named, Rules, Service, clauses
from hangot.core.eligibility.scene import ON, Facts
from hangot.core.eligibility.tree import Tree, Value
from hangot.core.eligibility.uses import Uses, uses

Plain = Mapping[str, Any]
Behind = tuple[Plain, list[Plain]]
"""The facts that are known and the figures, with their sources, that a rule was read with."""


@dataclass(frozen=True, slots=True)
class Told:
    """What traces say of one person on one day, each said once however many clauses read it."""

    known: Facts
    on: date
    day: str
    facts: Mapping[str, Any]
    read: dict[Uses, Behind] = field(default_factory=dict)
    figures: dict[tuple[str, str], Plain | None] = field(default_factory=dict)

    @classmethod
    def of(cls, finding: Finding) -> "Told":
        """Of the person and the day of a finding."""
        return cls(
            finding.facts, finding.on, finding.on.isoformat(), written_all(finding.facts)
        )  # fmt: skip

    def fits(self, finding: Finding) -> bool:
        """Is this finding about the same person and day?"""
        return finding.facts is self.known and finding.on == self.on


class Tracer:
    """Knows for every rule of a pack what it reads; asked once for each finding."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._same: dict[object, Uses] = {}
        self._clauses = {
            clause: self._uses(clause.tree, clause.as_of, service)
            for service in rules.services.values()
            for clause in clauses(service.require)
        }
        self._said = {
            service.id: [(said(one), self._clauses[one]) for one in clauses(service.require)]
            for service in rules.services.values()
        }
        self._sums = {
            (service.id, amount.id): self._uses(amount.tree, amount.as_of, service)
            for service in rules.services.values()
            for amount in service.amounts
        }
        self._steps = {
            (service.id, paid): self._named(service, paid=paid)
            for service in rules.services.values()
            for paid in (True, False)
        }
        self._cited = {
            (name, dated.since): cited(name, dated)
            for name, parameter in rules.parameters.items()
            for dated in parameter.values
        }

    def facts_of(self, service: Service) -> frozenset[str]:
        """Every fact that may matter for a service."""
        own = {service.as_of} - {ON}
        for clause in clauses(service.require):
            own |= {*self._clauses[clause].facts, clause.as_of} - {ON}
        for amount in service.amounts:
            own |= set(self._sums[service.id, amount.id].facts)
        return frozenset(own)

    def readers(self, parameter: str) -> tuple[Service, ...]:
        """The services that read a figure, also through values and other figures."""
        return tuple(self._readers.get(parameter, ()))

    @cached_property
    def _readers(self) -> Mapping[str, list[Service]]:
        found: dict[str, list[Service]] = {}
        for service in self.rules.services.values():
            for name in frozenset[str]().union(*map(self._read, self._of(service))):
                found.setdefault(name, []).append(service)
        return found

    def unsure(self, finding: Finding) -> tuple[str, ...]:
        """Parameters behind a finding whose value nobody has verified, sorted."""
        return tuple(sorted({name for name, one in self.figures(finding) if not one.sure}))

    def figures(self, finding: Finding) -> tuple[tuple[str, Dated], ...]:
        """The figures of law behind a finding, each with the value that held on its day."""
        read = dict.fromkeys(pair for one in self._all(finding) for pair in one.parameters)
        known, on = finding.facts, finding.on
        found = {(name, self._dated(known, on, name, as_of)): None for name, as_of in read}
        return tuple((name, dated) for name, dated in found if dated is not None)

    def traces(self, findings: Iterable[Finding]) -> list[Plain]:
        """Whole findings; those about one person on one day share what is said of both."""
        found: list[Plain] = []
        told: Told | None = None
        for finding in findings:
            if told is None or not told.fits(finding):
                told = Told.of(finding)
            found.append(self.trace(finding, told))
        return found

    def trace(self, finding: Finding, told: Told | None = None) -> Plain:
        """The whole finding; see `canonical` for its bytes. `told`: for several findings at once."""
        told = told or Told.of(finding)
        return {
            "service": finding.service.id,
            "rules": self.rules.version,
            "on": told.day,
            "verdict": finding.verdict,
            "in_force": finding.in_force,
            "clauses": self._outcomes(finding, told),
            "amounts": [self._sum(finding, told, one) for one in finding.sums],
            "steps": [
                {"id": named.id, "value": value, "source": named.source}
                for named, value in self.steps(finding)
            ],
            "deadlines": [
                {"id": one.deadline.id, "day": one.day and one.day.isoformat()}
                for one in finding.untils
            ],
            "missing": list(finding.missing),
            "gaps": [{"parameter": name, "day": day.isoformat()} for name, day in finding.gaps],
        }

    def steps(self, finding: Finding) -> tuple[tuple[Named, Value], ...]:
        """The named values behind a finding that are known, each before those that use it."""
        steps = self._steps[finding.service.id, bool(finding.sums)]
        if not steps:
            return ()
        values = finding.values
        return tuple(
            (named, value) for named in steps if (value := values.get(named.id)) is not None
        )

    def _outcomes(self, finding: Finding, told: Told) -> list[Plain]:
        """The clauses: what each says, what it read, what came of it, and where it is written."""
        read, found = told.read, list[Plain]()
        said_of = self._said[finding.service.id]
        for (words, rule), (_, met) in zip(said_of, finding.outcomes, strict=True):
            facts, figures = read.get(rule) or self._behind(told, rule)
            line = words.copy()
            line["met"], line["facts"], line["parameters"] = met, facts, figures
            found.append(line)
        return found

    def _sum(self, finding: Finding, told: Told, found: Sum) -> Plain:
        facts, figures = self._behind(told, self._sums[finding.service.id, found.amount.id])
        return {
            "id": found.amount.id,
            "value": found.value,
            "per": found.amount.per,
            "source": found.amount.source,
            "facts": facts,
            "parameters": figures,
        }

    def _behind(self, told: Told, rule: Uses) -> Behind:
        found = told.read.get(rule)
        if found is None:
            known, figures = told.facts, told.figures
            facts = {name: known[name] for name in rule.facts if name in known}
            cited = [
                one for pair in rule.parameters
                if (one := figures[pair] if pair in figures else self._figure(told, pair))
            ]  # fmt: skip
            told.read[rule] = found = (facts, cited)
        return found

    def _figure(self, told: Told, pair: tuple[str, str]) -> Plain | None:
        """A figure and its source, as it held on the day of a fact; None where it did not yet."""
        held = self._dated(told.known, told.on, *pair)
        found = None if held is None else self._cited[pair[0], held.since]
        told.figures[pair] = found
        return found

    def _dated(self, known: Facts, on: date, name: str, as_of: str) -> Dated | None:
        day = on if as_of == ON else known.get(as_of)
        return self.rules.parameters[name].at(day) if isinstance(day, date) else None

    def _named(self, service: Service, *, paid: bool) -> tuple[Named, ...]:
        """The named values behind a service, with or without its amounts."""
        read = [self._clauses[clause] for clause in clauses(service.require)]
        read += [self._sums[service.id, one.id] for one in service.amounts if paid]
        named = {**self.rules.values, **{one.id: one for one in service.values}}
        return tuple(named[name] for name in dict.fromkeys(n for one in read for n in one.values))

    def _all(self, finding: Finding) -> list[Uses]:
        sums = [self._sums[finding.service.id, one.amount.id] for one in finding.sums]
        return [*(self._clauses[one.clause] for one in finding.outcomes), *sums]

    def _of(self, service: Service) -> list[Uses]:
        found = [self._clauses[clause] for clause in clauses(service.require)]
        found += [self._sums[service.id, amount.id] for amount in service.amounts]
        return found + [self._uses(one.tree, one.as_of, service) for one in service.deadlines]

    @staticmethod
    def _read(rule: Uses) -> frozenset[str]:
        return frozenset(name for name, _ in rule.parameters)

    def _uses(self, tree: Tree, as_of: str, service: Service) -> Uses:
        named = {**self.rules.values, **{one.id: one for one in service.values}}
        found = uses(tree, as_of, named, self.rules.parameters)
        return self._same.setdefault((found.facts, found.parameters, found.values), found)


def said(clause: Clause) -> dict[str, Any]:
    """What a clause says, whoever is asked about, with room for what is found for one person."""
    return {
        "id": clause.id,
        "rule": clause.text,
        "discretionary": clause.discretionary,
        "source": clause.source,
        "met": None,
        "facts": None,
        "parameters": None,
    }


def cited(name: str, dated: Dated) -> Plain:
    """A figure with its source, as it stands beside what was worked out with it."""
    since = dated.since.isoformat()
    return {"id": name, "since": since, "source": dated.source, "mark": dated.mark}


def canonical(trace: Plain | list[Plain]) -> bytes:
    """The bytes of a trace: sorted keys, no spaces, UTF-8."""
    return json.dumps(
        trace, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain
    ).encode()


def shown(content: object) -> Any:
    """A figure as plain data."""
    if isinstance(content, Table):
        return {str(key): shown(value) for key, value in content.entries.items()}
    if isinstance(content, Steps):
        pairs = zip(content.thresholds, content.values, strict=True)
        return [[start, shown(value)] for start, value in pairs]
    if isinstance(content, Formula):
        return None
    return _plain(content) if isinstance(content, Fraction | date) else content


def _plain(value: object) -> Any:
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
