"""No answer in time: who is told, and that the row stays."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from hangot.access.trail import remember
from hangot.core.access import Actor, Section
from hangot.core.refusal import Missing
from hangot.core.text import Text
from hangot.directory.models import Post
from hangot.referrals.models import Referral
from hangot.referrals.steps import turn
from hangot.tasks.actions import open_task
from hangot.tasks.fire import follow, locked

STILL_TIME = Text("답할 기한이 아직 남아 있습니다.", "The time to answer has not passed.")


def expire(referral_id: UUID, *, by: Actor, at: datetime) -> Referral:
    """No answer in time: the row stays, and the lead of the receiving desk is told as well."""
    referral: Referral = locked(Referral, referral_id, expected=None)
    if referral.due is None or referral.due > at:
        raise Missing("due_passed", STILL_TIME)
    follow(referral, "expire", by=by, at=at, subject=referral.subject_id, section=Section.PLAN)
    turn(
        referral, "referral.answer", referral.to_agency, referral.to_post, by=by, at=at,
        due=referral.due,
    )  # fmt: skip
    tell_late(referral, at=at)
    remember("referral.expire", by=by, at=at, subject=referral.subject_id, thing=referral.pk)
    return referral


def tell_late(referral: Referral, *, at: datetime) -> None:
    """The sender, and whoever leads the receiving desk; without a lead everybody there."""
    if referral.service.agency.outside:
        _late(referral, referral.from_agency, referral.from_post, None, at=at)
        return
    lead = Post.objects.filter(agency_id=referral.to_agency, duties__contains=["L"], active=True)
    sides: Iterable[tuple[UUID, UUID | None, str | None]] = (
        (referral.from_agency, referral.from_post, None),
        (referral.to_agency, None, "L" if lead.exists() else None),
    )
    for agency, post, duty in sides:
        _late(referral, agency, post, duty, at=at)


def _late(
    referral: Referral, agency: UUID, post: UUID | None, duty: str | None, *, at: datetime
) -> None:
    open_task(
        "referral.late", subject=referral.subject_id, agency=agency, post=post, duty=duty,
        thing_kind="referral", thing=referral.pk, at=at, due=referral.due,
    )  # fmt: skip
