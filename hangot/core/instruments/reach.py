"""How low and how high a number may still come out while some answers are not known.

Never too narrow: what is left open is taken at its lowest and at its highest.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from hangot.core.eligibility.numbers import Number, divided
from hangot.core.eligibility.scene import Scene
from hangot.core.eligibility.tree import Call, Choose, Const, Count, Name, Tree, Value
from hangot.core.instruments.form import Item


@dataclass(frozen=True, slots=True)
class Span:
    """From the lowest to the highest, both included."""

    low: Number
    high: Number


def span_of(item: Item) -> Span | None:
    """What the answer of one question may count; None where it has no bounds."""
    if item.valued:
        counts = [one.value for one in item.options if one.value is not None]
        return Span(min(counts), max(counts))
    if item.low is None or item.high is None:
        return None
    return Span(item.low, item.high)


@dataclass(frozen=True, slots=True)
class Reach:
    """Bounds of the numbers of one form, for one set of answers."""

    run: Callable[[Tree, Scene], Any]
    scene: Scene
    spans: Mapping[str, Span | None]

    def of(self, tree: Tree) -> Span | None:
        """The bounds of one number; None where one part of it has none."""
        match tree:
            case Const(value=value):
                return exact(value)
            case Name(name=name):
                known = self.scene.facts.get(name)
                return self.spans.get(name) if known is None else exact(known)
            case Choose():
                return self._choice(tree)
            case Count(sign=sign, left=left, right=right):
                return counted(sign, self.of(left), self.of(right))
            case Call(function="min" | "max" as function, parts=parts):
                return picked(function, [self.of(part) for part in parts])
            case _:
                return exact(self.run(tree, self.scene))

    def _choice(self, tree: Choose) -> Span | None:
        test = self.run(tree.test, self.scene)
        if test is not None:
            return self.of(tree.then if test else tree.other)
        one, two = self.of(tree.then), self.of(tree.other)
        return Span(min(one.low, two.low), max(one.high, two.high)) if one and two else None


def exact(known: Value | object | None) -> Span | None:
    """A number that is known."""
    if isinstance(known, bool) or not isinstance(known, Number):
        return None
    return Span(known, known)


def counted(sign: str, one: Span | None, two: Span | None) -> Span | None:
    """Arithmetic of two stretches; a division only by what is known."""
    if one is None or two is None:
        return None
    if sign == "+":
        return Span(one.low + two.low, one.high + two.high)
    if sign == "-":
        return Span(one.low - two.high, one.high - two.low)
    ends = [(a, b) for a in (one.low, one.high) for b in (two.low, two.high)]
    if sign == "/":
        if two.low != two.high or not two.low:
            return None
        found = [divided(a, b) for a, b in ends]
    else:
        found = [a * b for a, b in ends]
    return Span(min(found), max(found))


def picked(function: str, parts: list[Span | None]) -> Span | None:
    """The smallest or largest of several stretches."""
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    pick = min if function == "min" else max
    return Span(pick(one.low for one in known), pick(one.high for one in known))
