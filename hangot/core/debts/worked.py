"""What comes of working out one way: offers, sums of law they are held against, what remains."""

from collections.abc import Mapping
from dataclasses import dataclass

from hangot.core.debts.figures import Figure, Figures
from hangot.core.debts.kinds import DebtWords, Route, Survivor
from hangot.core.debts.payments import Payment
from hangot.core.debts.sums import Budget, Owed, Owing
from hangot.core.text import Text


@dataclass(frozen=True, slots=True)
class Test:
    """A sum of law that payments are held against. `met` None: it only informs."""

    label: Text
    sum: int
    met: bool | None


@dataclass(frozen=True, slots=True)
class Offer:
    """One way of paying within a route. `released`: what nobody may claim any more afterwards."""

    label: Text
    payment: Payment
    released: int


@dataclass(frozen=True, slots=True)
class Remaining:
    """A debt that remains after this way, and by which rule."""

    owed: Owed
    why: Text
    sum: int


@dataclass(frozen=True, slots=True)
class Worked:
    """A route worked out. `silent`: why it could not be; then there are no offers.

    `feasible`: whether the law lets the payments pass; None where it asks nothing of them.
    """

    route: Route
    offers: tuple[Offer, ...]
    tests: tuple[Test, ...]
    remains: tuple[Remaining, ...]
    figures: tuple[Figure, ...]
    feasible: bool | None = None
    silent: Text | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """What every way is worked out from."""

    words: DebtWords
    budget: Budget
    owed: Owing
    figures: Figures

    def survivors(self, route: Route) -> Mapping[str, Survivor]:
        """The kinds of debt that this route's discharge does not reach, on the day."""
        return self.words.surviving(route.id, self.figures.on)
