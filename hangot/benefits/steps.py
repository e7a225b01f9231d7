"""Whose turn a benefit is, and who may act on it."""

from datetime import datetime
from uuid import UUID

from hangot.benefits.models import Benefit
from hangot.core.access import Actor, Section, by_number
from hangot.core.lives import OUTSIDERS
from hangot.core.rights import Scene, allows, may
from hangot.packs.active import profile
from hangot.tasks.actions import close_tasks, open_task

TURNS = (
    "benefit.check", "benefit.decide", "benefit.pay", "benefit.settle", "benefit.appeal", "benefit.proof",
)  # fmt: skip


def scene(row: Benefit, *, at: datetime) -> Scene:
    return Scene(
        at, sender=row.from_agency, receiver=row.to_agency, proposer=row.asked_by,
        proposer_post=row.from_post,
    )  # fmt: skip


def section(row: Benefit) -> Section:
    return by_number(row.section)


def allowed(row: Benefit, event: str, *, by: Actor, at: datetime) -> None:
    """Raise NotAllowed before anything is said about sums to somebody who may not act."""
    right, who = _needed(row, event, by)
    may(right, by, scene(row, at=at), who)


def may_fire(row: Benefit, event: str, *, by: Actor, at: datetime) -> bool:
    """The same question without a refusal: what a page may offer."""
    right, who = _needed(row, event, by)
    return allows(right, by, scene(row, at=at), who)


def _needed(row: Benefit, event: str, by: Actor) -> tuple[str, list[str]]:
    """The right a step asks for and the duties of which one must be held."""
    step = profile(by.profile).life("benefit").step(row.state, event)
    return step.right, [one for one in step.who if one not in OUTSIDERS]


def turn(
    row: Benefit, what: str, agency: UUID, post: UUID | None, *, by: Actor, at: datetime,
    due: datetime | None,
) -> None:  # fmt: skip
    """It is now the turn of one side; `post` None: of everybody at that desk."""
    done(row, by=by, at=at)
    open_task(
        what, subject=row.subject_id, agency=agency, post=post, thing_kind="benefit",
        thing=row.pk, at=at, due=due,
    )  # fmt: skip


def done(row: Benefit, *, by: Actor, at: datetime) -> None:
    """Nobody's turn any more."""
    close_tasks(row.pk, subject=row.subject_id, by=by, at=at, what=TURNS)
