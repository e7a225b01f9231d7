"""A rule after reading: a tree of few shapes. Nothing else can be said, so nothing else can run."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from hangot.core.eligibility.kinds import Kind

Value = bool | int | Fraction | date | str
"""A known value; None stands for unknown everywhere."""

Compared = Literal["==", "!=", "<", "<=", ">", ">="]
Counted = Literal["+", "-", "*", "/"]
Called = Literal[
    "min",
    "max",
    "round_to",
    "down_to",
    "up_to",
    "age_on",
    "add_years",
    "add_months",
    "add_days",
    "working_day",
    "days_between",
    "months_between",
]
Gathered = Literal["any_of", "all_of", "count_of", "sum_of", "max_of", "min_of"]


@dataclass(frozen=True, slots=True)
class Const:
    """A value written in the rule."""

    kind: Kind
    value: Value


@dataclass(frozen=True, slots=True)
class Name:
    """A fact, a named value, a parameter, or a field of the list entry at hand."""

    kind: Kind
    name: str
    source: Literal["fact", "value", "parameter", "item", "key"]


@dataclass(frozen=True, slots=True)
class Read:
    """`table[key]`."""

    kind: Kind
    table: Name
    key: "Tree"


@dataclass(frozen=True, slots=True)
class Count:
    """Arithmetic of two numbers."""

    kind: Kind
    sign: Counted
    left: "Tree"
    right: "Tree"


@dataclass(frozen=True, slots=True)
class Compare:
    """Two values beside one another."""

    kind: Kind
    sign: Compared
    left: "Tree"
    right: "Tree"


@dataclass(frozen=True, slots=True)
class Among:
    """`value in [choices]`."""

    kind: Kind
    value: "Tree"
    choices: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Every:
    """And, if `all`; else or. Three-valued (Kleene 1952)."""

    kind: Kind
    all: bool
    parts: tuple["Tree", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a truth."""

    kind: Kind
    part: "Tree"


@dataclass(frozen=True, slots=True)
class Choose:
    """`then if test else other`; unknown test, unknown value unless both agree."""

    kind: Kind
    test: "Tree"
    then: "Tree"
    other: "Tree"


@dataclass(frozen=True, slots=True)
class Call:
    """One of the few functions of the language."""

    kind: Kind
    function: Called
    parts: tuple["Tree", ...]


@dataclass(frozen=True, slots=True)
class Gather:
    """Something about a list of people: how many, any, all, sum, largest, smallest.

    `part` is read once for each entry with its fields; `max_of` and `min_of` of nobody are 0.
    """

    kind: Kind
    function: Gathered
    people: Name
    part: "Tree"


Tree = Const | Name | Read | Count | Compare | Among | Every | Not | Choose | Call | Gather


def names(tree: Tree) -> frozenset[tuple[str, str]]:
    """Everything a rule reads, as (source, name)."""
    own = frozenset({(tree.source, tree.name)}) if isinstance(tree, Name) else frozenset()
    return own.union(*(names(part) for part in parts(tree)))


BELOW: Mapping[type, tuple[str, ...]] = {
    Const: (),
    Name: (),
    Read: ("table", "key"),
    Count: ("left", "right"),
    Compare: ("left", "right"),
    Among: ("value",),
    Not: ("part",),
    Choose: ("test", "then", "other"),
    Gather: ("people", "part"),
}


def parts(tree: Tree) -> tuple[Tree, ...]:
    """The trees directly below."""
    if isinstance(tree, Every | Call):
        return tree.parts
    return tuple(getattr(tree, place) for place in BELOW[type(tree)])
