"""Forms of money: the request, and one small form for each step of a benefit."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from hangot.benefits.actions import Award, Receiver, Slip, Wish
from hangot.core.packs import Profile
from hangot.core.text import Text
from hangot.desk.cases.forms import DeskForm, pairs
from hangot.desk.cases.work_inputs import DayField, text_box
from hangot.desk.say import say

Pairs = Sequence[tuple[str, str]]
WHOLE = Text(
    "금액을 원 단위 숫자로 적어 주세요. 예: 4,800,000",
    "Write the sum in whole won, such as 4,800,000.",
)
WON_HINT = Text("원 단위로 적습니다", "in whole won")
LONGEST = 48
NUMBER = re.compile(r"[0-9]{1,12}")


class WonField(forms.CharField):
    """A sum in whole won, with or without commas."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**{"max_length": 24, "help_text": str(WON_HINT), **more})
        self.widget.attrs.update({"class": "w-m", "inputmode": "numeric", "autocomplete": "off"})

    def clean(self, value: Any) -> Any:
        """The sum, or a sentence that says how to write it."""
        typed = re.sub(r"[,\s원]", "", super().clean(value))
        if not NUMBER.fullmatch(typed) or int(typed) == 0:
            raise forms.ValidationError(str(WHOLE))
        return int(typed)


class RequestForm(DeskForm):
    """What is asked for, for whom, with which papers, and why in spite of a warning."""

    offered = forms.ChoiceField()
    form = forms.ChoiceField()
    about = forms.ChoiceField()
    asked = WonField()
    papers = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    reason = text_box(rows=2, required=False)

    def __init__(
        self, pack: Profile, *args: Any, offers: Pairs, papers: Pairs, advance: bool, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        forms_ = [one for one in pack.choices("benefit_forms") if advance or one.id != "advance"]
        chosen: dict[str, Any] = {
            "offered": offers, "form": pairs(forms_), "about": pairs(pack.choices("payees")),
            "papers": papers,
        }  # fmt: skip
        for name, choices in chosen.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        self.name(
            offered=Text("결정하는 곳", "Who decides"), form=Text("어떻게 받나요", "How it is paid"),
            about=Text("누구를 위한 돈인가요", "Whom it is for"),
            asked=Text("신청 금액", "Sum asked for"), papers=Text("준비된 서류", "Papers at hand"),
            reason=Text(
                "그래도 신청하는 까닭 (이미 신청했거나 기준보다 클 때)",
                "Why all the same (asked before, or more than the rules give)",
            ),
        )  # fmt: skip

    def wish(self, service: str) -> Wish:
        """The request as the domain takes it."""
        given = self.cleaned_data
        return Wish(
            service, UUID(given["offered"]), given["asked"], given["about"], given["form"],
            tuple(given["papers"]), given["reason"] or None,
        )  # fmt: skip


class StepForm(DeskForm):
    """The fields of one step."""

    def __init__(
        self, event: str, pack: Profile, today: date, due: Pairs, data: Any = None, **more: Any
    ) -> None:
        super().__init__(data, auto_id=f"{event}_%s", **more)
        self.event = event
        for name, field in _fields(event, pack, today, due):
            self.fields[name] = field

    def award(self) -> Award:
        """A decision to pay, from the fields of granting."""
        given = self.cleaned_data
        parted = set(given["parted"])
        receivers = [
            Receiver(one, given["months"] if one in parted else 1) for one in given["payees"]
        ]
        return Award(given["granted"], receivers, given["ground"], given["elsewhere"] or None)

    def slip(self) -> Slip:
        """A payment, from the fields of paying."""
        given = self.cleaned_data
        chosen = [UUID(one) for one in given["payments"]]
        return Slip(chosen, given["amount"], given["paid_on"], given["proof"])


def _fields(
    event: str, pack: Profile, today: date, due: Pairs
) -> Iterable[tuple[str, forms.Field]]:
    if event == "approve":
        yield from _granting(pairs(pack.choices("payees")))
    if event == "pay":
        yield from _paying(today, due)
    if event == "reclaim":
        yield "amount", WonField(label=say("환수할 금액", "Sum claimed back"))
        yield "ground", text_box(rows=2, label=say("환수 근거", "Ground"))
    if event in ("refuse", "appeal", "cancel"):
        yield "reason", text_box(rows=3, label=say("이유", "Reason"))
    if event == "reconcile" and due:
        yield "reason", text_box(
            rows=2, required=False,
            label=say("더 지급하지 않는다면 그 까닭", "If no more is paid: why"),
        )  # fmt: skip
    if event == "refuse":
        told = say(
            "언제까지 이의신청할 수 있는지 본인에게 알렸습니다",
            "The person was told until when an appeal is possible",
        )
        yield "told", forms.BooleanField(label=told, required=False)


def _granting(payees: Pairs) -> Iterable[tuple[str, forms.Field]]:
    yield "granted", WonField(label=say("결정 금액 (모두 합해)", "Sum granted, in all"))
    yield (
        "payees",
        forms.MultipleChoiceField(
            label=say("받을 분 (똑같이 나눕니다)", "Who receives it, in equal shares"),
            choices=payees,
            widget=forms.CheckboxSelectMultiple,
        ),
    )
    yield (
        "parted",
        forms.MultipleChoiceField(
            label=say("이 가운데 나누어 받을 분", "Of these, paid in parts"),
            required=False,
            choices=payees,
            widget=forms.CheckboxSelectMultiple,
        ),
    )
    yield (
        "months",
        forms.IntegerField(
            label=say("몇 달에 나누어", "Over how many months"),
            min_value=1,
            max_value=120,
            initial=1,
        ),
    )
    yield "ground", text_box(rows=3, label=say("결정 근거", "Ground of the decision"))
    yield "elsewhere", text_box(
        rows=2, required=False,
        label=say("다른 곳에도 신청되어 있으면, 확인한 결과", "If asked elsewhere too: what you found"),
    )  # fmt: skip


def _paying(today: date, due: Pairs) -> Iterable[tuple[str, forms.Field]]:
    yield (
        "payments",
        forms.MultipleChoiceField(
            label=say("지급한 것", "What was paid"),
            choices=due,
            widget=forms.CheckboxSelectMultiple,
        ),
    )
    yield "amount", WonField(label=say("지급한 금액의 합계", "Sum paid"))
    yield "paid_on", DayField(label=say("지급한 날", "Day of payment"), today=today)
    yield (
        "proof",
        text_box(rows=2, label=say("증빙 (이체 확인 번호 등)", "Proof, such as a transfer number")),
    )
