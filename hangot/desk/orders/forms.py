"""What is typed from the paper of an order."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django import forms

from hangot.core.clocks import SEOUL
from hangot.core.orders import OrderKind, Term
from hangot.core.text import Text
from hangot.desk.cases.work_inputs import DayField, TimeOfDayField, text_box
from hangot.desk.say import say
from hangot.orders.actions import Paper

STATES = (
    ("in_force", Text("결정되었습니다", "It was made")),
    ("requested", Text("청구·신청했습니다", "It was asked for")),
    ("emergency", Text("경찰이 긴급하게 했습니다", "The police took it in an emergency")),
)
NEEDS_TERM = Text(
    "결정된 보호조치는 첫날과 마지막 날을 적어 주세요.",
    "Write the first and the last day of an order that was made.",
)
NEEDS_MOMENT = Text(
    "긴급조치를 한 날과 시각을 적어 주세요.", "Write day and time of the emergency measure."
)
DATED = ("grant", "extend")
REASONED = ("refuse", "lift", "change")


def term_of(given: dict[str, Any]) -> Term | None:
    """First and last day, when both were typed."""
    if given.get("first") and given.get("last"):
        return Term(given["first"], given["last"])
    return None


class OrderForm(forms.Form):
    """A new order as it stands on paper."""

    def __init__(
        self, *args: Any, kinds: Mapping[str, OrderKind], today: date, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        rows = [(one.id, one.label) for one in kinds.values()]
        self.fields["what"] = forms.ChoiceField(
            label=say("어떤 보호조치인가요?", "Which measure?"), choices=rows
        )
        self.fields["state"] = forms.ChoiceField(
            label=say("지금 어떤가요?", "How does it stand?"),
            choices=STATES,
            widget=forms.RadioSelect,
        )
        self.fields["first"] = DayField(
            label=say("첫날", "First day"), today=today, required=False, help_text=""
        )
        self.fields["last"] = DayField(
            label=say("마지막 날", "Last day"), today=today, required=False, help_text=""
        )
        self.fields["day"] = DayField(
            label=say("긴급조치한 날", "Day of the emergency measure"), today=today, required=False
        )
        self.fields["clock"] = TimeOfDayField(label=say("시각", "Time"), required=False)
        self.fields["number"] = forms.CharField(
            label=say("사건·명령 번호", "Number"), max_length=60, required=False
        )
        self.fields["terms"] = text_box(
            label=say("지켜야 할 내용", "Its terms"), rows=2, required=False
        )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("state") == "in_force" and term_of(given) is None:
            self.add_error("last", str(NEEDS_TERM))
        if given.get("state") == "emergency" and not (given.get("day") and given.get("clock")):
            self.add_error("clock", str(NEEDS_MOMENT))
        return given

    def paper(self) -> Paper:
        """What was typed, for the domain."""
        given = self.cleaned_data
        return Paper(
            given["what"], given["state"], _moment(given) if given["state"] == "emergency" else None,
            term_of(given) if given["state"] == "in_force" else None, given["number"], given["terms"],
        )  # fmt: skip


class StepForm(forms.Form):
    """What one step needs: a term, or a reason."""

    def __init__(self, event: str, *, today: date, data: Any = None) -> None:
        super().__init__(data, auto_id=f"id_{event}_%s")
        if event in DATED:
            self.fields["first"] = DayField(label=say("첫날", "First day"), today=today)
            self.fields["last"] = DayField(label=say("마지막 날", "Last day"), today=today)
        if event in REASONED:
            self.fields["reason"] = text_box(
                label=say("까닭과 내용", "Reason, and what it says"), rows=2
            )


def _moment(given: dict[str, Any]) -> datetime:
    clock: time = given["clock"]
    return datetime.combine(given["day"], clock, SEOUL)
