"""The audit entry of an act, with the door and purpose of the running context."""

from datetime import datetime
from uuid import UUID

from hangot.access.alone import alone
from hangot.access.context import current
from hangot.audit import actions as audit
from hangot.core.access import Actor, Section


def remember(
    act: str, *, by: Actor, at: datetime, subject: UUID | None = None, thing: UUID | None = None,
    section: Section | None = None, reason: str | None = None, kind: str = audit.WRITE,
    because: str | None = None,
) -> None:  # fmt: skip
    """Write the audit entry of an act and tell the door that it is written."""
    state = current()
    if subject and kind == audit.WRITE:
        alone(subject)
    audit.write(
        act, kind=kind, by=by, at=at, door=state.door, purpose=state.purpose.value,
        subject=subject, thing=thing, section=section, reason=reason, because=because,
    )  # fmt: skip
    state.trail.append(act)
