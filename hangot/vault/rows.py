"""Model rows by a statement written by hand, for what every request reads.

The object-relational mapper builds and compiles a statement anew each time it is asked; here
only the values change.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import connection, models
from django.db.models.base import ModelState
from psycopg.pq import Format


@dataclass(frozen=True, slots=True)
class Shape:
    """How the columns of one table become a model row; `read` turns the n-th value into its own."""

    model: type[models.Model]
    names: Sequence[str]
    read: Sequence[tuple[int, Callable[..., Any]]]


class Rows:
    """`select` all columns of some tables, named by their alias, and make model rows of them."""

    def __init__(
        self,
        rest: str,
        *,
        head: str = "",
        only: Mapping[str, Sequence[str]] | None = None,
        beside: str = "",
        **tables: type[models.Model],
    ) -> None:
        """`only` names for an alias the fields that are read; the others stay unread (deferred).

        `beside` is SQL for one more value of each row, its last.
        """
        self.rest = rest
        self.head = head
        self.beside = beside
        self.tables = tables
        self.only = only or {}

    @cached_property
    def sql(self) -> str:
        """The whole statement; the same text every time, so that it is planned once."""
        columns = [
            f"{alias}.{field.column}" for alias in self.tables for field in self._fields(alias)
        ]
        columns += [self.beside] if self.beside else []
        return f"select {self.head} {', '.join(columns)} {self.rest}"

    @cached_property
    def shapes(self) -> list[Shape]:
        return [_shape(model, self._fields(alias)) for alias, model in self.tables.items()]

    def _fields(self, alias: str) -> list[Any]:
        model, wanted = self.tables[alias], self.only.get(alias)
        if wanted is None:
            return list(model._meta.concrete_fields)
        return [model._meta.get_field(name) for name in wanted]

    def fetch(self, *values: Any, **named: Any) -> list[tuple[Any, ...]]:
        """One tuple of model rows per row found; None where a left join found nothing."""
        return self.made(self._found(values, named))

    def made(self, found: Sequence[Sequence[Any]]) -> list[tuple[Any, ...]]:
        """The same of what somebody else asked for: the rows of `sql`, in binary."""
        return [tuple(self._rows(row)) for row in found]

    def _found(self, values: Sequence[Any], named: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.cursor.format = Format.BINARY  # moments, ids and ciphertexts need no parsing
            cursor.execute(self.sql, named or values)
            return list(cursor.fetchall())

    def _rows(self, row: Sequence[Any]) -> list[Any]:
        made: list[Any] = []
        start = 0
        for shape in self.shapes:
            values = list(row[start : start + len(shape.names)])
            start += len(values)
            made.append(_made(shape, values) if values[0] is not None else None)
        return made


def _shape(model: type[models.Model], fields: Sequence[Any]) -> Shape:
    read = [
        (place, field.from_db_value)
        for place, field in enumerate(fields)
        # What comes as binary is already read; only sealed columns become something of their own.
        if hasattr(field, "from_db_value") and not isinstance(field, models.JSONField)
    ]
    return Shape(model, [field.attname for field in fields], read)


def _made(shape: Shape, values: list[Any]) -> models.Model:
    for place, read in shape.read:
        values[place] = read(values[place], None, connection)
    return filled(shape.model, shape.names, values)


def filled(model: type[models.Model], names: Sequence[str], values: Sequence[Any]) -> models.Model:
    """A row as `from_db` makes it, without walking field by field: no model has a hook there."""
    row = model.__new__(model)
    row.__dict__.update(zip(names, values, strict=True))
    row._state = ModelState()
    row._state.adding, row._state.db = False, "default"
    return row
