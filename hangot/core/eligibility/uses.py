"""What a rule reads, also through the values and figures that it names."""

from collections.abc import Mapping
from dataclasses import dataclass

from hangot.core.eligibility.parameters import Formula, Parameter
from hangot.core.eligibility.rules import Named
from hangot.core.eligibility.tree import Tree, names


@dataclass(frozen=True, slots=True, eq=False)
class Uses:
    """Facts, and parameters with their as-of fact; named values, each before those that use it."""

    facts: tuple[str, ...]
    parameters: tuple[tuple[str, str], ...]
    values: tuple[str, ...]


def uses(
    tree: Tree, as_of: str, named: Mapping[str, Named], parameters: Mapping[str, Parameter]
) -> Uses:
    """Everything a rule reads on the day of `as_of`."""
    found = _Gathered(named, parameters)
    found.add(tree, as_of)
    return Uses(tuple(sorted(found.facts)), tuple(sorted(found.read)), tuple(found.values))


class _Gathered:
    """Walks rules and what they name."""

    def __init__(self, named: Mapping[str, Named], parameters: Mapping[str, Parameter]) -> None:
        self.named, self.parameters = named, parameters
        self.facts: set[str] = set()
        self.read: set[tuple[str, str]] = set()
        self.values: list[str] = []

    def add(self, tree: Tree, as_of: str) -> None:
        for source, name in sorted(names(tree)):
            if source == "fact":
                self.facts.add(name)
            elif source == "parameter":
                self._parameter(name, as_of)
            elif source == "value" and name not in self.values:
                self.add(self.named[name].tree, self.named[name].as_of)
                self.values.append(name)

    def _parameter(self, name: str, as_of: str) -> None:
        if (name, as_of) in self.read:
            return
        self.read.add((name, as_of))
        for dated in self.parameters[name].values:
            if isinstance(dated.content, Formula):
                self.add(dated.content.tree, as_of)
