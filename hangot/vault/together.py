"""Several lists in one statement: a page asks the database once, not once per list.

Each query set becomes a sub-select whose rows come back as JSON; row-level security holds in
each of them as if it were asked alone.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection, models

from hangot.vault.fields import Sealed, SealedText

Read = Callable[[Any], Any]


def _bytes(value: str) -> bytes:
    return bytes.fromhex(value[2:])


READERS: "Mapping[type[models.Field[Any, Any]], Read]" = {
    models.UUIDField: UUID,
    models.DateTimeField: datetime.fromisoformat,
    models.DateField: date.fromisoformat,
    models.TimeField: time.fromisoformat,
    models.BinaryField: _bytes,
    SealedText: lambda value: Sealed(_bytes(value)),
}


def together(*querysets: Any) -> list[list[Any]]:
    """The rows of plain model query sets, in their order; one list for each of them.

    Only whole rows of one table: no joins, no annotations.
    """
    parts: list[str] = []
    values: list[Any] = []
    for number, rows in enumerate(querysets):
        sql, given = _compiled(rows)
        # S608: the inner statement was compiled by Django, its values travel apart.
        parts.append(f"(select coalesce(json_agg(q), '[]'::json) from ({sql}) q) as l{number}")  # noqa: S608
        values.extend(given)
    with connection.cursor() as cursor:
        cursor.execute(f"select {', '.join(parts)}", values)
        found = cursor.fetchone()
    return [_rows(rows.model, _parsed(one)) for rows, one in zip(querysets, found, strict=True)]


def _compiled(rows: Any) -> tuple[str, tuple[Any, ...]]:
    try:
        sql, given = rows.query.sql_with_params()
    except EmptyResultSet:
        return "select 1 where false", ()
    return sql, given


def _parsed(found: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(found) if isinstance(found, str) else found
    return rows


def _rows(model: type[models.Model], found: list[dict[str, Any]]) -> list[Any]:
    fields = [(f.attname, str(f.column), _reader(f)) for f in model._meta.concrete_fields]
    names = [name for name, _, _ in fields]
    return [
        model.from_db("default", names, [_value(row[column], read) for _, column, read in fields])
        for row in found
    ]


def _value(value: Any, read: Read | None) -> Any:
    return value if value is None or read is None else read(value)


def _reader(field: Any) -> Read | None:
    kind = field.target_field if field.is_relation else field
    if type(kind).__name__ == "ArrayField":
        return _each(READERS.get(type(kind.base_field)))
    return READERS.get(type(kind))


def _each(read: Read | None) -> Read | None:
    return (lambda values: [read(value) for value in values]) if read else None
