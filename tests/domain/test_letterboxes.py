"""What SQL as the application role may hand in or change: no more than the pages do."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg import sql

from hangot import clock
from hangot.access.policies import TABLES
from hangot.cases import plans
from hangot.consent import actions as consents
from hangot.core.access import Actor, Section
from tests.domain.test_sql_leaks import (
    House,
    Row,
    _as_mine,
    _begins,
    _insert,
    _plain,
    _table,
    rows,
)
from tests.settled import settled
from tests.worlds import GIVEN, STORY, Town

__all__ = ["rows"]
pytestmark = pytest.mark.slow
JOBS, MIND, POLICE = "moel-job-centre", "smile-centre", "police-victim-desk-1"
NO = psycopg.errors.InsufficientPrivilege
Rows = Mapping[str, list[Row]]


@pytest.fixture(scope="module")
def house(
    clone: Callable[[str], Any], django_db_setup: None, django_db_blocker: Any
) -> Iterator[House]:
    with settled(clone, django_db_blocker, "letters") as urls:
        found = House(_people(), urls)
        with found.attacker():
            yield found


def _people() -> Town:
    """One person known to three desks, another whom only the psychologists know as well."""
    town = Town()
    town.open("jobs")
    town.agree("jobs", JOBS, (*GIVEN, Section.PLAN))
    town.refer("jobs", JOBS, (*GIVEN, Section.PLAN))
    town.step("jobs", JOBS, "moel-job-centre-1", "accept")
    town.seat("jobs", POLICE, (Section.OVERVIEW, Section.PLAN))
    town.agree("jobs", "police-victim-desk", (Section.OVERVIEW, Section.PLAN))
    town.open("mind")
    town.law("mind", MIND, (Section.OVERVIEW, Section.HEALTH))
    town.refer("mind", MIND, (Section.OVERVIEW, Section.HEALTH))
    town.deny("mind", worker=town.actor("safety-officer").worker)
    town.seat("jobs", "case-manager-1", (Section.OVERVIEW, Section.PLAN))
    with town.acts("case-manager-1") as by:
        aim = plans.Aim("safety", "…", "…", by.agency, date(2030, 1, 1))
        plans.draft(case_id=town.cases["jobs"].pk, aims=[aim], by=by, at=clock.now())
    _propose(town)
    return town


def _propose(town: Town) -> None:
    """A clause of law that the police desk proposes, for the psychologists."""
    agency = town.agency(MIND).pk
    with town.acts(POLICE) as by:
        terms = consents.BasisTerms(agency, (Section.OVERVIEW,), "형사소송법 제196조", "…")
        consents.propose_basis(
            subject=town.cases["jobs"].person_id, terms=terms, by=by, at=clock.now()
        )


def _of(rows: Rows, name: str, **wanted: object) -> Row:
    """A row of a table in which these columns have these values."""
    return next(r for r in rows[name] if all(r[column] == one for column, one in wanted.items()))


def _set(cursor: psycopg.Cursor[Row], table: str, pk: object, /, **values: Any) -> int:
    """Change one row as whoever the context is; how many rows that reached."""
    pairs = sql.SQL(", ").join(sql.SQL("{} = %s").format(sql.Identifier(one)) for one in values)
    statement = sql.SQL("update {} set {} where id = %s").format(_table(table), pairs)
    return cursor.execute(statement, [*map(_plain, values.values()), pk]).rowcount


def _refuses(house: House, actor: Actor | None, table: str, pk: object, /, **values: Any) -> bool:
    """Is the change refused with an error, or does it reach no row at all?"""
    with house.attack(actor) as cursor:
        try:
            return _set(cursor, table, pk, **values) == 0
        except NO:
            return True


@pytest.mark.parametrize("slug", ["smile-centre-1", "moel-job-centre-2", "statistics"])
@pytest.mark.parametrize("name", ["task", "clock", "disclosure", "sharingbasis"])
def test_nobody_hands_in_a_row_about_somebody_they_cannot_see(
    house: House, rows: Rows, name: str, slug: str
) -> None:
    actor, subject = house.town.actor(slug), house.town.cases["jobs"].person_id
    if slug == "moel-job-centre-2":
        subject = house.town.cases["mind"].person_id
    row = _as_mine(rows[name][0], actor) | _begins(house, name) | {"subject_id": subject}
    with house.attack(actor) as cursor, pytest.raises(NO):
        _insert(cursor, name, row)


@pytest.mark.parametrize("name", ["task", "clock", "disclosure"])
def test_what_follows_from_a_decision_is_written_by_the_decision_alone(
    house: House, rows: Rows, name: str
) -> None:
    """Even about one's own person: only an action signs the scope in which it may be written."""
    actor, subject = house.town.actor("counsellor-1"), house.town.cases["jobs"].person_id
    row = _as_mine(rows[name][0], actor) | {"subject_id": subject}
    with house.attack(actor) as cursor, pytest.raises(NO):
        _insert(cursor, name, row)
    with house.attack(actor, scope=subject) as cursor:
        _insert(cursor, name, row)


def test_a_clause_of_law_is_proposed_by_those_who_know_the_person(house: House, rows: Rows) -> None:
    basis, subject = rows["sharingbasis"][0], house.town.cases["jobs"].person_id
    for slug, known in (("counsellor-1", True), ("moel-job-centre-1", True), ("smile-centre-1", False)):  # fmt: skip
        actor = house.town.actor(slug)
        row = _as_mine(basis, actor) | {"subject_id": subject, "state": "proposed"}
        with house.attack(actor) as cursor:
            if known:
                _insert(cursor, "sharingbasis", row)
                continue
            with pytest.raises(NO):
                _insert(cursor, "sharingbasis", row)


def test_no_clock_is_stopped_by_hand(house: House, rows: Rows) -> None:
    lead = house.town.actor("counsellor-1")
    mine = _of(rows, "clock", agency_id=lead.agency)
    assert _refuses(house, lead, "clock", mine["id"], met_at=clock.now())


def _moves(house: House, actor: Actor, name: str, row: Row) -> set[str]:
    """The table, if the actor may write the row; that it moves nowhere is asserted."""
    with house.attack(actor, scope=row["subject_id"]) as cursor:
        try:
            if not _set(cursor, name, row["id"], subject_id=row["subject_id"]):
                return set()
        except NO:
            return set()
        with pytest.raises(NO, match="stays with its person"):
            _set(cursor, name, row["id"], subject_id=uuid4())
    return {name}


def test_a_row_never_moves_to_another_person(house: House, rows: Rows) -> None:
    """Whoever may change a row may not make it a row about somebody else."""
    tried: set[str] = set()
    actors = [house.town.actor(slug) for slug in ("counsellor-1", "case-manager-1")]
    for name, rule in TABLES.items():
        for row in rows[name] if rule.update and rule.denied_by == "subject_id" else ():
            for actor in actors:
                tried |= _moves(house, actor, name, row)
    assert {"task", "clock", "consent", "referral", "sharingbasis", "serviceplan"} <= tried


@pytest.mark.parametrize("name", ["serviceplan", "goal", "plannedaction"])
def test_a_plan_is_changed_by_the_team_of_its_case_alone(
    house: House, rows: Rows, name: str
) -> None:
    """The job centre holds no seat; it may read a plan that was sent, and changes nothing in it."""
    subject = house.town.cases["jobs"].person_id
    row = _of(rows, name, subject_id=subject)
    reader = house.town.actor("moel-job-centre-1")
    with house.attack(reader) as cursor:
        shown = sql.SQL("select 1 from {} where id = %s").format(_table(name))
        assert cursor.execute(shown, [row["id"]]).fetchall()
    assert _refuses(house, reader, name, row["id"], version=9)
    new = _as_mine(row, reader) | ({"number": 7} if name == "serviceplan" else {})
    with house.attack(reader) as cursor, pytest.raises(NO):
        _insert(cursor, name, new)
    for slug in ("counsellor-1", "case-manager-1", "team-lead", POLICE):
        assert not _refuses(house, house.town.actor(slug), name, row["id"], version=9), slug


OTHER = "counsellor-2"


def _account(rows: Rows, slug: str) -> UUID:
    found: UUID = _of(rows, "worker", account=slug)["id"]
    return found


@pytest.mark.parametrize("slug", [None, "counsellor-1", "team-lead", "safety-officer"])
@pytest.mark.parametrize(
    "change", [{"password": "x"}, {"is_active": False}, {"name": b"x"}, {"email": "x@x.kr"}]
)
def test_nobody_changes_the_account_of_a_colleague(
    house: House, rows: Rows, slug: str | None, change: Row
) -> None:
    """Nor anybody who has not signed in at all."""
    actor = house.town.actor(slug) if slug else None
    assert _refuses(house, actor, "worker", _account(rows, OTHER), **change)


def test_nobody_becomes_somebody_else_by_changing_the_own_account(house: House, rows: Rows) -> None:
    worker, me = _account(rows, OTHER), house.town.actor(OTHER)
    for change in (
        {"account": "boss"}, {"agency_id": uuid4()}, {"centre_id": uuid4()}, {"is_active": False},
    ):  # fmt: skip
        assert _refuses(house, me, "worker", worker, **change), change
    assert not _refuses(house, me, "worker", worker, password="x")


def test_an_administrator_closes_an_account_and_signing_in_is_noted(
    house: House, rows: Rows
) -> None:
    worker = _account(rows, OTHER)
    boss = house.town.actor("administrator")
    assert not _refuses(house, boss, "worker", worker, is_active=False)
    assert not _refuses(house, None, "worker", worker, last_login=clock.now())


def test_what_sql_shows_of_a_story_and_of_a_frozen_request_is_sealed(
    house: House, rows: Rows
) -> None:
    """The rows stay visible, because how it stands must be known; the words in them do not."""
    frozen = _of(rows, "referral", subject_id=house.town.cases["jobs"].person_id)
    for slug, table, column, pk in (
        ("team-lead", "notice", "story", house.town.notices["jobs"]),
        ("moel-job-centre-1", "referral", "reason", frozen["id"]),
    ):
        query = sql.SQL("select {} as words from {} where id = %s")
        with house.attack(house.town.actor(slug)) as cursor:
            asked = query.format(sql.Identifier(column), _table(table))
            found = cursor.execute(asked, [pk]).fetchone()
        assert found is not None
        words = bytes(found["words"])
        assert len(words) > len("부탁드립니다".encode())
        assert not any(said.encode() in words for said in (STORY, "부탁드립니다"))


def test_a_lead_of_another_desk_neither_reads_nor_decides_a_clause_of_law(
    house: House, rows: Rows
) -> None:
    """The team lead of the agency that leads the house does."""
    mine = house.town.actor("team-lead")
    other = replace(house.town.actor(POLICE), duties=frozenset("L"))
    basis = _of(rows, "sharingbasis", subject_id=house.town.cases["mind"].person_id)
    for actor, knows in ((mine, 1), (other, 0)):
        with house.attack(actor) as cursor:
            query = "select 1 from hangot_sharingbasis where id = %s"
            assert len(cursor.execute(query, [basis["id"]]).fetchall()) == knows
        assert _refuses(house, actor, "sharingbasis", basis["id"], version=9) is (knows == 0)


def test_the_safety_officer_knows_of_a_clause_that_another_desk_proposed(
    house: House, rows: Rows
) -> None:
    basis = _of(rows, "sharingbasis", proposed_agency=house.town.actor(POLICE).agency)
    with house.attack(house.town.actor("safety-officer")) as cursor:
        query = "select 1 from hangot_sharingbasis where id = %s"
        assert cursor.execute(query, [basis["id"]]).fetchall()
        assert cursor.execute("select 1 from hangot_sharingbasis where subject_id = %s",
                              [house.town.cases["mind"].person_id]).fetchall() == []  # fmt: skip
