"""What is found for one person and one service: a verdict with its reasons, never a decision."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

from hangot.core.eligibility.rules import Amount, Clause, Deadline, Service
from hangot.core.eligibility.scene import Facts, Worked, values
from hangot.core.eligibility.tree import Value

Verdict = Literal["likely", "unlikely", "unknown", "discretionary"]
"""가능 · 어려움 · 더 물어야 함 · 담당 기관이 판단."""


class Outcome(NamedTuple):
    """One clause read with the facts: met, not met, or unknown (None)."""

    clause: Clause
    met: bool | None


class Sum(NamedTuple):
    """An amount in whole units of money; None where a fact is missing."""

    amount: Amount
    value: int | None


class Until(NamedTuple):
    """A last day; None where the day it runs from is not known."""

    deadline: Deadline
    day: date | None


class Finding(NamedTuple):
    """`in_force`: the service existed on the day that counts; None where that day is unknown.

    `missing`: facts that could still change the verdict, sorted. `gaps`: parameters without a
    value on a day that was needed, as (parameter, day). `met`: named values worked out on the way.
    """

    service: Service
    on: date
    facts: Facts
    verdict: Verdict
    in_force: bool | None
    outcomes: tuple[Outcome, ...]
    sums: tuple[Sum, ...]
    untils: tuple[Until, ...]
    missing: tuple[str, ...]
    gaps: tuple[tuple[str, date], ...]
    met: Mapping[str, Worked]

    @property
    def values(self) -> Mapping[str, Value | None]:
        """Named values that were worked out, also those that others needed."""
        return values(self.met)

    @property
    def failed(self) -> tuple[Clause, ...]:
        """The clauses that are not met; they say why the answer is no."""
        return tuple(outcome.clause for outcome in self.outcomes if outcome.met is False)

    @property
    def judged(self) -> tuple[Clause, ...]:
        """The clauses an official decides."""
        return tuple(
            outcome.clause
            for outcome in self.outcomes
            if outcome.clause.discretionary and outcome.met is not False
        )
