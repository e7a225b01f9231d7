"""Two who must not meet would meet all the same: the safety officer is told, and nobody else."""

from datetime import datetime
from uuid import UUID

from django.db import connection

from hangot.access.context import planning
from hangot.core.access import Actor

WHAT = "separation.meet"


def tell_safety(subject: UUID, *, at: datetime) -> None:
    """Open the officer's task for each day from now on, unless one waits already.

    The database decides and writes: whoever acts learns nothing, and does the same for everybody.
    Call it when the act is in the log.
    """
    with planning(subject), connection.cursor() as cursor:
        cursor.execute("select hg.tell_safety(%s)", [at])


def rules_stay(*, by: Actor) -> None:
    """No new rule goes unseen until this transaction ends: who books and who separates take turns."""
    _turn("pg_advisory_xact_lock_shared", by)


def rules_change(*, by: Actor) -> None:
    """Everything that was booked before the rule is known now; who books after it sees the rule."""
    _turn("pg_advisory_xact_lock", by)


def _turn(lock: str, by: Actor) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"select {lock}(hashtextextended(%s, 0))", [f"apart:{by.centre}"])
