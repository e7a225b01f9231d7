"""Answers and figures in words."""

from datetime import date
from fractions import Fraction
from typing import Any

from hangot.core.eligibility.rules import Fact
from hangot.core.eligibility.tree import Value
from hangot.core.text import Text
from hangot.desk.help.asking import UNITS, several

YES, NO = Text("예", "Yes"), Text("아니요", "No")
NOT_KNOWN = Text("모르시거나 말씀하지 않음", "Not known or not said")
NONE = Text("없음", "None")
PEOPLE = Text("{n}명", "{n} people")


def said(value: Value | None, unit: str) -> Text:
    """A value in words: won with commas, days as days, fractions to two places."""
    if value is None:
        return NOT_KNOWN
    if isinstance(value, bool):
        return YES if value else NO
    if unit == "percent":
        return _with_unit(f"{float(value) * 100:g}", unit)  # type: ignore[arg-type]
    if isinstance(value, Fraction):
        return _with_unit(f"{float(value):,.2f}", unit)
    if isinstance(value, int):
        return _with_unit(f"{value:,}", unit)
    text = value.isoformat() if isinstance(value, date) else str(value)
    return Text(text, text)


def _with_unit(number: str, unit: str) -> Text:
    words = UNITS.get(unit, UNITS[""])
    return Text(f"{number}{words.ko}", f"{number} {words.en}".strip())


def answer(fact: Fact, value: Any) -> Text:
    """An answer in the words of its question."""
    if value is None:
        return NOT_KNOWN
    if fact.type == "enum":
        return next((one.label for one in fact.options if one.id == value), NOT_KNOWN)
    if fact.type == "list":
        return _listed(fact, value)
    return said(value, fact.kind.unit)


def _listed(fact: Fact, entries: Any) -> Text:
    """Choices by their names; people only by their number."""
    if not entries:
        return NONE
    if not several(fact):
        return PEOPLE.format(n=len(entries))
    words = [answer(fact.fields[0], next(iter(one.values()), None)) for one in entries]
    return Text(", ".join(one.ko for one in words), ", ".join(one.en for one in words))
