"""What a budget or a debt cannot be: below zero, absurd, or owed to nobody."""

from decimal import Decimal

from hangot.core.debts.kinds import DebtWords
from hangot.core.debts.sums import Budget, Debt
from hangot.core.refusal import Missing
from hangot.core.text import Text

MOST = 1_000_000_000_000
"""No household owes, earns or spends this many won; a larger number is a slip of the hand."""
MOST_DAYS, MOST_RATE, MOST_PEOPLE = 36_500, 10_000, 20
NEGATIVE = Text(
    "{name}: 0보다 작을 수 없습니다. 금액을 다시 적어 주세요.",
    "{name}: it cannot be below zero. Write the sum again.",
)
ABSURD = Text(
    "{name}: 너무 큰 수입니다. 0을 더 적지 않았는지 봐 주세요.",
    "{name}: this number is too large. See whether there is a zero too many.",
)
NO_CREDITOR = Text(
    "누구에게 진 빚인지 적어 주세요. 모르면 독촉장이나 문자에 있는 이름을 적습니다.",
    "Write whom it is owed to. If not known, the name on the letter or message.",
)
NOTHING_OWED = Text("원금이나 이자를 적어 주세요.", "Write the principal or the interest.")
NOBODY = Text(
    "본인을 포함해 한 명 이상, 20명까지 적어 주세요.",
    "Write a number from 1 to 20, with the person.",
)


def checked(budget: Budget, words: DebtWords) -> Budget:
    """The budget, or Missing with the line that cannot be so."""
    if not 0 < budget.people <= MOST_PEOPLE:
        raise Missing("people", NOBODY)
    lines = {
        **{words.incomes[name]: sum_ for name, sum_ in budget.incomes.items()},
        **{words.costs[name].label: sum_ for name, sum_ in budget.costs.items()},
        Text("재산", "Property"): budget.worth or 0,
        Text("새로 빌린 돈", "Borrowed lately"): budget.new_debt or 0,
    }
    for label, sum_ in lines.items():
        _won(label, sum_)
    return budget


def sound(debt: Debt) -> Debt:
    """The debt, or Missing with what is wrong: no creditor, below zero, absurd, nothing owed."""
    if not debt.creditor.strip():
        raise Missing("creditor", NO_CREDITOR)
    _won(Text("원금", "Principal"), debt.principal)
    _won(Text("이자", "Interest"), debt.interest)
    _won(Text("연체 날수", "Days overdue"), debt.overdue, MOST_DAYS)
    _won(Text("이자율", "Rate"), debt.rate or 0, MOST_RATE)
    if not debt.principal and not debt.interest:
        raise Missing("principal", NOTHING_OWED)
    return debt


def _won(name: Text, value: Decimal | int, most: int = MOST) -> None:
    if value < 0:
        raise Missing(
            "sum", Text(NEGATIVE.ko.format(name=name.ko), NEGATIVE.en.format(name=name.en))
        )
    if value > most:
        raise Missing("sum", Text(ABSURD.ko.format(name=name.ko), ABSURD.en.format(name=name.en)))
