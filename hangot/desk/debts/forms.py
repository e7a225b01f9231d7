"""Forms of the budget, of one debt, and of a whole table of debts."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from hangot.core.debts.kinds import DebtWords
from hangot.core.debts.sums import Budget, Debt
from hangot.core.text import Text
from hangot.desk.cases.forms import DeskForm
from hangot.desk.cases.work_inputs import DayField, text_box
from hangot.desk.debts.fields import RateField, SumField, ThreeField, three
from hangot.desk.pasting import SheetForm
from hangot.desk.say import say

ABLE = (
    ("", Text("아직 모름", "Not known")),
    ("able", Text("갚을 수 있음", "Able to pay")),
    ("soon_not", Text("곧 갚지 못할 것 같음", "Soon not")),
    ("not", Text("갚을 수 없음", "Not able to pay")),
)
BEFORE = (
    ("", Text("아직 모름", "Not known")),
    ("none", Text("없음", "None")),
    ("bankruptcy", Text("파산 면책을 받음", "After bankruptcy")),
    ("rehabilitation", Text("개인회생 면책을 받음", "After rehabilitation")),
)
ASKED: Mapping[str, tuple[str, str]] = {
    "regular": ("앞으로도 꾸준한 수입이 있나요?", "Will there be regular income?"),
    "feared": ("곧 밀릴까 걱정되나요?", "Is default feared?"),
    "business": ("지금 가게나 사업을 하거나, 전에 한 적이 있나요?", "A business, now or before?"),
    "bar": ("재산을 숨긴 일이나 도박·낭비로 진 빚이 있나요?", "Hidden property, gambling or waste?"),
}  # fmt: skip
FLAGS = {
    "secured": ("담보가 있음", "There is a security"),
    "guarantor": ("보증인이 있음", "There is a guarantor"),
    "seizure": ("압류·가압류됨", "There is a seizure"),
}
TYPED = ("creditor", "kind", "principal", "interest", "overdue", "rate")
OF_TABLE = Text(
    "채권자, 종류, 원금, 이자, 연체 날수, 이자율, 담보, 보증인, 압류 순서. 제목 줄이 있으면 순서가 달라도 됩니다.",
    "Creditor, kind, principal, interest, days overdue, rate, secured, guarantor, seizure. With a heading any order will do.",
)


class BudgetForm(DeskForm):
    """A month of the household, line by line, and what the rules ask beside it."""

    people = forms.IntegerField(min_value=-99, max_value=999)

    def __init__(
        self, words: DebtWords, *, today: date, known: Budget | None, data: Any = None,
        areas: Mapping[str, Text] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, auto_id="b_%s", initial=_told(known))
        self.words = words
        if areas:
            self.fields["area"] = forms.ChoiceField(
                label=say("사는 동네", "Quarter"), required=False,
                choices=[("", say("말하지 않음", "Not told")), *((k, str(t)) for k, t in areas.items())],
                help_text=say("한 해 통계에만 씁니다.", "For the figures of the year alone."),
            )  # fmt: skip
        self.name(
            people=Text("함께 사는 사람 수 (본인 포함)", "People in the household, with the person")
        )
        for name, label in words.incomes.items():
            self.fields[f"in_{name}"] = SumField(label=label)
        for name, line in words.costs.items():
            self.fields[f"out_{name}"] = SumField(label=line.label)
        self.fields["worth"] = SumField(
            label=say("재산을 팔면 나올 돈", "What the property would bring"), empty=None,
            help_text=say("압류할 수 없는 것은 빼고 적습니다. 없으면 0", "Without what may not be seized. None: 0"),
        )  # fmt: skip
        self.fields["new_debt"] = SumField(
            label=say("여섯 달 안에 새로 빌린 돈", "Borrowed in the last six months"), empty=None
        )
        self.fields["ability"] = forms.ChoiceField(
            label=say("갚을 수 있나요?", "Able to pay?"), choices=ABLE, required=False
        )
        for name, (ko, en) in ASKED.items():
            self.fields[name] = ThreeField(label=say(ko, en))
        self.fields["discharged"] = forms.ChoiceField(
            label=say("전에 받은 면책", "An earlier discharge"), choices=BEFORE, required=False
        )
        self.fields["discharged_on"] = DayField(
            label=say("그 면책이 확정된 날", "The day it became final"), today=today, required=False,
            help_text="",
        )  # fmt: skip

    def budget(self) -> Budget:
        """What was typed, for the domain."""
        given = self.cleaned_data
        plain = ("worth", "new_debt", "regular", "feared", "business", "bar", "discharged_on")
        return Budget(
            given["people"], {name: given[f"in_{name}"] for name in self.words.incomes},
            {name: given[f"out_{name}"] for name in self.words.costs},
            ability=given["ability"] or None, discharged=given["discharged"] or None,
            area=given.get("area") or None,
            **{name: given[name] for name in plain},
        )  # fmt: skip

    @property
    def lines_in(self) -> list[Any]:
        return [self[f"in_{name}"] for name in self.words.incomes]

    @property
    def lines_out(self) -> list[Any]:
        return [self[f"out_{name}"] for name in self.words.costs]

    @property
    def asked(self) -> list[Any]:
        return [
            self[name]
            for name in (
                "worth",
                "new_debt",
                "ability",
                *ASKED,
                "discharged",
                "discharged_on",
                "area",
            )
            if name in self.fields
        ]


def _told(known: Budget | None) -> dict[str, Any]:
    if known is None:
        return {"people": 1}
    said = {name: three(getattr(known, name)) for name in ASKED}
    return {
        "people": known.people, "worth": known.worth, "new_debt": known.new_debt,
        "ability": known.ability or "", "discharged": known.discharged or "",
        "discharged_on": known.discharged_on, "area": known.area or "", **said,
        **{f"in_{name}": sum_ for name, sum_ in known.incomes.items()},
        **{f"out_{name}": sum_ for name, sum_ in known.costs.items()},
    }  # fmt: skip


class DebtForm(DeskForm):
    """One debt; with `known` it is changed."""

    creditor = forms.CharField(max_length=60, required=False)
    kind = forms.ChoiceField()
    principal = SumField()
    interest = SumField()
    overdue = SumField()
    rate = RateField()

    def __init__(
        self, words: DebtWords, *, key: str = "new", known: Debt | None = None, data: Any = None
    ) -> None:
        told = {name: getattr(known, name) for name in (*TYPED, *FLAGS)} if known else {}
        super().__init__(data, auto_id=f"d{key}_%s", initial=told)
        kinds: Any = self.fields["kind"]
        kinds.choices = [(one.id, str(one.label)) for one in words.kinds.values()]
        for name, (ko, en) in FLAGS.items():
            self.fields[name] = forms.BooleanField(label=say(ko, en), required=False)
        self.name(
            creditor=Text("누구에게 진 빚인가요?", "Owed to whom?"), kind=Text("어떤 빚인가요?", "Kind"),
            principal=Text("원금", "Principal"), interest=Text("달라는 이자", "Interest claimed"),
            overdue=Text("연체 날수", "Days overdue"), rate=Text("한 해 이자율(%)", "Rate a year, percent"),
        )  # fmt: skip

    def debt(self) -> Debt:
        """What was typed, for the domain."""
        return Debt(**self.cleaned_data)


class TableForm(SheetForm):
    """Debts copied from a spreadsheet, or a CSV file of them."""

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(OF_TABLE, data, files)


class OutForm(DeskForm):
    """Why a debt is taken off the list."""

    def __init__(self, key: str = "", data: Any = None) -> None:
        super().__init__(data, auto_id=f"o{key}_%s")
        self.fields["why"] = text_box(
            label=say("빼는 까닭", "Why it is taken off"), rows=2, max_length=300, required=False
        )
