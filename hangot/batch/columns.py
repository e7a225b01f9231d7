"""Reads a tree of the core over columns. The same meanings as `core.eligibility.compiling`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np

from hangot.batch import calendar
from hangot.batch.cells import (
    Array,
    Cells,
    added,
    chosen,
    constant,
    negative,
    product,
    quotient,
    rounded,
    sides,
    unknown,
)
from hangot.batch.sheet import EPOCH, Sheet, coded, day
from hangot.core.eligibility.days import DaysOff
from hangot.core.eligibility.kinds import Kind
from hangot.core.eligibility.parameters import Formula, Parameter
from hangot.core.eligibility.rules import Named
from hangot.core.eligibility.scene import ON
from hangot.core.eligibility.tree import (
    Among,
    Call,
    Choose,
    Compare,
    Const,
    Count,
    Every,
    Gather,
    Name,
    Not,
    Read,
    Tree,
)

COMPARING: Mapping[str, Callable[[Array, Array], Array]] = {
    "==": np.equal,
    "!=": np.not_equal,
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
}
ROUNDED = {"half_up": "round_to", "down": "down_to", "up": "up_to"}


@dataclass(frozen=True, slots=True)
class Columns:
    """One reading: the sheet, the day of asking, and the column of days that chooses parameters.

    `rows`: for entries of a list, the row of the sheet each belongs to; `items`: their fields.
    """

    sheet: Sheet
    on: date
    parameters: Mapping[str, Parameter]
    named: Mapping[str, Named]
    day: Cells
    off: DaysOff = field(default_factory=DaysOff)
    known: dict[str, Cells] = field(default_factory=dict)
    rows: Array = None
    items: Mapping[str, Cells] = field(default_factory=dict)
    key: Cells | None = None

    @property
    def count(self) -> int:
        """Rows at hand: people, or entries of a list."""
        return self.sheet.count if self.rows is None else len(self.rows)

    def at(self, as_of: str) -> "Columns":
        """The same with the days of a fact, or the day of asking."""
        return replace(self, day=self._days(as_of))

    def read(self, tree: Tree) -> Cells:
        """The column of a tree."""
        return READING[type(tree)](self, tree)

    def const(self, tree: Const) -> Cells:
        value: Any = tree.value
        if isinstance(value, Fraction):
            return constant(value.numerator, self.count, value.denominator)
        if isinstance(value, bool | int):
            return constant(value, self.count)
        return constant(-1, self.count)

    def name(self, tree: Name) -> Cells:
        if tree.source == "item":
            return self.items[tree.name]
        if tree.source == "key" and self.key is not None:
            return self.key
        if tree.source == "value":
            return self._spread(self._value(tree.name))
        if tree.source == "parameter":
            return self._parameter(tree.name, None)
        return self._spread(self._fact(tree.name))

    def look(self, tree: Read) -> Cells:
        key = self.read(tree.key)
        found = self._parameter(tree.table.name, key, tree.key.kind)
        return Cells(found.data, found.known & key.known, found.over)

    def compare(self, tree: Compare) -> Cells:
        one, two = self._pair(tree.left, tree.right)
        return Cells(COMPARING[tree.sign](*sides(one, two)).astype(bool), one.known & two.known)

    def among(self, tree: Among) -> Cells:
        value = self.read(tree.value)
        found = np.zeros(self.count, bool)
        for choice in tree.choices:
            same = self._coded(tree.value.kind, choice)
            found |= np.equal(*sides(value, same)).astype(bool)
        return Cells(found, value.known)

    def calculate(self, tree: Count) -> Cells:
        one, two = self.read(tree.left), self.read(tree.right)
        if tree.sign == "+":
            return added(one, two)
        if tree.sign == "-":
            return added(one, negative(two))
        return product(one, two) if tree.sign == "*" else quotient(one, two)

    def every(self, tree: Every) -> Cells:
        return joined([self.read(part) for part in tree.parts], every=tree.all)

    def opposite(self, tree: Not) -> Cells:
        part = self.read(tree.part)
        return Cells(~part.data, part.known)

    def choose(self, tree: Choose) -> Cells:
        test = self.read(tree.test)
        then, other = self._pair(tree.then, tree.other)
        agree = then.known & other.known & np.equal(*sides(then, other)).astype(bool)
        known = np.where(test.known, np.where(test.data, then.known, other.known), agree)
        return chosen(test.data | ~test.known, then, other, known)

    def call(self, tree: Call) -> Cells:
        parts = [self.read(part) for part in tree.parts]
        if tree.function in ("min", "max"):
            return _outermost(parts, smallest=tree.function == "min")
        if tree.function in ("round_to", "down_to", "up_to"):
            return rounded(parts[0], parts[1], tree.function)
        if tree.function == "working_day":
            return calendar.working_day(parts[0], self.off)
        return CALLING[tree.function](*parts)

    def gather(self, tree: Gather) -> Cells:
        roll = self.sheet.rolls.get(tree.people.name)
        if roll is None or self.rows is not None:
            return unknown(self.count)
        inner = replace(self, rows=roll.owner, items=roll.fields, day=self.day.take(roll.owner))
        part = inner.read(tree.part)
        return _gathered(tree.function, part, roll.owner, roll.known, self.count)

    def _pair(self, left: Tree, right: Tree) -> tuple[Cells, Cells]:
        """Two columns; a written choice gets the place it has in the other's options."""
        if left.kind.base != "enum":
            return self.read(left), self.read(right)
        options = tuple(dict.fromkeys((*left.kind.options, *right.kind.options)))
        return self._choice(left, options), self._choice(right, options)

    def _choice(self, tree: Tree, options: tuple[str, ...]) -> Cells:
        if isinstance(tree, Const):
            return constant(options.index(str(tree.value)), self.count)
        found = self.read(tree)
        places = np.array([options.index(option) for option in tree.kind.options] + [-1])
        return Cells(places[found.data], found.known)

    def _coded(self, kind: Kind, value: Any) -> Cells:
        if isinstance(value, Fraction):
            return constant(value.numerator, self.count, value.denominator)
        return constant(coded(kind, [value])[0], self.count)

    def _fact(self, name: str) -> Cells:
        return day(self.on, self.sheet.count) if name == ON else self.sheet.column(name)

    def _spread(self, cells: Cells) -> Cells:
        return cells if self.rows is None else cells.take(self.rows)

    def _days(self, as_of: str) -> Cells:
        return self._spread(self._fact(as_of))

    def _value(self, name: str) -> Cells:
        if name not in self.known:
            whole = replace(self, rows=None, items={}, key=None)
            self.known[name] = whole.at(self.named[name].as_of).read(self.named[name].tree)
        return self.known[name]

    def _parameter(self, name: str, key: Cells | None, kind: Kind | None = None) -> Cells:
        parameter = self.parameters[name]
        starts = np.array([value.since.toordinal() - EPOCH for value in parameter.values])
        places: Array = np.searchsorted(starts, self.day.data, side="right") - 1
        held = np.flatnonzero(np.bincount(places[self.day.known] + 1)[1:])
        if len(held) == 1:
            found = self._held(parameter, int(held[0]), np.arange(self.count), key, kind)
            return Cells(found.data, found.known & self.day.known & (places >= 0), found.over)
        return self._pieced(parameter, places, held, key, kind)

    def _pieced(
        self, parameter: Parameter, places: Array, held: Array, key: Cells | None, kind: Kind | None
    ) -> Cells:
        """A figure that changed between the days of the rows, piece by piece."""
        data, over = np.zeros(self.count, np.int64), np.ones(self.count, np.int64)
        known = np.zeros(self.count, bool)
        for place in held:
            rows = np.flatnonzero((places == place) & self.day.known)
            found = self._held(parameter, int(place), rows, key, kind)
            data[rows], known[rows], over[rows] = found.data, found.known, found.over
        return _narrow(data, known, over)

    def _held(
        self, parameter: Parameter, place: int, rows: Array, key: Cells | None, kind: Kind | None
    ) -> Cells:
        content: Any = parameter.values[place].content
        mine = None if key is None else key.take(rows)
        if isinstance(content, Formula):
            return self._formula(content, rows, mine)
        if mine is None or kind is None:
            value = Fraction(content)
            return constant(value.numerator, len(rows), value.denominator)
        return _table(content, mine, kind)

    def _formula(self, formula: Formula, rows: Array, key: Cells | None) -> Cells:
        inner = Columns(
            Sheet(len(rows), {}, {}),
            self.on,
            self.parameters,
            {},
            self.day.take(rows),
            self.off,
            key=key,
        )
        found = inner.read(formula.tree)
        how = ROUNDED.get(formula.rounding)
        return rounded(found, constant(formula.step, len(rows)), how) if how else found


def joined(parts: list[Cells], *, every: bool) -> Cells:
    """And, or: settled by one part, else known where all are."""
    decided = np.zeros(len(parts[0].known), bool)
    known = np.ones(len(parts[0].known), bool)
    for part in parts:
        decided |= part.known & (part.data != every)
        known &= part.known
    return Cells(decided != every, known | decided)


def _outermost(parts: list[Cells], *, smallest: bool) -> Cells:
    found = parts[0]
    for part in parts[1:]:
        one, two = sides(found, part)
        first = (one <= two if smallest else one >= two).astype(bool)
        found = chosen(first, found, part, found.known & part.known)
    return found


def _table(content: Any, key: Cells, kind: Kind) -> Cells:
    """A table or steps read for each different key once."""
    different, where = np.unique(key.data, return_inverse=True)
    asked = [kind.options[value] if kind.base == "enum" else int(value) for value in different]
    values = [content.read(one) for one in asked]
    known = np.array([value is not None for value in values])[where] & key.known
    exact = [Fraction(value or 0) for value in values]
    data = np.array([value.numerator for value in exact], np.int64)[where]
    over = np.array([value.denominator for value in exact], np.int64)[where]
    return _narrow(data, known, over)


def _narrow(data: Array, known: Array, over: Array) -> Cells:
    """One denominator where all are the same."""
    single = len(over) > 0 and bool((over == over[0]).all())
    return Cells(data, known, int(over[0]) if single else over)


def _gathered(function: str, part: Cells, owner: Array, listed: Array, count: int) -> Cells:
    missing = np.bincount(owner[~part.known], minlength=count) > 0
    if function in ("any_of", "all_of"):
        deciding = function == "any_of"
        hits = part.known & (part.data == deciding)
        decided = np.bincount(owner[hits], minlength=count) > 0
        return Cells(decided == deciding, listed & (decided | ~missing))
    if function == "count_of":
        found = np.bincount(owner[part.known & part.data], minlength=count)
        return Cells(found, listed & ~missing)
    return Cells(*_reduced(function, part, owner, count, listed & ~missing))


def _reduced(
    function: str, part: Cells, owner: Array, count: int, known: Array
) -> tuple[Array, Array, Array]:
    """Sum, largest, smallest over exact fractions, one entry after the other."""
    found: list[Fraction | None] = [None] * count
    over = np.broadcast_to(part.over, part.data.shape)
    work = REDUCING[function]
    for place in np.flatnonzero(part.known):
        row, value = owner[place], Fraction(int(part.data[place]), int(over[place]))
        before = found[row]
        found[row] = value if before is None else work(before, value)
    exact = [value or Fraction(0) for value in found]
    data = np.array([value.numerator for value in exact], np.int64)
    return data, known, np.array([value.denominator for value in exact], np.int64)


REDUCING: Mapping[str, Callable[[Fraction, Fraction], Fraction]] = {
    "sum_of": lambda one, two: one + two,
    "max_of": max,
    "min_of": min,
}
READING: Mapping[type, Callable[..., Cells]] = {
    Const: Columns.const,
    Name: Columns.name,
    Read: Columns.look,
    Compare: Columns.compare,
    Among: Columns.among,
    Count: Columns.calculate,
    Every: Columns.every,
    Not: Columns.opposite,
    Choose: Columns.choose,
    Call: Columns.call,
    Gather: Columns.gather,
}
CALLING: Mapping[str, Callable[..., Cells]] = {
    "age_on": calendar.age_on,
    "months_between": calendar.months_between,
    "days_between": lambda one, two: added(two, negative(one)),
    "add_days": calendar.add_days,
    "add_months": calendar.add_months,
    "add_years": lambda one, two: calendar.add_months(one, two, calendar.YEAR),
}
