"""What every row about a person has, whatever it says."""

from datetime import datetime
from uuid import UUID

from hangot.core.access import Actor, Section


def owned(subject: UUID, section: Section, *, by: Actor, at: datetime) -> dict[str, object]:
    """The columns every row of a section has: whose record, which section, written by whom."""
    return {
        "centre_id": by.centre, "subject_id": subject, "section": section.number,
        "agency_id": by.agency, "post_id": by.post, "created_at": at,
    }  # fmt: skip
