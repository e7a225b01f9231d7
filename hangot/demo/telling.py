"""What the told stories of every centre share: whom one agrees with, and what is sent there."""

import random
from collections.abc import Sequence
from datetime import time
from typing import NamedTuple

from hangot.core.access import Section
from hangot.demo import walks
from hangot.demo.answers import refer
from hangot.demo.people import SEED, Sketch
from hangot.demo.stage import Stage
from hangot.demo.walks import COUNSELLORS, LEAD, MANAGERS, Walk


class Ask(NamedTuple):
    """One desk: what it may know, what it may not, which service, how far it has come, which post."""

    desk: str
    yes: Sequence[Section]
    service: str
    until: str
    no: Sequence[Section] = ()
    post: str = ""


def begin(stage: Stage, sketch: Sketch, ago: float, clock: time) -> Walk:
    """Somebody comes so many days ago and a case is opened."""
    walk = Walk(
        stage, sketch, random.Random(SEED), stage.day(ago, clock),  # noqa: S311 - invented people
        counsellor=COUNSELLORS[0], manager=MANAGERS[0],
    )  # fmt: skip
    walks.arrive(walk)
    return walk


def ask_and_send(walk: Walk, asks: Sequence[Ask], *, method: str = "paper") -> None:
    """The lines of the consent form, then the referrals."""
    for one in asks:
        walks.agree(walk, one.desk, one.yes, no=one.no, method=method)
    agreed = walk.at
    for one in asks:
        walk.at = agreed
        refer(walk, one.desk, one.yes, service=one.service, until=one.until, post=one.post)
    walk.at = agreed


def decide(walk: Walk, *, plan: str = "active", apart: str = "") -> None:
    """Survey, conference, selection and plan, as far as the plan has come."""
    walks.hand_to_manager(walk)
    walks.move(walk, walk.manager, "assess")
    walk.later(days=7)
    walks.move(walk, walk.manager, "convene", holds={"survey_complete_or_waived"})
    walk.later(days=4)
    walks.move(
        walk, LEAD, "select", holds={"conference_quorum"}, given={"decision", "kind"},
        selection="integrated",
    )  # fmt: skip
    walk.later(days=2)
    walks.move(walk, walk.manager, "plan")
    walks.plan(walk, until=plan, apart=apart)
    if plan == "active":
        walk.later(days=1)
        walks.move(walk, walk.manager, "activate")
