"""A referral from draft to the closed loop; what follows when a consent comes or ends."""

from uuid import UUID

from hangot.access.context import deriving
from hangot.referrals.agreement import (
    decide_basis,
    end_because_of_consent,
    end_consent,
    invalidate_consents,
    lapse_basis,
    take_answers,
    withdraw_consent,
)
from hangot.referrals.handover import HandOver, accepted_transfers, hand_over
from hangot.referrals.letters import (
    Letter,
    rewrite,
    rewrite_and_send,
    send,
    write,
    write_and_send,
)
from hangot.referrals.models import Referral
from hangot.referrals.overdue import expire
from hangot.referrals.serving import attempt, begin, lose, reroute
from hangot.referrals.steps import Said, scene, see, step

__all__ = [
    "HandOver", "Letter", "Said", "accepted_transfers", "attempt", "begin", "decide_basis", "end_because_of_consent", "end_consent",
    "expire", "hand_over", "invalidate_consents", "lapse_basis", "lose", "open_referrals", "reroute", "rewrite",
    "rewrite_and_send", "scene", "see", "send", "step", "take_answers", "withdraw_consent", "write",
    "write_and_send",
]  # fmt: skip


def open_referrals(subject: UUID) -> int:
    """How many referrals of a person have not ended; a case is closed only when none is left."""
    with deriving(subject):
        return (
            Referral.objects.filter(subject_id=subject)
            .exclude(state__in=("acknowledged", "discarded"))
            .exclude(form="information")
            .count()
        )
