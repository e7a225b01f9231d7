"""The figures of the rules on one day, each with the law it stands in, or the gap it leaves."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from hangot.core.eligibility.compiling import Compiler
from hangot.core.eligibility.kinds import number
from hangot.core.eligibility.parameters import Dated, Parameter
from hangot.core.eligibility.rules import Rules
from hangot.core.eligibility.scene import ON, Scene
from hangot.core.eligibility.tree import Const, Name, Read

PERCENT = 100


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as it was read: what it is, its value, and who says so."""

    of: Parameter
    value: int | Fraction
    dated: Dated


class Unknown(Exception):
    """A figure has no value on the day, or not for this household; `figure` names it."""

    def __init__(self, figure: str) -> None:
        super().__init__(figure)
        self.figure = figure


@dataclass(slots=True)
class Figures:
    """Reads figures of one pack of rules as they are on a day, and remembers which were read."""

    rules: Rules
    on: date
    read: dict[str, Figure] = field(default_factory=dict)
    compiler: Compiler = field(init=False)

    def __post_init__(self) -> None:
        self.compiler = Compiler(self.rules.parameters, self.rules.values, self.rules.off)

    def number(self, name: str, key: int | None = None) -> int | Fraction:
        """The value of a figure; with a key, of its row. Unknown where there is none."""
        known = self.rules.parameters.get(name)
        dated = known.at(self.on) if known is not None else None
        value = self._value(known, key) if known is not None and dated is not None else None
        if known is None or dated is None or value is None:
            raise Unknown(name)
        found = self.read[name] = Figure(known, value, dated)
        return found.value

    def whole(self, name: str, key: int | None = None) -> int:
        """A figure in whole won, days or months."""
        return int(self.number(name, key))

    def share(self, name: str) -> Fraction:
        """A figure in percent, or a yearly rate written as one, as a part of one."""
        value = Fraction(self.number(name))
        return value if self.rules.parameters[name].unit == "percent" else value / PERCENT

    def _value(self, known: Parameter, key: int | None) -> Any:
        scene = Scene({}, self.on)
        scene.look(ON)
        table = Name(known.kind, known.id, "parameter")
        if key is None:
            return self.compiler.code(table).run(scene)
        return self.compiler.code(Read(known.kind, table, Const(number("people"), key))).run(scene)
