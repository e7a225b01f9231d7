"""Asking one line: one section to one agency, with the notice and that it was safe to ask."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from hangot.consent.bases import PURPOSES
from hangot.consent.models import Consent
from hangot.core.access import Actor, Section, by_number
from hangot.core.refusal import Stale
from hangot.core.rights import Scene
from hangot.tasks.actions import due_at, open_task
from hangot.tasks.fire import fire


@dataclass(frozen=True, slots=True)
class Asked:
    """How the question was put: notice version, language, and that it was safe to ask."""

    notice_version: str
    language: str = "ko"
    alone_and_safe: bool = True
    script_version: str | None = None


def ask(
    *, subject: UUID, agency: UUID, section: Section, asked: Asked, by: Actor, at: datetime
) -> Consent:
    """Ask one line: one section to one agency. A line that is already asked is answered as it is."""
    live = Consent.objects.filter(
        subject_id=subject,
        agency_id=agency,
        section=section.number,
        state__in=("requested", "given"),
    )
    if known := live.first():
        return known
    consent = Consent(
        centre_id=by.centre, subject_id=subject, asked_by_agency=by.agency, asked_by_post=by.post,
        agency_id=agency, section=section.number, purposes=[p.value for p in PURPOSES],
        notice_version=asked.notice_version, script_version=asked.script_version,
        language=asked.language, asked_at=at,
    )  # fmt: skip
    try:
        with transaction.atomic():
            _ask(consent, asked, by=by, at=at)
    except IntegrityError:  # somebody asked the same line at the same moment
        raise Stale(0, 1) from None
    open_task(
        "consent.answer", subject=subject, agency=by.agency, post=by.post, thing_kind="consent",
        thing=consent.pk, at=at, due=due_at(by, "referral_answer_normal", at),
    )  # fmt: skip
    return consent


def _ask(consent: Consent, asked: Asked, *, by: Actor, at: datetime) -> None:
    fire(
        consent, "ask", by=by, at=at, new=True, subject=consent.subject_id,
        section=by_number(consent.section), scene=Scene(at, lead_agency=by.agency),
        holds={"alone_and_safe"} if asked.alone_and_safe else (),
        given={"notice_version", "language"},
    )  # fmt: skip
