"""Every address, every kind of post, every relation and state of consent: as the table says."""

import gc
import logging
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connection, transaction
from django.urls import reverse
from psycopg import sql
from psycopg.rows import dict_row

from hangot import clock
from hangot.access.context import acting
from hangot.access.policies import TABLES
from hangot.core.access import SECTIONS, Facts, Purpose, Section
from hangot.desk import addresses, matrix, needs
from hangot.desk.door import Door
from hangot.desk.matrix import HIDDEN, NO_DUTY, NOT_NOW, YES, Role
from hangot.desk.matrix_paper import document
from hangot.desk.needs import Cell
from hangot.desk.operations import BY_NAME, OPERATIONS, Operation
from hangot.management.commands import access_matrix
from hangot.packs.active import profile, rules
from tests.desk.matrix_house import HOME, JOBS, PARTNERS, Place, Try, agency_of, build, tries
from tests.domain.test_sql_leaks import Judge, Row
from tests.settled import counts, settled

pytestmark = pytest.mark.slow(150)


@pytest.fixture(scope="module")
def place(
    clone: Callable[[str], Any], django_db_setup: None, django_db_blocker: Any
) -> Iterator[Place]:
    # Ten thousand answers of "no": their log records would keep every request in memory.
    log = logging.getLogger("django.request")
    before = log.level
    log.setLevel(logging.ERROR)
    with settled(clone, django_db_blocker, "matrix") as urls:
        place = build(urls)
        gc.freeze()
        yield place
    gc.unfreeze()
    log.setLevel(before)


def _role(slug: str) -> Role:
    pack = profile("crime_victim")
    duties = frozenset(pack.letters(slug))
    return Role("".join(sorted(duties)), duties, pack.caps(slug), slug in HOME)


def _service(place: Place, one: Try) -> Section:
    from hangot.cases.sections import of_domain

    found = place.town.referrals.get((one.name, agency_of(one.slug)))
    return of_domain(found.service.domain) if found else Section.EMPLOYMENT


def _cell(place: Place, one: Try, section: Section, purpose: Purpose) -> Cell:
    role, at = _role(one.slug), clock.now()
    actor = role.actor(one.relation)
    facts = matrix.situation(
        actor, one.relation, one.consent, at=at, home=role.home, service=_service(place, one)
    )
    return Cell(actor, at, facts, purpose, section)


TOKENS = re.compile(r'(name="(csrfmiddlewaretoken|once)" value="|nonce=")[^"]*"')


def _bare(response: Any) -> str:
    """The page without one-time values and without the address that was asked for."""
    return TOKENS.sub(r"\1", response.content.decode()).replace(response.request["PATH_INFO"], "…")


STATUS = {403: NO_DUTY, 404: HIDDEN}


@cache
def _wanted(name: str) -> frozenset[str]:
    """What an address names."""
    return frozenset(dict(addresses.addresses())[name].pattern.converters)


@cache
def _door(name: str) -> Door:
    found = addresses.doors()[name]
    assert found is not None
    return found


def _arguments(
    place: Place, name: str, slug: str, operation: Operation, section: Section
) -> dict[str, Any] | None:
    """Values for the address of an operation about this case; None when there is no such thing."""
    wanted = _wanted(operation.name)
    known: dict[str, Any] = {
        **place.things(name, slug), "number": section.number, **(operation.fixed or {}),
    }  # fmt: skip
    if not set(wanted) <= set(known):
        return None
    return {key: known[key] for key in wanted}


def test_every_address_with_a_door_has_a_row_and_every_row_an_address() -> None:
    with_door = {name for name, door in addresses.doors().items() if door}
    assert with_door - set(BY_NAME) == set()
    assert set(BY_NAME) - with_door == set()


def test_the_printed_matrix_of_the_documents_is_up_to_date() -> None:
    found = matrix.lines(profile("crime_victim"), clock.now())
    assert access_matrix.PLACE.read_text(encoding="utf-8") == document(found)


def _sections(operation: Operation) -> tuple[Section, ...]:
    return SECTIONS if operation.needs is needs.sees_section_of_address else (Section.OVERVIEW,)


def _expected(place: Place, one: Try, operation: Operation, section: Section) -> str:
    door = _door(operation.name)
    return matrix.verdict(operation, door, _cell(place, one, section, door.purpose))


# What is about nobody in particular is tried below, place by place.
NOBODY = (
    "house", "post", "demo", "room", "aide", "agency", "change", "form", "export", "destruction",
    # Tried in tests/desk/test_training.py.
    "training", "question",
    # Tried in tests/desk/test_conferences.py, with who runs one, who is invited and who is not.
    "conference", "attendance", "item", "charge",
)  # fmt: skip
# What every request leaves; a login remembers that it is in use.
LOG = frozenset({"auditentry", "chainhead", "login"})


def _pages(method: str) -> list[Operation]:
    return [o for o in OPERATIONS if o.about not in NOBODY and method in _door(o.name).methods]


def _answer(status: int) -> str:
    return STATUS.get(status, YES if status < 500 else "broken")


def _fits(found: str, wanted: str, operation: Operation) -> bool:
    """A page that moves a state may also be refused by the state it finds."""
    if wanted == NOT_NOW:
        return found == NO_DUTY
    return found == wanted or (wanted == YES and operation.moves and found == NO_DUTY)


class Nothing:
    """What each post is answered for a thing that does not exist."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.known: dict[tuple[str, str], str] = {}

    def page(self, slug: str, operation: Operation, values: Mapping[str, Any]) -> str:
        if (slug, operation.name) not in self.known:
            missing = {
                key: uuid4() if isinstance(value, UUID) else value for key, value in values.items()
            }
            answer = self.place.client(slug).get(reverse(operation.name, kwargs=missing))
            assert answer.status_code == 404, operation.name
            self.known[slug, operation.name] = _bare(answer)
        return self.known[slug, operation.name]


def test_every_page_about_a_person_answers_as_the_matrix_says(place: Place) -> None:
    """And what is hidden is answered byte for byte like what does not exist."""
    wrong: list[str] = []
    nothing = Nothing(place)
    for one in tries():
        client = place.client(one.slug)
        for operation in _pages("GET"):
            for section in _sections(operation):
                values = _arguments(place, one.name, one.slug, operation, section)
                if values is None:
                    continue
                wanted = _expected(place, one, operation, section)
                response = client.get(reverse(operation.name, kwargs=values))
                found = _answer(response.status_code)
                if not _fits(found, wanted, operation):
                    wrong.append(f"{operation.name} {section.number} {one}: {found}, not {wanted}")
                if found == HIDDEN:
                    assert _bare(response) == nothing.page(one.slug, operation, values), (
                        operation.name
                    )
    assert not wrong, f"{len(wrong)} wrong\n" + "\n".join(wrong[:300])


@contextmanager
def _undone() -> Iterator[None]:
    """What an allowed act did is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


# What a form must bring so that the act itself is reached.
TYPED = {
    "form_start": {"form": profile("crime_victim").instruments["first_counselling"].digest, "setting": "face"},
    "basis_now": {"reason": "life_in_danger"}, "basis_step": {"reason": "not needed"},
    "link_step": {"reason": "two people"}, "review_entry": {"result": "fine"},
    "glass_review": {"event": "approve", "finding": "right"},
    "help_answer": {"fact": str(sorted(rules("kr").facts).index("born_on")), "act": "unknown"},
    "case_work": {"act": "profile"}, "case_copy": {"act": "part"},
    "help_refer": {"service": str(list(rules("kr").services).index("jobseeker_benefit"))},
}  # fmt: skip


def _body(place: Place, name: str) -> dict[str, str]:
    """The least a form brings: its key, and the agency where one is asked about."""
    agency = str(place.town.actor(PARTNERS[JOBS]).agency)
    return {"once": str(uuid4()), "agency": agency, **TYPED.get(name, {})}


def _acts(place: Place) -> Iterator[tuple[Try, Operation, dict[str, Any], str]]:
    for one in tries():
        for operation in _pages("POST"):
            values = _arguments(place, one.name, one.slug, operation, Section.OVERVIEW)
            if values is not None:
                yield one, operation, values, _expected(place, one, operation, Section.OVERVIEW)


def test_a_refused_act_changes_nothing_and_an_allowed_one_is_not_refused(place: Place) -> None:
    wrong: list[str] = []
    refused: list[tuple[Try, str, dict[str, Any]]] = []
    for one, operation, values, wanted in _acts(place):
        if wanted in (HIDDEN, NO_DUTY):
            refused.append((one, operation.name, values))
            continue
        with _undone():
            answer = place.client(one.slug).post(
                reverse(operation.name, kwargs=values), _body(place, operation.name)
            )
        found = _answer(answer.status_code)
        if wanted == YES and not _fits(found, wanted, operation):
            wrong.append(f"{operation.name} {one}: {answer.status_code}, not {wanted}")
    before = counts(place.urls, without=LOG)
    for one, name, values in refused:
        answer = place.client(one.slug).post(reverse(name, kwargs=values), _body(place, name))
        if answer.status_code not in (403, 404):
            wrong.append(f"{name} {one}: {answer.status_code}, not refused")
    assert counts(place.urls, without=LOG) == before
    assert not wrong, f"{len(wrong)} wrong\n" + "\n".join(wrong[:300])


# Where a table keeps whose row it is: in the first column that a denial is about.
WHOSE = {
    n: rule.denied_by.split()[0]
    for n, rule in TABLES.items()
    if rule.denied_by and rule.denied_by != "subjects"
}
ROWS = "select '{0}' as name, ctid::text as place from hangot_{0} where {1} = %({2})s"
SQL = " union all ".join(
    ROWS.format(name, column, "notice" if name == "notice" else "person")
    for name, column in WHOSE.items()
)


def _wants(name: str, judge: Judge, row: Row, cell: Cell) -> bool:
    """Is this row there for the actor, by the policy and the matrix alone?"""
    if name == "notice":
        return needs.of_the_desk(cell)
    if name in ("disclosure", "referral") and judge.actor.agency != needs.HOME:
        judge = replace(judge, actor=replace(judge.actor, caps={}))
    return judge.sees(name, row)


def _rows(place: Place) -> Mapping[UUID, list[tuple[str, Row]]]:
    """Every row about somebody, read by the superuser whom no policy holds."""
    found: dict[UUID, list[tuple[str, Row]]] = {}
    with psycopg.connect(place.urls["hangot_admin"], row_factory=dict_row) as admin:
        for name, column in WHOSE.items():
            query = sql.SQL("select *, ctid::text as place from {}")
            for row in admin.execute(query.format(sql.Identifier(f"hangot_{name}"))):
                found.setdefault(row[column], []).append((name, row))
    return found


def _names(place: Place, one: Try, cell: Cell) -> Mapping[object, UUID]:
    """Whom the ids of the house stand for in the matrix."""
    lead, me = place.town.actor("counsellor-1"), place.town.actor(one.slug)
    return {
        lead.agency: needs.HOME, lead.post: needs.LEAD_POST, me.agency: cell.actor.agency,
        me.post: cell.actor.post, me.worker: cell.actor.worker,
    }  # fmt: skip


def test_the_database_shows_each_row_about_a_person_as_the_matrix_says(place: Place) -> None:
    """Every table that hangs on a person, with the facts of the matrix and not with those stored.

    What hangs on the contact before there was a person is left to its own page and row.
    """
    rows, wrong = _rows(place), set[str]()
    for one in tries():
        cell = _cell(place, one, Section.OVERVIEW, Purpose.SUPPORT)
        person, notice = place.town.cases[one.name].person_id, place.town.notices[one.name]
        names, judge = _names(place, one, cell), _judge(cell, person)
        about = rows[person] + [row for row in rows[notice] if row[0] == "notice"]
        wanted = {
            (name, row["place"]) for name, row in about
            if _wants(name, judge, {key: names.get(v, v) for key, v in row.items() if _plain(v)}, cell)
        }  # fmt: skip
        with acting(place.town.actor(one.slug)), connection.cursor() as cursor:
            cursor.execute(SQL, {"person": person, "notice": notice})
            shown = set(cursor.fetchall())
        wrong |= {f"{one}: shown {name}" for name, _ in shown - wanted}
        wrong |= {f"{one}: hidden {name}" for name, _ in wanted - shown}
    assert not wrong, f"{len(wrong)} wrong\n" + "\n".join(sorted(wrong)[:200])
    assert {name for found in rows.values() for name, _ in found} >= MANY


def _judge(cell: Cell, person: UUID) -> Judge:
    """The policy with what the matrix knows of the person, and nothing of anybody else."""

    def facts(subject: UUID) -> Facts:
        return cell.situation.facts if subject == person else Facts()

    rows = defaultdict(list, centre=[{"lead_agency_id": needs.HOME}])
    return Judge(cell.actor, facts, rows, cell.at)


def _plain(value: object) -> bool:
    """Can it be the name of somebody or something? Lists and sealed bytes decide nothing."""
    return not isinstance(value, list | dict | bytes | memoryview)


# Tables in which the house of this test has something to show or to hide.
MANY = {
    "accessclaim", "accessgate", "accessrow", "alias", "attachment", "attachmentbody", "breakglass", "case",
    "clock", "consent", "contactpoint", "contactsafety", "disclosure", "identitylink", "incident", "moved",
    "need", "note", "notice", "person", "referral", "reply", "seat", "sectionsummary", "separationrule",
    "serviceplan", "sharingbasis", "task",
}  # fmt: skip


HOUSE = {
    "today": "RCMAPLDSVUTN", "services": "RCMAPLDSVUTN", "notices": "RCML", "new_contact": "RCM", "find": "RCMAPS",
    "cases": "RCMAPLSD", "referrals": "RCMAP", "posts": "LDN", "review": "UV", "exports": "LVD", "retention": "VL", "glasses": "SV", "safety": "S",
    "bases": "VL", "benefit_doubts": "NV", "places": "RCMAPLDN", "place_days": "LDN", "place_childcare": "LDN",
    "conferences": "CMAPLD", "conference_new": "MALD", "conference_actions": "CMAPL",
    "reports": "PR", "report_new": "PR", "report_import": "PR", "house_funnel": "TLD", "house_figures": "TLD", "house_feeds": "N",
    "message_outbox": "RCMAP",
    "house_forms": "DN", "form_bring": "DN",
    "home_rounds": "CMPL", "house_stock": "CMAPLD", "house_upkeep": "RCMAPLDSN", "rules": "RCMAPLDSVUTN", "rule_changes": "DN", "place_room_new": "LDN", "place_aide_new": "LDN",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(HOUSE))
def test_a_place_of_the_house_opens_to_its_duties_only(place: Place, name: str) -> None:
    for slug in (*HOME, *PARTNERS.values()):
        allowed = bool(_role(slug).duties & set(HOUSE[name]))
        assert (place.client(slug).get(reverse(name)).status_code == 200) is allowed, slug
