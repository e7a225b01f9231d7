"""Crowds of invented people and how far each gets, so that every page has something to show."""

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, time, timedelta

from hangot.core.access import Section
from hangot.demo import walks
from hangot.demo.answers import STATES, refer
from hangot.demo.facts import somewhat
from hangot.demo.palette import Palette
from hangot.demo.people import Sketch, sketches
from hangot.demo.stage import Stage
from hangot.demo.walks import COUNSELLORS, LEAD, MANAGERS, Walk
from hangot.packs.active import profile
from hangot.referrals import actions as referrals

Scene = Callable[[Walk], None]
Scenes = Sequence[tuple[Scene, int, tuple[float, float]]]
HOURS = (9, 10, 11, 13, 14, 15, 16)
OFTEN, SELDOM = 0.5, 0.15


def crowd(
    stage: Stage, dice: random.Random, palette: Palette, scenes: Scenes
) -> Iterator[tuple[Scene, Walk]]:
    """Who comes, and how far each gets; the oldest first, as numbers are given out."""
    strangers = sketches(dice, palette)
    planned = [
        (stage.day(dice.uniform(*ago), time(dice.choice(HOURS), dice.randint(0, 50))), scene)
        for scene, count, ago in scenes
        for _ in range(count)
    ]
    for place, (at, scene) in enumerate(sorted(planned, key=lambda one: one[0])):
        yield scene, _walk(stage, next(strangers), place, at, dice)


def _walk(stage: Stage, one: Sketch, place: int, at: datetime, dice: random.Random) -> Walk:
    """Every other case is heard and led by the same case manager from the first day."""
    managers, counsellors = stage.seated(MANAGERS), stage.seated(COUNSELLORS)
    manager = managers[place // 2 % len(managers)]
    heard_by = manager if place % 2 else counsellors[place // 4 % len(counsellors)]
    return Walk(stage, one, dice, at, counsellor=heard_by, manager=manager)


def opened(walk: Walk) -> None:
    """The case has just begun."""
    walks.arrive(walk)
    if walk.dice.random() < OFTEN:
        _share(walk, 1)
    elif walk.dice.random() < OFTEN:
        walks.ask_only(walk, walk.sketch.desks[0], Section.IDENTITY)


def _share(walk: Walk, most: int, *, ended: bool = False) -> None:
    """Agree with one or more desks and send what was agreed to."""
    words = profile(walk.stage.centre.profile)
    desks = walk.sketch.desks
    for desk in walk.dice.sample(desks, min(walk.dice.randint(1, most), len(desks))):
        asked = words.asks(desk)
        no = asked[-1:] if walk.dice.random() < SELDOM else ()
        yes = tuple(s for s in asked if s not in no)
        walks.agree(walk, desk, yes, no=no, method=walk.dice.choice(("paper", "screen", "phone")))
        refer(walk, desk, yes, until="acknowledged" if ended else _state(walk))


def _state(walk: Walk) -> str:
    """Old referrals have been answered; an unanswered one is still in its time, or has run out."""
    fresh = walk.stage.now - walk.at < timedelta(days=4)
    some = ("sent", "draft", "held", "accepted", "returned") if fresh else tuple(
        state for state in STATES if state != "sent"
    )  # fmt: skip
    weights = [6 if state in WORKING else 1 for state in some]
    return walk.dice.choices(some, weights)[0]


WORKING = ("accepted", "scheduled", "in_service", "completed", "acknowledged")


def assessed(walk: Walk) -> None:
    """The survey goes on."""
    walks.arrive(walk)
    somewhat(walk)
    walks.hand_to_manager(walk)
    _share(walk, 2)
    walk.later(days=1)
    walks.move(walk, walk.manager, "assess")


def conferred(walk: Walk) -> None:
    """Waits for the conference."""
    assessed(walk)
    walks.note(walk, walk.manager)
    walk.later(days=3)
    walks.move(walk, walk.manager, "convene", holds={"survey_complete_or_waived"})


def selected(walk: Walk) -> None:
    """The conference decided."""
    _select(walk, "integrated")


def _select(walk: Walk, kind: str) -> None:
    conferred(walk)
    walk.later(days=2)
    walks.move(
        walk,
        LEAD,
        "select",
        holds={"conference_quorum"},
        given={"decision", "kind"},
        selection=kind,
    )


def not_selected(walk: Walk) -> None:
    """The conference found that another help fits better."""
    conferred(walk)
    walk.later(days=2)
    walks.move(
        walk, LEAD, "not_select", holds={"conference_quorum"}, given={"decision", "reason", "told"}
    )


def planned(walk: Walk) -> None:
    """The plan is written, agreed to, or waits for approval."""
    selected(walk)
    walk.later(days=1)
    walks.move(walk, walk.manager, "plan")
    walks.plan(walk, until=walk.dice.choice(("draft", "agreed", "approved")))


def active(walk: Walk) -> None:
    """Services are given."""
    _begin(walk, ended=False)


def _begin(walk: Walk, *, ended: bool) -> None:
    walks.arrive(walk)
    somewhat(walk)
    walks.hand_to_manager(walk)
    walk.later(days=1)
    walks.move(walk, walk.manager, "assess")
    walk.later(days=3)
    walks.move(walk, walk.manager, "convene", holds={"survey_complete_or_waived"})
    walk.later(days=2)
    kind = walk.dice.choice(("integrated", "integrated", "service_link"))
    walks.move(
        walk,
        LEAD,
        "select",
        holds={"conference_quorum"},
        given={"decision", "kind"},
        selection=kind,
    )
    if kind == "integrated":
        walks.move(walk, walk.manager, "plan")
        walks.plan(walk, until="active")
    walk.later(days=1)
    walks.move(walk, walk.manager, "activate" if kind == "integrated" else "link_only")
    if kind == "integrated":
        walks.tick(walk)
    _share(walk, 2, ended=ended)
    walks.note(walk, walk.manager)


def suspended(walk: Walk) -> None:
    """The person wanted a break; the clocks stand still."""
    active(walk)
    walk.later(days=2)
    review = walk.stage.now + timedelta(days=walk.dice.randint(5, 30))
    walks.move(walk, walk.manager, "suspend", given={"reason", "review_date"}, review_at=review,
               reason=walk.dice.choice(("person_away", "in_hospital", "abroad")))  # fmt: skip


def closing(walk: Walk) -> None:
    """Everything is done; the team lead looks at it."""
    _begin(walk, ended=True)
    walks.end(walk, decided=False)


def closed(walk: Walk) -> None:
    """Closed by another than who proposed it."""
    _begin(walk, ended=True)
    walks.end(walk, decided=True)


def aftercare(walk: Walk) -> None:
    """Closed, and looked after for a while."""
    closed(walk)
    walk.later(days=1)
    walks.move(walk, walk.manager, "begin_aftercare", given={"aftercare_owner", "dates"})


def reopened(walk: Walk) -> None:
    """Closed, and opened again."""
    closed(walk)
    walk.later(days=5)
    walks.move(walk, walk.manager, "reopen", given={"reason"}, reason="new_need")


def transferred(walk: Walk) -> None:
    """Another place goes on with it."""
    assessed(walk)
    walk.later(days=2)
    with walk.stage.played(LEAD, walk.at, about=walk.subject) as by:
        walk.case = referrals.hand_over(
            case_id=walk.file.pk, over=ELSEWHERE, expected=None, by=by, at=walk.at
        )


ELSEWHERE = referrals.HandOver(
    "moved", "다음 주에 그쪽 담당이 전화드립니다. 본인이 알고 계십니다.",
    place="너른들 원스톱 지원센터", speaker="윤다정 팀장, 통화", agreed=True,
)  # fmt: skip
