"""What the database says about itself, compared with what the code says it must be.

Every hole is one finding that names the thing in the database and the file to look at. Nothing is
changed: the expected policies are made in a scratch schema and rolled back.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.apps import apps
from django.db import connections, transaction

from hangot.access.expected import POLICIES, SCHEMAS, Ask, Finding, policies, shown
from hangot.access.policies import SIGN_IN, TABLES
from hangot.access.policy_words import PREFIX
from hangot.access.schema import DEFINERS
from hangot.core.lives import Life

APP, OWNER = "hangot_app", "hangot_owner"
SCHEMA = "hangot/access/schema.py"
# Tables of the `hg` schema: few, and none holds a person.
INNER = ("hg.context_key", "hg.moves")
# Personal columns that are not sealed, each with its reason.
OPEN_COLUMNS = {
    "hangot_worker.account": "the sign-in code of a member of staff, not a name",
    "hangot_worker.email": "kept empty; the sign-in library asks for the column",
}
# Unique keys without centre or agency that hold text, each with its reason.
OPEN_KEYS = {
    "hangot_worker.account": "signing in comes before any centre is known",
    "hangot_centre.slug": "what operators call a centre of this installation",
}
SEALED = "bytea"


def findings(lives: Iterable[Life], *, using: str = "owner") -> list[Finding]:
    """Every hole found; an empty list is the only good answer."""
    with transaction.atomic(using), connections[using].cursor() as cursor:

        def ask(sql: str, *values: Any) -> list[tuple[Any, ...]]:
            cursor.execute(sql, values or None)
            return list(cursor.fetchall())

        found = [one for check in CHECKS for one in check(ask)]
        found += policies(cursor, ask, lives)
        transaction.set_rollback(True, using=using)
    return sorted(set(found))


def _wanted() -> set[str]:
    return {*(PREFIX + name for name in TABLES), *SIGN_IN, *INNER}


def _tables(ask: Ask) -> Iterator[Finding]:
    """Row-level security on, forced, with a policy, on the list, owned by the owner."""
    rows = ask(
        "select n.nspname, c.relname, c.relrowsecurity, c.relforcerowsecurity,"
        " pg_get_userbyid(c.relowner), exists (select 1 from pg_policy p where p.polrelid = c.oid)"
        " from pg_class c join pg_namespace n on n.oid = c.relnamespace"
        " where c.relkind in ('r', 'p', 'f') and n.nspname = any(%s)", list(SCHEMAS),
    )  # fmt: skip
    wanted = _wanted()
    for schema, table, secured, forced, owner, ruled in rows:
        name = shown(schema, table)
        if name not in wanted:
            yield Finding(name, "stands in no list of tables", POLICIES)
        if not secured:
            yield Finding(name, "row-level security is off", POLICIES)
        if not forced and schema == "public":
            yield Finding(name, "row-level security is not forced", POLICIES)
        if not ruled:
            yield Finding(name, "has no policy", POLICIES)
        if owner != OWNER:
            yield Finding(name, f"belongs to {owner}, not to {OWNER}", POLICIES)
    for name in sorted(wanted - {shown(schema, table) for schema, table, *_ in rows}):
        yield Finding(name, "is missing", "hangot/migrations")


def _exemptions(_ask: Ask) -> Iterator[Finding]:
    for name, rule in TABLES.items():
        if rule.read == "true" and not rule.exempt:
            yield Finding(PREFIX + name, "is open to everybody without a stated reason", POLICIES)
    for name, reason in SIGN_IN.items():
        if not reason:
            yield Finding(name, "is open to everybody without a stated reason", POLICIES)


def _views(ask: Ask) -> Iterator[Finding]:
    rows = ask(
        "select n.nspname, c.relname, c.relkind, coalesce(c.reloptions::text, '')"
        " from pg_class c join pg_namespace n on n.oid = c.relnamespace"
        " where c.relkind in ('v', 'm') and n.nspname = any(%s)", list(SCHEMAS),
    )  # fmt: skip
    for schema, view, kind, options in rows:
        if kind == "m":
            yield Finding(shown(schema, view), "a materialised view shows every row", SCHEMA)
        elif not re.search(r"security_invoker=(true|on|1)", options):
            yield Finding(shown(schema, view), "a view without security_invoker", SCHEMA)


def _functions(ask: Ask) -> Iterator[Finding]:
    rows = ask(
        "select n.nspname || '.' || p.proname, p.prosecdef, coalesce(p.proconfig::text, ''),"
        " pg_get_userbyid(p.proowner), exists (select 1 from"
        " aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0)"
        " from pg_proc p join pg_namespace n on n.oid = p.pronamespace"
        " where n.nspname = any(%s)", list(SCHEMAS),
    )  # fmt: skip
    for name, definer, settings, owner, public in rows:
        if public:
            yield Finding(name, "everybody may call it", SCHEMA)
        if owner == APP:
            yield Finding(name, f"belongs to {APP}", SCHEMA)
        if definer and name not in DEFINERS:
            yield Finding(name, "a definer function that is not on the list", SCHEMA)
        if definer and "search_path=pg_catalog, pg_temp" not in settings:
            yield Finding(name, "a definer function without a pinned search path", SCHEMA)
    for name in sorted(set(DEFINERS) - {row[0] for row in rows}):
        yield Finding(name, "is missing", SCHEMA)


def _schemas(ask: Ask) -> Iterator[Finding]:
    rows = ask(
        "select nspname, has_schema_privilege(%s, oid, 'create') from pg_namespace"
        " where nspname !~ '^pg_' and nspname <> 'information_schema'", APP,
    )  # fmt: skip
    for name, creates in rows:
        if name not in SCHEMAS:
            yield Finding(f"schema {name}", "is not one of ours", SCHEMA)
        if creates:
            yield Finding(f"schema {name}", f"{APP} may make things in it", SCHEMA)


def _role(ask: Ask) -> Iterator[Finding]:
    """The application role: no owner, no superuser, past no policy, member of nothing."""
    file = "hangot/config/cluster/databases.py"
    rights = ("rolsuper", "rolbypassrls", "rolcreaterole", "rolcreatedb", "rolreplication")
    wanted = f"select {', '.join(rights)} from pg_roles where rolname = %s"
    rows = ask(wanted, APP)
    if not rows:
        yield Finding(APP, "is missing", file)
    for row in rows:
        for right, held in zip(rights, row, strict=True):
            if held:
                yield Finding(APP, f"has {right}", file)
    for (group,) in ask(
        "select pg_get_userbyid(roleid) from pg_auth_members where member = to_regrole(%s)", APP
    ):
        yield Finding(APP, f"is a member of {group}", file)
    for (owner,) in ask(
        "select pg_get_userbyid(oid) from pg_roles where rolname = %s and (rolsuper or rolbypassrls)",
        OWNER,
    ):
        yield Finding(owner, "passes row-level security", file)


def _grants(ask: Ask) -> Iterator[Finding]:
    rows = ask(
        "select n.nspname, c.relname, right_ from pg_class c"
        " join pg_namespace n on n.oid = c.relnamespace,"
        " unnest(array['TRUNCATE', 'REFERENCES', 'TRIGGER']) as right_"
        " where c.relkind in ('r', 'p', 'v', 'm') and n.nspname = any(%s)"
        " and has_table_privilege(%s, c.oid, right_)", list(SCHEMAS), APP,
    )  # fmt: skip
    for schema, table, right in rows:
        yield Finding(shown(schema, table), f"{APP} has {right}", POLICIES)
    for schema, table in ask(
        "select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace,"
        " aclexplode(c.relacl) a where a.grantee = 0 and c.relkind in ('r', 'p', 'v', 'm', 'S')"
        " and n.nspname = any(%s)", list(SCHEMAS),
    ):  # fmt: skip
        yield Finding(shown(schema, table), "everybody has a right to it", POLICIES)


def _keys(ask: Ask) -> Iterator[Finding]:
    """A unique key over people of all centres tells one centre who is known to another."""
    rows = ask(
        "select c.relname, i.indexrelid::regclass::text, i.indisprimary,"
        " array_agg(a.attname::text order by a.attnum), array_agg(t.typname::text order by a.attnum)"
        " from pg_index i join pg_class c on c.oid = i.indrelid"
        " join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)"
        " join pg_type t on t.oid = a.atttypid"
        " where i.indisunique and c.relname like %s group by 1, 2, 3", f"{PREFIX}%",
    )  # fmt: skip
    for table, index, primary, columns, types in rows:
        ours = {"centre_id", "agency_id"} & set(columns)
        plain = set(types) <= {"uuid", "int2", "int4", "int8"}
        known = all(f"{table}.{column}" in OPEN_KEYS for column in columns)
        if not (ours or plain or known or primary):
            yield Finding(index, f"a unique key of {table} without centre or agency",
                          f"hangot/*/models.py, {table}")  # fmt: skip


def _columns(ask: Ask) -> Iterator[Finding]:
    """What a model calls personal lies sealed in the database."""
    types = {
        (table, column): kind
        for table, column, kind in ask(
            "select c.relname, a.attname, t.typname from pg_attribute a"
            " join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid"
            " where c.relname like %s and a.attnum > 0 and not a.attisdropped", f"{PREFIX}%",
        )
    }  # fmt: skip
    for model in apps.get_app_config("hangot").get_models():
        table, personal = model._meta.db_table, getattr(model, "Personal", None)
        for column in (*personal.identifies, *personal.content) if personal else ():
            kind = types.get((table, column), "nothing")
            if kind != SEALED and f"{table}.{column}" not in OPEN_COLUMNS:
                yield Finding(f"{table}.{column}", f"personal, but stored as {kind}", _home(model))


def _home(model: Any) -> str:
    return f"{model.__module__.replace('.', '/')}.py"


CHECKS: Sequence[Callable[[Ask], Iterator[Finding]]] = (
    _tables, _exemptions, _views, _functions, _schemas, _role, _grants, _keys, _columns,
)  # fmt: skip
