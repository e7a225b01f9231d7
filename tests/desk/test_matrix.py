"""Every address, every kind of post, every relation and state of consent: as the table says."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from hangot import clock
from hangot.access.context import acting
from hangot.cases.models import Case, SectionSummary, ServicePlan
from hangot.core.access import SECTIONS, SHARED, Level, Purpose, Section
from hangot.desk import addresses, matrix
from hangot.desk.matrix import (
    BY_NAME,
    GIVEN,
    HIDDEN,
    NO_DUTY,
    NOT_NOW,
    OPERATIONS,
    PART,
    YES,
    Cell,
    Role,
)
from hangot.management.commands import access_matrix
from hangot.packs.active import profile
from hangot.people.models import ContactPoint, Person
from tests.settled import counts, settled, signed_in
from tests.worlds import LONG_AGO, Town

pytestmark = pytest.mark.slow
JOBS, POLICE = "moel-job-centre", "police-victim-desk"
PARTNERS = {JOBS: "moel-job-centre-1", POLICE: "police-victim-desk-1"}
# Who plays which part at home, and in which relation to the three cases of the lead agency.
HOME = {
    "counsellor-1": "lead", "case-manager-1": "seat", "counsellor-2": "no seat", "case-manager-2": "no seat",
    "reception-1": "no seat", "team-lead": "no seat", "centre-manager": "no seat", "safety-officer": "no seat",
    "privacy-officer": "no seat", "auditor": "no seat", "statistics": "no seat", "administrator": "no seat",
}  # fmt: skip


@dataclass(slots=True)
class Place:
    """A committed house with every situation in it."""

    town: Town
    urls: Mapping[str, str]
    ids: dict[str, dict[str, UUID]] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)

    def client(self, slug: str) -> Client:
        if slug not in self.clients:
            self.clients[slug] = signed_in(slug)
        return self.clients[slug]


@pytest.fixture(scope="module")
def place(
    clone: Callable[[str], Any], django_db_setup: None, django_db_blocker: Any
) -> Iterator[Place]:
    with settled(clone, django_db_blocker, "matrix") as urls:
        yield _build(urls)


def _build(urls: Mapping[str, str]) -> Place:
    place = Place(Town(), urls)
    for slug in (*HOME, *PARTNERS.values()):
        place.town.actor(slug)
        place.client(slug)
    for relation in matrix.PARTNER_RELATIONS:
        for consent in matrix.CONSENTS:
            _partner_case(place.town, relation, consent)
    for consent in matrix.HOME_CONSENTS:
        _home_case(place.town, consent)
    for name in place.town.cases:
        place.ids[name] = _things(place.town, name)
    _deny_all(place.town)
    return place


def _partner_case(town: Town, relation: str, consent: str) -> None:
    name, at = f"{relation}/{consent}", clock.now()
    if consent == "expired":
        at -= LONG_AGO
    town.open(name, at=at - timedelta(days=1))
    sections = PART if consent == "partial" else GIVEN
    for agency, post in PARTNERS.items():
        _agree(town, name, agency, at)
        if relation == "seat":
            town.seat(name, post, GIVEN)
        elif relation != "none":
            town.refer(name, agency, sections, at=at)
            if consent != "none":
                _move(town, name, agency, relation, at)
        if consent == "withdrawn":
            town.withdraw(name, agency, GIVEN)


def _agree(town: Town, name: str, agency: str, at: datetime) -> None:
    consent = name.split("/")[1]
    if consent == "law":
        town.law(name, agency, GIVEN)
    elif consent == "partial":
        town.agree(name, agency, PART, at=at)
        town.agree(name, agency, (Section.EMPLOYMENT,), "refuse", at=at)
    elif consent != "none":
        town.agree(name, agency, GIVEN, at=at)


def _move(town: Town, name: str, agency: str, relation: str, at: datetime) -> None:
    post = PARTNERS[agency]
    if relation in ("accepted", "ended"):
        town.step(name, agency, post, "accept", at=at)
    if relation == "declined":
        town.step(name, agency, post, "decline", at=at)
    if relation == "ended":
        town.step(name, agency, post, "begin", "complete", at=at)
        town.step(name, agency, "counsellor-1", "acknowledge", at=at)


def _home_case(town: Town, consent: str) -> None:
    name = f"home/{consent}"
    town.open(name, at=clock.now() - timedelta(days=400 if consent == "expired" else 1))
    town.seat(name, "case-manager-1", SHARED)


def _things(town: Town, name: str) -> dict[str, UUID]:
    """What hangs on a case and can be named in an address."""
    case = town.cases[name]
    with town.acts("counsellor-1") as by:
        point = (
            ContactPoint.objects.filter(subject_id=case.person_id)
            .values_list("pk", flat=True)
            .first()
        )
        plan = ServicePlan(
            centre_id=by.centre, subject_id=case.person_id, section=12, agency_id=by.agency, post_id=by.post,
            created_at=clock.now(), case=case, number=1, state="draft", author=by.worker,
        )  # fmt: skip
        plan.save(force_insert=True)
        return {
            "case_id": case.pk,
            "point_id": point or uuid4(),
            "notice_id": town.notices[name],
            "plan_id": plan.pk,
        }


def _deny_all(town: Town) -> None:
    for name in town.cases:
        if name.endswith("/denied"):
            slugs = HOME if name.startswith("home") else PARTNERS.values()
            for slug in sorted(slugs, key=lambda one: one == "safety-officer"):
                town.deny(name, worker=town.actor(slug).worker)


def _role(slug: str) -> Role:
    pack = profile("crime_victim")
    duties = frozenset(pack.letters(slug))
    return Role("".join(sorted(duties)), duties, pack.caps(slug), slug in HOME)


@dataclass(frozen=True, slots=True)
class Try:
    """One cell to try: who, about which case, in which relation and state of consent."""

    slug: str
    name: str
    relation: str
    consent: str


def _cells() -> Iterator[Try]:
    for slug, relation in HOME.items():
        for consent in matrix.HOME_CONSENTS:
            yield Try(slug, f"home/{consent}", relation, consent)
    for slug in PARTNERS.values():
        for relation in matrix.PARTNER_RELATIONS:
            for consent in matrix.CONSENTS if slug == PARTNERS[JOBS] else FEW:
                yield Try(slug, f"{relation}/{consent}", relation, consent)


def _service(place: Place, one: Try) -> Section:
    from hangot.cases.sections import of_domain

    agency = next((a for a, post in PARTNERS.items() if post == one.slug), "")
    found = place.town.referrals.get((one.name, agency))
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


def _arguments(
    place: Place, name: str, slug: str, operation: matrix.Operation, section: Section
) -> dict[str, Any] | None:
    """Values for the address of an operation about this case; None when there is no such thing."""
    pattern = dict(addresses.addresses())[operation.name]
    wanted = pattern.pattern.converters
    known: dict[str, Any] = {**place.ids[name], "number": section.number, **(operation.fixed or {})}
    agency = next((a for a, post in PARTNERS.items() if post == slug), "")
    if referral := place.town.referrals.get((name, agency)):
        known["referral_id"] = referral.pk
    if not set(wanted) <= set(known):
        return None
    return {key: known[key] for key in wanted}


def test_every_address_with_a_door_has_a_row_and_every_row_an_address() -> None:
    with_door = {name for name, door in addresses.doors().items() if door}
    assert with_door - set(BY_NAME) == set()
    assert set(BY_NAME) - with_door == set()


def test_the_printed_matrix_of_the_documents_is_up_to_date() -> None:
    found = matrix.lines(profile("crime_victim"), clock.now())
    assert access_matrix.PLACE.read_text(encoding="utf-8") == access_matrix.document(found)


def _sections(operation: matrix.Operation) -> tuple[Section, ...]:
    return SECTIONS if operation.needs is matrix.sees_section_of_address else (Section.OVERVIEW,)


def _expected(place: Place, one: Try, operation: matrix.Operation, section: Section) -> str:
    door = addresses.doors()[operation.name]
    assert door is not None
    return matrix.verdict(operation, door, _cell(place, one, section, door.purpose))


ABOUT = ("case", "notice", "plan", "referral")
LOG = frozenset({"auditentry", "chainhead"})
FEW = ("given", "partial", "withdrawn", "denied")


def _pages(method: str) -> list[matrix.Operation]:
    doors = addresses.doors()
    return [
        o
        for o in OPERATIONS
        if o.about in ABOUT and (door := doors.get(o.name)) and method in door.methods
    ]


def _answer(status: int) -> str:
    return STATUS.get(status, YES if status < 500 else "broken")


def _fits(found: str, wanted: str, operation: matrix.Operation) -> bool:
    """A page that moves a state may also be refused by the state it finds."""
    if wanted == NOT_NOW:
        return found == NO_DUTY
    return found == wanted or (wanted == YES and operation.moves and found == NO_DUTY)


class Nothing:
    """What each post is answered for a thing that does not exist."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.known: dict[tuple[str, str], str] = {}

    def page(self, slug: str, operation: matrix.Operation, values: Mapping[str, Any]) -> str:
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
    for one in _cells():
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


def _body(place: Place) -> dict[str, str]:
    """The least a form brings: its key, and the agency where one is asked about."""
    return {"once": str(uuid4()), "agency": str(place.town.actor(PARTNERS[JOBS]).agency)}


def _acts(place: Place) -> Iterator[tuple[Try, matrix.Operation, dict[str, Any], str]]:
    for one in _cells():
        if one.slug not in HOME and one.consent not in FEW:
            continue
        for operation in _pages("POST"):
            values = _arguments(place, one.name, one.slug, operation, Section.OVERVIEW)
            if values is not None:
                yield one, operation, values, _expected(place, one, operation, Section.OVERVIEW)


def test_a_refused_act_changes_nothing_and_an_allowed_one_is_not_refused(place: Place) -> None:
    """All posts and relations; for the agencies the states of consent that differ most."""
    wrong: list[str] = []
    refused: list[tuple[Try, str, dict[str, Any]]] = []
    for one, operation, values, wanted in _acts(place):
        if wanted in (HIDDEN, NO_DUTY):
            refused.append((one, operation.name, values))
            continue
        with _undone():
            answer = place.client(one.slug).post(
                reverse(operation.name, kwargs=values), _body(place)
            )
        found = _answer(answer.status_code)
        if wanted == YES and not _fits(found, wanted, operation):
            wrong.append(f"{operation.name} {one}: {answer.status_code}, not {wanted}")
    before = counts(place.urls, without=LOG)
    for one, name, values in refused:
        answer = place.client(one.slug).post(reverse(name, kwargs=values), _body(place))
        if answer.status_code not in (403, 404):
            wrong.append(f"{name} {one}: {answer.status_code}, not refused")
    assert counts(place.urls, without=LOG) == before
    assert not wrong, f"{len(wrong)} wrong\n" + "\n".join(wrong[:300])


def test_the_database_shows_the_case_the_name_and_the_summaries_as_the_matrix_says(
    place: Place,
) -> None:
    for one in _cells():
        person = place.town.cases[one.name].person_id
        cell = _cell(place, one, Section.OVERVIEW, Purpose.SUPPORT)
        with acting(place.town.actor(one.slug)):
            assert Case.objects.filter(person_id=person).exists() is cell.touches, one
            named = cell.touches and matrix.shared(cell, Section.IDENTITY) >= Level.FULL
            assert Person.objects.filter(pk=person).exists() is named, one
            shown = set(
                SectionSummary.objects.filter(subject_id=person).values_list("section", flat=True)
            )
            written = {Section.INCIDENT}
            wanted = {
                s.number
                for s in written
                if not cell.barred and cell.level_of_home(s) >= Level.SUMMARY
            }
            assert shown & {s.number for s in written} == wanted, one


HOUSE = {
    "today": "RCMAPLDSVUTN", "services": "RCMAPLDSVUTN", "notices": "RCML", "new_contact": "RCM", "find": "RCMAPS",
    "cases": "RCMAPLSD", "referrals": "RCMAP", "posts": "LDN", "review": "UV", "glasses": "SV", "safety": "S",
    "bases": "VL",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(HOUSE))
def test_a_place_of_the_house_opens_to_its_duties_only(place: Place, name: str) -> None:
    for slug in (*HOME, *PARTNERS.values()):
        allowed = bool(_role(slug).duties & set(HOUSE[name]))
        assert (place.client(slug).get(reverse(name)).status_code == 200) is allowed, slug
