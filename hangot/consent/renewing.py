"""Saying yes again before the end, for the lines the person chose."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from hangot.access import actions as access
from hangot.consent.answering import NO_METHOD, answer, signed_alone
from hangot.consent.asking import Asked, ask
from hangot.consent.models import Consent
from hangot.core.access import Actor, by_number
from hangot.core.refusal import Missing
from hangot.core.rights import Scene
from hangot.packs.active import profile
from hangot.tasks.actions import close_tasks
from hangot.tasks.fire import fire, locked


def renew(
    *, consent_id: UUID, method: str, by: Actor, at: datetime, script_version: str | None = None
) -> Consent:
    """Say yes again before the end: a new record names the old one."""
    old: Consent = locked(Consent, consent_id, expected=None)
    section, words = by_number(old.section), profile(by.profile).consent
    if not method:
        raise Missing("method", NO_METHOD)
    fire(
        old, "renew", by=by, at=at, subject=old.subject_id, section=section,
        scene=Scene(at, sender=old.asked_by_agency), holds={"renewal_given"}, given={"renewal"},
    )  # fmt: skip
    asked = Asked(words.notice_version, old.language, script_version=script_version)
    new = ask(
        subject=old.subject_id, agency=old.agency_id, section=section, asked=asked, by=by, at=at
    )
    new = answer(
        consent_id=new.pk, event="give", method=method, giver=old.giver, by=by, at=at,
        script_version=script_version,
    )  # fmt: skip
    new.renews = old
    new.save(update_fields=["renews"])
    with access.changing(old.subject_id):
        access.end_gates(old.subject_id, source=old.pk, at=at)
    close_tasks(old.pk, subject=old.subject_id, by=by, at=at)
    return new


def renew_many(
    *, consent_ids: Sequence[UUID], method: str, by: Actor, at: datetime,
    script_version: str | None = None,
) -> list[Consent]:  # fmt: skip
    """Renew the lines the person chose; the others run out by themselves."""
    rows = Consent.objects.filter(pk__in=consent_ids)
    signed_alone([by_number(row.section) for row in rows])
    return [
        renew(consent_id=pk, method=method, by=by, at=at, script_version=script_version)
        for pk in consent_ids
    ]
