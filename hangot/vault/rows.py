"""Model rows by a statement written by hand, for what every request reads.

The object-relational mapper builds and compiles a statement anew each time it is asked; here
only the values change.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import connection, models


@dataclass(frozen=True, slots=True)
class Shape:
    """How the columns of one table become a model row; `read` turns the n-th value into its own."""

    model: type[models.Model]
    names: Sequence[str]
    read: Sequence[tuple[int, Callable[..., Any]]]


class Rows:
    """`select` all columns of some tables, named by their alias, and make model rows of them."""

    def __init__(self, rest: str, *, head: str = "", **tables: type[models.Model]) -> None:
        self.rest = rest
        self.head = head
        self.tables = tables

    @cached_property
    def sql(self) -> str:
        """The whole statement; the same text every time, so that it is planned once."""
        columns = [
            f"{alias}.{field.column}"
            for alias, model in self.tables.items()
            for field in model._meta.concrete_fields
        ]
        return f"select {self.head} {', '.join(columns)} {self.rest}"

    @cached_property
    def shapes(self) -> list[Shape]:
        return [_shape(model) for model in self.tables.values()]

    def fetch(self, *values: Any, **named: Any) -> list[tuple[Any, ...]]:
        """One tuple of model rows per row found; None where a left join found nothing."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, named or values)
            found = cursor.fetchall()
        return [tuple(self._rows(row)) for row in found]

    def _rows(self, row: Sequence[Any]) -> list[Any]:
        made: list[Any] = []
        start = 0
        for shape in self.shapes:
            values = list(row[start : start + len(shape.names)])
            start += len(values)
            made.append(_made(shape, values) if values[0] is not None else None)
        return made


def _shape(model: type[models.Model]) -> Shape:
    fields: Any = model._meta.concrete_fields
    read = [
        (place, field.from_db_value)
        for place, field in enumerate(fields)
        if hasattr(field, "from_db_value")
    ]
    return Shape(model, [field.attname for field in fields], read)


def _made(shape: Shape, values: list[Any]) -> models.Model:
    for place, read in shape.read:
        values[place] = read(values[place], None, connection)
    return shape.model.from_db("default", shape.names, values)
