"""The rules read a second time, as plainly as possible: straight from their text, slowly.

Shares nothing with the engine but the texts and figures of the pack.
"""

import ast
import math
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hangot.core.eligibility.parameters import Formula, Steps, Table
from hangot.core.eligibility.rules import Clause, Rules, Service

Texts = Mapping[tuple[str, ...], str]
NUMBERS = (int, Fraction)


class Plain:
    """One person read under one service."""

    def __init__(self, rules: Rules, texts: Texts, facts: Mapping[str, Any], on: date) -> None:
        self.rules, self.texts, self.facts, self.on = rules, texts, facts, on

    def verdict(self, service: Service) -> str:
        day = self.day(service.as_of)
        force = None if day is None else service.since <= day <= (service.until or date.max)
        both = [self.group(service, service.require, strict=s) for s in (False, True)]
        if force is False or both[0] is False:
            return "unlikely"
        if None in (force, *both):
            return "unknown"
        return "likely" if both[1] else "discretionary"

    def group(self, service: Service, part: Any, *, strict: bool) -> bool | None:
        if isinstance(part, Clause):
            if strict and part.discretionary:
                return False
            said: bool | None = self.ask(part.text, service, part.as_of)
            return said
        truths = [self.group(service, one, strict=strict) for one in part.parts]
        return kleene(truths, every=part.all)

    def day(self, as_of: str) -> Any:
        return self.on if as_of == "on" else self.facts.get(as_of)

    def ask(self, text: str, service: Service | None, as_of: str) -> Any:
        tree = ast.parse(text.strip(), mode="eval").body
        return Reading(self, service, self.day(as_of), {}).of(tree)


class Reading:
    """One expression on one day, perhaps inside an entry of a list or with the key of a formula."""

    def __init__(
        self, plain: Plain, service: Service | None, day: Any, near: Mapping[str, Any]
    ) -> None:
        self.plain, self.service, self.day, self.near = plain, service, day, near

    def of(self, node: Any) -> Any:
        found = getattr(self, type(node).__name__.lower())(node)
        if isinstance(found, Fraction) and found.denominator == 1:
            return int(found)
        return found

    def constant(self, node: ast.Constant) -> Any:
        return Fraction(repr(node.value)) if isinstance(node.value, float) else node.value

    def name(self, node: ast.Name) -> Any:
        name, plain = node.id, self.plain
        known = {"true": True, "false": False, "on": plain.on, **self.near}
        if name in known:
            return known[name]
        if name in plain.rules.facts:
            return plain.facts.get(name)
        if name in plain.rules.parameters:
            return self.figure(name, None)
        return self.value(name)

    def value(self, name: str) -> Any:
        plain = self.plain
        own = {one.id: one for one in self.service.values} if self.service else {}
        named = own.get(name) or plain.rules.values.get(name)
        if named is None:
            return None
        key = (self.service.id, name) if self.service and name in own else (name,)
        return plain.ask(plain.texts[key], self.service, named.as_of)

    def figure(self, name: str, key: Any) -> Any:
        if self.day is None:
            return None
        held = [v for v in self.plain.rules.parameters[name].values if v.since <= self.day]
        if not held:
            return None
        content: Any = held[-1].content
        if isinstance(content, Table | Steps):
            return None if key is None else content.read(key)
        if not isinstance(content, Formula):
            return content
        text = self.plain.texts[name, held[-1].since.isoformat()]
        by = self.plain.texts.get((name, "by"), "")
        inner = Reading(self.plain, None, self.day, {by: key})
        value = inner.of(ast.parse(text, mode="eval").body)
        return None if value is None else rounded(content.rounding, value, content.step)

    def boolop(self, node: ast.BoolOp) -> Any:
        return kleene([self.of(part) for part in node.values], every=isinstance(node.op, ast.And))

    def unaryop(self, node: ast.UnaryOp) -> Any:
        part = self.of(node.operand)
        if part is None:
            return None
        return not part if isinstance(node.op, ast.Not) else -part

    def binop(self, node: ast.BinOp) -> Any:
        one, two = self.of(node.left), self.of(node.right)
        if one is None or two is None or (isinstance(node.op, ast.Div) and two == 0):
            return None
        return WORK[type(node.op)](Fraction(one), Fraction(two))

    def compare(self, node: ast.Compare) -> Any:
        found, left = [], node.left
        for sign, right in zip(node.ops, node.comparators, strict=True):
            found.append(self.pair(left, sign, right))
            left = right
        return kleene(found, every=True)

    def pair(self, left: Any, sign: Any, right: Any) -> Any:
        one = self.of(left)
        if isinstance(sign, ast.In | ast.NotIn):
            among = [self.of(part) for part in right.elts]
            return None if one is None else (one in among) == isinstance(sign, ast.In)
        two = self.of(right)
        return None if one is None or two is None else SIGNS[type(sign)](one, two)

    def ifexp(self, node: ast.IfExp) -> Any:
        test, then, other = self.of(node.test), self.of(node.body), self.of(node.orelse)
        if test is None:
            return then if then == other else None
        return then if test else other

    def subscript(self, node: ast.Subscript) -> Any:
        key = self.of(node.slice)
        return None if key is None else self.figure(node.value.id, key)  # type: ignore[attr-defined]

    def call(self, node: ast.Call) -> Any:
        name = node.func.id  # type: ignore[attr-defined]
        if name.endswith("_of"):
            return self.gather(name, node)
        parts = [self.of(part) for part in node.args]
        if None in parts:
            return None
        return self.working(parts[0]) if name == "working_day" else CALLS[name](*parts)

    def working(self, day: date) -> date:
        off = self.plain.rules.off
        while day.strftime("%u") in {str(number) for number in off.weekend} or day in off.days:
            day += timedelta(days=1)
        return day

    def gather(self, name: str, node: ast.Call) -> Any:
        people = self.plain.facts.get(node.args[0].id)  # type: ignore[attr-defined]
        if people is None:
            return None
        fields = [one.id for one in self.plain.rules.facts[node.args[0].id].fields]  # type: ignore[attr-defined]
        found = [
            Reading(self.plain, self.service, self.day, {f: one.get(f) for f in fields}).of(
                node.args[1]
            )
            for one in people
        ]
        if name in ("any_of", "all_of"):
            return kleene(found, every=name == "all_of")
        if None in found:
            return None
        work: dict[str, Callable[..., Any]] = {
            "count_of": sum,
            "sum_of": sum,
            "max_of": lambda values: max(values, default=0),
            "min_of": lambda values: min(values, default=0),
        }
        return work[name](found)


def kleene(truths: list[Any], *, every: bool) -> bool | None:
    if any(truth is (not every) for truth in truths):
        return not every
    return None if None in truths else every


def rounded(how: str, value: Any, step: Any) -> Any:
    ways = {
        "half_up": lambda steps: math.floor(steps + Fraction(1, 2)),
        "down": math.floor,
        "up": math.ceil,
        "none": None,
    }
    way = ways[how]
    return value if way is None else way(Fraction(value) / step) * step


def months_on(day: date, count: int) -> date | None:
    year, month = divmod(day.year * 12 + day.month - 1 + int(count), 12)
    if not 1 <= year <= 9999:
        return None
    for last in range(day.day, 27, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, day.day)


def days_on(day: date, count: int) -> date | None:
    try:
        return day + timedelta(days=int(count))
    except OverflowError:
        return None


def whole_months(one: date, two: date) -> int:
    if two < one:
        return -whole_months(two, one)
    return (two.year - one.year) * 12 + two.month - one.month - (two.day < one.day)


WORK: Mapping[type, Callable[[Any, Any], Any]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
}
SIGNS: Mapping[type, Callable[[Any, Any], bool]] = {
    ast.Eq: lambda a, b: a == b,
    ast.NotEq: lambda a, b: a != b,
    ast.Lt: lambda a, b: a < b,
    ast.LtE: lambda a, b: a <= b,
    ast.Gt: lambda a, b: a > b,
    ast.GtE: lambda a, b: a >= b,
}
CALLS: Mapping[str, Callable[..., Any]] = {
    "min": min,
    "max": max,
    "round_to": lambda value, step: rounded("half_up", value, step) if step > 0 else None,
    "down_to": lambda value, step: rounded("down", value, step) if step > 0 else None,
    "up_to": lambda value, step: rounded("up", value, step) if step > 0 else None,
    "age_on": lambda born, day: (
        day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    ),
    "add_years": lambda day, count: months_on(day, 12 * int(count)),
    "add_months": months_on,
    "add_days": days_on,
    "days_between": lambda one, two: (two - one).days,
    "months_between": whole_months,
}
