"""Writing the audit entry: last in the transaction of the act it records."""

from datetime import datetime
from uuid import UUID

from django.db import connection

from hangot.core.access import Actor, Section
from hangot.core.ids import new_id

READ, WRITE, EXPORT, REFUSED = "read", "write", "export", "refused"
NUMBER = "number:"
"""Before a case number as the reason of a refusal: the database looks it up and does not keep it."""
# Written by hand: it ends every request, and a mapper would compile it anew each time.
INSERT = """
insert into hangot_auditentry (id, centre_id, agency_id, at, worker_id, post_id, act, kind,
  subject_id, object_id, section, door, purpose, reason, because, done, address)
values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""


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
) -> None:
    """Add one entry; the database gives it its number and chains it to the one before.

    `reason` is a code of the pack's lists, never free text: the log tells nobody's story.
    """
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [
            new_id(), by.centre, by.agency, at, by.worker, by.post, act[:48], kind, subject, thing,
            section.number if section else None, door[:48], purpose,
            reason[:64] if reason else None, because[:48] if because else None, done, by.address,
        ])  # fmt: skip
