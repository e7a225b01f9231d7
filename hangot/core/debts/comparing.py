"""The ways out side by side: what each asks, and what the rules say of who is let in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hangot.core.debts.figures import Figures
from hangot.core.debts.kinds import DebtWords, Route
from hangot.core.debts.sums import Budget, Debt, Owing, facts, owing
from hangot.core.debts.ways import work_out
from hangot.core.debts.worked import Ground, Offer, Worked
from hangot.core.eligibility.engine import Engine
from hangot.core.eligibility.findings import Finding, Verdict
from hangot.core.text import Text

PRINCIPAL_ONLY = ("interest", "principal")


@dataclass(frozen=True, slots=True)
class Way:
    """One way out for one household. `verdict` is what the rules find, never a decision.

    `payable`: the cheapest offer fits what is left a month; None where nothing is paid monthly.
    """

    worked: Worked
    finding: Finding | None
    payable: bool | None

    @property
    def verdict(self) -> Verdict:
        """Open, closed, or still to be asked; silent ways are still to be asked."""
        if self.finding is None or self.worked.silent is not None:
            return "unknown"
        return "unlikely" if self.worked.feasible is False else self.finding.verdict

    @property
    def reasons(self) -> tuple[Text, ...]:
        """Why it does not fit, as the rules say it to the person."""
        if self.worked.silent is not None:
            return (self.worked.silent,)
        if self.finding is None or self.finding.verdict != "unlikely":
            return ()
        return tuple(clause.otherwise or clause.label for clause in self.finding.failed)

    @property
    def missing(self) -> tuple[str, ...]:
        """Answers that could still change the verdict."""
        return self.finding.missing if self.finding is not None else ()

    @property
    def papers(self) -> tuple[str, ...]:
        """What to bring, by the rules."""
        return self.finding.service.documents if self.finding is not None else ()

    @property
    def cheapest(self) -> Offer | None:
        """The offer with the smallest month."""
        return min(self.worked.offers, key=lambda one: one.payment.monthly, default=None)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything the page shows: what is owed by law, and the ways out in the order of the pack."""

    on: date
    owed: Owing
    ways: tuple[Way, ...]


def compare(
    words: DebtWords, engine: Engine, budget: Budget, debts: Sequence[Debt], on: date
) -> Comparison:
    """The routes of this centre for one household on one day."""
    owed = owing(debts, words, Figures(engine.rules, on))
    ways = [
        _way(words.routes[name], engine, Ground(words, budget, owed, Figures(engine.rules, on)))
        for name in words.offered
    ]
    return Comparison(on, owed, tuple(ways))


def _way(route: Route, engine: Engine, ground: Ground) -> Way:
    worked = work_out(route, ground)
    principal = route.way in PRINCIPAL_ONLY
    known = facts(ground.budget, ground.owed, ground.words, principal=principal)
    ruled = route.rule in engine.rules.services
    finding = engine.find(route.rule, known, ground.figures.on) if ruled else None
    monthly = [one.payment.monthly for one in worked.offers if one.payment.months > 1]
    return Way(worked, finding, min(monthly) <= max(0, ground.budget.left) if monthly else None)
