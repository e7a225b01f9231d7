"""Two places outside the house, and somebody for whom one of them was asked."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import time

from hangot.consent import actions as consents
from hangot.core.access import Section
from hangot.demo import walks
from hangot.demo.people import SEED, sketches
from hangot.demo.stage import Stage
from hangot.demo.walks import Walk
from hangot.directory.models import Agency
from hangot.directory.outside import Outsider
from hangot.packs.active import profile
from hangot.referrals import actions as referrals
from hangot.referrals.outside import write_down

GIVEN = (Section.OVERVIEW, Section.IDENTITY, Section.CONTACT)
PLACES: Sequence[Outsider] = (
    Outsider("든든한 집", "Steady House", "02-000-0199", "housing", GIVEN),
    Outsider("푸른 가정의원", "Green Family Clinic", "02-000-0188", "medical", (*GIVEN, Section.HEALTH)),
)  # fmt: skip
ASKED = "이사할 때까지 두 달 동안 머물 방이 필요합니다."


def asked_outside(stage: Stage) -> None:
    """A counsellor asked a place that has no desk here; its answer link is still to be made."""
    one = list(sketches(random.Random(SEED)))[-10]  # noqa: S311 - invented people
    walk = Walk(stage, replace(one, phone="01009990010"), random.Random(10), stage.day(2, time(9)))  # noqa: S311
    walks.arrive(walk)
    with stage.played(walk.counsellor, walk.later(minutes=10)) as by:
        places = [write_down(place, by=by, at=walk.at) for place in PLACES]
        _ask(walk, places[0])


def _ask(walk: Walk, agency: Agency) -> None:
    by, at = walk.stage.actors[walk.counsellor], walk.at
    asked = consents.Asked(profile(by.profile).consent.notice_version)
    for section in GIVEN:
        line = consents.ask(
            subject=walk.subject, agency=agency.pk, section=section, asked=asked, by=by, at=at
        )
        consents.answer(
            consent_id=line.pk, event="give", method="paper", giver="self", by=by, at=at
        )
    letter = referrals.Letter(
        agency.services.get().pk, agency.posts.get().pk, GIVEN, ASKED, case_id=walk.file.pk
    )
    referrals.write_and_send(subject=walk.subject, letter=letter, by=by, at=at)
