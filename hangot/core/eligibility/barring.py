"""What stands in the way: the clauses that are not met and that nothing else makes up for."""

from collections.abc import Mapping

from hangot.core.eligibility.findings import Finding
from hangot.core.eligibility.rules import Clause, Condition


def barring(finding: Finding) -> tuple[Clause, ...]:
    """The failed clauses that explain a no; of alternatives, only where every one has failed."""
    met = {outcome.clause: outcome.met for outcome in finding.outcomes}
    return _barring(finding.service.require, met)


def _barring(condition: Condition, met: Mapping[Clause, bool | None]) -> tuple[Clause, ...]:
    if isinstance(condition, Clause):
        return (condition,) if met[condition] is False else ()
    inside = [_barring(part, met) for part in condition.parts]
    if condition.all or all(inside):
        return tuple(clause for part in inside for clause in part)
    return ()
