"""Day and time as they are typed at a desk, and choices from the pack, as form fields."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django import forms

from hangot.clock import SEOUL
from hangot.core.korean import parse_day, parse_time
from hangot.core.packs import Choice
from hangot.core.text import Text
from hangot.desk.say import say
from hangot.desk.typed import FIRST, LAST

CHOOSE = Text("고르세요", "Choose")
NOT_A_DAY = Text(
    "날짜를 9/3, 0903 또는 내일처럼 적어 주세요.", "Write the day like 9/3, 0903 or tomorrow."
)
NOT_A_TIME = Text(
    "시각을 1430 또는 오후 2시 반처럼 적어 주세요.", "Write the time like 1430 or 2:30 pm."
)
DAY_HINT = say("9/3, 0903, 내일처럼 적어도 됩니다", "9/3, 0903 or tomorrow will do")
NOTHING: tuple[tuple[str, Text], ...] = (("", CHOOSE),)


class DayField(forms.CharField):
    """A day in any common way of writing; cleans to a date, or None when left empty."""

    def __init__(self, *, today: date, **more: Any) -> None:
        super().__init__(**{"max_length": 40, "help_text": DAY_HINT, **more})
        self.today = today
        self.widget.attrs.update({"class": "w-m", "autocomplete": "off"})

    def clean(self, value: Any) -> Any:
        """The date meant, or a sentence that says how to write it."""
        typed = super().clean(value)
        if not typed:
            return None
        found = parse_day(typed, self.today)
        if found is None or not FIRST <= found <= LAST:
            raise forms.ValidationError(str(NOT_A_DAY))
        return found


class TimeOfDayField(forms.CharField):
    """A time of day; cleans to a time, or None when left empty."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**{"max_length": 20, **more})
        self.widget.attrs.update({"class": "w-s", "autocomplete": "off"})

    def clean(self, value: Any) -> Any:
        """The time meant, or a sentence that says how to write it."""
        typed = super().clean(value)
        if not typed:
            return None
        found = parse_time(typed)
        if found is None:
            raise forms.ValidationError(str(NOT_A_TIME))
        return found


def moment(day: date | None, at: time | None) -> datetime | None:
    """Day and time on the wall clock of Seoul; without a time, the whole day."""
    if day is None:
        return None
    return datetime.combine(day, at or time(23, 59), SEOUL)


def text_box(*, rows: int = 3, **more: Any) -> forms.CharField:
    """A text of several lines."""
    widget = forms.Textarea(attrs={"rows": rows, "autocomplete": "off"})
    return forms.CharField(widget=widget, **{"max_length": 4000, **more})


def of_list(choices: Iterable[Choice], **more: Any) -> forms.ChoiceField:
    """A select of one list of the pack."""
    found = [(choice.id, choice.label) for choice in choices]
    return forms.ChoiceField(choices=[*NOTHING, *found], **more)


def of_rows(rows: Iterable[tuple[UUID, Text]], **more: Any) -> forms.TypedChoiceField:
    """A select of rows of the directory; cleans to the id, or None."""
    found = [(str(pk), label) for pk, label in rows]
    return forms.TypedChoiceField(choices=[*NOTHING, *found], coerce=UUID, empty_value=None, **more)
