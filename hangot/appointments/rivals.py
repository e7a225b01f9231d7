"""Several who reach for one time at once: a place in the queue, and a first look that costs little.

Who wins is decided by `holding.take` alone. What stands here only spares the losers all other
work, so that they are answered at once.
"""

from collections.abc import Sequence
from uuid import UUID

from django.db import connection

from hangot.access.context import planning
from hangot.appointments.asking import Stop
from hangot.core.clocks import SEOUL

FREE = """
select not exists (
  select from hg.busy(%s, %s) as b join hangot_bookable as k on k.number = b.taken
  join unnest(%s::uuid[], %s::timestamptz[], %s::timestamptz[]) as wanted (target, s, e)
    on wanted.target = k.target and b.span && tstzrange(wanted.s, wanted.e))
"""


def free(stops: Sequence[Stop], subject: UUID) -> bool:
    """Is the time of these stops still nobody's, as far as others have committed?"""
    since, until = min(one.starts for one in stops), max(one.ends for one in stops)
    wanted = [(target, one.starts, one.ends) for one in stops for target in _takes(one, subject)]
    with planning(subject), connection.cursor() as cursor:
        cursor.execute(FREE, [since, until, *(list(each) for each in zip(*wanted, strict=True))])
        return bool(cursor.fetchone() == (True,))


def _takes(stop: Stop, subject: UUID) -> list[UUID]:
    found = (stop.post, stop.room, stop.aide, stop.advocate, subject)
    return [one for one in found if one]


ALONE = "select pg_try_advisory_xact_lock(hashtextextended(%s, 0))"
AFTER = "select pg_advisory_xact_lock_shared(hashtextextended(%s, 0))"


def queue_up(stops: Sequence[Stop]) -> None:
    """Go on at once if nobody else is just winning the same first desk on that day; else wait.

    Whoever waits goes on together with all others who do, when the first is done: then all of them
    but one see at their next look that they were late. Call it in a savepoint.
    """
    name = f"{stops[0].post}:{stops[0].starts.astimezone(SEOUL).date()}"
    with connection.cursor() as cursor:
        cursor.execute(ALONE, [name])
        if cursor.fetchone() == (False,):
            cursor.execute(AFTER, [name])
