"""A form of the centre's own: brought in by one, published by a second person, never changed after."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from hangot.access.alone import one_at_a_time
from hangot.access.trail import remember
from hangot.core.access import Actor
from hangot.core.instruments.form import Instrument
from hangot.core.rights import Scene, may
from hangot.instruments import forms
from hangot.instruments.models import FormChange
from hangot.packs.active import profile
from hangot.tasks.fire import locked


def bring(*, form: Instrument, by: Actor, at: datetime) -> FormChange:
    """Keep a form that was read without a mistake, to be looked at. Missing for a known version."""
    row = FormChange(
        centre_id=by.centre, code=form.code, number=form.version, digest=form.digest,
        worker_id=by.worker, post_id=by.post, created_at=at,
    )  # fmt: skip
    _move(row, "draft", by=by, at=at, holds=_new(row, by), new=True)
    forms.keep(form, by=by, at=at)
    return row


def send(
    *, change_id: UUID, permission: str, expected: int | None, by: Actor, at: datetime
) -> FormChange:
    """Ask a second person to decide; why the centre may use the form is written down."""
    row: FormChange = locked(FormChange, change_id, expected=expected)
    row.permission = permission.strip() or None
    _move(row, "send", by=by, at=at, given={"permission"} if row.permission else ())
    return row


def publish(*, change_id: UUID, expected: int | None, by: Actor, at: datetime) -> FormChange:
    """From now on the form is used in this version."""
    one_at_a_time(f"forms of {by.centre}")
    row = _decided(change_id, expected, by=by, at=at)
    _move(row, "publish", by=by, at=at, holds={"not_the_proposer", *_new(row, by)})
    return row


def refuse(
    *, change_id: UUID, answer: str, expected: int | None, by: Actor, at: datetime
) -> FormChange:
    """Decide against it, with a reason."""
    row = _decided(change_id, expected, by=by, at=at)
    row.answer = answer.strip() or None
    _move(row, "refuse", by=by, at=at, given={"reason"} if row.answer else ())
    return row


def withdraw(*, change_id: UUID, expected: int | None, by: Actor, at: datetime) -> FormChange:
    """Take it back, before it is decided."""
    row: FormChange = locked(FormChange, change_id, expected=expected)
    _move(row, "withdraw", by=by, at=at)
    return row


def retire(
    *, change_id: UUID, answer: str, expected: int | None, by: Actor, at: datetime
) -> FormChange:
    """Stop using it, with a reason; what was filled in with it stays readable."""
    row: FormChange = locked(FormChange, change_id, expected=expected)
    row.answer = answer.strip() or None
    _move(row, "retire", by=by, at=at, given={"reason"} if row.answer else ())
    return row


def _decided(change_id: UUID, expected: int | None, *, by: Actor, at: datetime) -> FormChange:
    row: FormChange = locked(FormChange, change_id, expected=expected)
    row.decided_by, row.decided_post, row.decided_at = by.worker, by.post, at
    return row


def _new(row: FormChange, by: Actor) -> Collection[str]:
    """The guard holds where no version as new is in use."""
    used = forms.in_use(by).get(row.code)
    return () if used is not None and used.version >= row.number else ("version_is_new",)


def _move(
    row: FormChange, event: str, *, by: Actor, at: datetime, holds: Collection[str] = (),
    given: Collection[str] = (), new: bool = False,
) -> None:  # fmt: skip
    """One step of the life; it is about no person, so nothing is noted on anybody's record."""
    life = profile(by.profile).life(row.kind)
    step = life.step(None if new else row.state, event)
    scene = Scene(at) if new else Scene(at, proposer=row.worker_id, proposer_post=row.post_id)
    may(step.right, by, scene, who=step.who)
    life.demand(step, holds=holds, given=given)
    row.state = step.target
    row.version += not new
    row.save(force_insert=new)
    remember(step.right, by=by, at=at, thing=row.pk)
