"""One small form for each step of a procedure, for its dates, and for what is done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from hangot.core.debts.kinds import DebtWords, Route
from hangot.core.text import Text
from hangot.debts.actions import Said
from hangot.debts.queries import Line
from hangot.desk.cases.forms import DeskForm
from hangot.desk.cases.work_inputs import DayField, text_box
from hangot.desk.debts.fields import SumField
from hangot.desk.say import say

DATED = ("file", "commence", "exempt", "fix_plan", "discharge", "finish", "complete", "dismiss")
REASONED = ("prepare", "dismiss", "withdraw")
RELEASING = ("discharge", "complete")
WHATS = (
    ("hearing", Text("기일(심문·의견청취)", "Hearing")),
    ("paper", Text("서류 내는 날", "A paper is due")),
    ("other", Text("그 밖의 날", "Another day")),
)
REASONS = {
    "prepare": ("이 길을 고른 까닭, 다른 길을 고르지 않은 까닭", "Why this way, and why not the others"),
    "dismiss": ("기각·폐지된 까닭", "Why it was dismissed"),
    "withdraw": ("그만두는 까닭", "Why it is given up"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class About:
    """What the form of a step must know: the pack's words, the debts, the way chosen, today."""

    words: DebtWords
    lines: Sequence[Line]
    route: Route | None
    today: date


class StepForm(DeskForm):
    """The fields of one step."""

    def __init__(self, event: str, about: About, *, key: str = "", data: Any = None) -> None:
        super().__init__(data, auto_id=f"s{key}{event}_%s")
        for name, field in _fields(event, about):
            self.fields[name] = field

    def said(self) -> Said:
        """What was typed, for the domain."""
        given = self.cleaned_data
        released = {UUID(name[2:]): sum_ for name, sum_ in given.items() if name.startswith("r_")}
        return Said(
            day=given.get("day"), route=given.get("route", ""), reason=given.get("reason", ""),
            forum=given.get("forum", ""), number=given.get("number", ""),
            monthly=given.get("monthly"), months=given.get("months"), released=released,
        )  # fmt: skip


class DateForm(DeskForm):
    """A hearing, a paper or another day to keep."""

    def __init__(self, today: date, *, key: str = "", data: Any = None) -> None:
        super().__init__(data, auto_id=f"k{key}_%s")
        self.fields["what"] = forms.ChoiceField(label=say("무엇인가요?", "What?"), choices=WHATS)
        self.fields["on"] = DayField(label=say("날", "Day"), today=today)
        self.fields["text"] = forms.CharField(
            label=say("내용", "What it is"), max_length=200, required=False
        )


def _fields(event: str, about: About) -> Iterable[tuple[str, forms.Field]]:
    if event == "prepare":
        ways = [(name, str(about.words.routes[name].label)) for name in about.words.offered]
        yield (
            "route",
            forms.ChoiceField(label=say("고른 길", "The way chosen"), choices=[("", "–"), *ways]),
        )
    if event in DATED:
        yield (
            "day",
            DayField(label=say("그 일이 있은 날", "The day it happened"), today=about.today),
        )
    if event == "file":
        yield (
            "forum",
            forms.CharField(label=say("법원이나 위원회", "Court or committee"), max_length=80),
        )
        yield "number", forms.CharField(label=say("사건·접수 번호", "Its number"), max_length=60)
    if event == "fix_plan":
        yield "monthly", SumField(label=say("다달이 갚을 돈", "To be paid a month"), empty=None)
        yield "months", SumField(label=say("갚을 달수", "Months"), empty=None)
    if event in RELEASING:
        yield from _released(about)
    if event in REASONED:
        yield "reason", text_box(label=say(*REASONS[event]), rows=3, max_length=1000)


def _released(about: About) -> Iterable[tuple[str, forms.Field]]:
    """One sum for each debt, filled in with what this way's discharge would reach."""
    kept = about.words.surviving(about.route.id, about.today) if about.route else {}
    for line in about.lines:
        debt = line.debt
        reached = debt.kind not in kept and not debt.secured
        label = Text(f"없어진 금액: {debt.creditor}", f"Released: {debt.creditor}")
        yield f"r_{line.row.pk}", SumField(label=label, initial=debt.principal if reached else 0)
