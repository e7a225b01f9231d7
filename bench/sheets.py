"""Rows on their way into COPY, one sheet per table, in the order of the model's columns."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import psycopg
from django.db.models import AutoField, Model
from django.db.models.fields import NOT_PROVIDED
from psycopg import sql
from psycopg.types.json import Jsonb

from hangot.vault.sealing import seal


class Sheet:
    """Collects the rows of one table; columns that are not given take the model's default."""

    def __init__(self, model: type[Model]) -> None:
        fields = [f for f in model._meta.concrete_fields if not isinstance(f, AutoField)]
        self.table = model._meta.db_table
        self.columns = [str(f.column) for f in fields]
        self.defaults: list[tuple[str, Any]] = [
            (str(f.column), None if f.default is NOT_PROVIDED else f.default) for f in fields
        ]
        self.rows: list[tuple[Any, ...]] = []

    def add(self, **row: Any) -> None:
        self.rows.append(tuple([
            row[name] if name in row else default() if callable(default) else default
            for name, default in self.defaults
        ]))  # fmt: skip

    def sealed(self, key: bytes, pk: UUID, column: str, plain: str) -> bytes:
        """What the product would have stored in this column of this row."""
        return seal(key, 1, plain.encode(), f"{self.table}|{column}|{pk}")


class Book:
    """All sheets of one batch of people."""

    def __init__(self) -> None:
        self.sheets: dict[type[Model], Sheet] = {}

    def __getitem__(self, model: type[Model]) -> Sheet:
        if model not in self.sheets:
            self.sheets[model] = Sheet(model)
        return self.sheets[model]

    def copy(self, connection: psycopg.Connection[Any]) -> int:
        """Write everything in one transaction; answers how many rows."""
        with connection.transaction():
            return sum(_copy(connection, sheet) for sheet in self.sheets.values())


def _copy(connection: psycopg.Connection[Any], sheet: Sheet) -> int:
    names = sql.SQL(", ").join(map(sql.Identifier, sheet.columns))
    command = sql.SQL("copy {} ({}) from stdin").format(sql.Identifier(sheet.table), names)
    with connection.cursor() as cursor, cursor.copy(command) as out:
        write: Callable[[tuple[Any, ...]], None] = out.write_row
        for row in sheet.rows:
            write(row)
    return len(sheet.rows)


def json(value: Any) -> Jsonb:
    return Jsonb(value)
