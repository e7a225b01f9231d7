"""Two who must not meet would meet all the same: the safety officer is told, and nobody else."""

from datetime import datetime
from uuid import UUID

from django.db import connection

from hangot.access.context import planning

WHAT = "separation.meet"


def tell_safety(subject: UUID, *, at: datetime) -> None:
    """Open the officer's task for each day from now on, unless one waits already.

    The database decides and writes: whoever acts learns nothing, and does the same for everybody.
    """
    with planning(subject), connection.cursor() as cursor:
        cursor.execute("select hg.tell_safety(%s)", [at])
