"""How a consent ends: withdrawn, void, or its time over; what it opened closes at once."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from hangot.access import actions as access
from hangot.access.context import deriving
from hangot.access.trail import remember
from hangot.consent.giving import freeze
from hangot.consent.models import Consent
from hangot.core.access import Actor, by_number
from hangot.core.refusal import Missing
from hangot.core.rights import Scene
from hangot.core.text import Text
from hangot.tasks.actions import close_tasks, open_task
from hangot.tasks.fire import fire, follow, locked
from hangot.tasks.models import Task

NOT_ENDED = Text("아직 동의 기간이 남아 있습니다.", "The consent has not reached its end.")


def withdraw(*, consent_ids: Sequence[UUID], by: Actor, at: datetime) -> list[Consent]:
    """The person changed their mind: closed from the next request on, no reason asked.

    What belongs to referrals is handled by `referrals.actions.withdraw_consent`, in one act.
    """
    rows = [locked(Consent, pk, expected=None) for pk in consent_ids]
    for consent in rows:
        fire(
            consent, "withdraw", by=by, at=at, subject=consent.subject_id,
            section=by_number(consent.section), holds={"no_reason_needed"},
            scene=Scene(at, sender=consent.asked_by_agency),
        )  # fmt: skip
        close_gate(consent, at=at)
        close_tasks(consent.pk, subject=consent.subject_id, by=by, at=at)
    return rows


def close_gate(consent: Consent, *, at: datetime) -> None:
    """End the gate of a consent and freeze what was given because of it."""
    subject = consent.subject_id
    with access.changing(subject):
        access.end_gates(subject, source=consent.pk, at=at)
        freeze(subject, consent.pk, at=at)


def invalidate(*, consent_id: UUID, reason: str, by: Actor, at: datetime) -> Consent:
    """Wrong person, no authority or duress: it never counted."""
    consent: Consent = locked(Consent, consent_id, expected=None)
    fire(
        consent, "invalidate", by=by, at=at, subject=consent.subject_id,
        section=by_number(consent.section), scene=Scene(at), reason=reason or None,
        given={"reason"} if reason else (),
    )  # fmt: skip
    close_gate(consent, at=at)
    close_tasks(consent.pk, subject=consent.subject_id, by=by, at=at)
    return consent


def expire(consent_id: UUID, *, by: Actor, at: datetime) -> Consent:
    """The agreed time is over: the clock says so, nobody decides it."""
    consent: Consent = locked(Consent, consent_id, expected=None)
    if consent.ends is None or consent.ends > at:
        raise Missing("until_reached", NOT_ENDED)
    follow(
        consent, "expire", by=by, at=at, subject=consent.subject_id,
        section=by_number(consent.section),
    )  # fmt: skip
    close_gate(consent, at=at)
    close_tasks(consent.pk, subject=consent.subject_id, by=by, at=at)
    remember("consent.expire", by=by, at=at, subject=consent.subject_id, thing=consent.pk)
    return consent


def warn(consent: Consent, *, at: datetime) -> None:
    """Two weeks before the end somebody should ask again; said once."""
    with deriving(consent.subject_id):
        known = Task.objects.filter(thing_id=consent.pk, what="consent.renew", done_at=None)
        if known.exists():
            return
    open_task(
        "consent.renew", subject=consent.subject_id, agency=consent.asked_by_agency,
        post=consent.asked_by_post, thing_kind="consent", thing=consent.pk, at=at, due=consent.ends,
    )  # fmt: skip
