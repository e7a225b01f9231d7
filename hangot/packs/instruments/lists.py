"""The lists of answers of an XLSForm: the sheet choices."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from hangot.core.instruments.form import NO, UNCHECKED, YES, Option
from hangot.core.text import Text
from hangot.packs.instruments.columns import pair
from hangot.packs.instruments.workbook import CellFault, Line

ANSWER = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")
LIST, SAME = re.compile(r"[A-Za-z0-9_]+"), ("list_name", "list name")


@dataclass(slots=True)
class Lists:
    """Every list by its name. Whole numbers as names count in scores; yes and no are yes and no."""

    found: dict[str, dict[str, Option]] = field(default_factory=dict)

    @classmethod
    def of(cls, lines: Iterable[Line], faults: list[CellFault]) -> "Lists":
        """The lists on the sheet; each mistake with its cell."""
        self = cls()
        for line in lines:
            self._add(line, faults)
        return self

    def options(self, name: str) -> tuple[Option, ...]:
        """The answers of a list; empty for one nobody wrote."""
        found = tuple(self.found.get(name, {}).values())
        if found and all(one.id.isdigit() for one in found):
            return tuple(Option(one.id, one.label, int(one.id)) for one in found)
        return found

    def three_valued(self, name: str) -> bool:
        """Is it yes and no, perhaps with "not checked"?"""
        return {YES, NO} <= set(self.found[name]) <= {YES, NO, UNCHECKED}

    def unchecked(self, name: str) -> bool:
        return UNCHECKED in self.found[name]

    def known_as(self, name: str) -> str:
        """The name of a list in our own form."""
        return re.sub(r"[^a-z0-9_]", "_", name.lower())

    def plain(self, used: Collection[str]) -> dict[str, Any]:
        """The lists that are used, as our own YAML has them."""
        return {
            self.known_as(name): {one.id: _plain(one) for one in self.options(name)}
            for name in self.found
            if self.known_as(name) in used
        }

    def _add(self, line: Line, faults: list[CellFault]) -> None:
        column = next((one for one in SAME if one in line.cells), "")
        name, answer = line.cells.get(column, ""), line.cells.get("name", "")
        if not LIST.fullmatch(name):
            faults.append(
                line.fault("list_name", "list_name이 있어야 합니다", "list_name was expected")
            )
            return
        if not ANSWER.fullmatch(answer):
            faults.append(
                line.fault(
                    "name", f"‘{answer}’은(는) 답 이름이 될 수 없습니다. 영문 소문자·숫자·_만 씁니다",
                    f'"{answer}" cannot name an answer: small letters, digits and single _ only',
                )
            )  # fmt: skip
            return
        known = self.found.setdefault(name, {})
        if answer in known:
            faults.append(
                line.fault("name", f"‘{answer}’이(가) 두 번 나옵니다", f'"{answer}" appears twice')
            )
        known[answer] = Option(answer, Text(**pair(line, "label", answer)))


def _plain(one: Option) -> dict[str, Any]:
    value = {} if one.value is None else {"value": one.value}
    return {"ko": one.label.ko, "en": one.label.en, **value}
