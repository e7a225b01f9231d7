"""Reads all rules of a pack for one person.

`Engine(rules)` compiles once; `find` and `find_all` may then be called for anybody, in any order.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hangot.core.eligibility.compiling import Code, Compiler
from hangot.core.eligibility.findings import Finding, Outcome, Sum, Until, Verdict
from hangot.core.eligibility.missing import missing
from hangot.core.eligibility.rules import Clause, Condition, Group, Limit, Rules, Service, clauses
from hangot.core.eligibility.scene import ON, Facts, Scene, Shared

Truth = bool | None


@dataclass(frozen=True, slots=True)
class Ready:
    """A service whose rules are compiled, with a compiler that knows its own named values."""

    service: Service
    compiler: Compiler
    conditions: tuple[tuple[Clause, Code], ...]
    sums: tuple[Code, ...]
    untils: tuple[Code, ...]
    limits: tuple[Code, ...]


class Engine:
    """The rules of one pack, ready to be asked."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._shared = Compiler(rules.parameters, rules.values).ready()
        self._ready = {name: self._compile(one) for name, one in rules.services.items()}

    def find_all(
        self, facts: Facts, on: date, among: Iterable[str] | None = None
    ) -> tuple[Finding, ...]:
        """Findings for all services, or for some of them, in the order of the pack."""
        shared = Shared()
        return tuple(
            self.find(name, facts, on, shared) for name in (self._ready if among is None else among)
        )

    def find(self, name: str, facts: Facts, on: date, shared: Shared | None = None) -> Finding:
        """The finding for one service. `shared`: what was worked out for the same facts and day."""
        ready = self._ready[name]
        scene = Scene(facts, on, shared=shared or Shared())
        force = in_force(ready.service, scene)
        met = {clause: _met(code, clause.as_of, scene) for clause, code in ready.conditions}
        verdict = judge(ready.service.require, met, force)
        return Finding(
            service=ready.service,
            on=on,
            facts=facts,
            verdict=verdict,
            in_force=force,
            outcomes=tuple(Outcome(clause, truth) for clause, truth in met.items()),
            sums=self._sums(ready, scene, verdict),
            untils=self._untils(ready, scene, verdict),
            missing=self._missing(ready, scene, met, verdict, force),
            gaps=tuple(sorted(scene.gaps)),
            values=scene.values,
        )

    def first_missing(self, finding: Finding) -> frozenset[str]:
        """The facts that the first clause not known yet waits for."""
        ready = self._ready[finding.service.id]
        scene = Scene(finding.facts, finding.on)
        for (clause, code), outcome in zip(ready.conditions, finding.outcomes, strict=True):
            if outcome.met is None:
                scene.look(clause.as_of)
                lacking = missing(ready.compiler, code, scene) & frozenset(finding.missing)
                if lacking:
                    return lacking
        return frozenset(finding.missing[:1])

    def awaited(self, finding: Finding) -> frozenset[str]:
        """The facts without which an amount of this finding cannot be worked out."""
        ready = self._ready[finding.service.id]
        scene = Scene(finding.facts, finding.on)
        found: frozenset[str] = frozenset()
        for one, code in zip(finding.sums, ready.sums, strict=False):
            if one.value is None:
                scene.look(one.amount.as_of)
                found |= missing(ready.compiler, code, scene)
        return found

    def limits(self, name: str, facts: Facts, on: date) -> Mapping[str, tuple[Limit, int | None]]:
        """The bounds of one service by what they bound; None where a fact is missing."""
        ready, scene = self._ready[name], Scene(facts, on)
        pairs = zip(ready.service.limits, ready.limits, strict=True)
        return {limit.id: (limit, _met(code, limit.as_of, scene)) for limit, code in pairs}

    def _compile(self, service: Service) -> Ready:
        own = {named.id: named for named in service.values}
        compiler = self._shared.of_service(service.id, own).ready()
        return Ready(
            service,
            compiler,
            tuple((clause, compiler.code(clause.tree)) for clause in clauses(service.require)),
            tuple(compiler.code(amount.tree) for amount in service.amounts),
            tuple(compiler.code(deadline.tree) for deadline in service.deadlines),
            tuple(compiler.code(limit.tree) for limit in service.limits),
        )

    def _sums(self, ready: Ready, scene: Scene, verdict: Verdict) -> tuple[Sum, ...]:
        if verdict == "unlikely":
            return ()
        pairs = zip(ready.service.amounts, ready.sums, strict=True)
        return tuple(Sum(amount, _met(code, amount.as_of, scene)) for amount, code in pairs)

    def _untils(self, ready: Ready, scene: Scene, verdict: Verdict) -> tuple[Until, ...]:
        if verdict == "unlikely":
            return ()
        pairs = zip(ready.service.deadlines, ready.untils, strict=True)
        return tuple(Until(one, _met(code, one.as_of, scene)) for one, code in pairs)

    def _missing(
        self,
        ready: Ready,
        scene: Scene,
        met: dict[Clause, Truth],
        verdict: Verdict,
        force: Truth,
    ) -> tuple[str, ...]:
        if verdict != "unknown":
            return ()
        facts: set[str] = set()
        if force is None and ready.service.as_of != ON:
            facts.add(ready.service.as_of)
        open_ones = open_clauses(ready.service.require, met)
        for clause, code in ready.conditions:
            if clause in open_ones:
                scene.look(clause.as_of)
                facts |= missing(ready.compiler, code, scene)
        return tuple(sorted(facts))


def in_force(service: Service, scene: Scene) -> Truth:
    """Whether the service exists on the day that counts for it."""
    scene.look(service.as_of)
    if scene.day is None:
        return None
    return service.since <= scene.day and (service.until is None or scene.day <= service.until)


def judge(require: Group, met: dict[Clause, Truth], force: Truth) -> Verdict:
    """Definite only where nothing that is still untold could change it."""
    whole = _with(require, met)
    if force is False or whole is False:
        return "unlikely"
    if force is None or whole is None:
        return "unknown"
    alone = _with(require, _undecided(met))
    return {True: "likely", False: "discretionary", None: "unknown"}[alone]  # type: ignore[return-value]


def open_clauses(require: Condition, met: dict[Clause, Truth]) -> frozenset[Clause]:
    """The unknown clauses whose truth still matters, also for needing nobody's discretion."""
    if isinstance(require, Clause):
        return frozenset({require}) if met[require] is None else frozenset()
    settled = _with(require, met)
    if settled is not None and settled == _with(require, _undecided(met)):
        return frozenset()
    return frozenset().union(*(open_clauses(part, met) for part in require.parts))


def _undecided(met: dict[Clause, Truth]) -> dict[Clause, Truth]:
    """As if every official decided against the person."""
    return {clause: False if clause.discretionary else truth for clause, truth in met.items()}


def _with(condition: Condition, met: dict[Clause, Truth]) -> Truth:
    if isinstance(condition, Clause):
        return met[condition]
    truths = [_with(part, met) for part in condition.parts]
    deciding = not condition.all
    if deciding in truths:
        return deciding
    return None if None in truths else condition.all


def _met(code: Code, as_of: str, scene: Scene) -> Any:
    scene.look(as_of)
    return code.run(scene)
