"""The policy stands twice, in Python and in the database: random worlds find no difference."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hangot import clock
from hangot.access import actions as access
from hangot.access.context import acting
from hangot.access.models import BreakGlass, Denial
from hangot.access.queries import view
from hangot.cases.models import Case, CasePointer, Note, SectionSummary
from hangot.core.access import (
    SECTIONS,
    SHARED,
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
from hangot.core.ids import new_id
from hangot.core.refusal import Hidden
from hangot.people.models import AccessNeed, Alias, ContactPoint, ContactSafety, Person
from hangot.vault import keyring

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SLUGS = (
    "counsellor-1", "counsellor-2", "team-lead", "safety-officer", "administrator",
    "moel-job-centre-1", "moel-job-centre-2", "police-victim-desk-1",
)  # fmt: skip
AUTHORS = ("counsellor-1", "moel-job-centre-1", "moel-job-centre-2", "police-victim-desk-1")
# Never so near to now that the database's clock could pass one while the test runs.
offsets = st.sampled_from((-48, -2, -1, 1, 2, 48)).map(lambda hours: timedelta(hours=hours))
levels = st.dictionaries(st.sampled_from(SECTIONS), st.sampled_from(Level), max_size=5) | st.just(
    dict.fromkeys(SECTIONS, Level.FULL)
)
slugs = st.sampled_from(SLUGS)
duties = st.none() | st.sampled_from("CLSA")


@dataclass(frozen=True, slots=True)
class Drawn:
    """One claim, gate, denial or broken glass, with people as slugs and moments as distances."""

    slug: str
    start: timedelta
    end: timedelta | None
    levels: dict[Section, Level]
    narrow: str = ""
    duty: str | None = None
    frozen: timedelta | None = None
    purposes: frozenset[Purpose] = frozenset({Purpose.SUPPORT})

    def period(self, at: datetime) -> Period:
        return Period(at + self.start, None if self.end is None else at + self.end)


ends = st.none() | offsets
drawn_gates = st.builds(
    Drawn, slugs, offsets, ends, levels,
    purposes=st.sampled_from((frozenset({Purpose.SUPPORT}), frozenset({Purpose.SUPPORT, Purpose.SAFETY}))),
)  # fmt: skip
drawn_claims = st.builds(
    Drawn,
    slugs,
    offsets,
    ends,
    levels,
    narrow=st.sampled_from(("", "post")),
    duty=duties,
    frozen=ends,
)
drawn_denials = st.builds(
    Drawn, slugs, offsets, ends, st.just({}), narrow=st.sampled_from(("worker", "post", "agency"))
)
# An emergency is short: begun by now or to come, over after four hours at the latest.
drawn_glasses = st.builds(
    Drawn, slugs, st.just(timedelta(hours=-1)), st.sampled_from((-1, 1, 2)).map(lambda h: timedelta(hours=h)), levels,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class World:
    gates: Sequence[Drawn]
    claims: Sequence[Drawn]
    denials: Sequence[Drawn]
    glasses: Sequence[Drawn]


worlds = st.builds(
    World, st.lists(drawn_gates, max_size=4), st.lists(drawn_claims, min_size=1, max_size=4),
    st.lists(drawn_denials, max_size=1), st.lists(drawn_glasses, max_size=1),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class House:
    """The person, everything written about her, and the people who may come to look."""

    subject: UUID
    people: dict[str, Actor]


def _all_caps(actor: Actor) -> Actor:
    return replace(actor, caps=dict.fromkeys(SECTIONS, Level.FULL))


@pytest.fixture
def house(who: Callable[..., Any]) -> House:
    people = {slug: who(slug) for slug in SLUGS}
    subject, at = new_id(), clock.now() - timedelta(days=9)
    with acting(_all_caps(people["counsellor-1"])) as state:
        _person(subject, state.actor, at)
    with acting(_all_caps(people["counsellor-1"])), access.changing(subject):
        for slug in AUTHORS:
            access.claim(
                subject, dict.fromkeys(SECTIONS, Level.FULL), agency=people[slug].agency,
                code="test", source=subject, starts=at,
            )  # fmt: skip
            access.gate(
                subject, dict.fromkeys(SECTIONS, Level.FULL), agency=people[slug].agency,
                code="test", source=subject, starts=at, ends=None,
            )  # fmt: skip
    with acting(_all_caps(people["counsellor-1"])):
        _write_shared(subject, people["counsellor-1"], at)
    for slug in AUTHORS:
        with acting(_all_caps(people[slug])):
            _write_all(subject, people[slug], at)
    with acting(people["counsellor-1"]), access.changing(subject):
        access.end_gates(subject, source=subject, at=at)
        access.end_claims(subject, source=subject, at=at)
    return House(subject, people)


def _person(subject: UUID, by: Actor, at: datetime) -> None:
    keyring.create(subject, by.centre)
    Person(pk=subject, centre_id=by.centre, number="T-1", name="도하람", created_at=at).save(
        force_insert=True
    )
    access.register(subject, at=at)
    with access.changing(subject):
        case = Case(
            centre_id=by.centre, number="T-1", person_id=subject, agency_id=by.agency, lead_post_id=by.post,
            registered_at=at, moved_at=at, stage="intake", state="intake",
        )  # fmt: skip
        case.save(force_insert=True)
        SectionSummary.objects.bulk_create(
            [SectionSummary(**_of(subject, s, by, at)) for s in SHARED]
        )


def _of(subject: UUID, section: Section, by: Actor, at: datetime) -> dict[str, Any]:
    return {
        "centre_id": by.centre, "subject_id": subject, "section": section.number,
        "agency_id": by.agency, "post_id": by.post, "created_at": at,
    }  # fmt: skip


def _write_shared(subject: UUID, by: Actor, at: datetime) -> None:
    """What is written once for all who help."""
    Alias(**_of(subject, Section.IDENTITY, by, at), name="가람").save(force_insert=True)
    AccessNeed(**_of(subject, Section.OVERVIEW, by, at), kind="interpreter").save(force_insert=True)
    ContactSafety(**_of(subject, Section.CONTACT, by, at), channels=[], asked_at=at).save(
        force_insert=True
    )


def _write_all(subject: UUID, by: Actor, at: datetime) -> None:
    Note.objects.bulk_create(
        [Note(**_of(subject, s, by, at), what="talk", text="…", at=at) for s in SECTIONS]
    )
    ContactPoint(**_of(subject, Section.CONTACT, by, at), kind="phone", value="01000000000").save(
        force_insert=True
    )
    with access.changing(subject):
        known = CasePointer.objects.filter(subject_id=subject, agency_id=by.agency)
        if not known.exists():
            CasePointer.objects.bulk_create(
                [CasePointer(**_of(subject, s, by, at), call_post=by.post) for s in SHARED]
            )


def _write(world: World, house: House, at: datetime) -> Facts:
    """The world as rows, and the same world as facts of the pure policy."""
    people, subject = house.people, house.subject
    with acting(people["counsellor-1"]), access.changing(subject):
        for one in world.gates:
            period = one.period(at)
            access.gate(
                subject, one.levels, agency=people[one.slug].agency, code="consent", source=subject,
                starts=period.start, ends=period.end, purposes=one.purposes,
            )  # fmt: skip
        for one in world.claims:
            _claim(one, house, at)
    for one in world.glasses:
        _break(one, house, at)
    for one in world.denials:
        # Last: whoever is shut out cannot derive the rows of others either.
        _deny(one, house, at)
    return _facts(world, people, at)


def _claim(one: Drawn, house: House, at: datetime) -> None:
    period, actor, source = one.period(at), house.people[one.slug], new_id()
    access.claim(
        house.subject, one.levels, agency=actor.agency, code="seat", source=source, starts=period.start,
        post=actor.post if one.narrow else None, duties=(one.duty,),
    )  # fmt: skip
    if period.end:
        access.end_claims(house.subject, source=source, at=period.end)
    if one.frozen:
        access.freeze_claims(house.subject, source=source, at=at + one.frozen)


def _named(one: Drawn, actor: Actor) -> dict[str, UUID]:
    return {
        one.narrow: {"worker": actor.worker, "post": actor.post, "agency": actor.agency}[one.narrow]
    }


def _deny(one: Drawn, house: House, at: datetime) -> None:
    period, officer = one.period(at), house.people["safety-officer"]
    named = {f"{name}_id": value for name, value in _named(one, house.people[one.slug]).items()}
    with acting(officer):
        Denial.objects.bulk_create([Denial(
            centre_id=officer.centre, subject_id=house.subject, starts=period.start, ends=period.end,
            code="separation", **named,
        )])  # fmt: skip


def _break(one: Drawn, house: House, at: datetime) -> None:
    """Who is denied cannot break the glass at all: the database refuses the row."""
    actor, period = house.people[one.slug], one.period(at)
    glass = BreakGlass(
        centre_id=actor.centre, subject_id=house.subject, agency_id=actor.agency, post_id=actor.post,
        worker_id=actor.worker, state="opened", danger="life_in_danger", reason="…", opened_at=period.start,
        ends_at=period.end or at, sections=[s.number for s, level in one.levels.items() if level],
    )  # fmt: skip
    with acting(actor), access.changing(house.subject):
        glass.save(force_insert=True)


def _facts(world: World, people: dict[str, Actor], at: datetime) -> Facts:
    gates = [
        Gate(people[one.slug].agency, one.levels, one.period(at), one.purposes)
        for one in world.gates
    ]
    claims = [
        Claim(
            people[one.slug].agency, one.levels, one.period(at),
            people[one.slug].post if one.narrow else None, one.duty,
            None if one.frozen is None else at + one.frozen,
        )
        for one in world.claims
    ]  # fmt: skip
    barriers = [
        replace(Barrier(period=one.period(at)), **_named(one, people[one.slug]))  # type: ignore[arg-type]
        for one in world.denials
    ]
    glasses = [
        Emergency(
            people[one.slug].agency, people[one.slug].post,
            {s: Level.FULL for s, level in one.levels.items() if level}, one.period(at),
        )
        for one in world.glasses
    ]  # fmt: skip
    return Facts(gates, claims, barriers, glasses)


@contextmanager
def _for_once() -> Iterator[None]:
    """Leaves no trace of a world behind."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


Shown = set[tuple[str, int, UUID | None, UUID | None]]
NEEDED = {
    Note: Level.FULL,
    SectionSummary: Level.SUMMARY,
    CasePointer: Level.POINTER,
    ContactPoint: Level.FULL,
}


def _in_database(subject: UUID) -> Shown:
    found: Shown = set()
    for model in NEEDED:
        rows = model._default_manager.filter(subject_id=subject)
        found |= {
            (model.__name__, *row) for row in rows.values_list("section", "agency_id", "post_id")
        }
    for shared in (Alias, AccessNeed, ContactSafety):
        if shared._default_manager.filter(subject_id=subject).exists():
            found.add((shared.__name__, 0, None, None))
    people = Person.objects.filter(pk=subject).values_list("pk")
    return found | {("Person", Section.IDENTITY.number, None, None) for _ in people}


def _in_python(facts: Facts, house: House, actor: Actor, purpose: Purpose, at: datetime) -> Shown:
    def at_least(level: Level, section: Section, agency: UUID | None, post: UUID | None) -> bool:
        ask = Ask(house.subject, section, purpose, agency, post)
        return sight(actor, ask, facts, at).level >= level

    rows: Shown = set()
    authors = [house.people[slug] for slug in AUTHORS]
    rows |= {("Note", s.number, by.agency, by.post) for s in SECTIONS for by in authors}
    rows |= {("ContactPoint", 4, by.agency, by.post) for by in authors}
    rows |= {("SectionSummary", s.number, authors[0].agency, authors[0].post) for s in SHARED}
    pointers = [by for by in authors if by != house.people["moel-job-centre-2"]]
    rows |= {("CasePointer", s.number, by.agency, by.post) for s in SHARED for by in pointers}
    rows.add(("Person", Section.IDENTITY.number, None, None))
    shared = {
        "Alias": at_least(Level.FULL, Section.IDENTITY, None, None),
        "AccessNeed": at_least(Level.SUMMARY, Section.OVERVIEW, None, None),
        "ContactSafety": bool(actor.duties & set("RCMAPLS"))
        and flows(actor, house.subject, purpose, facts, at),
    }
    needed = {model.__name__: level for model, level in NEEDED.items()} | {"Person": Level.FULL}
    seen = {r for r in rows if at_least(needed[r[0]], SECTIONS[r[1] - 1], r[2], r[3])}
    return seen | {(name, 0, None, None) for name, shown in shared.items() if shown}


def _view_agrees(facts: Facts, house: House, actor: Actor, purpose: Purpose, at: datetime) -> None:
    """What the pages use, and whether the case itself is there at all."""
    try:
        seen = view(actor, house.subject, at=at)
    except Hidden:
        assert not Case.objects.filter(person_id=house.subject).exists()
        return
    assert Case.objects.filter(person_id=house.subject).exists()
    assert seen.flows == flows(actor, house.subject, purpose, facts, at)
    for section in SECTIONS:
        shared = Ask(house.subject, section, purpose)
        own = replace(shared, row_agency=actor.agency, row_post=actor.post)
        assert seen.levels[section] == sight(actor, shared, facts, at).level
        assert seen.own[section] == sight(actor, own, facts, at).level


def _denied_glass(world: World, people: dict[str, Actor], at: datetime) -> bool:
    facts = _facts(replace(world, gates=(), claims=(), glasses=()), people, at)
    return any(b.hits(people[g.slug], at) for g in world.glasses for b in facts.barriers)


@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    worlds,
    st.lists(slugs, min_size=2, max_size=3, unique=True),
    st.sampled_from((Purpose.SUPPORT, Purpose.SAFETY)),
)
def test_the_database_shows_exactly_the_rows_that_the_policy_shows(
    house: House, world: World, lookers: list[str], purpose: Purpose
) -> None:
    at = clock.now()
    if _denied_glass(world, house.people, at):
        world = replace(world, glasses=())
    lookers = [*lookers, *(one.slug for one in world.claims[:1])]
    with _for_once():
        facts = _write(world, house, at)
        for slug in lookers:
            actor = house.people[slug]
            with acting(actor, purpose):
                assert _in_database(house.subject) == _in_python(
                    facts, house, actor, purpose, at
                ), slug
                _view_agrees(facts, house, actor, purpose, at)


def test_the_worlds_are_not_all_empty(house: House) -> None:
    """A test of the test: somebody with everything sees every shared row."""
    everything = dict.fromkeys(SECTIONS, Level.FULL)
    now = timedelta(hours=-1)
    world = World(
        [Drawn("moel-job-centre-1", now, None, everything)],
        [Drawn("moel-job-centre-1", now, None, everything)],
        [],
        [],
    )
    with _for_once():
        _write(world, house, clock.now())
        with acting(_all_caps(house.people["moel-job-centre-1"])):
            # Notes: shared ones of all, own notes, two held by the agency, own report; then the rest.
            notes = len(SHARED) * len(AUTHORS) + 1 + 2 + 1
            summaries, pointers, phones, name = len(SHARED), len(SHARED) * 3, len(AUTHORS), 4
            assert len(_in_database(house.subject)) == notes + summaries + pointers + phones + name
