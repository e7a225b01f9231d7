"""Writing the audit entry: last in the transaction of the act it records."""

from datetime import datetime
from uuid import UUID

from hangot.audit.models import AuditEntry
from hangot.core.access import Actor, Section

READ, WRITE, EXPORT, REFUSED = "read", "write", "export", "refused"


def write(
    act: str,
    *,
    kind: str,
    by: Actor,
    at: datetime,
    door: str,
    purpose: str,
    subject: UUID | None = None,
    thing: UUID | None = None,
    section: Section | None = None,
    reason: str | None = None,
    because: str | None = None,
    done: bool = True,
) -> AuditEntry:
    """Add one entry; the database gives it its number and chains it to the one before.

    `reason` is a code of the pack's lists, never free text: the log tells nobody's story.
    """
    entry = AuditEntry(
        centre_id=by.centre, agency_id=by.agency, at=at, worker_id=by.worker, post_id=by.post,
        act=act[:48], kind=kind, subject_id=subject, object_id=thing,
        section=section.number if section else None, door=door[:48], purpose=purpose,
        reason=reason[:64] if reason else None, because=because[:48] if because else None,
        done=done, address=by.address,
    )  # fmt: skip
    AuditEntry.objects.bulk_create([entry])
    return entry
