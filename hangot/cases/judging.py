"""Is this home a crisis family: yes, no, or to be watched? With reasons, and one after the other."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from hangot.access.queries import need
from hangot.cases.models import Case, Judgement
from hangot.cases.scenes import scene
from hangot.cases.sections import note_entry
from hangot.core.access import Actor, Level, Section
from hangot.core.refusal import Hidden
from hangot.people.entries import owned
from hangot.tasks.fire import fire

EVENTS = ("say_yes", "say_watch", "say_no")


def judge(
    *, case_id: UUID, event: str, reasons: Sequence[str], words: str, by: Actor, at: datetime
) -> Judgement:
    """Write a judgement down; the one before stays as it was. `reasons` are codes of the pack."""
    case = Case.objects.filter(pk=case_id).first()
    if case is None:
        raise Hidden
    need(by, case.person_id, Section.OVERVIEW, Level.FULL, at=at)
    row = Judgement(
        **owned(case.person_id, Section.OVERVIEW, by=by, at=at), case=case,
        reasons=",".join(reasons), words=words or None,
    )  # fmt: skip
    fire(
        row, event, by=by, at=at, new=True, subject=case.person_id, scene=scene(case, at=at),
        given={"reason"} if reasons else (),
    )  # fmt: skip
    note_entry(case.person_id, Section.OVERVIEW, by=by, at=at)
    return row


def judgements(case_id: UUID) -> list[Judgement]:
    """What was judged, newest first, as far as one may see it."""
    return list(Judgement.objects.filter(case_id=case_id).order_by("-created_at", "-pk"))
