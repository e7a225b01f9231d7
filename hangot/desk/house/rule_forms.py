"""A new value of a figure as it is typed: one number, lines of a table or of steps, or a formula."""

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from django import forms

from hangot.core.eligibility.parameters import Formula, Parameter, Steps, Table
from hangot.core.text import Text
from hangot.desk.cases.forms import DeskForm
from hangot.desk.cases.work_inputs import DayField, text_box
from hangot.desk.house.rule_showing import MARKS
from hangot.desk.say import say
from hangot.packs.rules.parameters import HUNDRED

NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")
NO_NUMBER = Text("10700이나 32.5처럼 숫자로 적어 주세요.", "Write a number like 10700 or 32.5.")
NO_LINE = Text("한 줄에 하나씩, 1: 2564238처럼 적어 주세요.", "One on each line, like 1: 2564238.")
AHEAD = Text("확인한 날이 아직 오지 않았습니다.", "The day of checking is in the future.")
HINTS: Mapping[str, Text] = {
    "value": Text("숫자만. 쉼표는 있어도 됩니다", "A number; commas will do"),
    "table": Text("한 줄에 하나씩, 1: 2564238처럼", "One on each line, like 1: 2564238"),
    "steps": Text("한 줄에 하나씩, 시작: 값. 예: 3: 180", "One on each line, from: value, like 3: 180"),
    "formula": Text("다른 수치의 이름으로. 예: wage * rate", "With names of figures, like wage * rate"),
}  # fmt: skip


class ChangeForm(DeskForm):
    """The value, from when, who says so, and why it is changed."""

    figure = text_box(rows=8, max_length=4000)
    beyond = forms.CharField(required=False, max_length=20)
    source = forms.CharField(max_length=200)
    mark = forms.ChoiceField(choices=list(MARKS.items()), widget=forms.RadioSelect)
    reason = text_box(max_length=1000)

    def __init__(self, parameter: Parameter, today: date, *args: Any, **more: Any) -> None:
        self.parameter, self.today = parameter, today
        self.newest = parameter.values[-1]
        self.shape = shape(self.newest.content)
        super().__init__(*args, **{"initial": self._before(), **more})
        self.fields["since"] = DayField(label=say("언제부터", "From"), today=today)
        self.fields["checked"] = DayField(label=say("확인한 날", "Checked on"), today=today)
        self.name(
            figure=Text("새 값", "New value"), source=Text("출처(법령과 조문, 고시)", "Source"),
            mark=Text("확인", "Verified"), reason=Text("고치는 까닭", "Why it is changed"),
            beyond=Text("표 뒤로 하나 늘 때마다 더할 값", "Added for each one more after the table"),
        )  # fmt: skip
        self.fields["figure"].help_text = str(HINTS[self.shape])
        if self.shape in ("value", "formula"):
            self.fields["figure"].widget = forms.TextInput(attrs={"autocomplete": "off"})
        if getattr(self.newest.content, "beyond", None) is None:
            del self.fields["beyond"]

    def clean_figure(self) -> Any:
        """The value as a file of the pack has it."""
        typed = self.cleaned_data["figure"].strip()
        if self.shape == "formula":
            return typed
        if self.shape == "value":
            return number(typed)
        pairs = [_pair(line) for line in typed.splitlines() if line.strip()]
        if self.shape == "table":
            return {key: number(value) for key, value in pairs}
        return [[number(key), number(value)] for key, value in pairs]

    def clean_beyond(self) -> Any:
        """A number, or nothing."""
        typed = self.cleaned_data["beyond"].strip()
        return number(typed) if typed else None

    def clean_checked(self) -> Any:
        """Nobody has checked anything tomorrow."""
        found = self.cleaned_data["checked"]
        if found and found > self.today:
            raise forms.ValidationError(str(AHEAD))
        return found

    def plain(self) -> dict[str, Any]:
        """One value of the list in the pack."""
        given = self.cleaned_data
        found = {"since": given["since"].isoformat(), self.shape: given["figure"]}
        if isinstance(self.newest.content, Formula):
            found |= {"rounding": self.newest.content.rounding, "step": self.newest.content.step}
        if given.get("beyond") is not None:
            found["beyond"] = given["beyond"]
        return found | {
            "source": given["source"].strip(), "mark": given["mark"],
            "checked_on": given["checked"].isoformat(),
        }  # fmt: skip

    def _before(self) -> dict[str, Any]:
        """The newest value, to be changed where it differs."""
        content: Any = self.newest.content
        found = {"checked": self.today.isoformat(), "figure": typed_of(self.parameter, content)}
        if isinstance(content, Table) and content.beyond is not None:
            found["beyond"] = str(content.beyond)
        return found


def shape(content: object) -> str:
    """How values of this sort are written in a pack."""
    kinds = {Table: "table", Steps: "steps", Formula: "formula"}
    return kinds.get(type(content), "value")


def typed_of(parameter: Parameter, content: Any) -> str:
    """A value as one would type it; formulas are written anew."""
    if isinstance(content, Formula):
        return ""
    if isinstance(content, Table):
        return "\n".join(f"{key}: {_plain(parameter, one)}" for key, one in content.entries.items())
    if isinstance(content, Steps):
        pairs = zip(content.thresholds, content.values, strict=True)
        return "\n".join(f"{start}: {_plain(parameter, one)}" for start, one in pairs)
    return _plain(parameter, content)


def number(typed: str) -> int | float:
    """A number in plain digits; what unit it has is for the rules to check."""
    bare = typed.replace(",", "").strip()
    if not NUMBER.fullmatch(bare):
        raise forms.ValidationError(str(NO_NUMBER))
    return float(bare) if "." in bare else int(bare)


def _plain(parameter: Parameter, value: int | Fraction) -> str:
    share = value * HUNDRED if parameter.unit == "percent" else value
    return f"{float(share):g}" if isinstance(share, Fraction) else str(share)


def _pair(line: str) -> tuple[str, str]:
    key, colon, value = line.partition(":")
    if not colon or not key.strip():
        raise forms.ValidationError(str(NO_LINE))
    return key.strip(), value.strip()
