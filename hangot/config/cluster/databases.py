"""Roles and databases inside a cluster, made as its administrator through psql."""

import re
from collections.abc import Sequence
from pathlib import Path

from hangot.config.cluster.account import named, run
from hangot.config.cluster.model import (
    ADMIN,
    APP,
    AUDITOR,
    BACKUP,
    DATABASE,
    OWNER,
    SEARCH,
    Cluster,
)
from hangot.config.cluster.problem import ClusterProblem

# Raise when ROLES or GRANTS change: a cluster made earlier is then brought up to date.
LAYOUT = 1
NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")
KEPT = frozenset({DATABASE, "postgres", "template0", "template1"})

NOTHING = "NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION"
ROLES = {
    # NOINHERIT: before PostgreSQL 16 the only way to be a member of `search` without its sight.
    OWNER: f"LOGIN NOINHERIT NOBYPASSRLS {NOTHING}",
    APP: f"LOGIN NOBYPASSRLS {NOTHING}",
    AUDITOR: f"LOGIN NOBYPASSRLS {NOTHING}",
    SEARCH: f"NOLOGIN NOBYPASSRLS {NOTHING}",
    BACKUP: f"LOGIN BYPASSRLS {NOTHING}",
}
# A pair: what to run in the administrator's database, what in the new one. Large objects belong
# to no table and so to no policy; nobody may make one.
OUTSIDE = (
    "REVOKE ALL ON DATABASE {name} FROM PUBLIC;",
    f"GRANT CONNECT ON DATABASE {{name}} TO {APP}, {AUDITOR}, {BACKUP};",
)
INSIDE = (
    "REVOKE CREATE ON SCHEMA public FROM PUBLIC;",
    "REVOKE EXECUTE ON FUNCTION lo_create(oid), lo_creat(integer), lo_from_bytea(oid, bytea)"
    " FROM PUBLIC;",
)


def set_up(cluster: Cluster) -> None:
    """The roles, the database of the product, and no door left open beside it. Repeatable."""
    lines = [_role(name, rights) for name, rights in ROLES.items()]
    lines += [_membership(cluster), "REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC;"]
    run_sql(cluster, lines, database="postgres")
    create_database(cluster, DATABASE)


def create_database(cluster: Cluster, name: str, *, template: str = "template0") -> None:
    """A database of the owner role that app, auditor and backup may enter. Kept if it exists.

    `template` copies a whole database, for example a migrated one for the next test worker;
    nobody may be connected to it then.
    """
    run_sql(
        cluster,
        [
            f"SELECT 'CREATE DATABASE {_safe(name)} OWNER {OWNER} TEMPLATE {_safe(template)}'"  # noqa: S608 - both names pass _safe
            f" WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{name}') \\gexec",
            *(line.format(name=name) for line in OUTSIDE),
        ],
        database="postgres",
    )
    run_sql(cluster, INSIDE, database=name)


def drop_database(cluster: Cluster, name: str) -> None:
    """Remove a throw-away database and end its connections. The product's own is refused."""
    if name in KEPT:
        raise ClusterProblem(
            f"데이터베이스 {name} 은(는) 지우지 않습니다.",
            f"The database {name} is not to be dropped.",
        )
    command = f"DROP DATABASE IF EXISTS {_safe(name)} WITH (FORCE);"
    run_sql(cluster, [command], database="postgres")


def run_sql(cluster: Cluster, lines: Sequence[str], *, database: str) -> None:
    """Run fixed statements as the administrator; none of them ever holds data of a person."""
    words = ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", str(cluster.socket)]
    done = run(
        named(cluster.account),
        [
            str(cluster.binaries / "psql"),
            *words,
            "-p",
            str(cluster.port),
            "-U",
            ADMIN,
            "-d",
            database,
        ],
        cwd=Path("/"),
        text="SET client_min_messages = warning;\n" + "\n".join(lines) + "\n",
    )
    if done.returncode != 0:
        raise ClusterProblem(
            "데이터베이스의 역할과 권한을 정하지 못했습니다.",
            "The roles and rights of the database could not be set.",
            details=done.stderr,
        )


def _role(name: str, rights: str) -> str:
    return (
        f"SELECT 'CREATE ROLE {name}' WHERE NOT EXISTS"  # noqa: S608 - our own constants
        f" (SELECT FROM pg_roles WHERE rolname = '{name}') \\gexec\n"
        f"ALTER ROLE {name} {rights};"
    )


def _membership(cluster: Cluster) -> str:
    """The owner may hand a function to the search role, but does not see with its eyes."""
    options = " WITH SET TRUE, INHERIT FALSE" if _major(cluster) >= 16 else ""  # noqa: PLR2004
    return f"GRANT {SEARCH} TO {OWNER}{options};"


def _major(cluster: Cluster) -> int:
    return int(re.split(r"\D", cluster.version)[0])


def _safe(name: str) -> str:
    if NAME.fullmatch(name):
        return name
    raise ClusterProblem(
        f"데이터베이스 이름은 영문 소문자, 숫자, 밑줄만 됩니다: {name!r}",
        f"A database name is lower-case letters, digits and underscores only: {name!r}",
    )
