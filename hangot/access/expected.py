"""The policies in the database beside those of the code, as the database itself writes them."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from hangot.access.install import all_sql
from hangot.core.lives import Life

SCHEMAS = ("public", "hg")
POLICIES = "hangot/access/policies.py"
SCRATCH = "hangot_lint"
CALLS = re.compile(r"hg\.(?:ctx\w*|my_denials)\(")
WRAPPED = re.compile(r"SELECT hg\.(?:ctx\w*|my_denials)\(")
Ask = Callable[..., list[tuple[Any, ...]]]


class Finding(NamedTuple):
    """A hole: what it is about, what is wrong, and where to put it right."""

    thing: str
    wrong: str
    file: str

    def __str__(self) -> str:
        return f"{self.thing}: {self.wrong} ({self.file})"


def shown(schema: str, name: str) -> str:
    """A table as people say it: without the schema of every day."""
    return name if schema == "public" else f"{schema}.{name}"


def policies(cursor: Any, ask: Ask, lives: Iterable[Life]) -> Iterator[Finding]:
    """Every policy as the code writes it, no other, and its context asked once per statement."""
    found = _read(ask)
    expected = _expected(cursor, ask, lives)
    for key in sorted(set(found) | set(expected)):
        name = f"{key[0]}, policy {key[1]}"
        if key not in expected:
            yield Finding(name, "is not in the code", POLICIES)
        elif key not in found:
            yield Finding(name, "is missing in the database", POLICIES)
        elif found[key] != expected[key]:
            yield Finding(name, "differs from the code", POLICIES)
    for (table, policy), (_, _, _, *conditions) in found.items():
        text = " ".join(part or "" for part in conditions)
        if len(CALLS.findall(text)) != len(WRAPPED.findall(text)):
            yield Finding(f"{table}, policy {policy}", "asks the context once per row", POLICIES)


Policy = tuple[Any, ...]


def _read(ask: Ask, *schemas: str) -> dict[tuple[str, str], Policy]:
    rows = ask(
        "select schemaname, tablename, policyname, cmd, roles::text, permissive, qual, with_check"
        " from pg_policies where schemaname = any(%s)", list(schemas or SCHEMAS),
    )  # fmt: skip
    return {(shown(schema, table), policy): tuple(rest) for schema, table, policy, *rest in rows}


def _expected(cursor: Any, ask: Ask, lives: Iterable[Life]) -> dict[tuple[str, str], Policy]:
    """Let the database write down the policies of the code: on empty copies of its tables."""
    cursor.execute(f"create schema {SCRATCH}")
    names: dict[str, str] = {}
    for line in re.findall(r"^create policy .*?;$", all_sql(lives), re.MULTILINE):
        policy, table = re.match(r"create policy (\w+) on (\S+)", line).groups()  # type: ignore[union-attr]
        full = table if "." in table else f"public.{table}"
        if not ask("select to_regclass(%s)", full)[0][0]:
            continue
        copy = f"{SCRATCH}.{full.split('.')[1]}"
        if copy not in names:
            cursor.execute(f"create table {copy} (like {full})")
            names[copy] = full.removeprefix("public.")
        cursor.execute(
            line.replace(f"policy {policy} on {table} ", f"policy {policy} on {copy} ", 1)
        )
    made = _read(ask, SCRATCH)
    return {(names[table], policy): rest for (table, policy), rest in made.items()}
