"""A bereaved family: the mother and her two children, one household, three records."""

import random
from datetime import date, time, timedelta

from hangot.access.trail import remember
from hangot.core.access import Section
from hangot.demo import walks
from hangot.demo.answers import refer
from hangot.demo.facts import bereaved
from hangot.demo.money import family_money
from hangot.demo.people import SEED, Sketch
from hangot.demo.stage import Stage
from hangot.demo.walks import COUNSELLORS, MANAGERS, Walk
from hangot.people.models import Household, Member

OVERVIEW, IDENTITY, CONTACT = Section.OVERVIEW, Section.IDENTITY, Section.CONTACT
INCIDENT, HEALTH = Section.INCIDENT, Section.HEALTH
MIGYEONG = Sketch(
    "정미경", date(1980, 8, 21), "01000770821", ("violent",),
    "남편이 떠난 뒤로 아이들 학비와 생활이 막막해요.", "아이들이 학교를 계속 다녔으면 해요",
    ("economy", "family", "health"), channel="police_112", urgency="soon",
)  # fmt: skip
MINSEO = Sketch(
    "정민서", date(2007, 2, 3), "01000770203", ("violent",), "학교에서 자꾸 눈물이 나요.",
    "혼자 이야기할 곳이 있으면 좋겠어요", ("health", "education"), channel="visit",
)  # fmt: skip
JUNSEO = Sketch(
    "정준서", date(2012, 6, 30), "01000770630", ("violent",), "아빠가 보고 싶어요.",
    "전학 가지 않고 싶어요", ("family", "education"), channel="visit",
)  # fmt: skip


def _walk(stage: Stage, sketch: Sketch, ago: float, clock: time) -> Walk:
    return Walk(
        stage, sketch, random.Random(SEED), stage.day(ago, clock),  # noqa: S311
        counsellor=COUNSELLORS[0], manager=MANAGERS[1],
    )  # fmt: skip


def family(stage: Stage) -> None:
    """A bereaved family: three records of one household, each with its own answers."""
    mother = _walk(stage, MIGYEONG, 60, time(10))
    walks.arrive(mother)
    for desk, sections, until in (
        ("crime-victim-support-centre", (OVERVIEW, IDENTITY, CONTACT, INCIDENT), "in_service"),
        ("prosecution-victim-desk", (IDENTITY, INCIDENT), "completed"),
    ):
        walks.agree(mother, desk, sections)
        refer(mother, desk, sections, until=until)
    bereaved(mother, "spouse")
    family_money(mother)
    home = _household(mother, "parent")
    for sketch, role in ((MINSEO, "child"), (JUNSEO, "child")):
        child = _walk(stage, sketch, 58, time(15))
        walks.arrive(child)
        no = (HEALTH,) if sketch is MINSEO else ()
        walks.agree(child, "smile-centre", (IDENTITY, CONTACT), no=no)
        refer(child, "smile-centre", (IDENTITY, CONTACT), until="in_service")
        _join(child, home, role)
        bereaved(child, "child")


def _household(walk: Walk, role: str) -> Household:
    with walk.stage.played(walk.counsellor, walk.at) as by:
        home = Household(centre_id=by.centre, created_at=walk.at)
        home.save(force_insert=True)
    _join(walk, home, role)
    return home


def _join(walk: Walk, home: Household, role: str) -> None:
    with walk.stage.played(walk.counsellor, walk.at) as by:
        Member(
            centre_id=by.centre, subject_id=walk.subject, section=Section.FAMILY.number,
            agency_id=by.agency, post_id=by.post, created_at=walk.at, household=home, role=role,
            since=walk.at.date() - timedelta(days=3650),
        ).save(force_insert=True)  # fmt: skip
        remember(
            "relationship.write", by=by, at=walk.at, subject=walk.subject, section=Section.FAMILY
        )
