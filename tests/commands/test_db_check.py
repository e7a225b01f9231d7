"""Holes planted in a copy of the database are named; the database as we make it has none."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connections, transaction

from hangot.access import catalogue, expected
from hangot.packs.active import profile
from tests.copies import Copy, copy, pointed

__all__ = ["copy"]

pytestmark = pytest.mark.slow

# What somebody might do in a hurry, and what must be said about it.
HOLES: Sequence[tuple[str, str, str]] = (
    ("alter table hangot_note disable row level security", "hangot_note", "row-level security is off"),
    ("alter table hangot_person no force row level security", "hangot_person", "not forced"),
    ("create table hangot_notes_backup as select * from hangot_note", "hangot_notes_backup", "no list"),
    ("create table export (name text)", "export", "row-level security is off"),
    ("alter table hangot_goal owner to hangot_app", "hangot_goal", "belongs to hangot_app"),
    ("create view everybody as select * from hangot_person", "everybody", "without security_invoker"),
    ("create materialized view counts as select count(*) from hangot_case", "counts", "materialised"),
    (
        "create function hg.peek() returns bigint language sql security definer"
        " set search_path = pg_catalog, pg_temp as 'select count(*) from public.hangot_note'",
        "hg.peek", "not on the list",
    ),
    (
        "create function hg.loose() returns bigint language sql security definer as 'select 1::bigint'",
        "hg.loose", "without a pinned search path",
    ),
    ("grant execute on function hg.ctx() to public", "hg.ctx", "everybody may call it"),
    ("alter table hangot_household add column name text;"
     " create unique index one_name on hangot_household (name)", "one_name", "unique key"),
    ("alter table hangot_alias alter column name type text using 'x'", "hangot_alias.name", "stored as text"),
    ("alter role hangot_app bypassrls", "hangot_app", "rolbypassrls"),
    ("alter role hangot_app superuser", "hangot_app", "rolsuper"),
    ("grant hangot_search to hangot_app", "hangot_app", "member of hangot_search"),
    ("grant truncate on hangot_auditentry to hangot_app", "hangot_auditentry", "TRUNCATE"),
    ("grant select on hangot_contactpoint to public", "hangot_contactpoint", "everybody has a right"),
    ("grant create on schema public to hangot_app", "schema public", "may make things"),
    ("create schema side", "schema side", "not one of ours"),
    ("drop policy denied on hangot_incident", "hangot_incident, policy denied", "missing in the database"),
    ("create policy more on hangot_need for select using (true)", "hangot_need, policy more", "not in the code"),
    ("alter policy seen on hangot_case using (true)", "hangot_case, policy seen", "differs from the code"),
    (
        "alter policy seen on hangot_seat using (agency_id = hg.ctx_agency())",
        "hangot_seat, policy seen", "once per row",
    ),
    ("drop table hangot_callattempt", "hangot_callattempt", "is missing"),
)  # fmt: skip


def _lives() -> Any:
    return profile("crime_victim").lives.values()


@pytest.fixture(scope="module")
def named(copy: Copy) -> list[str]:
    """Everything planted at once by the superuser, asked about, and taken back."""
    with pointed("owner", copy["hangot_admin"]), transaction.atomic("owner"):
        with connections["owner"].cursor() as cursor:
            for sql, _, _ in HOLES:
                cursor.execute(sql)
        found = [str(one) for one in catalogue.findings(_lives())]
        transaction.set_rollback(True, using="owner")
    return found


@pytest.mark.parametrize(("thing", "wrong"), [hole[1:] for hole in HOLES], ids=lambda one: one)
def test_a_planted_hole_is_named_with_its_file(named: list[str], thing: str, wrong: str) -> None:
    hits = [line for line in named if line.startswith(f"{thing}: ") and wrong in line]
    assert hits, named
    assert hits[0].endswith(".py)") or "hangot/" in hits[0]


def test_the_database_as_we_make_it_has_no_hole(
    copy: Copy, capsys: pytest.CaptureFixture[str]
) -> None:
    assert catalogue.findings(_lives()) == []
    call_command("db_check")
    said = capsys.readouterr().out
    assert "빈틈이 없습니다" in said
    assert "hangot_worker" in said or "worker: read at sign-in" in said


def test_a_hole_ends_the_command_with_an_error(
    copy: Copy, capsys: pytest.CaptureFixture[str]
) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("alter table hangot_note disable row level security")
    try:
        with pytest.raises(CommandError, match="holes"):
            call_command("db_check")
        assert (
            "!! hangot_note: row-level security is off (hangot/access/policies.py)"
            in capsys.readouterr().out
        )
    finally:
        with connections["owner"].cursor() as cursor:
            cursor.execute("alter table hangot_note enable row level security")


def test_nothing_is_left_behind_by_looking(copy: Copy) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("select count(*) from pg_namespace where nspname = %s", [expected.SCRATCH])
        assert cursor.fetchone() == (0,)
