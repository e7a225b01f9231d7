"""Model rows by a statement written by hand, for what every request reads.

The object-relational mapper builds and compiles a statement anew each time it is asked; here
only the values change.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.db import connection, models

from hangot.vault.fields import Sealed, SealedText


class Rows:
    """`select` all columns of some tables, named by their alias, and make model rows of them."""

    def __init__(self, rest: str, *, head: str = "", **tables: type[models.Model]) -> None:
        self.rest = rest
        self.head = head
        self.tables = tables

    @cached_property
    def sql(self) -> str:
        columns = [
            f"{alias}.{field.column}"
            for alias, model in self.tables.items()
            for field in model._meta.concrete_fields
        ]
        return f"select {self.head} {', '.join(columns)} {self.rest}"  # noqa: S608 - our own constants

    @cached_property
    def shapes(self) -> list[tuple[type[models.Model], list[str], int, Sequence[int]]]:
        """Per table: model, attributes, number of columns, places of sealed ones."""
        return [
            (
                model, [f.attname for f in model._meta.concrete_fields],
                len(model._meta.concrete_fields),
                [n for n, f in enumerate(model._meta.concrete_fields) if isinstance(f, SealedText)],
            )
            for model in self.tables.values()
        ]  # fmt: skip

    def fetch(self, *values: object, **named: object) -> list[tuple[Any, ...]]:
        """One tuple of model rows per row found; None where a left join found nothing."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, named or values)
            found = cursor.fetchall()
        return [tuple(self._rows(row)) for row in found]

    def _rows(self, row: Sequence[Any]) -> list[Any]:
        made: list[Any] = []
        start = 0
        for model, names, width, sealed in self.shapes:
            values = list(row[start : start + width])
            start += width
            if values[0] is None:
                made.append(None)
                continue
            for place in sealed:
                values[place] = None if values[place] is None else Sealed(values[place])
            made.append(model.from_db("default", names, values))
        return made
