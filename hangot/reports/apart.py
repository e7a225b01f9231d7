"""What never lies in the home's file: who reported, and what only the police hold."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hangot.access.trail import remember
from hangot.cases.records import put_note
from hangot.core.access import Actor, Section
from hangot.people.entries import owned
from hangot.reports.models import Reporter


@dataclass(frozen=True, slots=True)
class Beside:
    """Who reported (`kind` of the pack's list, and what is known), and words for the police alone."""

    kind: str = ""
    name: str = ""
    phone: str | None = None
    words: str = ""
    held: str = ""


def keep_beside(notice_id: UUID, beside: Beside, *, by: Actor, at: datetime) -> None:
    """Each into its closed section: the reporter to who writes it, the police's to the police."""
    if beside.kind or beside.name or beside.phone:
        row = Reporter(
            **owned(notice_id, Section.REPORT_DUTY, by=by, at=at), kind=beside.kind or "other",
            name=beside.name or None, phone=beside.phone, words=beside.words or None,
        )  # fmt: skip
        row.save(force_insert=True)
        # Not under the home's name: who asks who looked at a record learns of no reporter.
        remember("report.write", by=by, at=at, thing=row.pk, section=Section.REPORT_DUTY)
    if beside.held:
        put_note(notice_id, Section.POLICE_HELD, beside.held, what="other", case=None, by=by, at=at)


def reporter_of(notice_id: UUID) -> Reporter | None:
    """Who reported a home; None for everybody but its holder and the safety officer."""
    return Reporter.objects.filter(subject_id=notice_id).first()
