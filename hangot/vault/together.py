"""Several lists in one statement: a page asks the database once, not once per list.

Each query set becomes a sub-select whose rows come back as JSON; row-level security holds in
each of them as if it were asked alone.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache, partial
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection, models

from hangot.vault.fields import Sealed, SealedText
from hangot.vault.rows import filled

Read = Callable[[Any], Any]


def _place(name: str, place: int, values: Any) -> Any:
    return values[name][place]


def _bytes(value: str) -> bytes:
    return bytes.fromhex(value[2:])


@lru_cache(maxsize=512)
def _id(value: str) -> UUID:
    """Most ids of a page stand in it many times: person, agency, post, centre."""
    return UUID(value)


READERS: "Mapping[type[models.Field[Any, Any]], Read]" = {
    models.UUIDField: _id,
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
    sql, values = _joined(querysets)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found = cursor.fetchone()
    return [_rows(rows.model, _parsed(one)) for rows, one in zip(querysets, found, strict=True)]


class Kept:
    """Query sets that are built and compiled once; afterwards only their values change.

    `build` gets its values by name: ids, moments, days, words and lists of words. It is called with stand-ins, one set
    for each length of the lists, so it must not look at what they are.
    """

    def __init__(self, build: Callable[..., Sequence[Any]]) -> None:
        self.build = build
        self.known: dict[tuple[int, ...], tuple[str, list[Any], list[Any]]] = {}

    def ask(self, **values: Any) -> list[list[Any]]:
        """Like `together()` of what `build` makes of these values."""
        sizes = tuple(len(one) if isinstance(one, list) else -1 for one in values.values())
        if sizes not in self.known:
            self.known[sizes] = self._compile(values)
        sql, models_, order = self.known[sizes]
        with connection.cursor() as cursor:
            cursor.execute(sql, [one(values) if callable(one) else one for one in order])
            found = cursor.fetchone()
        return [_rows(model, _parsed(one)) for model, one in zip(models_, found, strict=True)]

    def _compile(self, values: Mapping[str, Any]) -> tuple[str, list[Any], list[Any]]:
        given, standing = _stand_ins(values)
        querysets = self.build(**given)
        sql, flat = _joined(querysets)
        order = [standing.get(one, one) if one.__hash__ else one for one in flat]
        return sql, [rows.model for rows in querysets], order


@dataclass(frozen=True, slots=True)
class Part:
    """Whole rows of one table; `rest` is what follows "select t.*", `@` in it stands for the person."""

    model: type[models.Model]
    rest: str


class Written:
    """Parts gathered in one statement written by hand, for pages that are opened all day.

    What a value stands for is named (`%(case)s`), so each travels once. Keep the whole below 4,096
    letters: the driver reads a longer one anew each time.
    """

    def __init__(self, *parts: Part, who: str, before: str = "", after: str = "") -> None:
        """`who` says in SQL whom the rows are about, `before` and `after` where that comes from."""
        self.models = [part.model for part in parts]
        # S608: every part is a text of ours, its values travel apart.
        inner = ",".join(f"(select json_agg(q) from (select t.* {part.rest}) q)" for part in parts)  # noqa: S608
        # One value for all of them: the driver reads each value by itself.
        self.sql = " ".join(
            f"{before} select json_build_array({inner}) {after}".replace("@", who).split()
        )

    def ask(self, **values: Any) -> list[list[Any]]:
        """The rows of each part, as the row policies let one see them."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, values)
            row = cursor.fetchone()
        found = _parsed(row[0]) if row else [None] * len(self.models)
        return [_rows(model, mine or []) for model, mine in zip(self.models, found, strict=True)]


def _stand_ins(values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[Any, Read]]:
    """Values nobody else has, and how to find what each of them stands for."""
    given: dict[str, Any] = {}
    standing: dict[Any, Read] = {}
    for number, (name, value) in enumerate(values.items(), start=1):
        if isinstance(value, list):
            given[name] = [f"\ufdd0{name}{place}" for place in range(len(value))]
            for place, one in enumerate(given[name]):
                standing[one] = partial(_place, name, place)
        else:
            given[name] = _stand_in(value, name, number)
            standing[given[name]] = itemgetter(name)
    return given, standing


def _stand_in(value: object, name: str, number: int) -> object:
    """Something of the same kind that no query set holds by itself."""
    if isinstance(value, datetime):
        return datetime(1, 1, 2, microsecond=number, tzinfo=UTC)
    if isinstance(value, date):
        return date(1, 1, 2) + timedelta(days=number)
    return UUID(int=number) if isinstance(value, UUID) else f"\ufdd0{name}"


def _joined(querysets: Sequence[Any]) -> tuple[str, list[Any]]:
    parts: list[str] = []
    values: list[Any] = []
    for number, rows in enumerate(querysets):
        sql, given = _compiled(rows)
        # S608: the inner statement was compiled by Django, its values travel apart.
        parts.append(f"(select coalesce(json_agg(q), '[]'::json) from ({sql}) q) as l{number}")  # noqa: S608
        values.extend(given)
    return f"select {', '.join(parts)}", values


def _compiled(rows: Any) -> tuple[str, tuple[Any, ...]]:
    try:
        sql, given = rows.query.sql_with_params()
    except EmptyResultSet:
        return "select 1 where false", ()
    return _short(sql, rows.model), given


def _short(sql: str, model: type[models.Model]) -> str:
    """All columns in one word: the driver reads statements above four thousand letters anew."""
    table = f'"{model._meta.db_table}"'
    columns = ", ".join(f'{table}."{field.column}"' for field in model._meta.concrete_fields)
    return sql.replace(f"SELECT {columns} FROM", f"SELECT {table}.* FROM", 1)


def _parsed(found: Any) -> Any:
    return json.loads(found) if isinstance(found, str) else found


@cache
def _fields(model: type[models.Model]) -> tuple[list[tuple[str, str, Read | None]], list[str]]:
    fields = [(f.attname, str(f.column), _reader(f)) for f in model._meta.concrete_fields]
    return fields, [name for name, _, _ in fields]


def _rows(model: type[models.Model], found: list[dict[str, Any]]) -> list[Any]:
    fields, names = _fields(model)
    return [
        filled(model, names, [_value(row[column], read) for _, column, read in fields])
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
