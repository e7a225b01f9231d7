"""Money by the month is paid while somebody looks for work, which is shown anew before each payment."""

from datetime import datetime, time

from hangot.benefits.models import Benefit
from hangot.core.access import Actor
from hangot.core.clocks import SEOUL
from hangot.packs.active import profile
from hangot.tasks.actions import close_tasks, open_task

PROOF = "benefit.proof"
NOON = time(12)


def ask_proof(row: Benefit, *, by: Actor, at: datetime) -> None:
    """The proof for the next payment is to be seen before it is due; none where the pack asks none."""
    close_tasks(row.pk, subject=row.subject_id, by=by, at=at, what=(PROOF,))
    rule = profile(by.profile).employment.paying(row.service)
    left = row.payments.filter(paid_on=None).order_by("due_on").first()
    if rule is not None and rule.proof and left is not None:
        open_task(
            PROOF, subject=row.subject_id, agency=row.to_agency, thing_kind="benefit", thing=row.pk,
            at=at, due=datetime.combine(left.due_on, NOON, SEOUL),
        )  # fmt: skip
