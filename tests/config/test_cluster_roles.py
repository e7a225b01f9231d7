"""What each role of the database may and may not do."""

import psycopg
import pytest
from psycopg import errors, sql

from hangot.config.cluster import Cluster, ClusterProblem, create_database, drop_database

pytestmark = pytest.mark.slow


def ask(cluster: Cluster, role: str, words: str, database: str = "hangot") -> object:
    with psycopg.connect(cluster.url(role, database)) as connection:
        cursor = connection.execute(sql.SQL(words))
        return cursor.fetchone() if cursor.description else None


def test_only_the_administrator_is_above_the_policies(shared_cluster: Cluster) -> None:
    listed = """select string_agg(format('%s %s%s%s', rolname, rolcanlogin, rolsuper, rolbypassrls),
                ', ' order by rolname) from pg_roles where rolname like 'hangot%'"""
    assert ask(shared_cluster, "hangot_admin", listed) == (
        "hangot_admin ttt, hangot_app tff, hangot_auditor tff, hangot_backup tft, "
        "hangot_owner tff, hangot_search fff",
    )


def test_the_owner_owns_the_database_and_may_make_tables(shared_cluster: Cluster) -> None:
    ask(shared_cluster, "hangot_owner", "create table mine (n int)")
    with pytest.raises(errors.InsufficientPrivilege):
        ask(shared_cluster, "hangot_app", "select * from mine")
    ask(shared_cluster, "hangot_owner", "drop table mine")


@pytest.mark.parametrize(
    "words",
    [
        "create table mine (n int)",
        "create temp table mine (n int)",
        "create schema mine",
        "create role friend",
        "select lo_from_bytea(0, 'a note outside every table')",
        "set role hangot_owner",
        "copy (select 1) to program 'cat'",
    ],
)
@pytest.mark.parametrize("role", ["hangot_app", "hangot_auditor"])
def test_app_and_auditor_make_nothing_of_their_own(
    shared_cluster: Cluster, role: str, words: str
) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        ask(shared_cluster, role, words)


@pytest.mark.parametrize("database", ["postgres", "template1"])
def test_the_app_enters_no_other_database(shared_cluster: Cluster, database: str) -> None:
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        ask(shared_cluster, "hangot_app", "select 1", database)


def test_nobody_signs_in_as_the_search_role(shared_cluster: Cluster) -> None:
    with pytest.raises(psycopg.OperationalError):
        ask(shared_cluster, "hangot_search", "select 1")


def test_the_owner_gives_a_function_to_search_but_does_not_see_with_its_eyes(
    shared_cluster: Cluster,
) -> None:
    make = """create schema look; grant create on schema look to hangot_search;
              create function look.up() returns int language sql as 'select 1';
              alter function look.up() owner to hangot_search"""
    ask(shared_cluster, "hangot_owner", make)
    inherits = "select pg_has_role('hangot_owner', 'hangot_search', 'USAGE')"
    assert ask(shared_cluster, "hangot_owner", inherits) == (False,)
    ask(shared_cluster, "hangot_owner", "drop schema look cascade")


def test_what_an_error_says_about_a_person_stays_out_of_the_log(shared_cluster: Cluster) -> None:
    ask(shared_cluster, "hangot_owner", "create table met (name text primary key)")
    ask(shared_cluster, "hangot_owner", "insert into met values ('한가람')")
    with pytest.raises(errors.UniqueViolation, match="한가람"):
        ask(shared_cluster, "hangot_owner", "insert into met values ('한가람')")
    log = (shared_cluster.socket / "server.log").read_text(encoding="utf-8")
    assert "한가람" not in log
    assert "insert" not in log.lower()
    ask(shared_cluster, "hangot_owner", "drop table met")


def test_a_test_database_comes_and_goes_with_the_same_rights(shared_cluster: Cluster) -> None:
    create_database(shared_cluster, "t_first")
    create_database(shared_cluster, "t_first")
    ask(shared_cluster, "hangot_owner", "create table kept as select 7 as n", "t_first")
    create_database(shared_cluster, "t_copy", template="t_first")
    assert ask(shared_cluster, "hangot_owner", "select n from kept", "t_copy") == (7,)
    with pytest.raises(errors.InsufficientPrivilege):
        ask(shared_cluster, "hangot_app", "create temp table mine (n int)", "t_copy")
    with psycopg.connect(shared_cluster.url("hangot_app", "t_copy")):
        drop_database(shared_cluster, "t_copy")
    drop_database(shared_cluster, "t_first")
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        ask(shared_cluster, "hangot_app", "select 1", "t_copy")


def test_the_database_of_the_product_is_not_dropped(shared_cluster: Cluster) -> None:
    with pytest.raises(ClusterProblem, match="is not to be dropped"):
        drop_database(shared_cluster, "hangot")


@pytest.mark.parametrize("name", ["", "Robert'); --", "한곳", "a" * 64, "t-1"])
def test_a_strange_name_makes_no_database(shared_cluster: Cluster, name: str) -> None:
    with pytest.raises(ClusterProblem, match="lower-case letters"):
        create_database(shared_cluster, name)


def test_django_and_libpq_are_led_to_the_same_place(shared_cluster: Cluster) -> None:
    asked = shared_cluster.settings("hangot_app")
    assert (asked["NAME"], asked["USER"], asked["PASSWORD"]) == ("hangot", "hangot_app", "")
    with psycopg.connect(shared_cluster.url("hangot_app")) as connection:
        assert connection.info.host == asked["HOST"] == str(shared_cluster.socket)
        assert str(connection.info.port) == asked["PORT"]
