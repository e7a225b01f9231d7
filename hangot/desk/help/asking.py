"""A question of the rules as a form: one fact, choices to tick, or a table of people."""

import re
from collections.abc import Mapping, Sequence
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
WITH_YEAR = Text("1997-03-09처럼 연도까지 적어 주세요.", "With the year, like 1997-03-09.")
NOBODY = Text("해당하는 것이 없습니다", "None of these")
EITHER = Text(
    "‘해당하는 것이 없습니다’는 다른 것과 함께 고를 수 없습니다.",
    "“None of these” does not go with another choice.",
)
WON = Text("원", "won")
UNITS: Mapping[str, Text] = {
    "people": Text("명", "people"), "years": Text("년", "years"), "months": Text("개월", "months"),
    "weeks": Text("주", "weeks"), "days": Text("일", "days"), "hours": Text("시간", "hours"),
    "times": Text("번", "times"), "points": Text("점", "points"), "KRW": WON, "": Text("", ""),
    "percent": Text("%", "%"),
}  # fmt: skip
NONE = "-"
BLANK_ROWS = 3
MOST_ROWS = 12
ROW = re.compile(r"p([0-9]{1,2})_")
"""The name of a field of one person in a list: p0_born_on."""


def several(fact: Fact) -> bool:
    """Is this a list of choices of one question, to be ticked?"""
    return fact.type == "list" and len(fact.fields) == 1 and fact.fields[0].type == "enum"


def tabled(fact: Fact) -> bool:
    """Is this a list of people, each of whom several things are asked?"""
    return fact.type == "list" and not several(fact)


class FactForm(DeskForm):
    """The answer to one question; `answer()` gives it as the rules take it."""

    def __init__(
        self, fact: Fact, today: date, *args: Any, known: object = None, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.fact, self.today = fact, today
        rows = known if isinstance(known, list | tuple) else ()
        if several(fact):
            self.fields["answer"] = _ticks(fact, None if known is None else rows)
        elif tabled(fact):
            count = max(len(rows) + BLANK_ROWS, self._sent())
            for place in range(min(count, MOST_ROWS)):
                self._row(place, rows[place] if place < len(rows) else {})
        else:
            self.fields["answer"] = field(fact, self.today, known)

    def clean_answer(self) -> Any:
        """None of these, or some of them."""
        given = self.cleaned_data["answer"]
        if isinstance(given, list) and NONE in given and len(given) > 1:
            raise forms.ValidationError(str(EITHER))
        return given

    def answer(self) -> Any:
        """What was answered, to be read by the rules; a list leaves out empty rows."""
        if tabled(self.fact):
            rows = [self._entry(place) for place in range(MOST_ROWS)]
            return [row for row in rows if row]
        given = self.cleaned_data["answer"]
        if several(self.fact):
            return [{self.fact.fields[0].id: one} for one in given if one != NONE]
        return plain(given)

    def rows(self) -> list[list[forms.BoundField]]:
        """The people of a list, each with the fields asked of them."""
        found: dict[int, list[forms.BoundField]] = {}
        for name in self.fields:
            if row := ROW.match(name):
                found.setdefault(int(row[1]), []).append(self[name])
        return list(found.values())

    def _row(self, place: int, entry: Mapping[str, Any]) -> None:
        for one in self.fact.fields:
            made = cell(one, self.today, entry.get(one.id))
            made.required = False
            made.widget.attrs["aria-label"] = f"{place + 1}. {one.label}"
            self.fields[f"p{place}_{one.id}"] = made

    def _sent(self) -> int:
        numbers = [int(row[1]) for row in map(ROW.match, self.data) if row]
        return max(numbers, default=-1) + 1

    def _entry(self, place: int) -> dict[str, Any]:
        given = {
            one.id: plain(self.cleaned_data.get(f"p{place}_{one.id}")) for one in self.fact.fields
        }
        return {name: value for name, value in given.items() if value not in (None, "")}


def plain(value: Any) -> Any:
    """A typed value as the rules read it."""
    return value.isoformat() if isinstance(value, date) else value


def field(fact: Fact, today: date, known: object) -> forms.Field:
    """The input that fits a fact."""
    label = str(fact.question)
    if fact.type in ("bool", "enum"):
        return _choice(fact, known, label)
    if fact.type == "date":
        return DayField(label=label, today=today, initial=known, help_text=str(WITH_YEAR))
    made = forms.CharField(label=label, initial=known, max_length=20)
    made.widget.attrs.update({"inputmode": "numeric", "class": "w-m"})
    made.error_messages["invalid"] = str(WHOLE)
    return made


def cell(fact: Fact, today: date, known: object) -> forms.Field:
    """The same as a cell of a table: choices in a list that may stay empty."""
    if fact.type not in ("bool", "enum"):
        made = field(fact, today, known)
        made.help_text = ""
    else:
        made = forms.ChoiceField(
            choices=[("", "–"), *_pairs(fact)], initial=_initial(known),
            error_messages={"invalid_choice": str(PICK)},
        )  # fmt: skip
    made.label = str(fact.label)
    return made


def _choice(fact: Fact, known: object, label: str) -> forms.Field:
    made = forms.ChoiceField(
        label=label, choices=_pairs(fact), initial=_initial(known), widget=forms.RadioSelect
    )
    made.error_messages["required"] = made.error_messages["invalid_choice"] = str(PICK)
    return made


def _ticks(fact: Fact, known: Sequence[Mapping[str, Any]] | None) -> forms.Field:
    """Choices of which several may hold. `known`: None for not yet answered, empty for none of them."""
    only = fact.fields[0]
    initial = [NONE] if known is not None and not known else [one[only.id] for one in known or ()]
    made = forms.MultipleChoiceField(
        label=str(fact.question), choices=[*_pairs(only), (NONE, str(NOBODY))], initial=initial,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    made.error_messages["required"] = made.error_messages["invalid_choice"] = str(PICK)
    return made


def _pairs(fact: Fact) -> list[tuple[str, str]]:
    pairs = YES_NO if fact.type == "bool" else [(one.id, one.label) for one in fact.options]
    return [(key, str(text)) for key, text in pairs]


def _initial(known: object) -> object:
    return str(known).lower() if isinstance(known, bool) else known
