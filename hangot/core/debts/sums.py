"""A household's budget and what it owes, in whole won: what is left, what is owed by law."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from hangot.core.debts.figures import Figures, Unknown
from hangot.core.debts.kinds import DebtKind, DebtWords
from hangot.core.eligibility.scene import Facts

Ability = Literal["able", "soon_not", "not"]


@dataclass(frozen=True, slots=True)
class Debt:
    """One debt to one creditor. `rate`: percent a year, None if not known. `overdue`: days late.

    `interest`: what the creditor claims beside the principal, late interest included.
    """

    creditor: str
    kind: str
    principal: int
    interest: int = 0
    overdue: int = 0
    rate: Decimal | int | None = None
    secured: bool = False
    guarantor: bool = False
    seizure: bool = False


@dataclass(frozen=True, slots=True)
class Budget:
    """A month of a household. Answers that were not given are None: unknown, never no.

    `worth`: what all that may be seized would bring if sold. `new_debt`: borrowed in six months.
    `area`: the quarter, for the counts alone.
    """

    people: int
    incomes: Mapping[str, int]
    costs: Mapping[str, int]
    worth: int | None = None
    new_debt: int | None = None
    regular: bool | None = None
    feared: bool | None = None
    business: bool | None = None
    ability: Ability | None = None
    discharged: str | None = None
    discharged_on: date | None = None
    bar: bool | None = None
    area: str | None = None

    @property
    def income(self) -> int:
        """All that comes in a month."""
        return sum(self.incomes.values())

    @property
    def spent(self) -> int:
        """All that goes out a month, payments on debts not counted."""
        return sum(self.costs.values())

    @property
    def left(self) -> int:
        """What is left a month; negative where more is spent than comes in."""
        return self.income - self.spent

    def in_hand(self, words: DebtWords) -> int:
        """Income less taxes, insurance and the costs of a business (채무자회생법 579조 4호)."""
        before = sum(sum_ for name, sum_ in self.costs.items() if words.costs[name].before)
        return max(0, self.income - before)


@dataclass(frozen=True, slots=True)
class Owed:
    """A debt as the law sees it: `interest` that is owed, `void` that is claimed without right."""

    debt: Debt
    kind: DebtKind
    interest: int
    void: int
    over_ceiling: bool = False

    @property
    def whole(self) -> int:
        """Principal and the interest that is owed."""
        return self.debt.principal + self.interest


@dataclass(frozen=True, slots=True)
class Owing:
    """All debts of a household as the law sees them."""

    all: tuple[Owed, ...] = field(default=())

    @property
    def total(self) -> int:
        return sum(one.whole for one in self.all)

    @property
    def void(self) -> int:
        return sum(one.void for one in self.all)

    @property
    def adjusted(self) -> tuple[Owed, ...]:
        """What a committee may adjust."""
        return tuple(one for one in self.all if one.kind.adjusted)

    @property
    def overdue(self) -> int:
        """Days late of the oldest debt a committee may adjust."""
        return max((one.debt.overdue for one in self.adjusted), default=0)


def owing(debts: Iterable[Debt], words: DebtWords, figures: Figures) -> Owing:
    """What is owed by law: an illegal lender's interest is not, nor what is above the ceiling."""
    return Owing(tuple(_owed(debt, words.kinds[debt.kind], figures) for debt in debts))


def _owed(debt: Debt, kind: DebtKind, figures: Figures) -> Owed:
    if kind.void_interest:
        return Owed(debt, kind, 0, debt.interest)
    top = _ceiling(kind, figures)
    if top is None or debt.rate is None or debt.rate <= top:
        return Owed(debt, kind, debt.interest, 0)
    owed = int(debt.interest * top // debt.rate)
    return Owed(debt, kind, owed, debt.interest - owed, over_ceiling=True)


def _ceiling(kind: DebtKind, figures: Figures) -> int | None:
    """Percent a year that may be agreed; None where no figure says so."""
    try:
        return int(figures.number(kind.ceiling)) if kind.ceiling else None
    except Unknown:
        return None


def facts(budget: Budget, owed: Owing, words: DebtWords, *, principal: bool) -> Facts:
    """The same household as the rules ask for it; `principal`: debts without their interest."""

    def summed(rows: Iterable[Owed]) -> int:
        return sum(one.debt.principal if principal else one.whole for one in rows)

    bank, rest = owed.adjusted, [one for one in owed.all if not one.kind.adjusted]
    return {
        "unsecured_debt": summed(one for one in bank if not one.debt.secured),
        "secured_debt": summed(one for one in owed.all if one.debt.secured),
        "private_debt": summed(
            one for one in rest if one.kind.rank == "ordinary" and not one.debt.secured
        ),
        "priority_debt": summed(
            one for one in rest if one.kind.rank == "priority" and not one.debt.secured
        ),
        "overdue_days": owed.overdue, "new_debt": budget.new_debt,
        "default_feared": budget.feared, "ran_business": budget.business,
        "household_size": budget.people, "net_income": budget.in_hand(words),
        "regular_income": budget.regular, "liquidation_value": budget.worth,
        "cannot_pay": budget.ability, "last_discharge": budget.discharged,
        "discharged_debts_on": budget.discharged_on, "discharge_bar": budget.bar,
        "court_stage": "none",
    }  # fmt: skip
