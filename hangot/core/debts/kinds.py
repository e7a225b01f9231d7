"""What a pack says of debts: their kinds, what no discharge reaches, and the ways out of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from hangot.core.text import Text

Rank = Literal["ordinary", "priority", "outside"]
RANKS: tuple[Rank, ...] = ("ordinary", "priority", "outside")
"""In a court plan: paid in parts, paid in full first, or not part of it."""
Way = Literal["interest", "principal", "income", "discharge"]
READS: Mapping[Way, tuple[str, ...]] = {
    "interest": ("rate_cut", "rate_cap", "months"),
    "principal": ("cut", "most", "months"),
    "income": ("months", "longest", "living", "step", "small", "large", "added", "ceiling"),
    "discharge": ("exempt",),
}
"""How a way is worked out, and the figures it needs."""


@dataclass(frozen=True, slots=True)
class DebtKind:
    """One kind of debt. `adjusted`: a committee may adjust it. `void_interest`: by law none is owed.

    `ceiling`: the figure of the rules that bounds its yearly rate; empty where none does.
    """

    id: str
    label: Text
    adjusted: bool
    rank: Rank
    void_interest: bool
    ceiling: str


@dataclass(frozen=True, slots=True)
class Survivor:
    """A kind of debt that a discharge does not reach, from one day until another."""

    after: str
    kind: str
    since: date
    until: date | None
    source: str
    verified: bool

    def holds(self, on: date) -> bool:
        """Was it so on this day?"""
        return self.since <= on and (self.until is None or on < self.until)


@dataclass(frozen=True, slots=True)
class Route:
    """One way out. `rule`: the service of the rules that says who is let in; `reads`: its figures.

    `stays`: what of the debts remains; `note`: what to know beside it.
    """

    id: str
    label: Text
    forum: Text
    way: Way
    rule: str
    reads: Mapping[str, str]
    stays: Text
    note: Text


@dataclass(frozen=True, slots=True)
class CostLine:
    """One line of spending. `before`: taken off before what is held in hand is counted."""

    id: str
    label: Text
    before: bool


@dataclass(frozen=True, slots=True)
class DebtWords:
    """Everything a centre says of debts. `offered`: the routes it works out; none, no page.

    `helps`: services that help beside them, where the directory of the house has them.
    """

    kinds: Mapping[str, DebtKind]
    survives: tuple[Survivor, ...]
    routes: Mapping[str, Route]
    incomes: Mapping[str, Text]
    costs: Mapping[str, CostLine]
    offered: tuple[str, ...]
    helps: tuple[str, ...]

    def surviving(self, route: str, on: date) -> Mapping[str, Survivor]:
        """What a discharge by this route does not reach on a day, by kind."""
        return {one.kind: one for one in self.survives if one.after == route and one.holds(on)}
