"""Somebody who can run any SQL as the application role gets no further than the pages do."""

import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any
from unittest import mock
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg import sql
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

from hangot import clock
from hangot.access.context import Acting, acting, sign
from hangot.access.models import Once
from hangot.access.policies import SIGN_IN, TABLES
from hangot.access.schema import DEFINERS, LIVING
from hangot.audit.models import AuditReview
from hangot.cases import emergency
from hangot.cases.models import (
    Check,
    Closure,
    Goal,
    GoalCheck,
    PlannedAction,
    ServiceDelivery,
    ServicePlan,
)
from hangot.consent.models import SubjectRequest
from hangot.core.access import (
    SECTIONS,
    Actor,
    Ask,
    Barrier,
    Claim,
    Emergency,
    Facts,
    Gate,
    Level,
    Period,
    Purpose,
    Section,
    flows,
    sight,
)
from hangot.core.korean import name_tokens
from hangot.files.models import Attachment, AttachmentBody
from hangot.people.models import (
    AccessNeed,
    Household,
    IdentityLink,
    Member,
    PersonIdentifier,
    Relationship,
    SeparationRule,
)
from hangot.vault import tokens
from hangot.visits.models import Accompaniment
from tests.domain.leaks_of_conferences import RULES_OF_CONFERENCES, fill_conferences
from tests.domain.leaks_of_debts import RULES_OF_DEBTS, fill_debts
from tests.domain.leaks_of_employment import RULES_OF_EMPLOYMENT, fill_employment
from tests.domain.leaks_of_forms import RULES_OF_FORMS, fill_forms
from tests.domain.leaks_of_help import RULES_OF_HELP, fill_help
from tests.domain.leaks_of_homes import RULES_OF_HOMES, fill_homes
from tests.domain.leaks_of_links import RULES_OF_LINKS, fill_links
from tests.domain.leaks_of_messages import RULES_OF_MESSAGES, fill_messages
from tests.domain.leaks_of_money import RULES_OF_MONEY, fill_money
from tests.domain.leaks_of_protection import RULES_OF_PROTECTION, fill_protection
from tests.domain.leaks_of_reports import RULES_OF_REPORTS, fill_reports
from tests.domain.leaks_of_times import OF_THE_HOUSE, RULES_OF_TIMES, fill_times
from tests.domain.leaks_of_training import RULES_OF_TRAINING, fill_trainings
from tests.domain.leaks_of_visits import RULES_OF_VISITS, fill_visits
from tests.domain.leaks_of_watching import RULES_OF_WATCHING, fill_watching
from tests.settled import settled
from tests.worlds import GIVEN, Town

pytestmark = pytest.mark.slow
JOBS, MIND, POLICE = "moel-job-centre", "smile-centre", "police-victim-desk"
LOOKERS = (
    "reception-1", "counsellor-1", "counsellor-2", "case-manager-1", "team-lead", "centre-manager",
    "safety-officer", "privacy-officer", "auditor", "statistics", "administrator",
    "moel-job-centre-1", "moel-job-centre-2", "smile-centre-1", "police-victim-desk-1",
    "inclusive-finance-centre-1",
)  # fmt: skip
Row = dict[str, Any]


@dataclass(slots=True)
class House:
    """A committed house: its people, and how to connect to it in each role."""

    town: Town
    urls: Mapping[str, str]
    kept: psycopg.Connection[Row] | None = None

    def connect(self, role: str = "hangot_app") -> psycopg.Connection[Row]:
        return psycopg.connect(self.urls[role], row_factory=dict_row)

    def attacker(self) -> psycopg.Connection[Row]:
        """One connection for thousands of attacks: each is taken back before the next begins."""
        if self.kept is None or self.kept.closed:
            self.kept = self.connect()
        return self.kept

    @contextmanager
    def attack(self, actor: Actor | None, **scopes: Any) -> Iterator[psycopg.Cursor[Row]]:
        """One transaction as the application role in a signed context; always rolled back."""
        connection = self.attacker()
        try:
            with connection.cursor() as cursor:
                if actor is not None:
                    purpose = scopes.pop("purpose", Purpose.SUPPORT)
                    tell(cursor, sign(Acting(actor, purpose, **scopes)))
                yield cursor
        finally:
            connection.rollback()


def tell(cursor: psycopg.Cursor[Row], token: str, *, local: bool = True) -> None:
    cursor.execute("select set_config('app.ctx', %s, %s)", [token, local])


@pytest.fixture(scope="module")
def house(
    clone: Callable[[str], Any], django_db_setup: None, django_db_blocker: Any
) -> Iterator[House]:
    with settled(clone, django_db_blocker, "leaks") as urls:
        found = House(_people(), urls)
        with found.attacker():
            yield found


def _people() -> Town:
    """Four persons of two counsellors and three agencies, with a row in every table."""
    town = Town()
    for slug in LOOKERS:
        town.actor(slug)
    for name, lead in (
        ("jobs", "counsellor-1"),
        ("barred", "counsellor-1"),
        ("gone", "counsellor-1"),
    ):
        town.open(name, lead=lead)
        town.agree(name, JOBS, GIVEN)
        town.refer(name, JOBS, GIVEN)
        town.step(name, JOBS, "moel-job-centre-1", "accept")
    town.withdraw("gone", JOBS, GIVEN)
    town.open("mind", lead="counsellor-1")
    town.law("mind", MIND, (Section.OVERVIEW, Section.HEALTH))
    town.refer("mind", MIND, (Section.OVERVIEW, Section.HEALTH))
    town.seat("mind", "police-victim-desk-1", (Section.PROTECTION,))
    town.seat("jobs", "counsellor-2", (Section.PLAN, Section.HEALTH))
    for name in ("jobs", "barred", "mind"):
        _fill(town, name)
    fill_times(town, "jobs", "barred", "mind")
    fill_visits(town, "jobs", "barred", "mind")
    fill_help(town, "jobs", "barred", "mind")
    fill_money(town, "jobs", "barred", "mind")
    fill_conferences(town)
    fill_trainings(town)
    fill_reports(town, "jobs", "barred", "mind")
    fill_forms(town, "jobs", "barred", "mind")
    fill_links(town, "jobs", "barred", "mind")
    fill_homes(town, "jobs", "barred", "mind")
    fill_messages(town, "jobs", "barred", "mind")
    fill_debts(town, "jobs", "mind")
    fill_watching(town)
    fill_protection(town, "jobs", "barred", "mind")
    fill_employment(town, "jobs", "barred")
    _trust(town)
    return town


def _fill(town: Town, name: str) -> None:
    case, at = town.cases[name], clock.now()
    for section in (Section.INCIDENT, Section.HEALTH, Section.OWN_NOTES):
        town.note(name, "counsellor-1", section)
    with town.acts("counsellor-1") as by:

        def of(section: Section) -> Row:
            return {"centre_id": by.centre, "subject_id": case.person_id, "section": section.number,
                    "agency_id": by.agency, "post_id": by.post, "created_at": at}  # fmt: skip

        plan = ServicePlan(**of(Section.PLAN), case=case, number=1, state="draft", author=by.worker)
        goal = Goal(**of(Section.PLAN), plan=plan, domain="safety", text="…")
        file = Attachment(**of(Section.LEGAL), name="…", content_type="x", size=1, digest="d")
        home = Household(centre_id=by.centre, created_at=at)
        look = Check(
            **of(Section.PLAN), case=case, state="planned", due=at.date(), for_agency=by.agency,
            for_post=by.post,
        )  # fmt: skip
        for row in (
            plan, goal, look, GoalCheck(**of(Section.PLAN), check_of=look, goal=goal, progress="same"), PlannedAction(**of(Section.PLAN), goal=goal, by_agency=by.agency, text="…"),
            ServiceDelivery(**of(Section.PLAN), service_id=uuid4(), at=at, minutes=30),
            Closure(**of(Section.OVERVIEW), case=case, reason="better", proposed_by=by.worker, proposed_post=by.post),
            Accompaniment(**of(Section.PLAN), place="court", at=at, with_post=by.post),
            Relationship(**of(Section.FAMILY), kind="guardian", name="…"), home,
            Member(**of(Section.FAMILY), household=home, role="child", since=date(2020, 1, 1)),
            AccessNeed(**of(Section.OVERVIEW), kind="interpreter"),
            PersonIdentifier(**of(Section.IDENTITY), kind="passport", value="…", statute="…"),
            SubjectRequest(centre_id=by.centre, subject_id=case.person_id, agency_id=by.agency, post_id=by.post,
                           what="see", at=at, due=at),
            Once(key=uuid4(), worker_id=by.worker, centre_id=by.centre, body_hash="h", at=at),
        ):  # fmt: skip
            if not isinstance(row, Attachment | AttachmentBody | ServiceDelivery):
                row.save(force_insert=True)
    with acting(replace(town.actor("counsellor-1"), caps=dict.fromkeys(SECTIONS, Level.FULL))):
        file.save(force_insert=True)
        AttachmentBody(
            attachment=file, centre_id=by.centre, subject_id=case.person_id, section=file.section,
            agency_id=by.agency, post_id=by.post, body=b"sealed",
        ).save(force_insert=True)  # fmt: skip


def _trust(town: Town) -> None:
    at = clock.now()
    jobs, mind = town.cases["jobs"], town.cases["mind"]
    with town.acts("safety-officer") as by:
        for other in (town.cases["barred"], mind):
            rule = {"centre_id": by.centre, "one_id": jobs.person_id, "other_id": other.person_id}
            SeparationRule(**rule, scope="same_day", reason="…", starts=at).save(force_insert=True)
            IdentityLink(**rule, state="suspected", agree=[], score=1, at=at).save(
                force_insert=True
            )
    with town.acts("smile-centre-1") as by:
        plea = emergency.Plea("life_in_danger", "…", (Section.CONTACT,))
        for case in (jobs, mind):
            emergency.open_glass(subject=case.person_id, plea=plea, by=by, at=at)
    town.deny("barred", agency=town.actor("moel-job-centre-1").agency)
    town.deny("mind", worker=town.actor("safety-officer").worker)
    town.deny("jobs", worker=town.actor("counsellor-2").worker)
    with town.acts("auditor") as by:
        AuditReview(
            centre_id=by.centre, entry_id=uuid4(), at=at, worker_id=by.worker, result="fine"
        ).save(force_insert=True)


# What the policy says about every row, in Python, from the facts as they stand in the tables.

CONTENT = (
    "attachment", "attachmentbody", "incident", "note", "need", "serviceplan", "goal", "plannedaction",
    "check", "goalcheck", "servicedelivery", "closure", "accompaniment",
)  # fmt: skip
HELP = frozenset("RCMAPLS")


@dataclass(slots=True)
class Judge:
    """Says for one actor whether a row is theirs to see."""

    actor: Actor
    facts: Callable[[UUID], Facts]
    rows: Mapping[str, list[Row]]
    at: datetime

    def level(self, subject: UUID, number: int, row: Row | None = None) -> Level:
        row = row or {}
        ask = Ask(
            subject, SECTIONS[number - 1], Purpose.SUPPORT, row.get("agency_id"), row.get("post_id")
        )
        return sight(self.actor, ask, self.facts(subject), self.at).level

    def barred(self, subject: UUID) -> bool:
        return any(barrier.hits(self.actor, self.at) for barrier in self.facts(subject).barriers)

    def touches(self, subject: UUID) -> bool:
        return (not self.barred(subject) and any(
            self.level(subject, n, {"agency_id": self.actor.agency}) for n in range(1, 13)
        )) or self._uncapped(subject)  # fmt: skip

    def _uncapped(self, subject: UUID) -> bool:
        """A claim is a relation even where the duty's cap leaves nothing to see."""
        bold = replace(self, actor=replace(self.actor, caps=dict.fromkeys(SECTIONS, Level.FULL)))
        return not self.barred(subject) and any(
            bold.level(subject, n, {"agency_id": self.actor.agency}) for n in range(1, 13)
        )

    def flows(self, subject: UUID) -> bool:
        return flows(self.actor, subject, Purpose.SUPPORT, self.facts(subject), self.at)

    def duty(self, *letters: str) -> bool:
        return bool(self.actor.duties & set(letters))

    def sees(self, table: str, row: Row) -> bool:
        about = (row.get("subject_id"), row.get("person_id"))
        if table in DENIED and any(one and self.barred(one) for one in about):
            return False
        return bool(RULES[table](self, row))


def _mine(judge: Judge, row: Row) -> bool:
    return bool(row["agency_id"] == judge.actor.agency)


def _content(judge: Judge, row: Row) -> bool:
    return judge.level(row["subject_id"], row["section"], row) >= Level.FULL


def _from(number: int, level: Level) -> Callable[[Judge, Row], bool]:
    return lambda judge, row: judge.level(row["subject_id"], number, row) >= level


def _party(*names: str) -> Callable[[Judge, Row], bool]:
    def party(judge: Judge, row: Row) -> bool:
        return bool(judge.actor.duties & HELP) and judge.actor.agency in [
            row[name] for name in names
        ]

    return party


def _leads(judge: Judge) -> bool:
    """Who else was asked or given something is for the agency that leads the house."""
    return bool(judge.actor.agency == judge.rows["centre"][0]["lead_agency_id"])


def _referral(judge: Judge, row: Row) -> bool:
    sent = row["sent_at"] is not None or row["from_agency"] == judge.actor.agency
    knows = _leads(judge) and judge.level(row["subject_id"], 12) >= Level.FULL
    return (sent and _party("from_agency", "to_agency")(judge, row)) or knows


def _moved(judge: Judge, row: Row) -> bool:
    section = SECTIONS[row["section"] - 1]
    around = not section.guarded and not section.closed and judge.touches(row["subject_id"])
    return _content(judge, row) or (_mine(judge, row) and around)


def _audit(judge: Judge, row: Row) -> bool:
    if row["worker_id"] == judge.actor.worker and row["done"]:
        return True
    if row["subject_id"] and judge.barred(row["subject_id"]):
        return False
    return judge.duty("U", "V") or (judge.duty("D") and _mine(judge, row))


def _denial(judge: Judge, row: Row) -> bool:
    me = judge.actor.worker == row["worker_id"] or judge.actor.post == row["post_id"]
    return judge.duty("S", "V") and not me


def _glass(judge: Judge, row: Row) -> bool:
    return row["post_id"] == judge.actor.post or judge.duty("S", "V", "L")


def _task(judge: Judge, row: Row) -> bool:
    return _mine(judge, row) and (row["duty"] not in ("S", "V") or judge.duty(row["duty"]))


def _officer(*letters: str) -> Callable[[Judge, Row], bool]:
    return lambda judge, _row: judge.duty(*letters)


def _two(judge: Judge, row: Row) -> bool:
    return judge.duty("S") and not judge.barred(row["one_id"]) and not judge.barred(row["other_id"])


def _nobody(judge: Judge, row: Row) -> bool:
    return False


def _anybody(judge: Judge, row: Row) -> bool:
    return True


def _of_worker(judge: Judge, row: Row) -> bool:
    return bool(row["worker_id"] == judge.actor.worker)


RULES: Mapping[str, Callable[[Judge, Row], bool]] = {
    **dict.fromkeys(CONTENT, _content),
    "alias": lambda judge, row: judge.level(row["subject_id"], 2) >= Level.FULL,
    "accessneed": lambda judge, row: judge.level(row["subject_id"], 1) >= Level.SUMMARY,
    "contactsafety": lambda judge, row: bool(judge.actor.duties & HELP) and judge.flows(row["subject_id"]),
    "contactpoint": _from(4, Level.FULL), "relationship": _from(3, Level.FULL), "member": _from(3, Level.FULL),
    "seat": _from(1, Level.SUMMARY),
    "sectionsummary": lambda judge, row: judge.level(row["subject_id"], row["section"], row) >= Level.SUMMARY,
    "casepointer": lambda judge, row: judge.level(row["subject_id"], row["section"], row) >= Level.POINTER,
    "person": lambda judge, row: judge.level(row["id"], 2) >= Level.FULL,
    "personidentifier": lambda judge, row: _mine(judge, row) and judge.level(row["subject_id"], 2, row) >= Level.FULL,
    "case": lambda judge, row: judge.touches(row["person_id"]),
    "notice": lambda judge, row: judge.level(row["id"], 1, row) >= Level.FULL,
    "callattempt": lambda judge, row: _mine(judge, row) and judge.touches(row["notice_id"]),
    "consent": lambda judge, row: judge.duty("V") or _party("asked_by_agency", "agency_id")(judge, row),
    "sharingbasis": lambda judge, row: judge.duty("S", "V", "L") or _party("proposed_agency", "agency_id")(judge, row),
    "disclosure": lambda judge, row: judge.duty("V") or _party("from_agency", "agency_id")(judge, row)
    or (_leads(judge) and judge.level(row["subject_id"], 1) >= Level.FULL),
    "referral": _referral, "reply": _party("agency_id", "to_agency"),
    "task": _task, "clock": _mine, "moved": _moved, "subjectrequest": lambda judge, row: _mine(judge, row) or judge.duty("V"),
    "denial": _denial, "breakglass": _glass, "identitylink": _two, "separationrule": _two, "namecheck": _officer("S"),
    "auditentry": _audit, "chainhead": _officer("U", "V", "N"), "auditreview": _officer("U", "V"),
    "accesssubject": _nobody, "persontokens": _nobody,
    "accessclaim": lambda judge, row: _mine(judge, row) or judge.duty("N", "D", "L"),
    "accessgate": _mine, "accessrow": _mine,
    "once": lambda judge, row: _of_worker(judge, row) or judge.duty("N"), "searchreceipt": _of_worker,
    **dict.fromkeys(("household", "datakey", "counter"), _anybody),
    **{name: _anybody for name, rule in TABLES.items() if rule.exempt},
    **RULES_OF_TIMES, **RULES_OF_VISITS, **RULES_OF_HELP, **RULES_OF_MONEY,
    **RULES_OF_REPORTS, **RULES_OF_CONFERENCES,
    **RULES_OF_FORMS,
    **RULES_OF_LINKS,
    **RULES_OF_HOMES,
    **RULES_OF_MESSAGES,
    **RULES_OF_DEBTS,
    **RULES_OF_WATCHING,
    **RULES_OF_TRAINING,
    **RULES_OF_PROTECTION,
    **RULES_OF_EMPLOYMENT,
}  # fmt: skip
DENIED = tuple(
    name for name, rule in TABLES.items() if rule.denied_by and "other" not in rule.denied_by
)


def _levels(numbers: list[int]) -> dict[Section, Level]:
    return {s: Level(n) for s, n in zip(SECTIONS, numbers, strict=True) if n}


def _facts(rows: Mapping[str, list[Row]]) -> Callable[[UUID], Facts]:
    @cache
    def of(subject: UUID) -> Facts:
        def about(table: str) -> list[Row]:
            return [row for row in rows[table] if row["subject_id"] == subject]

        return Facts(
            [Gate(r["agency_id"], _levels(r["levels"]), Period(r["starts"], r["ends"]),
                  frozenset(map(Purpose, r["purposes"]))) for r in about("accessgate")],
            [Claim(r["agency_id"], _levels(r["levels"]), Period(r["starts"], r["ends"]), r["post_id"], r["duty"],
                   r["frozen_at"]) for r in about("accessclaim")],
            [Barrier(r["worker_id"], r["post_id"], r["agency_id"], Period(r["starts"], r["ends"])) for r in about("denial")],
            [Emergency(r["agency_id"], r["post_id"], {SECTIONS[n - 1]: Level.FULL for n in r["sections"]},
                       Period(r["opened_at"], r["ends_at"])) for r in about("breakglass") if r["state"] == "opened"],
        )  # fmt: skip

    return of


@pytest.fixture(scope="module")
def rows(house: House) -> Mapping[str, list[Row]]:
    """Everything there is, read by the superuser whom no policy holds."""
    with house.connect("hangot_admin") as connection:
        return {
            name: connection.execute(sql.SQL("select * from {}").format(_table(name))).fetchall()
            for name in TABLES
        }


def _table(name: str) -> sql.Identifier:
    return sql.Identifier(f"hangot_{name}")


EMPTY_HERE = {"parked", "callattempt", "counted", "login"}
OPEN_HERE = ("household", "datakey", "counter", "ruleuse", "formtext", "formchange", *OF_THE_HOUSE)


def test_every_table_has_a_rule_here_and_a_row_to_steal(rows: Mapping[str, list[Row]]) -> None:
    assert set(RULES) == set(TABLES)
    assert {name for name, found in rows.items() if not found} <= EMPTY_HERE | {"servicedelivery"}


@pytest.mark.parametrize("slug", LOOKERS)
def test_each_post_reads_exactly_the_rows_of_the_policy_in_every_table(
    house: House, rows: Mapping[str, list[Row]], slug: str
) -> None:
    actor = house.town.actor(slug)
    judge = Judge(actor, _facts(rows), rows, clock.now())
    with house.attack(actor) as cursor:
        for name, found in rows.items():
            shown = cursor.execute(sql.SQL("select * from {}").format(_table(name))).fetchall()
            wanted = [row for row in found if judge.sees(name, row)]
            assert sorted(map(str, shown)) == sorted(map(str, wanted)), f"{slug} in {name}"


@pytest.mark.parametrize("slug", LOOKERS)
def test_no_post_changes_or_deletes_a_row_it_may_not_read(
    house: House, rows: Mapping[str, list[Row]], slug: str
) -> None:
    """Without a condition an UPDATE needs no right to read: the rule for writing must hold alone."""
    actor = house.town.actor(slug)
    judge = Judge(actor, _facts(rows), rows, clock.now())
    for name, rule in TABLES.items():
        if rule.exempt and name != "worker":
            continue
        mine = sum(judge.sees(name, row) for row in rows[name])
        column = next(iter(rows[name][0])) if rows[name] else "centre_id"
        with house.attack(actor) as cursor:
            if rule.update:
                change = sql.SQL("update {} set {} = {}").format(
                    _table(name), sql.Identifier(column), sql.Identifier(column)
                )
                assert cursor.execute(change).rowcount <= mine, f"{slug} changes {name}"
            if rule.delete:
                assert (
                    cursor.execute(sql.SQL("delete from {}").format(_table(name))).rowcount <= mine
                ), name


def _shown(cursor: psycopg.Cursor[Row], name: str, actor: Actor) -> list[str]:
    cursor.execute("set local role hangot_app")
    tell(cursor, sign(Acting(actor, Purpose.SUPPORT)))
    found = cursor.execute(sql.SQL("select * from {}").format(_table(name))).fetchall()
    cursor.execute("reset role")
    return sorted(map(str, found))


def _noticed(house: House, rows: Mapping[str, list[Row]], name: str, change: str) -> bool:
    """Does the reading test fail for somebody once a policy is weakened? Undone at once."""
    facts = _facts(rows)
    with house.connect("hangot_admin") as connection, connection.cursor() as cursor:
        cursor.execute(sql.SQL(change).format(_table(name)))
        for slug in LOOKERS:
            judge = Judge(house.town.actor(slug), facts, rows, clock.now())
            wanted = sorted(str(row) for row in rows[name] if judge.sees(name, row))
            if _shown(cursor, name, judge.actor) != wanted:
                connection.rollback()
                return True
        connection.rollback()
    return False


def test_these_tests_notice_every_policy_that_is_opened_or_taken_away(
    house: House, rows: Mapping[str, list[Row]]
) -> None:
    """A denial goes unnoticed where what the rule looks at is denied and shuts the same people out."""
    unnoticed: set[str] = set()
    for name, rule in TABLES.items():
        if rule.exempt or not rows[name] or name in OPEN_HERE:
            continue
        assert _noticed(house, rows, name, "alter policy seen on {} using (true)"), name
        if rule.denied_by:
            found = _noticed(house, rows, name, "drop policy denied on {}")
            unnoticed |= set() if found else {name}
    shut = (
        "hangot_accessrow", "hg.touches(", "hg.flows(", "hg.shows(", "hg.reads(",
        "hangot_appointment p", "hangot_stop s", "hangot_benefit b", "hangot_message m",
    )  # fmt: skip
    assert unnoticed <= {
        name for name, rule in TABLES.items() if any(one in rule.read for one in shut)
    }


# What may be handed in about somebody one cannot see, and why that gives nothing away.
LETTERBOXES = {
    "moved": "the step of one's own act",
    "namecheck": "a job reads it", "datakey": "wrapped; made with the person", "persontokens": "made with the person",
    "person": "a new record", "notice": "a new contact", "household": "holds no person", "counter": "a number",
    "auditentry": "one's own act", "once": "one's own form", "searchreceipt": "one's own look-up",
    "subjectrequest": "one's own form", "parked": "sealed",
}  # fmt: skip
SELVES = ("agency_id", "made_agency", "from_agency", "asked_by_agency", "proposed_agency")


def _as_mine(row: Row, actor: Actor) -> Row:
    ids = {name: actor.agency for name in SELVES if name in row}
    for name in ("post_id", "made_post"):
        if name in row:
            ids[name] = actor.post
    if "worker_id" in row:
        ids["worker_id"] = actor.worker
    return row | ids | ({"id": uuid4()} if isinstance(row.get("id"), UUID) else {})


@pytest.mark.parametrize(
    "slug", ["smile-centre-1", "moel-job-centre-2", "statistics", "administrator"]
)
def test_nobody_writes_into_the_record_of_a_person_they_have_nothing_to_do_with(
    house: House, rows: Mapping[str, list[Row]], slug: str
) -> None:
    actor, subject = house.town.actor(slug), house.town.cases["barred"].person_id
    for name, rule in TABLES.items():
        foreign = next(
            (r for r in rows[name] if subject in (r.get("subject_id"), r.get("person_id"))), None
        )
        if not rule.insert or foreign is None:
            continue
        begun = foreign | _begins(house, name) | ({"sent_at": None} if name == "referral" else {})
        for row in (begun | ({"id": uuid4()} if "id" in begun else {}), _as_mine(begun, actor)):
            with house.attack(actor) as cursor:
                refused = _refused(cursor, name, row)
            assert refused or name in LETTERBOXES, f"{slug} writes {name}"


def _refused(cursor: psycopg.Cursor[Row], name: str, row: Row) -> bool:
    try:
        _insert(cursor, name, row)
    except psycopg.errors.InsufficientPrivilege:
        return True
    except psycopg.errors.UniqueViolation:
        return False
    return False


def _begins(house: House, name: str) -> dict[str, str]:
    """The state in which a thing of this table begins; the trigger refuses every other."""
    life = next((life for life, table in LIVING.items() if table == name), None)
    with house.connect() as connection:
        found = connection.execute(
            "select target as state from hg.moves where life = %s and source = '' limit 1", [life]
        ).fetchone()
    return dict(found) if found else {}


def _insert(cursor: psycopg.Cursor[Row], name: str, row: Row) -> None:
    columns = sql.SQL(", ").join(map(sql.Identifier, row))
    values = sql.SQL(", ").join(sql.Placeholder() * len(row))
    statement = sql.SQL("insert into {} ({}) values ({})").format(_table(name), columns, values)
    cursor.execute(statement, [_plain(value) for value in row.values()])


def _plain(value: Any) -> Any:
    return Jsonb(value) if isinstance(value, dict) else value


def _bare(house: House, token: str | None) -> dict[str, int]:
    with house.connect() as connection, connection.cursor() as cursor:
        if token is not None:
            tell(cursor, token)
        return {
            name: cursor.execute(
                sql.SQL("select count(*) from {}").format(_table(name))
            ).fetchone()["count"]  # type: ignore[index]
            for name, rule in TABLES.items()
            if not rule.exempt
        }


def _forgeries(house: House) -> Iterator[tuple[str, str | None]]:
    good = sign(Acting(house.town.actor("counsellor-1"), Purpose.SUPPORT))
    body, mac = good[:-64], good[-64:]
    jobs = str(house.town.actor("moel-job-centre-1").agency)
    yield "no context", None
    yield "empty", ""
    yield "short", "x" * 65
    yield "garbage", "hg1|" + "0" * 400
    yield "the code in capitals", body + mac.upper()
    yield "without its code", body
    yield (
        "of another agency",
        body.replace(str(house.town.actor("counsellor-1").agency), jobs) + mac,
    )
    yield "with a duty more", body.replace("|C|", "|C,S|") + mac
    yield "that lasts longer", body.replace("hg1|1", "hg1|2", 1) + mac
    yield (
        "with a scope",
        body[: body.rindex("||")] + f"|{house.town.cases['jobs'].person_id}|" + mac,
    )
    yield "with text behind", good + " "
    with mock.patch(
        "hangot.access.context.clock.now", return_value=datetime(2020, 1, 1, tzinfo=UTC)
    ):
        yield "of long ago", sign(Acting(house.town.actor("counsellor-1"), Purpose.SUPPORT))
    with mock.patch("hangot.access.context.keys") as other:
        other.return_value.context = b"k" * 32
        yield "of another key", sign(Acting(house.town.actor("counsellor-1"), Purpose.SUPPORT))


def test_without_a_valid_signature_every_table_is_empty(house: House) -> None:
    good = sign(Acting(house.town.actor("counsellor-1"), Purpose.SUPPORT))
    assert sum(_bare(house, good).values()) > 50
    for what, token in _forgeries(house):
        assert not {name: n for name, n in _bare(house, token).items() if n}, what


def test_a_context_lasts_a_minute(house: House) -> None:
    now = clock.now()
    for seconds, seen in ((45, True), (61, False)):
        with mock.patch(
            "hangot.access.context.clock.now", return_value=now - timedelta(seconds=seconds)
        ):
            token = sign(Acting(house.town.actor("counsellor-1"), Purpose.SUPPORT))
        assert bool(_bare(house, token)["accessrow"]) is seen


def _count(cursor: psycopg.Cursor[Row]) -> int:
    return len(cursor.execute("select id from hangot_person").fetchall())


def test_the_next_borrower_of_a_connection_inherits_nothing(house: House) -> None:
    token = sign(Acting(house.town.actor("counsellor-1"), Purpose.SUPPORT))
    with house.connect() as connection, connection.cursor() as cursor:
        for ending in (connection.commit, connection.rollback):
            tell(cursor, token)
            assert _count(cursor) == 4
            ending()
            assert _count(cursor) == 0
            ending()


def test_two_hundred_requests_on_two_connections_never_cross(house: House) -> None:
    dice = random.Random(7)
    wanted = {}
    for slug in LOOKERS:
        with house.attack(house.town.actor(slug)) as cursor:
            wanted[slug] = _count(cursor)
    with house.connect() as one, house.connect() as two:
        for _ in range(200):
            slug, connection = dice.choice(LOOKERS), dice.choice((one, two))
            with connection.cursor() as cursor:
                tell(cursor, sign(Acting(house.town.actor(slug), Purpose.SUPPORT)))
                if dice.random() < 0.2:
                    with pytest.raises(psycopg.Error):
                        cursor.execute("select 1 / 0")
                else:
                    assert _count(cursor) == wanted[slug]
            dice.choice((connection.commit, connection.rollback))()
    assert len(set(wanted.values())) > 2


def test_another_session_cannot_read_the_context_out_of_the_list_of_running_statements(
    house: House,
) -> None:
    by = house.town.actor("counsellor-1")
    with acting(by) as state, house.connect() as connection:
        state.teller.now()
        # The list shows the last statement of an idle session: that of the signed context itself.
        seen = connection.execute(
            "select query from pg_stat_activity where usename = current_user"
        ).fetchall()
        assert any("set_config" in row["query"] for row in seen)
        assert not any(
            "hg1|" in row["query"] for row in seen if "pg_stat_activity" not in row["query"]
        )


def test_a_scope_opens_the_one_person_it_was_signed_for(house: House) -> None:
    jobs, mind = house.town.cases["jobs"].person_id, house.town.cases["mind"].person_id
    smile = house.town.actor("smile-centre-1")
    with house.attack(smile, scope=mind) as cursor:
        found = {
            row["subject_id"]
            for row in cursor.execute(
                "select subject_id from hangot_accessclaim where agency_id <> %s", [smile.agency]
            )
        }
        assert found == {mind}
        assert not cursor.execute(
            "select 1 from hangot_note where subject_id = %s", [jobs]
        ).fetchall()


def test_a_scope_never_passes_a_denial(house: House) -> None:
    barred = house.town.cases["barred"].person_id
    with house.attack(house.town.actor("moel-job-centre-1"), scope=barred) as cursor:
        for table in ("person", "accessclaim", "accessgate", "accessrow", "seat", "case", "task"):
            key = {"person": "id", "case": "person_id"}.get(table, "subject_id")
            query = sql.SQL("select 1 from {} where {} = %s").format(
                _table(table), sql.Identifier(key)
            )
            assert not cursor.execute(query, [barred]).fetchall(), table


def test_a_denied_officer_neither_reads_nor_lifts_the_own_denial(house: House) -> None:
    officer, mind = house.town.actor("safety-officer"), house.town.cases["mind"].person_id
    with house.attack(officer) as cursor:
        assert not cursor.execute(
            "select 1 from hangot_denial where subject_id = %s and worker_id = %s",
            [mind, officer.worker],
        ).fetchall()
        lifted = cursor.execute("update hangot_denial set ends = starts").rowcount
        assert lifted == 5, "those of others"


BUILT_IN = (
    ("read the context key", "select * from hg.context_key"),
    ("change the context key", "update hg.context_key set inner_pad = outer_pad"),
    ("add a context key", "insert into hg.context_key (inner_pad, outer_pad) values ('a', 'b')"),
    ("become the owner", "set role hangot_owner"),
    ("become the search role", "set role hangot_search"),
    ("become the backup", "set session authorization hangot_backup"),
    ("pass the policies by a role right", "alter role hangot_app bypassrls"),
    ("make a schema", "create schema evil"),
    ("make a table", "create table public.evil (a int)"),
    ("make a temporary table", "create temp table evil (a int)"),
    ("make a function", "create function public.evil() returns int language sql as 'select 1'"),
    ("make a function in hg", "create function hg.evil() returns int language sql as 'select 1'"),
    ("make a temporary function", "create function pg_temp.evil() returns int language sql as 'select 1'"),
    ("make an operator", "create operator public.= (leftarg = uuid, rightarg = uuid, function = uuid_eq)"),
    ("replace the context function", "create or replace function hg.ctx() returns text[] language sql as 'select null::text[]'"),
    ("make a view", "create view public.evil as select * from hangot_person"),
    ("make an extension", "create extension dblink"),
    ("switch row security off on a table", "alter table hangot_person disable row level security"),
    ("no longer force it", "alter table hangot_person no force row level security"),
    ("drop a policy", "drop policy seen on hangot_person"),
    ("add a policy", "create policy mine on hangot_person for select using (true)"),
    ("switch triggers off", "set session_replication_role = replica"),
    ("switch one trigger off", "alter table hangot_auditentry disable trigger audit_link"),
    ("empty a table", "truncate hangot_note"),
    ("empty the log", "truncate hangot_auditentry"),
    ("change the log", "update hangot_auditentry set reason = 'better'"),
    ("shorten the log", "delete from hangot_auditentry"),
    ("move the head of the log", "update hangot_chainhead set seq = 1"),
    ("make a head", "insert into hangot_chainhead values (gen_random_uuid(), gen_random_uuid(), 9, 'x')"),
    ("call the trigger of the log", "select hg.audit_link()"),
    ("change the allowed moves", "insert into hg.moves values ('case', 'intake', 'closed')"),
    ("read a file of the server", "select pg_read_file('/etc/hostname')"),
    ("write a file of the server", "copy (select 1) to '/tmp/evil'"),
    ("run a program", "copy (select 1) to program 'true'"),
    ("make a large object", "select lo_create(0)"),
    ("read planner statistics", "select * from pg_statistic"),
    ("read passwords", "select * from pg_authid"),
    ("change a note", "update hangot_note set version = 2"),
    ("delete a note", "delete from hangot_note"),
    ("delete a person", "delete from hangot_person"),
    ("lock a table away", "lock table hangot_note in access exclusive mode"),
    ("comment on a table", "comment on table hangot_person is 'x'"),
    ("grant what is not one's own", "grant select on hangot_person to public; alter table hangot_person owner to hangot_app"),
)  # fmt: skip


@pytest.mark.parametrize(("what", "statement"), BUILT_IN)
def test_the_database_itself_says_no_to(house: House, what: str, statement: str) -> None:
    with (
        house.attack(house.town.actor("counsellor-1")) as cursor,
        pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.FeatureNotSupported)),
    ):
        cursor.execute(statement)


SEAT = (
    "insert into hangot_sitting (id, centre_id, version, worker_id, post_id, since)"
    " values (gen_random_uuid(), %(centre)s, 1, %(worker)s, %(post)s, now())"
)
GLASS = (
    "insert into hangot_breakglass (id, centre_id, version, subject_id, agency_id, post_id, worker_id,"
    " state, sections, danger, reason, opened_at, ends_at) values (gen_random_uuid(), %(centre)s, 1,"
    " %(subject)s, %(agency)s, %(post)s, %(worker)s, 'opened', array[1,2,4], 'x', '\\x00', now(),"
    " now() + %(long)s::interval)"
)
STOPPED = (psycopg.errors.InsufficientPrivilege, psycopg.errors.CheckViolation)


def _ids(actor: Actor, **more: Any) -> dict[str, Any]:
    return {
        "centre": actor.centre,
        "worker": actor.worker,
        "post": actor.post,
        "agency": actor.agency,
    } | more


@pytest.mark.parametrize("slug", ["team-lead", "centre-manager", "administrator"])
def test_nobody_seats_themselves_or_gives_a_post_another_duty(house: House, slug: str) -> None:
    actor, safe = house.town.actor(slug), house.town.actor("safety-officer")
    other = house.town.actor("reception-1")
    tries = [
        (SEAT, _ids(actor, post=safe.post)), (SEAT, _ids(actor, post=other.post)),
        ("update hangot_post set duties = array['S','V'] where id = %(post)s", _ids(actor)),
        ("update hangot_sitting set worker_id = %(worker)s where post_id = %(safe)s", _ids(actor, safe=safe.post)),
        ("update hangot_sitting set post_id = %(safe)s where worker_id = %(worker)s", _ids(actor, safe=safe.post)),
    ]  # fmt: skip
    if slug != "administrator":
        tries.append((SEAT, _ids(actor, post=safe.post, worker=other.worker)))
    for statement, values in tries:
        with house.attack(actor) as cursor, pytest.raises(STOPPED):
            cursor.execute(statement, values)
            assert cursor.rowcount == 0, statement
            raise psycopg.errors.InsufficientPrivilege


def test_a_team_lead_fills_no_post_of_another_agency(house: House) -> None:
    lead, jobs = house.town.actor("team-lead"), house.town.actor("moel-job-centre-1")
    other = house.town.actor("moel-job-centre-2")
    with house.attack(lead) as cursor, pytest.raises(STOPPED):
        cursor.execute(SEAT, _ids(lead, post=jobs.post, worker=other.worker))


def test_who_had_a_seat_does_not_take_it_back(house: House) -> None:
    boss, lead = house.town.actor("centre-manager"), house.town.actor("team-lead")
    with house.attack(boss) as cursor:
        cursor.execute(
            "update hangot_sitting set until = now() where post_id = %s and until is null",
            [house.town.actor("counsellor-2").post],
        )
        assert cursor.rowcount == 1
        tell(cursor, sign(Acting(lead, Purpose.SUPPORT)))
        with pytest.raises(STOPPED):
            cursor.execute("update hangot_sitting set until = null where until is not null")


def test_an_emergency_is_written_by_its_act_alone_and_never_for_long(house: House) -> None:
    actor, subject = house.town.actor("moel-job-centre-2"), house.town.cases["mind"].person_id
    for scope, long in ((None, "1 hour"), (subject, "10 years"), (subject, "5 hours")):
        with house.attack(actor, scope=scope) as cursor, pytest.raises(STOPPED):
            cursor.execute(GLASS, _ids(actor, subject=subject, long=long))
    opener = house.town.actor("smile-centre-1")
    with house.attack(opener) as cursor, pytest.raises(STOPPED):
        cursor.execute("update hangot_breakglass set ends_at = ends_at + interval '1 hour'")
    with house.attack(opener) as cursor:
        cursor.execute("update hangot_breakglass set ends_at = now()")
        assert cursor.rowcount == 2


def test_switching_row_security_off_shows_nothing_but_an_error(house: House) -> None:
    with house.attack(house.town.actor("smile-centre-1")) as cursor:
        cursor.execute("set row_security = off")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            cursor.execute("select * from hangot_person")


def test_a_search_path_of_ones_own_changes_nothing(house: House) -> None:
    """There is nowhere to put a false operator: no schema takes anything from this role."""
    with house.attack(house.town.actor("smile-centre-1")) as cursor:
        places = cursor.execute(
            "select nspname from pg_namespace where has_schema_privilege(current_user, oid, 'create')"
        ).fetchall()
        temporary = cursor.execute(
            "select has_database_privilege(current_database(), 'temp') as may"
        ).fetchone()
        assert places == []
        assert temporary == {"may": False}
        before = _count(cursor)
        cursor.execute("set local search_path = pg_temp, pg_catalog, public, hg")
        assert _count(cursor) == before


def test_a_cheap_function_in_a_condition_is_asked_about_visible_rows_only(house: House) -> None:
    with house.attack(house.town.actor("smile-centre-1")) as cursor:
        cursor.execute("select set_config('evil.seen', '', false)")
        cursor.execute(
            "select 1 from hangot_note where set_config('evil.seen', current_setting('evil.seen') || id::text, false) is null"
        )
        seen = cursor.execute("select current_setting('evil.seen') as ids").fetchone()
        mine = cursor.execute("select count(*) from hangot_note").fetchone()
        assert seen is not None
        assert mine is not None
        assert len(seen["ids"]) == 36 * mine["count"]


def test_only_the_listed_functions_act_as_somebody_else(house: House) -> None:
    with house.connect("hangot_admin") as connection:
        found = connection.execute(
            "select n.nspname || '.' || p.proname as name, p.proconfig, r.rolname,"
            " coalesce(p.proacl::text, 'public') as rights from pg_proc p"
            " join pg_namespace n on n.oid = p.pronamespace join pg_roles r on r.oid = p.proowner"
            " where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema')"
        ).fetchall()
    assert {row["name"] for row in found} == set(DEFINERS)
    for row in found:
        assert row["proconfig"] == ["search_path=pg_catalog, pg_temp"], row
        assert not any(part.strip("{").startswith("=") for part in row["rights"].split(",")), row
        assert row["rights"] != "public", row


def _find(cursor: psycopg.Cursor[Row], required: list[int], more: list[int]) -> set[UUID]:
    rows = cursor.execute(
        "select * from hg.find(%s::bigint[], %s::bigint[], 200) as id", [required, more]
    )
    return {row["id"] for row in rows.fetchall()}


def test_the_search_finds_nobody_for_another_agency_whatever_it_is_asked(house: House) -> None:
    smile, centre = house.town.actor("smile-centre-1"), house.town.actor("smile-centre-1").centre
    names = [
        tokens.tokens(centre, name_tokens(name))
        for name in ("한서윤", "도하람", "윤이솔", "강보늬")
    ]
    own = house.town.actor("counsellor-1")
    every = [tokens.centre_token(centre)]
    theirs = [tokens.agency_token(centre, own.agency)]
    with house.attack(own) as cursor:
        assert all(_find(cursor, name, []) for name in names)
    with house.attack(smile) as cursor:
        for asked in (*names, [], every, theirs):
            assert not _find(cursor, asked, [])
            assert not _find(cursor, [], asked)
    with house.attack(None) as cursor:
        assert not _find(cursor, every, [])


def test_the_search_does_not_find_whom_one_is_kept_away_from(house: House) -> None:
    barred = house.town.cases["barred"].person_id
    with house.attack(house.town.actor("moel-job-centre-1")) as cursor:
        found = _find(cursor, [], [])
        assert barred not in found
        assert house.town.cases["jobs"].person_id in found


def test_no_key_of_the_database_tells_whether_a_name_or_a_number_exists(house: House) -> None:
    with house.connect("hangot_admin") as connection:
        found = connection.execute(
            "select c.relname, i.relname as index, array_agg(a.attname::text) as columns from pg_index x"
            " join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid"
            " join pg_attribute a on a.attrelid = c.oid and a.attnum = any(x.indkey)"
            " where x.indisunique and not x.indisprimary and c.relname like 'hangot_%' group by 1, 2"
        ).fetchall()
    personal = {"name", "phone", "birth", "value", "base", "tokens", "alias"}
    assert found
    assert not [row for row in found if personal & set(row["columns"])]


def test_a_person_who_exists_and_one_who_does_not_are_refused_alike(house: House) -> None:
    smile, at = house.town.actor("smile-centre-1"), clock.now()
    answers = set()
    for subject in (house.town.cases["barred"].person_id, uuid4()):
        for table, column in (("alias", "name"), ("contactpoint", "value")):
            more = {"kind": "phone", "whose": "self"} if table == "contactpoint" else {}
            row = {"id": uuid4(), "version": 1, "subject_id": subject, "section": 2, "created_at": at, column: b"x", **more,
                   "centre_id": smile.centre, "agency_id": smile.agency, "post_id": smile.post}  # fmt: skip
            with house.attack(smile) as cursor, pytest.raises(psycopg.Error) as no:
                _insert(cursor, table, row)
            answers.add((type(no.value), str(no.value).replace(table, "…")))
    assert len(answers) == 1


def test_nobody_writes_a_log_entry_in_the_name_of_somebody_else(
    house: House, rows: Mapping[str, list[Row]]
) -> None:
    smile, other = house.town.actor("smile-centre-1"), house.town.actor("counsellor-1")
    entry = {
        **rows["auditentry"][0],
        "seq": None,
        "hash": None,
        "previous": None,
        "recorded_at": None,
    }
    mine = _as_mine(entry, smile) | {"centre_id": smile.centre}
    with house.attack(smile) as cursor:
        assert not _refused(cursor, "auditentry", mine)
    for lie in ({"agency_id": other.agency}, {"worker_id": other.worker}, {"post_id": other.post}):
        with house.attack(smile) as cursor:
            assert _refused(cursor, "auditentry", mine | {"id": uuid4()} | lie), lie


ASKED = """
select hg.touches(%(who)s) or hg.flows(%(who)s) or exists (
  select 1 from generate_series(1, 12) part where hg.shows(%(who)s, part, 1, %(whose)s)
    or hg.reads(%(who)s, part, %(whose)s, %(post)s, %(centre)s)) as told
"""


def _told(
    cursor: psycopg.Cursor[Row], who: UUID, actor: Actor, rows: Mapping[str, list[Row]]
) -> bool:
    """Is anything answered about somebody, whichever agency is said to have written it?"""
    for agency in rows["agency"]:
        asked = {"who": who, "whose": agency["id"], "post": actor.post, "centre": actor.centre}
        found = cursor.execute(ASKED, asked).fetchone()
        assert found is not None
        if found["told"]:
            return True
    return False


@pytest.mark.parametrize("slug", LOOKERS)
def test_what_the_policies_ask_is_answered_no_about_everybody_one_has_nothing_to_do_with(
    house: House, rows: Mapping[str, list[Row]], slug: str
) -> None:
    actor = house.town.actor(slug)
    with house.attack(actor) as cursor:
        mine = cursor.execute("select subject_id from hangot_accessrow").fetchall()
        known = {row["subject_id"] for row in mine}
        strangers = [row["id"] for row in rows["person"] if row["id"] not in known]
        assert not [who for who in strangers if _told(cursor, who, actor, rows)]


def test_without_a_signed_context_the_policies_are_answered_no_about_anybody(
    house: House, rows: Mapping[str, list[Row]]
) -> None:
    actor = house.town.actor("counsellor-1")
    with house.connect("hangot_app") as connection, connection.cursor() as cursor:
        assert not [row["id"] for row in rows["person"] if _told(cursor, row["id"], actor, rows)]


def test_the_auditor_role_reads_the_log_and_nothing_else(house: House) -> None:
    with house.connect("hangot_auditor") as connection:
        assert connection.execute("select count(*) from hangot_auditentry").fetchone()["count"]  # type: ignore[index]
        connection.rollback()
        for name in (*TABLES, *SIGN_IN):
            if name in ("auditentry", "chainhead"):
                continue
            table = name if name in SIGN_IN else f"hangot_{name}"
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(sql.SQL("select 1 from {}").format(sql.Identifier(table)))
            connection.rollback()


def test_the_owner_of_the_tables_sees_no_record_either(house: House) -> None:
    with house.connect("hangot_owner") as connection:
        for name in ("person", "note", "notice", "consent", "accessrow", "contactpoint", "datakey"):
            assert not connection.execute(
                sql.SQL("select 1 from {}").format(_table(name))
            ).fetchall()
