"""Turns trees into small functions once, so that reading a rule costs a few calls.

Every function takes a `Scene` and gives a value, or None for unknown.
"""

import operator
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from hangot.core.eligibility import days, numbers
from hangot.core.eligibility.combining import (
    Run,
    among,
    both,
    calling,
    choosing,
    every,
    fact_with,
    gathering,
    opposite,
    some,
)
from hangot.core.eligibility.parameters import Formula, Parameter
from hangot.core.eligibility.rules import Named
from hangot.core.eligibility.scene import ON, Scene, Worked, values
from hangot.core.eligibility.tree import (
    Among,
    Call,
    Choose,
    Compare,
    Compared,
    Const,
    Count,
    Every,
    Gather,
    Name,
    Not,
    Read,
    Tree,
    names,
)
from hangot.core.eligibility.tree import parts as below

COMPARING: Mapping[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
MIRRORED: Mapping[Compared, Compared] = {
    "==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<=",
}  # fmt: skip
"""The same said from the other side."""
COUNTING: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": lambda one, two: numbers.divided(one, two) if two else None,
}
CALLING: Mapping[str, Callable[..., Any]] = {
    "min": min,
    "max": max,
    "round_to": lambda value, step: numbers.round_to(value, step) if step > 0 else None,
    "down_to": lambda value, step: numbers.down_to(value, step) if step > 0 else None,
    "up_to": lambda value, step: numbers.up_to(value, step) if step > 0 else None,
    "age_on": days.age_on,
    "add_years": lambda day, count: days.add_years(day, int(count)),
    "add_months": lambda day, count: days.add_months(day, int(count)),
    "add_days": lambda day, count: days.add_days(day, int(count)),
    "days_between": days.days_between,
    "months_between": days.months_between,
}


@dataclass(frozen=True, slots=True, eq=False)
class Code:
    """A rule that can be run, with the rules below it for asking what is missing.

    `needs`: the facts without each of which it is unknown, where that is all that can be missing;
    None where some of them may not matter.
    """

    run: Run
    tree: Tree
    parts: tuple["Code", ...] = ()
    needs: tuple[str, ...] | None = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "needs", needed(self.tree, self.parts))


@dataclass(slots=True)
class Compiler:
    """Compiles the rules of one pack. Named values are compiled when first met, in any order."""

    parameters: Mapping[str, Parameter]
    values: Mapping[str, Named]
    off: days.DaysOff = field(default_factory=days.DaysOff)
    known: dict[str, Code] = field(default_factory=dict)
    formulas: dict[tuple[str, date, Any], Any] = field(default_factory=dict)
    whole: dict[Tree, Code] = field(default_factory=dict)
    service: str = ""
    own: frozenset[str] = frozenset()

    def of_service(self, service: str, own: Mapping[str, Named]) -> "Compiler":
        """The same for a service that has values of its own."""
        return Compiler(
            self.parameters, {**self.values, **own}, self.off, dict(self.known), self.formulas,
            self.whole, service, frozenset(own),
        )  # fmt: skip

    def rule(self, tree: Tree) -> Code:
        """The function of a whole rule; services that say the same share it."""
        if any(source == "value" and name in self.own for source, name in names(tree)):
            return self.code(tree)
        if tree not in self.whole:
            self.whole[tree] = self.code(tree)
        return self.whole[tree]

    def code(self, tree: Tree) -> Code:
        """The function of a tree."""
        match tree:
            case Const(value=value):
                return Code(lambda _: value, tree)
            case Name():
                return Code(self._name(tree), tree)
            case Read(table=table, key=key):
                inner = self.code(key)
                return Code(self._read(table.name, inner.run), tree, (inner,))
            case Gather(people=people, part=part):
                inner = self.code(part)
                return Code(gathering(tree.function, people.name, inner.run), tree, (inner,))
            case _:
                return self._plain(tree)

    def value(self, name: str) -> Code:
        """The rule behind a named value."""
        found = self.known.get(name)
        if found is None:
            self.known[name] = found = self.code(self.values[name].tree)
        return found

    def ready(self) -> "Compiler":
        """The same with every named value compiled."""
        for name in self.values:
            self.value(name)
        return self

    def _plain(self, tree: Tree) -> Code:
        parts = tuple(self.code(part) for part in below(tree))
        runs = [part.run for part in parts]
        if isinstance(tree, Call) and tree.function == "working_day":
            return Code(calling(self.off.working, runs), tree, parts)
        return Code(short(tree) or joined(tree, runs), tree, parts)

    def _name(self, tree: Name) -> Run:
        name = tree.name
        if name == ON:
            return lambda scene: scene.on
        if tree.source == "fact":
            return lambda scene: scene.facts.get(name)
        if tree.source == "item":
            return lambda scene: scene.item.get(name)
        if tree.source == "key":
            return lambda scene: scene.key
        return self._value(name) if tree.source == "value" else self._parameter(name)

    def place(self, name: str) -> tuple[str, str]:
        """Where a named value is remembered: values of a service do not meet those of another."""
        return (self.service if name in self.own else "", name)

    def _value(self, name: str) -> Run:
        place = self.place(name)

        def run(scene: Scene) -> Any:
            worked = scene.met.get(name)
            if worked is None:
                worked = scene.shared.worked.get(place)
                if worked is None:
                    scene.shared.worked[place] = worked = self._work(name, scene)
                scene.met[name] = worked
                scene.gaps |= worked.gaps
            return worked.value

        return run

    def _work(self, name: str, scene: Scene) -> Worked:
        """A named value by itself, so that it is the same whoever asks for it first."""
        alone = self.inside(name, scene)
        value = self.value(name).run(alone)
        return Worked(value, values(alone.met), frozenset(alone.gaps))

    def inside(self, name: str, scene: Scene) -> Scene:
        """The same person on the day of a named value."""
        alone = Scene(scene.facts, scene.on, scene.shared)
        alone.look(self.values[name].as_of)
        return alone

    def _parameter(self, name: str) -> Run:
        dated = holding(self.parameters[name])

        def run(scene: Scene) -> Any:
            content = dated(scene)
            if isinstance(content, Formula):
                return self._formula(scene, name, content, None)
            return content

        return run

    def _read(self, name: str, key: Run) -> Run:
        dated = holding(self.parameters[name])

        def run(scene: Scene) -> Any:
            content, asked = dated(scene), key(scene)
            if content is None or asked is None:
                return None
            if isinstance(content, Formula):
                return self._formula(scene, name, content, asked)
            return content.read(asked)

        return run

    def _formula(self, scene: Scene, name: str, formula: Formula, key: Any) -> Any:
        """Worked out once for a day and a key: it depends on nothing else."""
        place = (name, scene.day or date.min, key)
        if place in self.formulas:
            return self.formulas[place]
        inner = Scene({}, scene.on)
        inner.as_of, inner.day, inner.key, inner.gaps = scene.as_of, scene.day, key, scene.gaps
        value = self.code(formula.tree).run(inner)
        rounding = numbers.ROUNDINGS.get(formula.rounding)
        if value is not None:
            self.formulas[place] = rounding(value, formula.step) if rounding else value
        return self.formulas.get(place)


def needed(tree: Tree, parts: tuple[Code, ...]) -> tuple[str, ...] | None:
    """The facts of a rule that is unknown as soon as one of them is."""
    if isinstance(tree, Name):
        return (tree.name,) if tree.source == "fact" else None
    if not isinstance(tree, Const | Compare | Count | Call | Among | Not):
        return None
    below = [part.needs for part in parts]
    return (
        None if None in below else tuple(dict.fromkeys(name for one in below for name in one or ()))
    )


def short(tree: Tree) -> Run | None:
    """Most conditions hold a fact against something written in the rule: one step instead of three."""
    match tree:
        case Among(value=Name(name=name, source="fact"), choices=choices) if name != ON:
            return fact_with(name, frozenset(choices).__contains__)
        case Compare(sign=sign, left=Name(name=name, source="fact"), right=Const(value=value)) if (
            name != ON
        ):
            return fact_with(name, partial(COMPARING[MIRRORED[sign]], value))
        case _:
            return None


def joined(tree: Tree, runs: list[Run]) -> Run:
    """The function of a tree whose parts are compiled."""
    match tree:
        case Compare(sign=sign):
            run = both(COMPARING[sign], *runs)
        case Count(sign=counted):
            run = both(COUNTING[counted], *runs)
        case Among(choices=choices):
            run = among(runs[0], frozenset(choices))
        case Every(all=whole):
            run = every(runs) if whole else some(runs)
        case Not():
            run = opposite(runs[0])
        case Choose():
            run = choosing(*runs)
        case Call(function=function):
            run = calling(CALLING[function], runs)
        case _:
            raise AssertionError(tree)
    return run


def holding(parameter: Parameter) -> Run:
    """What holds for a parameter on the day of the scene; a gap is noted."""
    starts = parameter.starts
    contents = [value.content for value in parameter.values]

    def run(scene: Scene) -> Any:
        day = scene.day
        if day is None:
            return None
        place = bisect_right(starts, day) - 1
        if place < 0:
            scene.gaps.add((parameter.id, day))
            return None
        return contents[place]

    return run
