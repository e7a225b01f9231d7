"""The row of a filling: made, found where it stands, moved by its life."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from hangot.cases.models import Case
from hangot.core.access import Actor, by_number
from hangot.core.clocks import SEOUL
from hangot.core.instruments.form import Instrument
from hangot.core.instruments.words import Answers
from hangot.core.refusal import Hidden
from hangot.core.rights import Scene
from hangot.instruments.models import Response
from hangot.instruments.rows import dumped, named
from hangot.people.entries import owned
from hangot.tasks.fire import fire, locked


def new_row(
    case: Case, form: Instrument, setting: str, answers: Answers, *, by: Actor, at: datetime
) -> Response:
    """A filling that is not saved yet."""
    return Response(
        **owned(case.person_id, form.section, by=by, at=at), case=case, form=named(form),
        setting=setting, worker_id=by.worker, asked_on=at.astimezone(SEOUL).date(),
        answers=dumped(answers),
    )  # fmt: skip


def drafts(case: Case, by: Actor) -> Sequence[Response]:
    """What this post has begun about a case and not finished, newest first."""
    rows = Response.objects.filter(case=case, state="draft", post_id=by.post, corrects=None)
    return list(rows.order_by("-created_at"))


def draft(pk: UUID, expected: int | None) -> Response:
    """A filling that is still open, locked."""
    return standing(pk, expected, "draft")


def finished(pk: UUID, expected: int | None) -> Response:
    """A filling that was finished and not followed, locked."""
    return standing(pk, expected, "finished")


def standing(pk: UUID, expected: int | None, state: str) -> Response:
    """The row, locked; Hidden for one that has moved on, as for one that never was."""
    row: Response = locked(Response, pk, expected=expected)
    if row.state != state:
        raise Hidden
    return row


def fired(
    row: Response, event: str, *, by: Actor, at: datetime, holds: Collection[str] = (),
    given: Collection[str] = (), new: bool = False,
) -> None:  # fmt: skip
    """One step of its life."""
    fire(
        row, event, by=by, at=at, subject=row.subject_id, section=by_number(row.section),
        scene=scene(row, at), holds=holds, given=given, new=new,
    )  # fmt: skip


def scene(row: Response, at: datetime) -> Scene:
    """Who wrote it, for the rights."""
    return Scene(at, sender=row.agency_id, proposer=row.worker_id, proposer_post=row.post_id)
