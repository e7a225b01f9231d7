"""A rule of ours as the small part of XPath that XLSForm sheets use; what it cannot say is refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from hangot.core.eligibility.scene import ON
from hangot.core.eligibility.tree import (
    Call,
    Choose,
    Compare,
    Const,
    Count,
    Every,
    Name,
    Not,
    Tree,
)
from hangot.core.instruments.form import Item
from hangot.core.instruments.words import GIVEN

SIGNS = {"==": "=", "/": "div"}


class NoXPath(ValueError):
    """A rule that no spreadsheet of this kind can hold."""


def xpath(tree: Tree, items: Mapping[str, Item], own: str = "") -> str:
    """The rule for a cell. `own`: the question that `.` stands for. NoXPath where there is no way."""
    return Writer(items, own).rule(tree)


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the rules of one form."""

    items: Mapping[str, Item]
    own: str

    def rule(self, tree: Tree) -> str:
        write = SHAPES.get(type(tree))
        if write is None:
            raise NoXPath(type(tree).__name__)
        return write(self, tree)

    def const(self, tree: Const) -> str:
        if isinstance(tree.value, bool):
            return "true()" if tree.value else "false()"
        if isinstance(tree.value, str):
            return f"'{tree.value}'"
        if isinstance(tree.value, int):
            return str(tree.value)
        raise NoXPath(str(tree.value))

    def name(self, tree: Name) -> str:
        if tree.name == ON:
            return "today()"
        question, _, answer = tree.name.partition("__")
        found = "." if question == self.own else f"${{{question}}}"
        if answer:
            given = tree.name.endswith(GIVEN)
            return f"{found} != ''" if given else f"selected({found}, '{answer}')"
        yes = question in self.items and self.items[question].type == "yesno"
        return f"{found} = 'yes'" if yes else found

    def denied(self, tree: Not) -> str:
        """Not yes is no, and nothing given is empty: as people write it in these sheets."""
        found = self.rule(tree.part)
        if isinstance(tree.part, Name) and found.endswith("!= ''"):
            return found.replace("!= ''", "= ''")
        if isinstance(tree.part, Name) and found.endswith("= 'yes'"):
            return found.replace("= 'yes'", "= 'no'")
        return f"not({found})"

    def every(self, tree: Every) -> str:
        word = " and " if tree.all else " or "
        return f"({word.join(map(self.rule, tree.parts))})"

    def pair(self, tree: Count | Compare) -> str:
        return f"{self.rule(tree.left)} {SIGNS.get(tree.sign, tree.sign)} {self.rule(tree.right)}"

    def count(self, tree: Count) -> str:
        return f"({self.pair(tree)})"

    def choose(self, tree: Choose) -> str:
        return f"if({', '.join(map(self.rule, (tree.test, tree.then, tree.other)))})"

    def call(self, tree: Call) -> str:
        """Cut to a whole number is the one function that both languages have."""
        value, *steps = tree.parts
        if tree.function != "down_to" or [getattr(one, "value", None) for one in steps] != [1]:
            raise NoXPath(tree.function)
        return f"int({self.rule(value)})"


SHAPES: Mapping[type, Callable[[Writer, Any], str]] = {
    Const: Writer.const,
    Name: Writer.name,
    Not: Writer.denied,
    Every: Writer.every,
    Count: Writer.count,
    Compare: Writer.pair,
    Choose: Writer.choose,
    Call: Writer.call,
}
