"""What an agency outside says by its link: steps of the referral's own life, and no others."""

from datetime import datetime
from uuid import UUID

from hangot.core.access import Actor
from hangot.referrals.models import Referral
from hangot.referrals.steps import Said, step
from hangot.tasks.fire import locked

NOT_BEGUN = ("accepted", "scheduled")


def answer(
    *, referral_id: UUID, event: str, said: Said, expected: int | None, by: Actor, at: datetime
) -> Referral:
    """One answer; who tells the outcome straight after accepting has begun and finished in one act."""
    if event == "complete":
        found: Referral = locked(Referral, referral_id, expected=expected)
        if found.state in NOT_BEGUN:
            begun = step(
                referral_id=referral_id, event="begin", said=Said(speaker=said.speaker),
                expected=expected, by=by, at=at,
            )  # fmt: skip
            expected = begun.version
    return step(referral_id=referral_id, event=event, said=said, expected=expected, by=by, at=at)
