"""What still holds a case open, whoever in the house has it."""

from collections.abc import Sequence

from hangot.benefits.queries import is_unsettled
from hangot.cases.models import Case
from hangot.protection.actions import is_out
from hangot.referrals.actions import open_referrals


def outstanding(case: Case) -> Sequence[str]:
    """The guards of the life of a case that do not hold: empty when it can end."""
    subject = case.person_id
    held = is_out(subject) or is_unsettled(case.pk, subject)
    return [
        *(["referrals_ended"] if open_referrals(subject) else []),
        *(["nothing_outstanding"] if held else []),
    ]
