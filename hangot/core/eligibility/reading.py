"""Reads a rule: a small part of Python's expressions, by its syntax tree, never run as Python.

Whatever is not listed here is refused: attributes, calls of anything else, powers, lambdas,
formatted text, comprehensions. Length and depth are limited.
"""

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, cast, get_args

from hangot.core.eligibility import signs
from hangot.core.eligibility.kinds import ANY, BOOL, DATE, Kind, number
from hangot.core.eligibility.signs import BadRule, no
from hangot.core.eligibility.tree import (
    Among,
    Call,
    Called,
    Choose,
    Compare,
    Const,
    Every,
    Gather,
    Gathered,
    Name,
    Not,
    Tree,
    Value,
)

LENGTH = 500
DEPTH = 20
LARGEST = 10**15
Source = Literal["fact", "value", "parameter", "item", "key"]


@dataclass(frozen=True, slots=True)
class Word:
    """What a name in a rule stands for."""

    source: Source
    kind: Kind


Words = Mapping[str, Word]


def read(text: str, words: Words) -> Tree:
    """The tree of a rule. BadRule says what is wrong and what may be written instead."""
    if len(text) > LENGTH:
        raise no(
            f"식은 {LENGTH}자까지 쓸 수 있습니다", f"at most {LENGTH} characters were expected"
        )
    try:
        found = ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise no("식으로 읽을 수 없습니다", "a readable expression was expected") from None
    _shallow(found.body)
    return Reader(words).read(found.body)


def read_truth(text: str, words: Words) -> Tree:
    """A rule that is true or false."""
    tree = read(text, words)
    signs.must_be(tree.kind, "bool", text)
    return tree


def _shallow(top: ast.AST) -> None:
    """Refuses deep nesting without nesting itself."""
    level = [top]
    for _ in range(DEPTH):
        level = [child for node in level for child in ast.iter_child_nodes(node)]
    if level:
        raise no(f"식이 {DEPTH}겹보다 깊습니다", f"at most {DEPTH} levels were expected")


@dataclass(frozen=True, slots=True)
class Reader:
    """Turns Python's syntax tree into ours. `items`: fields of the list entry at hand."""

    words: Words
    items: Words = field(default_factory=dict)

    def read(self, node: ast.expr) -> Tree:
        """One node; BadRule names any that is not of the language."""
        reading = READINGS.get(type(node))
        if reading is None:
            raise no(
                f"식에 쓸 수 없는 것입니다: {type(node).__name__}",
                f"{type(node).__name__} is not part of the language of rules",
            )
        return reading(self, node)

    def constant(self, node: ast.Constant) -> Tree:
        value = node.value
        if isinstance(value, bool):
            return Const(BOOL, value)
        if isinstance(value, str):
            return Const(Kind("enum", options=(value,)), value)
        if isinstance(value, int | float) and abs(value) <= LARGEST:
            exact = value if isinstance(value, int) else Fraction(repr(value))
            return Const(number(ANY, whole=isinstance(value, int)), exact)
        raise no("쓸 수 없는 값입니다", "a number up to 10^15, a word or true/false was expected")

    def name(self, node: ast.Name) -> Tree:
        if node.id in ("true", "false"):
            return Const(BOOL, node.id == "true")
        word = self.items.get(node.id) or self.words.get(node.id)
        if word is None:
            raise signs.unknown(node.id, [*self.items, *self.words])
        return Name(word.kind, node.id, word.source)

    def both(self, node: ast.BoolOp) -> Tree:
        parts = tuple(self._truth(part) for part in node.values)
        return Every(BOOL, isinstance(node.op, ast.And), parts)

    def unary(self, node: ast.UnaryOp) -> Tree:
        if isinstance(node.op, ast.Not):
            return Not(BOOL, self._truth(node.operand))
        if isinstance(node.op, ast.USub):
            part = self._number(node.operand)
            return signs.counted("-", Const(number(ANY), 0), part)
        raise no("쓸 수 없는 부호입니다", "only - and not may stand before a value")

    def binary(self, node: ast.BinOp) -> Tree:
        sign = signs.COUNTED.get(type(node.op))
        if sign is None:
            raise no("셈은 + - * / 만 쓸 수 있습니다", "only + - * / were expected")
        return signs.counted(sign, self._number(node.left), self._number(node.right))

    def compare(self, node: ast.Compare) -> Tree:
        left, parts = node.left, []
        for sign, right in zip(node.ops, node.comparators, strict=True):
            parts.append(self._pair(left, sign, right))
            left = right
        return parts[0] if len(parts) == 1 else Every(BOOL, all=True, parts=tuple(parts))

    def choose(self, node: ast.IfExp) -> Tree:
        test, then, other = self._truth(node.test), self.read(node.body), self.read(node.orelse)
        return Choose(signs.merged(then.kind, other.kind), test, then, other)

    def look(self, node: ast.Subscript) -> Tree:
        table = self.read(node.value)
        if not isinstance(table, Name) or table.kind.base != "table":
            raise no("표[값] 꼴이어야 합니다", "table[key] was expected")
        return signs.looked(table, self.read(node.slice))

    def call(self, node: ast.Call) -> Tree:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if node.keywords or any(isinstance(part, ast.Starred) for part in node.args):
            raise no("함수에는 값만 차례로 씁니다", "plain arguments were expected")
        if name in get_args(Gathered):
            return self._gather(cast("Gathered", name), node)
        if name in get_args(Called):
            called = cast("Called", name)
            return Call(signs.called(called, kinds := self._parts(node)), called, kinds)
        raise signs.unknown(name or "?", [*get_args(Gathered), *get_args(Called)])

    def _parts(self, node: ast.Call) -> tuple[Tree, ...]:
        return tuple(self.read(part) for part in node.args)

    def _gather(self, name: Gathered, node: ast.Call) -> Tree:
        people = self.read(node.args[0]) if len(node.args) == signs.TWO else None
        if not isinstance(people, Name) or people.kind.base != "list":
            raise no(f"{name}(사람들, 식) 꼴이어야 합니다", f"{name}(people, rule) was expected")
        inner = {key: Word("item", kind) for key, kind in people.kind.items.items()}
        part = Reader(self.words, inner).read(node.args[1])
        return Gather(signs.gathered(name, part.kind), name, people, part)

    def _pair(self, left: ast.expr, sign: ast.cmpop, right: ast.expr) -> Tree:
        if isinstance(sign, ast.In | ast.NotIn):
            inside = self._among(self.read(left), right)
            return inside if isinstance(sign, ast.In) else Not(BOOL, inside)
        shown = signs.COMPARED.get(type(sign))
        if shown is None:
            raise no("비교는 == != < <= > >= in 만 됩니다", "== != < <= > >= in were expected")
        return Compare(BOOL, shown, *signs.comparable(shown, self.read(left), self.read(right)))

    def _among(self, value: Tree, listed: ast.expr) -> Tree:
        if not isinstance(listed, ast.List | ast.Tuple):
            raise no("in 뒤에는 [목록]을 씁니다", "a [list] was expected after in")
        choices: list[Value] = []
        for node in listed.elts:
            choice = self.read(node)
            if not isinstance(choice, Const):
                raise no("목록에는 값만 씁니다", "plain values were expected in the list")
            signs.comparable("==", value, choice)
            choices.append(choice.value)
        return Among(BOOL, value, tuple(choices))

    def _truth(self, node: ast.expr) -> Tree:
        tree = self.read(node)
        signs.must_be(tree.kind, "bool", ast.unparse(node))
        return tree

    def _number(self, node: ast.expr) -> Tree:
        tree = self.read(node)
        signs.must_be(tree.kind, "number", ast.unparse(node))
        return tree


READINGS: Mapping[type[ast.expr], Callable[..., Tree]] = {
    ast.Constant: Reader.constant,
    ast.Name: Reader.name,
    ast.BoolOp: Reader.both,
    ast.UnaryOp: Reader.unary,
    ast.BinOp: Reader.binary,
    ast.Compare: Reader.compare,
    ast.IfExp: Reader.choose,
    ast.Subscript: Reader.look,
    ast.Call: Reader.call,
}

__all__ = ["DATE", "BadRule", "Word", "Words", "read", "read_truth"]
