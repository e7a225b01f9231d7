"""One invented person: name, phone, an old closed case, a later one, and what was written."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from uuid import UUID

from bench import names
from bench.maker import Maker, Subject, claim, gate, see
from hangot.cases.models import Case, CasePointer, Incident, Need, Note, Seat, SectionSummary
from hangot.core.access import SHARED, STANDING, Level, Section
from hangot.core.korean import name_tokens
from hangot.people.models import Alias, ContactPoint, ContactSafety, Person
from hangot.people.search import birth_tokens, phone_tokens
from hangot.tasks.models import Clock, Moved, Task
from hangot.vault import tokens

TEAM = dict.fromkeys(SHARED, Level.FULL)
STANDS: Mapping[str, dict[Section, Level]] = {duty: dict(seen) for duty, seen in STANDING.items()}
REGISTER = {Section.IDENTITY: Level.FULL}
OPEN_STATES = ("intake", "assessment", "conference", "planning", "active", "active")
OPEN_SHARE = 0.12
ALIAS_SHARE = 0.05
TASKS = ("case.assess", "case.convene", "plan.write", "case.select", "consent.answer")
WORDS = "이야기를 듣고 필요한 도움을 함께 정리했다. 다음 연락은 정해진 시간에만 하기로 했다."


def person(make: Maker, number: int) -> Subject:
    """One person with two cases; `see()` is still to be called when all claims are known."""
    rng = make.rng
    opened = rng.random() < OPEN_SHARE
    age = rng.random() * (60 if opened else 1000)
    at = make.house.now - timedelta(days=age, hours=1)
    first = at - timedelta(days=rng.randrange(100, 700))
    pk = make.uid(first)
    one = Subject(pk, make.key_for(pk), rng.choice(make.house.leads), pk, "closed", first)
    _named(make, one, number)
    _case(make, one, 2 * number, first, "closed")
    _case(make, one, 2 * number + 1, at, rng.choice(OPEN_STATES) if opened else "closed")
    _written(make, one)
    _tasks(make, one)
    return one


def known(make: Maker, number: int) -> None:
    """Somebody who once asked for advice and never became a case: found by look-up, nothing more."""
    at = make.house.now - timedelta(days=make.rng.randrange(400, 2000))
    pk = make.uid(at)
    one = Subject(pk, make.key_for(pk), make.rng.choice(make.house.leads), pk, "", at)
    _named(make, one, number)
    home = make.house.home
    for duty in ("R", "C"):
        claim(make, one, REGISTER, at=at, agency=home, duty=duty, code="standing", source=pk)
    gate(make, one, REGISTER, at=at, agency=home, code="collection", source=pk)
    see(make, one, case=None)


def finish(make: Maker, one: Subject) -> None:
    """Everything that gives sight is there: derive the access rows."""
    see(make, one, case=one.case)


def _named(make: Maker, one: Subject, number: int) -> None:
    rng, centre, at = make.rng, make.house.centre, one.at
    name, born, phone = names.korean(rng), names.birth(rng), names.phone(rng)
    sheet = make.book[Person]
    sheet.add(
        id=one.pk, centre_id=centre, number=f"{at.year % 100:02}-{number:07}", created_at=at,
        name=sheet.sealed(one.key, one.pk, "name", name),
        birth=sheet.sealed(one.key, one.pk, "birth", born),
    )  # fmt: skip
    more = tokens.tokens(centre, birth_tokens(born) | phone_tokens(phone))
    one.base = sorted({*_name_tokens(centre, name), *more})
    make.owned(ContactPoint, one, Section.CONTACT, at, kind="phone", seal_value=phone)
    make.owned(ContactSafety, one, Section.CONTACT, at, channels=["phone"], asked_at=at)
    if rng.random() < ALIAS_SHARE:
        make.owned(Alias, one, Section.IDENTITY, at, seal_name=names.korean(rng))


@lru_cache(maxsize=200_000)
def _name_tokens(centre: UUID, name: str) -> tuple[int, ...]:
    return tuple(tokens.tokens(centre, name_tokens(name)))


def _case(make: Maker, one: Subject, number: int, at: datetime, stage: str) -> None:
    house, desk = make.house, one.desk
    pk = make.row(
        Case, at, number=f"{at.year % 100:02}-{number:07}", person_id=one.pk, agency_id=house.home,
        lead_post_id=desk.post, state=stage, stage=stage, registered_at=at, moved_at=at,
        urgency=make.rng.choice(("normal", "normal", "normal", "soon")),
    )  # fmt: skip
    seat = make.row(
        Seat, at, case_id=pk, subject_id=one.pk, agency_id=house.home, post_id=desk.post,
        role="lead", sections=[s.number for s in SHARED], since=at,
    )  # fmt: skip
    claim(make, one, TEAM, at=at, agency=house.home, post=desk.post, code="seat", source=seat)
    for duty, levels in STANDS.items():
        claim(make, one, levels, at=at, agency=house.home, duty=duty, code="standing", source=pk)
    gate(make, one, TEAM, at=at, agency=house.home, code="collection", source=pk)
    one.case, one.at, one.stage = pk, at, stage
    for what in ("case_all", "case_survey"):
        make.row(
            Clock, at, agency_id=house.home, subject_id=one.pk, what=what, thing_id=pk, started=at,
            due=at + timedelta(days=30), met_at=at + timedelta(days=9) if stage == "closed" else None,
        )  # fmt: skip
    for source, target in dict.fromkeys((("", "intake"), ("intake", stage))):
        make.row(
            Moved, at, subject_id=one.pk, section=1, agency_id=house.home, post_id=desk.post,
            thing_kind="case", thing_id=pk, event="register", source=source, target=target, at=at,
        )  # fmt: skip


def _written(make: Maker, one: Subject) -> None:
    at, rng = one.at, make.rng
    make.owned(Incident, one, Section.INCIDENT, at, seal_crimes="stalking,retaliation")
    kinds = (Section.INCIDENT, Section.OVERVIEW, rng.choice((Section.WELFARE, Section.LEGAL)))
    for section in kinds:
        when = at + timedelta(hours=rng.random())
        text = f"{WORDS} ({rng.randrange(10**6)})"
        make.owned(Note, one, section, when, case_id=one.case, what="note", at=when, seal_text=text)
        make.owned(SectionSummary, one, section, at, entries=1, last_at=when)
        make.owned(CasePointer, one, section, at, call_post=one.desk.post)
    for domain in rng.sample(("safety", "health", "economy", "law_rights"), 2):
        make.owned(Need, one, Section.OVERVIEW, at, case_id=one.case, domain=domain)


def _tasks(make: Maker, one: Subject) -> None:
    """Five tasks; of an open case the first is still to be done."""
    home, post = make.house.home, one.desk.post
    for place, what in enumerate(TASKS):
        at = one.at + timedelta(hours=place)
        opened = place == 0 and one.stage != "closed"
        make.row(
            Task, at, agency_id=home, post_id=post, subject_id=one.pk, what=what,
            thing_kind="case", thing_id=one.case, created_at=at, soft=True,
            due=make.house.now + timedelta(days=make.rng.random() * 40 - 10) if opened else at,
            done_at=None if opened else at, done_by=None if opened else one.desk.worker,
        )  # fmt: skip
