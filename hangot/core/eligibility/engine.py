"""Reads all rules of a pack for one person.

`Engine(rules)` compiles once; `find` and `find_all` may then be called for anybody, in any order.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hangot.core.eligibility.combining import Run
from hangot.core.eligibility.compiling import Code, Compiler
from hangot.core.eligibility.findings import Finding, Outcome, Sum, Until, Verdict
from hangot.core.eligibility.missing import missing, waiting
from hangot.core.eligibility.rules import Clause, Condition, Group, Limit, Rules, Service, clauses
from hangot.core.eligibility.scene import ON, Facts, Scene, Shared
from hangot.core.eligibility.uses import uses

Truth = bool | None


@dataclass(frozen=True, slots=True)
class Ready:
    """A service whose rules are compiled, with a compiler that knows its own named values."""

    service: Service
    compiler: Compiler
    conditions: tuple[tuple[Clause, Code], ...]
    reading: tuple[tuple[Clause, Run, str], ...]
    sums: tuple[Code, ...]
    untils: tuple[Code, ...]
    limits: tuple[Code, ...]
    judged: bool


class Engine:
    """The rules of one pack, ready to be asked."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._shared = Compiler(rules.parameters, rules.values, rules.off).ready()
        self._read_by: dict[Clause, frozenset[str]] = {}
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
        scene = Scene(facts, on, shared)
        force = in_force(ready.service, scene)
        met = _read(ready.reading, scene)
        verdict = judge(ready.service.require, met, force, judged=ready.judged)
        return Finding(
            service=ready.service,
            on=on,
            facts=facts,
            verdict=verdict,
            in_force=force,
            outcomes=tuple(map(Outcome._make, met.items())),
            sums=self._sums(ready, scene, verdict),
            untils=self._untils(ready, scene, verdict),
            missing=self._missing(ready, scene, met, verdict, force),
            gaps=tuple(sorted(scene.gaps)) if scene.gaps else (),
            met=scene.met,
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

    def hopeful(self, finding: Finding, silent: frozenset[str]) -> bool:
        """Could other answers still make it possible, if these facts are never told?"""
        ready, known = self._ready[finding.service.id], finding.facts
        met = {outcome.clause: outcome.met for outcome in finding.outcomes}
        for clause, _ in ready.conditions:
            if met[clause] is None:
                open_ones = {one for one in self._reads(ready, clause) if known.get(one) is None}
                met[clause] = None if open_ones <= silent else True
        shut = finding.in_force is None and ready.service.as_of in silent
        return not shut and _with(ready.service.require, met) is True

    def limits(self, name: str, facts: Facts, on: date) -> Mapping[str, tuple[Limit, int | None]]:
        """The bounds of one service by what they bound; None where a fact is missing."""
        ready, scene = self._ready[name], Scene(facts, on)
        pairs = zip(ready.service.limits, ready.limits, strict=True)
        return {limit.id: (limit, _met(code, limit.as_of, scene)) for limit, code in pairs}

    def _compile(self, service: Service) -> Ready:
        own = {named.id: named for named in service.values}
        compiler = self._shared.of_service(service.id, own).ready()
        conditions = [(one, compiler.rule(one.tree)) for one in clauses(service.require)]
        return Ready(
            service,
            compiler,
            tuple(conditions),
            tuple((clause, code.run, clause.as_of) for clause, code in conditions),
            tuple(compiler.code(amount.tree) for amount in service.amounts),
            tuple(compiler.code(deadline.tree) for deadline in service.deadlines),
            tuple(compiler.code(limit.tree) for limit in service.limits),
            any(clause.discretionary for clause, _ in conditions),
        )

    def _reads(self, ready: Ready, clause: Clause) -> frozenset[str]:
        """Every fact a clause reads, also through values and for the day of a figure."""
        if clause not in self._read_by:
            found = uses(clause.tree, clause.as_of, ready.compiler.values, self.rules.parameters)
            days = {as_of for _, as_of in found.parameters} - {ON}
            self._read_by[clause] = frozenset({*found.facts, *days})
        return self._read_by[clause]

    def _sums(self, ready: Ready, scene: Scene, verdict: Verdict) -> tuple[Sum, ...]:
        if verdict == "unlikely" or not ready.sums:
            return ()
        pairs = zip(ready.service.amounts, ready.sums, strict=True)
        return tuple(Sum(amount, _met(code, amount.as_of, scene)) for amount, code in pairs)

    def _untils(self, ready: Ready, scene: Scene, verdict: Verdict) -> tuple[Until, ...]:
        if verdict == "unlikely" or not ready.untils:
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
        alone = _undecided(met) if ready.judged else met
        open_ones = frozenset(open_clauses(ready.service.require, met, alone))
        for clause, code in ready.conditions:
            if clause in open_ones:
                facts.update(waiting(ready.compiler, code, clause.as_of, scene))
        return tuple(sorted(facts))


def in_force(service: Service, scene: Scene) -> Truth:
    """Whether the service exists on the day that counts for it."""
    scene.look(service.as_of)
    if scene.day is None:
        return None
    return service.since <= scene.day and (service.until is None or scene.day <= service.until)


def judge(
    require: Group, met: dict[Clause, Truth], force: Truth, *, judged: bool = True
) -> Verdict:  # fmt: skip
    """Definite only where nothing that is still untold could change it. `judged`: an official decides
    some of the clauses.
    """
    whole = _with(require, met)
    if force is False or whole is False:
        return "unlikely"
    if force is None or whole is None:
        return "unknown"
    if not judged:
        return "likely"
    alone = _with(require, _undecided(met))
    return {True: "likely", False: "discretionary", None: "unknown"}[alone]  # type: ignore[return-value]


def open_clauses(
    require: Condition, met: dict[Clause, Truth], alone: dict[Clause, Truth]
) -> Iterator[Clause]:
    """The unknown clauses whose truth still matters, also for needing nobody's discretion. `alone`:
    what is met if every official decides against the person.
    """
    if isinstance(require, Clause):
        if met[require] is None:
            yield require
        return
    settled = _with(require, met)
    if settled is None or settled != _with(require, alone):
        for part in require.parts:
            yield from open_clauses(part, met, alone)


def _undecided(met: dict[Clause, Truth]) -> dict[Clause, Truth]:
    """As if every official decided against the person."""
    return {clause: False if clause.discretionary else truth for clause, truth in met.items()}


def _with(condition: Condition, met: dict[Clause, Truth]) -> Truth:
    if isinstance(condition, Clause):
        return met[condition]
    result: Truth = condition.all
    for part in condition.parts:
        truth = met[part] if isinstance(part, Clause) else _with(part, met)
        if truth is None:
            result = None
        elif truth is not condition.all:
            return truth
    return result


def _read(clauses: Iterable[tuple[Clause, Run, str]], scene: Scene) -> dict[Clause, Truth]:
    """Every clause with what comes of it, each on its own day."""
    met: dict[Clause, Truth] = {}
    for clause, run, as_of in clauses:
        if as_of != scene.as_of:
            scene.look(as_of)
        met[clause] = run(scene)
    return met


def _met(code: Code, as_of: str, scene: Scene) -> Any:
    scene.look(as_of)
    return code.run(scene)
