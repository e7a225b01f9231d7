"""Hours of a day as they are typed, and the seven of a week."""

from collections.abc import Mapping
from datetime import time
from itertools import groupby
from typing import Any

from django import forms

from hangot.core.korean import parse_time
from hangot.core.text import Text
from hangot.core.week import DAYS, Span, Week, ordered, without, written
from hangot.desk.say import say, spoken

SHORT = tuple(Text(one.ko[0], one.en[:3]) for one in DAYS)
LANGUAGES = {
    "en": Text("영어", "English"),
    "zh": Text("중국어", "Chinese"),
    "vi": Text("베트남어", "Vietnamese"),
    "ru": Text("러시아어", "Russian"),
    "sign": Text("수어", "Sign language"),
}
HOW = Text("0900-1200, 1300-1800처럼 적어 주세요.", "Write it like 0900-1200, 1300-1800.")
MARKS = str.maketrans({"–": "-", "—": "-", "~": "-", "∼": "-", "〜": "-", "，": ",", "、": ","})


class SpansField(forms.CharField):
    """Stretches of one day; cleans to pairs of times, none when left empty."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**{"max_length": 60, "required": False, **more})
        self.widget.attrs.update({"autocomplete": "off"})

    def clean(self, value: Any) -> Any:
        """The stretches in order, or a sentence that says how to write them."""
        typed = super().clean(value).translate(MARKS)
        return ordered(_span(part) for part in typed.split(",") if part.strip())


def _span(typed: str) -> Span:
    found = [parse_time(one) for one in typed.split("-")]
    if len(found) != 2 or found[0] is None or found[1] is None:  # noqa: PLR2004 - from and until
        raise forms.ValidationError(str(HOW))
    return found[0], found[1]


class WeekForm(forms.Form):
    """Seven days, each with its hours."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for number, label in enumerate(DAYS):
            self.fields[f"d{number}"] = SpansField(label=spoken(label))

    @property
    def days(self) -> list[Any]:
        """The fields of the week, to be drawn side by side."""
        return [self[f"d{number}"] for number in range(len(DAYS))]

    def week(self) -> Week:
        """What was typed."""
        return {number: self.cleaned_data[f"d{number}"] for number in range(len(DAYS))}


def typed_week(week: Week) -> dict[str, str]:
    """A week as the initial values of its fields."""
    return {f"d{number}": written(week.get(number, ())) for number in range(len(DAYS))}


def week_of(rows: Any) -> Week:
    """Rows with a weekday and hours as a week; a break divides."""
    known = sorted((row for row in rows if row.weekday is not None), key=lambda one: one.weekday)
    return {
        number: ordered(span for row in of_day for span in _spans(row))
        for number, of_day in groupby(known, key=lambda one: one.weekday)
    }


def _spans(row: Any) -> tuple[Span, ...]:
    starts, ends = getattr(row, "break_starts", None), getattr(row, "break_ends", None)
    pause: tuple[time, time] | None = (starts, ends) if starts and ends else None
    return without((row.starts, row.ends), pause)


def label_fields() -> Mapping[str, forms.CharField]:
    """A name in both languages."""
    words = {"autocomplete": "off"}
    return {
        "ko": forms.CharField(
            max_length=80, label=say("이름", "Name in Korean"), widget=forms.TextInput(attrs=words)
        ),
        "en": forms.CharField(
            max_length=120, required=False, label=say("영어 이름", "Name"),
            widget=forms.TextInput(attrs=words),
        ),
    }  # fmt: skip


def named(given: Mapping[str, Any]) -> Text:
    """The name that was typed; the Korean one twice when there is no other."""
    return Text(given["ko"], given["en"] or given["ko"])
