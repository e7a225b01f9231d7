"""Proposing and deciding the end of a case; what is open is looked at anew at each of the two."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from hangot.access.alone import alone_with
from hangot.cases import ending
from hangot.cases.models import Case, Closure
from hangot.closing.queries import outstanding
from hangot.core.access import Actor
from hangot.core.refusal import Hidden


def propose(
    *, case_id: UUID, reason: str, words: str | None, results: Mapping[UUID, str],
    expected: int | None, by: Actor, at: datetime,
) -> Closure:  # fmt: skip
    """Propose the end: a reason, a result per goal, nothing left open in any agency."""
    return ending.propose_end(
        case_id=case_id, reason=reason, words=words, results=results,
        outstanding=outstanding(_alone(case_id)), expected=expected, by=by, at=at,
    )  # fmt: skip


def decide(
    *, case_id: UUID, event: str, satisfaction: str, expected: int | None, by: Actor, at: datetime,
    words: str | None = None,
) -> Case:  # fmt: skip
    """Close a case or send it back; Missing where something was lent or asked for since."""
    return ending.decide_end(
        case_id=case_id, event=event, satisfaction=satisfaction, words=words,
        outstanding=outstanding(_alone(case_id)), expected=expected, by=by, at=at,
    )  # fmt: skip


def _alone(case_id: UUID) -> Case:
    """The case, while nobody else acts on its person: nothing is lent between look and end."""
    found = Case.objects.filter(pk=case_id).first() if alone_with(Case, case_id) else None
    if found is None:
        raise Hidden
    return found
