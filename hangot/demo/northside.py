"""Told in the district of Seongbuk: the family of 박선영, from the report to the conference; other homes."""

from collections.abc import Callable, Sequence
from datetime import date, time
from typing import Any

from hangot.consent import actions as consents
from hangot.core.access import Section
from hangot.demo import walks
from hangot.demo.answers import refer
from hangot.demo.people import Sketch
from hangot.demo.reported import called_together, reported_homes
from hangot.demo.stage import Stage
from hangot.demo.telling import Ask, ask_and_send, begin, decide
from hangot.demo.walks import Walk
from hangot.people import actions as people
from hangot.people.actions import Safety

OVERVIEW, IDENTITY, CONTACT = Section.OVERVIEW, Section.IDENTITY, Section.CONTACT
FAMILY, PROTECTION, INCIDENT = Section.FAMILY, Section.PROTECTION, Section.INCIDENT
HEALTH, LEGAL, WELFARE, PLAN = Section.HEALTH, Section.LEGAL, Section.WELFARE, Section.PLAN
SEONYEONG = Sketch(
    "박선영", date(1988, 4, 17), "01000770417", ("domestic_violence", "child_abuse"),
    "남편이 술을 마시면 소리를 지르고 물건을 던져요. 유나가 밤에 자주 깨요.",
    "아이가 무섭지 않게 지냈으면 해요", ("safety", "health", "family", "law_rights", "economy"),
    channel="apo", urgency="soon", safety=Safety(window_from=time(9, 30), window_to=time(11, 30)),
    helped_by=("specialist-partners", "neighbourhood-office"),
)  # fmt: skip
ASKS = (
    Ask("mental-health-centre", (IDENTITY, OVERVIEW, HEALTH), "mental-health-support", "in_service"),
    Ask("specialist-partners", (IDENTITY, INCIDENT, LEGAL), "family-legal-counselling", "accepted",
        post="specialist-partners-2"),
    Ask("neighbourhood-office", (OVERVIEW, WELFARE, PLAN), "welfare-services", "in_service",
        no=(HEALTH,), post="neighbourhood-office-2"),
)  # fmt: skip
CHILD, CHILD_POST = "child-protection-agency", "child-protection-agency-1"


def seonyeong(stage: Stage) -> None:
    """Agreed to by phone, one line refused, the child protected by law, a relative kept out."""
    walk = begin(stage, SEONYEONG, 44, time(10, 15))
    _keep_out(walk)
    _for_the_child(walk)
    ask_and_send(walk, ASKS, method="phone")
    walk.later(days=3)
    walks.note(walk, walk.counsellor)
    decide(walk)
    called_together(
        walk, walk.manager, CHILD_POST, "mental-health-centre-1", "neighbourhood-office-2"
    )


def _keep_out(walk: Walk) -> None:
    """An official of the neighbourhood is a cousin of the husband."""
    with walk.stage.played("safety-officer", walk.at) as by:
        people.add_relationship(
            person_id=walk.subject, kind="alleged_perpetrator", name="최동훈", detail="배우자",
            by=by, at=walk.at,
        )  # fmt: skip
        people.deny(
            subject=walk.subject, code="conflict", post=walk.stage.posts["neighbourhood-office-1"],
            by=by, at=walk.at,
        )  # fmt: skip


def _for_the_child(walk: Walk) -> None:
    """The law opens the child protection agency; the mother is told, nobody need agree."""
    sections = (IDENTITY, FAMILY, PROTECTION, INCIDENT)
    terms = consents.BasisTerms(
        walk.stage.agencies[CHILD], sections,
        "아동학대처벌법 제10조, 아동복지법 제22조의4", "아이를 지키는 계획을 함께 세워야 합니다.",
    )  # fmt: skip
    with walk.stage.played(walk.counsellor, walk.at) as by:
        basis = consents.propose_basis(subject=walk.subject, terms=terms, by=by, at=walk.at)
    at = walk.later(minutes=50)
    with walk.stage.played("privacy-officer", at) as by:
        consents.decide_basis(basis_id=basis.pk, event="approve", reason=None, by=by, at=at)
    refer(walk, CHILD, sections, service="child-case-management", until="in_service")


STORIES: Sequence[Callable[[Stage], Any]] = (seonyeong, reported_homes)
