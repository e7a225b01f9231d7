"""A finding as plain data: every clause with the facts and figures it was read with, and its law.

The same facts, rules and day always give the same bytes, so a stored answer can be repeated.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from hangot.core.eligibility.answers import written
from hangot.core.eligibility.findings import Finding, Outcome
from hangot.core.eligibility.parameters import Dated, Formula, Parameter, Steps, Table
from hangot.core.eligibility.rules import Clause, Named, Rules, Service, clauses
from hangot.core.eligibility.scene import ON
from hangot.core.eligibility.tree import Tree, Value, names

Plain = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Uses:
    """What a rule reads, also through named values: facts, and parameters with their as-of fact."""

    facts: tuple[str, ...]
    parameters: tuple[tuple[str, str], ...]
    values: tuple[str, ...]


class Tracer:
    """Knows for every rule of a pack what it reads; asked once for each finding."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._clauses = {
            clause: self._uses(clause.tree, clause.as_of, service)
            for service in rules.services.values()
            for clause in clauses(service.require)
        }
        self._said = {clause: said(clause) for clause in self._clauses}
        self._sums = {
            (service.id, amount.id): self._uses(amount.tree, amount.as_of, service)
            for service in rules.services.values()
            for amount in service.amounts
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
        return tuple(
            service
            for service in self.rules.services.values()
            if any(parameter in self._read(uses) for uses in self._of(service))
        )

    def unsure(self, finding: Finding) -> tuple[str, ...]:
        """Parameters behind a finding whose value nobody has verified, sorted."""
        return tuple(sorted({name for name, one in self.figures(finding) if not one.sure}))

    def figures(self, finding: Finding) -> tuple[tuple[str, Dated], ...]:
        """The figures of law behind a finding, each with the value that held on its day."""
        read = dict.fromkeys(pair for uses in self._all(finding) for pair in uses.parameters)
        found = {(name, self._dated(finding, name, as_of)): None for name, as_of in read}
        return tuple((name, dated) for name, dated in found if dated is not None)

    def trace(self, finding: Finding) -> Plain:
        """The whole finding; see `canonical` for its bytes."""
        return {
            "service": finding.service.id,
            "rules": self.rules.version,
            "on": finding.on.isoformat(),
            "verdict": finding.verdict,
            "in_force": finding.in_force,
            "clauses": [self.clause(finding, outcome) for outcome in finding.outcomes],
            "amounts": [self._sum(finding, place) for place in range(len(finding.sums))],
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
        names = dict.fromkeys(name for uses in self._all(finding) for name in uses.values)
        own = {named.id: named for named in finding.service.values}
        named = {**self.rules.values, **own}
        values = finding.values
        return tuple(
            (named[name], value) for name in names if (value := values.get(name)) is not None
        )

    def clause(self, finding: Finding, outcome: Outcome) -> Plain:
        """One clause: what it says, what it read, what came of it, and where it is written."""
        uses = self._clauses[outcome.clause]
        return {
            **self._said[outcome.clause],
            "met": outcome.met,
            "facts": self._facts(finding, uses) if uses.facts else {},
            "parameters": self._parameters(finding, uses) if uses.parameters else [],
        }

    def _sum(self, finding: Finding, place: int) -> Plain:
        found = finding.sums[place]
        uses = self._sums[finding.service.id, found.amount.id]
        return {
            "id": found.amount.id,
            "value": found.value,
            "per": found.amount.per,
            "source": found.amount.source,
            "facts": self._facts(finding, uses),
            "parameters": self._parameters(finding, uses),
        }

    def _facts(self, finding: Finding, uses: Uses) -> Plain:
        known = finding.facts
        return {name: written(known[name]) for name in uses.facts if known.get(name) is not None}  # type: ignore[arg-type]

    def _parameters(self, finding: Finding, uses: Uses) -> list[Plain]:
        dated = (self._place(finding, *one) for one in uses.parameters)
        return [self._cited[place] for place in dated if place is not None]

    def _place(self, finding: Finding, name: str, as_of: str) -> tuple[str, date] | None:
        """The value of a parameter that was read, by the day from which it holds."""
        dated = self._dated(finding, name, as_of)
        return None if dated is None else (name, dated.since)

    def _dated(self, finding: Finding, name: str, as_of: str) -> Dated | None:
        day = finding.on if as_of == ON else finding.facts.get(as_of)
        return self.rules.parameters[name].at(day) if isinstance(day, date) else None

    def _all(self, finding: Finding) -> list[Uses]:
        sums = [self._sums[finding.service.id, one.amount.id] for one in finding.sums]
        return [*(self._clauses[one.clause] for one in finding.outcomes), *sums]

    def _of(self, service: Service) -> list[Uses]:
        found = [self._clauses[clause] for clause in clauses(service.require)]
        found += [self._sums[service.id, amount.id] for amount in service.amounts]
        return found + [self._uses(one.tree, one.as_of, service) for one in service.deadlines]

    @staticmethod
    def _read(uses: Uses) -> frozenset[str]:
        return frozenset(name for name, _ in uses.parameters)

    def _uses(self, tree: Tree, as_of: str, service: Service) -> Uses:
        own = {named.id: named for named in service.values}
        gathered = _Gathered({**self.rules.values, **own}, self.rules.parameters)
        gathered.add(tree, as_of)
        return Uses(
            tuple(sorted(gathered.facts)),
            tuple(sorted(gathered.read)),
            tuple(gathered.values),
        )


class _Gathered:
    """Walks rules and what they name."""

    def __init__(self, named: Mapping[str, Named], parameters: Mapping[str, Parameter]) -> None:
        self.named, self.parameters = named, parameters
        self.facts: set[str] = set()
        self.read: set[tuple[str, str]] = set()
        self.values: list[str] = []

    def add(self, tree: Tree, as_of: str) -> None:
        """Everything a tree reads on the day of `as_of`."""
        for source, name in sorted(names(tree)):
            if source == "fact":
                self.facts.add(name)
            elif source == "parameter":
                self._parameter(name, as_of)
            elif source == "value" and name not in self.values:
                self.add(self.named[name].tree, self.named[name].as_of)
                self.values.append(name)

    def _parameter(self, name: str, as_of: str) -> None:
        if (name, as_of) in self.read:
            return
        self.read.add((name, as_of))
        for dated in self.parameters[name].values:
            if isinstance(dated.content, Formula):
                self.add(dated.content.tree, as_of)


def said(clause: Clause) -> Plain:
    """What a clause says, whoever is asked about."""
    return {
        "id": clause.id,
        "rule": clause.text,
        "discretionary": clause.discretionary,
        "source": clause.source,
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
