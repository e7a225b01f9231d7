"""What the officers of the demo find: emergencies to review, consents at their end, look-ups."""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from uuid import UUID

from hangot.access.models import BreakGlass
from hangot.cases import emergency
from hangot.core.access import Section
from hangot.core.lookup import parse
from hangot.demo import walks
from hangot.demo.answers import refer
from hangot.demo.people import SEED, Sketch, sketches
from hangot.demo.stage import Stage
from hangot.demo.walks import MANAGERS, Walk
from hangot.intake import actions as intake

WHY = "112 신고가 들어와 지금 머무는 곳을 확인해야 합니다."
SECTIONS = (Section.IDENTITY, Section.CONTACT, Section.PROTECTION)
POLICE = "police-victim-desk-1"


def _stranger(place: int) -> Sketch:
    """Somebody the crowd did not use."""
    found = list(sketches(random.Random(SEED)))  # noqa: S311 - invented people
    one = found[-1 - place]
    return replace(one, phone=f"0100999{place:04}", crimes=("retaliation",))


def _walk(stage: Stage, place: int, at: datetime) -> Walk:
    walk = Walk(stage, _stranger(place), random.Random(place), at)  # noqa: S311
    walks.arrive(walk)
    return walk


def _break(stage: Stage, subject: UUID, at: datetime) -> BreakGlass:
    with stage.played(POLICE, at) as by:
        plea = emergency.Plea("perpetrator_near", WHY, SECTIONS)
        return emergency.open_glass(subject=subject, plea=plea, by=by, at=at)


def reviewed(stage: Stage) -> None:
    """Two emergencies of last month: one proper, one not."""
    for place, (event, finding) in enumerate((
        ("approve", "신고 기록과 시각이 맞습니다."),
        ("object", "담당자에게 먼저 전화할 시간이 있었습니다. 절차를 다시 안내했습니다."),
    )):  # fmt: skip
        walk = _walk(stage, place, stage.day(30 + place, time(9)))
        at = stage.day(26 + place, time(18))
        row = _break(stage, walk.subject, at)
        with stage.ticked() as by:
            emergency.time_out(row.pk, by=by, at=row.ends_at)
        later = stage.day(25 + place, time(10))
        with stage.played("safety-officer", later) as by:
            emergency.review(glass_id=row.pk, event=event, finding=finding, by=by, at=later)


def pending(stage: Stage) -> None:
    """One emergency waits for its review, one is still open."""
    walk = _walk(stage, 2, stage.day(9, time(10)))
    at = stage.day(1, time(17))
    row = _break(stage, walk.subject, min(at, stage.now - timedelta(hours=6)))
    with stage.ticked() as by:
        emergency.time_out(row.pk, by=by, at=row.ends_at)
    walk = _walk(stage, 3, stage.day(8, time(10)))
    _break(stage, walk.subject, stage.now - timedelta(minutes=25))


def ending(stage: Stage) -> None:
    """Consents of three months ago: some ended last week, some end in a few days."""
    for place, ago in ((4, 97), (5, 95), (6, 84), (7, 80), (8, 79)):
        walk = _walk(stage, place, stage.day(ago, time(10)))
        sections = (Section.IDENTITY, Section.CONTACT)
        walks.agree(walk, POLICE.removesuffix("-1"), sections)
        refer(walk, POLICE.removesuffix("-1"), sections, until="accepted")
        walk.manager = MANAGERS[place % 2]
        walks.hand_to_manager(walk)


def looked_up(stage: Stage) -> None:
    """Looked for and not found; more than usual on one evening, for the monthly review."""
    for place in range(9):
        one = _stranger(20 + place)
        at = stage.day(3, time(19, 4 * place))
        with stage.played("counsellor-2", at) as by:
            words = f"{one.name} {one.birth:%Y-%m-%d}"
            intake.look_up(query=parse(words, at.date()), reason="safety", by=by, at=at)


EVENTS: Sequence[Callable[[Stage], None]] = (reviewed, pending, ending, looked_up)
