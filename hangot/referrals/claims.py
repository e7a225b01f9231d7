"""What a referral opens for its receiver, and when that ends."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from hangot.access import actions as access
from hangot.cases.sections import of_domain
from hangot.core.access import Level, Section
from hangot.core.lives import LINK
from hangot.referrals.models import Referral


def claim(referral: Referral, sections: Iterable[Section], *, at: datetime) -> None:
    """The receiver needs what was sent, and a place for what it writes itself.

    The first claim is frozen from the beginning: it opens the section of the service for the receiver's own
    records only, whatever the person agreed to share with it. An agency outside the house writes
    no records here.
    """
    subject, levels = referral.subject_id, dict.fromkeys(sections, Level.FULL)
    with access.changing(subject):
        access.end_claims(subject, source=referral.pk, at=at)
        if referral.service.agency.outside:
            _write(referral, levels, at=at, post=referral.pk, duties=(LINK,))
            return
        own = {of_domain(referral.service.domain): Level.FULL}
        _write(referral, own, at=at, frozen=at)
        _write(referral, levels, at=at)


def _write(
    referral: Referral, levels: access.LevelMap, *, at: datetime, frozen: datetime | None = None,
    post: UUID | None = None, duties: Sequence[str | None] = (None,),
) -> None:  # fmt: skip
    """For the whole agency; outside the house only for who opens the link of this very referral."""
    access.claim(
        referral.subject_id, levels, agency=referral.to_agency, code="referral",
        source=referral.pk, starts=at, frozen=frozen, post=post, duties=duties,
    )  # fmt: skip


def end(referral: Referral, *, at: datetime) -> None:
    """Nothing is seen any more because of this referral."""
    with access.changing(referral.subject_id):
        access.end_claims(referral.subject_id, source=referral.pk, at=at)


def freeze(referral: Referral, *, at: datetime) -> None:
    """Nothing new flows; the receiver keeps its own records."""
    with access.changing(referral.subject_id):
        access.freeze_claims(referral.subject_id, source=referral.pk, at=at)
