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
        told: dict[str, tuple[list[int], list[Any]]] = {name: ([], []) for name in facts}
        for row, known in enumerate(people):
            for name, value in known.items():
                if value is not None and name in told:
                    rows, values = told[name]
                    rows.append(row)
                    values.append(value)
        count = len(people)
        columns = {
            name: column(facts[name].kind, *one, count)
            for name, one in told.items()
            if one[0] and facts[name].type != "list"
        }
        rolls = {
            name: _roll(facts[name], *one, count)
            for name, one in told.items()
            if one[0] and facts[name].type == "list"
        }
        return cls(count, columns, rolls)

    def column(self, name: str) -> Cells:
        """The column of a fact, unknown in every row where nobody told it."""
        found = self.columns.get(name)
        return found if found is not None else unknown(self.count)


def column(kind: Kind, rows: list[int], values: list[Any], count: int) -> Cells:
    """One column from the rows in which a value is known."""
    known, data = np.zeros(count, bool), np.zeros(count, np.int64)
    known[rows], data[rows] = True, coded(kind, values)
    return Cells(data.astype(bool) if kind.base == "bool" else data, known)


def coded(kind: Kind, values: list[Any]) -> list[int]:
    """Values as whole numbers: days since 1970, places of options, or themselves."""
    if kind.base == "date":
        return [value.toordinal() - EPOCH for value in values]
    if kind.base == "enum":
        places = {option: place for place, option in enumerate(kind.options)}
        return [places.get(value, -1) for value in values]
    return values


def day(on: date, count: int) -> Cells:
    """One day in every row."""
    return constant(on.toordinal() - EPOCH, count)


def _roll(fact: Fact, rows: list[int], lists: list[Any], count: int) -> Roll:
    lengths = [len(one) for one in lists]
    entries = [entry for one in lists for entry in one]
    fields = {}
    for field in fact.fields:
        told = [
            (n, one[field.id]) for n, one in enumerate(entries) if one.get(field.id) is not None
        ]
        places, values = [n for n, _ in told], [value for _, value in told]
        fields[field.id] = column(field.kind, places, values, len(entries))
    known = np.zeros(count, bool)
    known[rows] = True
    return Roll(np.repeat(np.array(rows, np.int64), lengths), fields, known)
