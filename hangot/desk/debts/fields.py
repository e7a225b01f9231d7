"""Sums and answers of three kinds, as they are typed about debts."""

import re
from typing import Any

from django import forms

from hangot.core.debts.pasted import percent
from hangot.core.refusal import Missing
from hangot.core.text import Text
from hangot.desk.say import say

WHOLE = Text(
    "원 단위 숫자로 적어 주세요. 예: 3,840,000", "Write the sum in whole won, such as 3,840,000."
)
SUM = re.compile(r"-?[0-9]{1,15}")
PLAIN = re.compile(r"[,\s원₩%]")
THREE = (
    ("", say("아직 모름", "Not known")),
    ("yes", say("예", "Yes")),
    ("no", say("아니요", "No")),
)
ANSWERS = {"yes": True, "no": False}


class SumField(forms.CharField):
    """Whole won, with or without commas; empty is `empty`. Below zero is for the rules to refuse."""

    def __init__(self, *, empty: int | None = 0, **more: Any) -> None:
        super().__init__(**{"max_length": 24, "required": False, **more})
        self.empty = empty
        self.widget.attrs.update({"class": "w-m", "inputmode": "numeric", "autocomplete": "off"})

    def clean(self, value: Any) -> Any:
        """The sum, or a sentence that says how to write it."""
        typed = PLAIN.sub("", super().clean(value))
        if not typed:
            return self.empty
        if not SUM.fullmatch(typed):
            raise forms.ValidationError(str(WHOLE))
        return int(typed)


class RateField(forms.CharField):
    """Percent a year, such as 15.9; None where nothing was written."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**{"max_length": 12, "required": False, **more})
        self.widget.attrs.update({"class": "w-s", "inputmode": "decimal", "autocomplete": "off"})

    def clean(self, value: Any) -> Any:
        """The rate, or a sentence that says how to write it."""
        try:
            return percent(super().clean(value))
        except Missing as no:
            raise forms.ValidationError(str(no.sentence)) from None


class ThreeField(forms.ChoiceField):
    """Yes, no, or not known; cleans to True, False or None."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**{"choices": THREE, "required": False, **more})

    def clean(self, value: Any) -> Any:
        """What was answered."""
        return ANSWERS.get(super().clean(value))


def three(value: Any) -> str:
    """An answer as the field shows it."""
    return "" if value is None else "yes" if value else "no"
