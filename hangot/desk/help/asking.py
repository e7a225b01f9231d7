"""A question of the rules as a form: one fact, answered, not known, or a list of people."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from hangot.core.eligibility.rules import Fact
from hangot.core.text import Text
from hangot.desk.cases.forms import PICK, DeskForm
from hangot.desk.cases.work_inputs import DayField

YES_NO = (("true", Text("예", "Yes")), ("false", Text("아니요", "No")))
WHOLE = Text(
    "숫자만 적어 주세요. 모르면 ‘모름’을 누릅니다.", "Write a number, or press “not known”."
)
WON = Text("원", "won")
UNITS: Mapping[str, Text] = {
    "people": Text("명", "people"), "years": Text("년", "years"), "months": Text("개월", "months"),
    "weeks": Text("주", "weeks"), "days": Text("일", "days"), "hours": Text("시간", "hours"),
    "times": Text("번", "times"), "points": Text("점", "points"), "KRW": WON, "": Text("", ""),
}  # fmt: skip
BLANK_ROWS = 2
MOST_ROWS = 12
ROW = re.compile(r"p([0-9]{1,2})_")
"""The name of a field of one person in a list: p0_born_on."""


class FactForm(DeskForm):
    """The answer to one question; `answers()` gives it as the rules take it."""

    def __init__(
        self, fact: Fact, today: date, *args: Any, known: object = None, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.fact, self.today = fact, today
        if several(fact):
            self.fields["answer"] = _several(fact, known)
        elif fact.type == "list":
            rows = known if isinstance(known, list | tuple) else ()
            count = max(len(rows) + BLANK_ROWS, self._sent())
            for place in range(min(count, MOST_ROWS)):
                entry = rows[place] if place < len(rows) else {}
                self._row(place, entry)
        else:
            self.fields["answer"] = field(fact, self.today, known)

    def answer(self) -> Any:
        """What was answered, to be read by the rules; a list leaves out empty rows."""
        if several(self.fact):
            (one,) = self.fact.fields
            return [{one.id: chosen} for chosen in self.cleaned_data["answer"]]
        if self.fact.type != "list":
            return plain(self.cleaned_data["answer"])
        rows = [self._entry(place) for place in range(MOST_ROWS)]
        return [row for row in rows if row]

    def rows(self) -> list[list[forms.BoundField]]:
        """The people of a list, each with the fields asked of them."""
        found: dict[int, list[forms.BoundField]] = {}
        for name in self.fields:
            if row := ROW.match(name):
                found.setdefault(int(row[1]), []).append(self[name])
        return list(found.values())

    def _row(self, place: int, entry: Mapping[str, Any]) -> None:
        for one in self.fact.fields:
            made = field(one, self.today, entry.get(one.id), asked=one.label)
            made.required = False
            self.fields[f"p{place}_{one.id}"] = made

    def _sent(self) -> int:
        numbers = [int(row[1]) for row in map(ROW.match, self.data) if row]
        return max(numbers, default=-1) + 1

    def _entry(self, place: int) -> dict[str, Any]:
        given = {
            one.id: plain(self.cleaned_data.get(f"p{place}_{one.id}")) for one in self.fact.fields
        }
        return {name: value for name, value in given.items() if value not in (None, "")}


def several(fact: Fact) -> bool:
    """A list in which each entry is one choice and nothing else: all that fit are ticked."""
    return fact.type == "list" and [one.type for one in fact.fields] == ["enum"]


def _several(fact: Fact, known: object) -> forms.Field:
    (one,) = fact.fields
    rows = known if isinstance(known, list | tuple) else ()
    return forms.MultipleChoiceField(
        label=str(fact.question), choices=[(each.id, str(each.label)) for each in one.options],
        initial=[row[one.id] for row in rows if row.get(one.id)], required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip


def plain(value: Any) -> Any:
    """A typed value as the rules read it."""
    return value.isoformat() if isinstance(value, date) else value


def field(fact: Fact, today: date, known: object, *, asked: Text | None = None) -> forms.Field:
    """The input that fits a fact."""
    label = str(asked or fact.question)
    if fact.type in ("bool", "enum"):
        return _choice(fact, known, label)
    if fact.type == "date":
        made: forms.Field = DayField(label=label, today=today, initial=known)
    else:
        made = forms.CharField(label=label, initial=known, max_length=20)
        made.widget.attrs["inputmode"] = "numeric"
        made.error_messages["invalid"] = str(WHOLE)
    return made


def _choice(fact: Fact, known: object, label: str) -> forms.Field:
    pairs = YES_NO if fact.type == "bool" else [(one.id, one.label) for one in fact.options]
    initial = str(known).lower() if isinstance(known, bool) else known
    made = forms.ChoiceField(
        label=label, choices=[(key, str(text)) for key, text in pairs], initial=initial,
        widget=forms.RadioSelect,
    )  # fmt: skip
    made.error_messages["required"] = made.error_messages["invalid_choice"] = str(PICK)
    return made
