"""The one way a state moves: ask the core, save, note the move, write the audit entry."""

from collections.abc import Collection
from contextlib import nullcontext
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from hangot.access.alone import alone_with
from hangot.access.context import deriving
from hangot.access.trail import remember
from hangot.core.access import Actor, Section
from hangot.core.lives import Step
from hangot.core.refusal import Hidden, Stale
from hangot.core.rights import Scene, may
from hangot.packs.active import profile
from hangot.tasks.models import Moved


class Living(Protocol):
    """A row with a life: kind names the table of steps, state is where it stands."""

    kind: str
    state: str
    version: int
    pk: Any

    def save(self, *, update_fields: Collection[str] | None = None) -> None: ...


def fire(
    thing: Any, event: str, *, by: Actor, at: datetime, scene: Scene, subject: UUID | None,
    section: Section = Section.OVERVIEW, holds: Collection[str] = (), given: Collection[str] = (),
    reason: str | None = None, new: bool = False,
) -> Step:  # fmt: skip
    """Move `thing` by `event`, or raise NotAllowed (who, state) or Missing (guard, value).

    The caller has locked the row and set its other columns; everything is saved here with the
    next version. `holds` are the guards the caller found true, `given` the values that came.
    `subject` None: about no person, so nothing is noted on anybody's record.
    """
    life = profile(by.profile).life(thing.kind)
    step = life.step(None if new else _place(thing), event)
    # What the person decides is written down by a worker: the right's own line says by whom.
    may(step.right, by, scene, who=step.actors)
    life.demand(step, holds=holds, given=given)
    _move(
        thing, step, life.core(step.target), new=new, by=by, at=at, subject=subject, section=section
    )
    remember(
        step.right, by=by, at=at, subject=subject, thing=thing.pk, section=section, reason=reason
    )
    return step


def follow(
    thing: Any, event: str, *, by: Actor, at: datetime, subject: UUID,
    section: Section = Section.OVERVIEW,
) -> Step:  # fmt: skip
    """A move that follows from another one, such as a referral ending with its consent.

    The table is asked whether the clock (J) may do it; the audit entry is that of the cause.
    """
    life = profile(by.profile).life(thing.kind)
    step = life.step(_place(thing), event)
    _move(
        thing,
        step,
        life.core(step.target),
        new=False,
        by=by,
        at=at,
        subject=subject,
        section=section,
    )
    return step


def _place(thing: Any) -> str:
    """Where a thing stands in its own table: a local sub-state where it has one."""
    return getattr(thing, "stage", "") or str(thing.state)


def _move(
    thing: Any, step: Step, target: str, *, new: bool, by: Actor, at: datetime,
    subject: UUID | None, section: Section,
) -> None:  # fmt: skip
    source = "" if new else thing.state
    thing.state = target
    if hasattr(thing, "stage"):
        thing.stage = step.target
    if new:
        thing.save(force_insert=True)
    else:
        thing.version += 1
        thing.save()
    if subject is None:
        return
    Moved.objects.bulk_create([Moved(
        centre_id=by.centre, subject_id=subject, section=section.number, agency_id=by.agency,
        post_id=by.post, thing_kind=thing.kind, thing_id=thing.pk, event=step.event,
        source=source, target=step.target, at=at,
    )])  # fmt: skip


def locked(model: Any, pk: UUID, *, expected: int | None, scope: UUID | None = None) -> Any:
    """The row, locked, and nobody else acting on its person; Hidden if one may not see it, Stale if somebody changed it meanwhile."""
    with deriving(scope) if scope else nullcontext():
        known = alone_with(model, pk)
        row = model.objects.select_for_update().filter(pk=pk).first() if known else None
    if row is None:
        raise Hidden
    if expected is not None and row.version != expected:
        raise Stale(expected, row.version)
    return row
