"""Facts of many people as columns, read once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from hangot.batch.cells import Array, Cells, constant, unknown
from hangot.core.eligibility.kinds import Kind
from hangot.core.eligibility.rules import Fact
from hangot.core.eligibility.scene import Facts

EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Roll:
    """A list fact of many people: all entries one after the other.

    `owner`: the row each entry belongs to. `known`: the rows whose list is known.
    """

    owner: Array
    fields: Mapping[str, Cells]
    known: Array


@dataclass(frozen=True, slots=True)
class Sheet:
    """Columns by fact; a fact that nobody told has no column."""

    count: int
    columns: Mapping[str, Cells]
    rolls: Mapping[str, Roll]

    @classmethod
    def of(cls, people: Sequence[Facts], facts: Mapping[str, Fact]) -> "Sheet":
        """The facts of people, in their order."""
        told = {name for known in people for name in known if name in facts}
        columns = {
            name: column(facts[name].kind, [known.get(name) for known in people])
            for name in told
            if facts[name].type != "list"
        }
        rolls = {name: _roll(facts[name], people) for name in told if facts[name].type == "list"}
        return cls(len(people), columns, rolls)

    def column(self, name: str) -> Cells:
        """The column of a fact, unknown in every row where nobody told it."""
        found = self.columns.get(name)
        return found if found is not None else unknown(self.count)


def column(kind: Kind, values: Sequence[Any]) -> Cells:
    """One column; None is unknown."""
    known = np.fromiter((value is not None for value in values), bool, len(values))
    plain = (0 if value is None else coded(kind, value) for value in values)
    data = np.fromiter(plain, np.int64, len(values))
    return Cells(data.astype(bool) if kind.base == "bool" else data, known)


def coded(kind: Kind, value: Any) -> int:
    """A value as a whole number: days since 1970, the place of an option, or itself."""
    if kind.base == "date":
        return int(value.toordinal()) - EPOCH
    if kind.base == "enum":
        return kind.options.index(value) if value in kind.options else -1
    return int(value)


def day(on: date, count: int) -> Cells:
    """One day in every row."""
    return constant(on.toordinal() - EPOCH, count)


def _roll(fact: Fact, people: Sequence[Facts]) -> Roll:
    lists: list[Any] = [known.get(fact.id) for known in people]
    lengths = [len(entries or ()) for entries in lists]
    entries = [entry for some in lists for entry in some or ()]
    fields = {
        field.id: column(field.kind, [entry.get(field.id) for entry in entries])
        for field in fact.fields
    }
    known = np.fromiter((some is not None for some in lists), bool, len(lists))
    return Roll(np.repeat(np.arange(len(lists)), lengths), fields, known)
