"""The people of the told stories: 한서윤 and 오민재, 김하린, and the family of 정미경."""

import random
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from typing import Any

from hangot.access import actions as access
from hangot.access.trail import remember
from hangot.consent import actions as consents
from hangot.core.access import Actor, Level, Section
from hangot.core.ids import new_id
from hangot.demo import facts as told
from hangot.demo import forms as filled
from hangot.demo import lent as lending
from hangot.demo import walks
from hangot.demo.answers import refer
from hangot.demo.family import family
from hangot.demo.people import SEED, Sketch
from hangot.demo.stage import Stage
from hangot.demo.walks import COUNSELLORS, MANAGERS, Walk
from hangot.directory.actions import number
from hangot.people import actions as people
from hangot.people.actions import Safety
from hangot.people.models import Person
from hangot.referrals import actions as referrals

OVERVIEW, IDENTITY, CONTACT = Section.OVERVIEW, Section.IDENTITY, Section.CONTACT
PROTECTION, INCIDENT, HEALTH = Section.PROTECTION, Section.INCIDENT, Section.HEALTH
LEGAL, WORK = Section.LEGAL, Section.EMPLOYMENT
SEOYUN = Sketch(
    "한서윤", date(1997, 3, 9), "01000770182", ("stalking",),
    "회사 다닐 때부터 따라다녔어요. 그래서 일을 그만뒀는데 집 앞까지 와요.",
    "집을 옮기고, 다시 일하고 싶어요", ("safety", "environment", "employment"), alias="가람",
    urgency="soon", safety=Safety(window_from=time(12), window_to=time(13)),
)  # fmt: skip
HARIN = Sketch(
    "김하린", date(2009, 5, 14), "01000770514", ("digital_sex_crime",),
    "사진이 퍼졌어요. 엄마한테는 아직 말하지 말아 주세요.", "다 지워졌으면 좋겠어요",
    ("safety", "health", "law_rights"), channel="online",
    safety=Safety(window_from=time(17), window_to=time(18)),
)  # fmt: skip


def _walk(stage: Stage, sketch: Sketch, ago: float, clock: time, *, who: int = 0) -> Walk:
    return Walk(
        stage, sketch, random.Random(SEED), stage.day(ago, clock),  # noqa: S311
        counsellor=COUNSELLORS[0], manager=MANAGERS[who],
    )  # fmt: skip


def seoyun(stage: Stage) -> None:
    """Stalking: five agencies after one visit, one line refused, somebody kept out."""
    suspect = _client_of_the_job_desk(stage)
    walk = _walk(stage, SEOYUN, 12, time(12, 10))
    walks.arrive(walk)
    _alleged(walk)
    _keep_apart(walk, suspect)
    yes: Sequence[tuple[str, tuple[Section, ...], str, str]] = (
        ("police-victim-desk", (IDENTITY, CONTACT, PROTECTION, INCIDENT), "location-device", "in_service"),
        (
            "seoul-stalking-support", (OVERVIEW, IDENTITY, CONTACT, PROTECTION, INCIDENT, HEALTH),
            "stalking-counselling", "accepted",
        ),
        ("korea-legal-aid", (IDENTITY, INCIDENT, LEGAL), "civil-family-legal-advice", "completed"),
        ("prosecution-victim-desk", (IDENTITY, INCIDENT), "moving-cost", "returned"),
        ("moel-job-centre", (OVERVIEW, IDENTITY, WORK), "unemployment-benefit-link", "sent"),
    )  # fmt: skip
    for desk, sections, _, _ in yes:
        walks.agree(walk, desk, sections, no=(INCIDENT,) if desk == "moel-job-centre" else ())
    told.resigned(walk)
    filled.followed(walk)
    walks.hand_to_manager(walk)
    visited = walk.at
    for desk, sections, service, until in yes:
        walk.at = visited if until != "sent" else stage.day(1, time(14))
        refer(walk, desk, sections, service=service, until=until)
    walk.at = visited
    lending.lent(walk)
    walk.at = stage.after(visited, days=2)
    walks.note(walk, walk.manager)
    walks.move(walk, walk.manager, "assess")
    filled.fill(walk, "stalking_risk", filled.AGAIN, walk.manager)


def _client_of_the_job_desk(stage: Stage) -> Person:
    """오민재 is known to the job desk alone; nobody else of the house can find him."""
    at = stage.day(30, time(11))
    with stage.played("moel-job-centre-2", at) as by:
        person = _person(by, "오민재", "1992-11-02", "01000771102", at=at)
        levels = {IDENTITY: Level.FULL, CONTACT: Level.FULL, WORK: Level.FULL}
        with access.changing(person.pk):
            source: dict[str, Any] = {
                "agency": by.agency, "code": "own_client", "source": person.pk, "starts": at,
            }  # fmt: skip
            access.gate(person.pk, levels, ends=None, **source)
            access.claim(person.pk, levels, **source)
        people.put_contact(person.pk, "phone", "01000771102", whose="self", by=by, at=at)
        remember("person.write", by=by, at=at, subject=person.pk, section=IDENTITY)
        return person


def _person(by: Actor, name: str, birth: str, phone: str | None, *, at: datetime) -> Person:
    return people.create_person(
        number=number("person", by=by, at=at), name=name, birth=birth, phone=phone, by=by, at=at
    )


def _alleged(walk: Walk) -> None:
    """She names him; he is written down as a person of his own, with what she knows."""
    at = walk.later(minutes=10)
    with walk.stage.played("reception-1", at) as by:
        named = _person(by, "오민재", "1992-11-02", None, at=at)
        people.add_relationship(
            person_id=walk.subject, kind="alleged_perpetrator", name="오민재", detail="전 직장 동료",
            other_id=named.pk, by=by, at=at,
        )  # fmt: skip


def _keep_apart(walk: Walk, other: Person) -> None:
    at = walk.later(minutes=20)
    with walk.stage.played("safety-officer", at) as by:
        people.separate(
            one=walk.subject, other=other.pk, scope="visit", minutes=20,
            reason="같은 날 같은 창구에 오지 않게 합니다.", by=by, at=at,
        )  # fmt: skip
        people.deny(
            subject=walk.subject, code="separation", post=walk.stage.posts["moel-job-centre-2"],
            by=by, at=at,
        )  # fmt: skip


def harin(stage: Stage) -> None:
    """A minor consents for herself; the law opens one desk, one consent is withdrawn."""
    walk = _walk(stage, HARIN, 40, time(16, 20), who=1)
    walks.arrive(walk)
    with stage.played("safety-officer", walk.at) as by:
        people.deny(subject=walk.subject, code="guardian", worker=new_id(), by=by, at=walk.at)
    _by_law(walk)
    refer(walk, "seoul-digital-sex-crime-centre", (IDENTITY, CONTACT, INCIDENT),
          service="image-deletion", until="in_service")  # fmt: skip
    lending.cleared(walk)
    walk.at = stage.day(38, time(16))
    walks.agree(walk, "victims-public-counsel", (IDENTITY, INCIDENT, LEGAL))
    refer(walk, "victims-public-counsel", (IDENTITY, INCIDENT, LEGAL), until="in_service")
    walks.agree(walk, "smile-centre", (HEALTH, IDENTITY), no=(CONTACT,))
    refer(walk, "smile-centre", (HEALTH, IDENTITY), until="in_service")
    _withdrawn(walk)
    walks.hand_to_manager(walk)


def _by_law(walk: Walk) -> None:
    """Deletion needs no consent: a clause, proposed by one and approved by another."""
    terms = consents.BasisTerms(
        walk.stage.agencies["seoul-digital-sex-crime-centre"], (IDENTITY, CONTACT, INCIDENT),
        "성폭력방지법 제7조의3제3항제2호", "아동·청소년성착취물의 삭제와 증거 보존에 필요합니다.",
    )  # fmt: skip
    with walk.stage.played(walk.counsellor, walk.at) as by:
        basis = consents.propose_basis(subject=walk.subject, terms=terms, by=by, at=walk.at)
    at = walk.later(minutes=40)
    with walk.stage.played("privacy-officer", at) as by:
        consents.decide_basis(basis_id=basis.pk, event="approve", reason=None, by=by, at=at)


def _withdrawn(walk: Walk) -> None:
    """What one desk was told is closed by a single call; she gets the list of what it had."""
    desk, sections = "seoul-welfare-desk", (OVERVIEW, IDENTITY)
    walks.agree(walk, desk, sections)
    refer(walk, desk, sections, until="accepted")
    at = walk.at = walk.stage.day(16, time(17, 10))
    with walk.stage.played(walk.counsellor, at) as by:
        referrals.withdraw_consent(
            subject=walk.subject, agency=walk.stage.agencies[desk], sections=sections, by=by, at=at
        )


STORIES: Sequence[Callable[[Stage], Any]] = (family, harin, seoyun)
