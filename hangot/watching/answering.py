"""The auditor's word about one entry of the log; added, never changed."""

from datetime import datetime
from uuid import UUID

from hangot.access.alone import one_at_a_time
from hangot.access.trail import remember
from hangot.audit.models import AuditReview
from hangot.audit.queries import entry
from hangot.core.access import Actor
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.watching import queries
from hangot.watching.actions import CLOSED, turn

RESULTS = ("fine", "explained", "noted")
SAY_IT = Text(
    "누구에게 무엇을 확인했는지, 또는 무엇이 문제인지 적어 주세요.",
    "Say what you asked and heard, or what is wrong with it.",
)
ANOTHER = Text(
    "자기 기록은 스스로 점검할 수 없습니다. 다른 분께 부탁해 주세요.",
    "Your own entries must be reviewed by somebody else.",
)


def review_entry(
    *, entry_id: UUID, result: str, note: str | None, by: Actor, at: datetime
) -> AuditReview:
    """Nothing wrong, or something to follow up; nobody reviews what they did themselves."""
    may("audit.review", by, Scene(at))
    found = entry(entry_id)
    if found is None or result not in RESULTS:
        raise Hidden
    if found.worker_id == by.worker:
        raise Missing("another", ANOTHER)
    if result != "fine" and not note:
        raise Missing("note", SAY_IT)
    one_at_a_time(turn(by))
    if queries.closed_month_of(entry_id):
        raise Missing("open", CLOSED)
    row = AuditReview(
        centre_id=by.centre, entry_id=entry_id, at=at, worker_id=by.worker, result=result, note=note
    )
    row.save(force_insert=True)
    remember("audit.review", by=by, at=at, thing=entry_id)
    return row
