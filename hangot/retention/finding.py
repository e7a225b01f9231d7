"""The clock finds records whose time is over, from the log of moves alone: it opens none."""

from datetime import datetime
from typing import Any

from django.db import connection

from hangot.access.context import acting, system
from hangot.core.access import Purpose
from hangot.core.clocks import SEOUL, months
from hangot.directory.models import Centre
from hangot.packs.active import profile
from hangot.retention.actions import ENDED
from hangot.retention.models import Retained

CLOCKS = {"not_selected": "retention_not_selected"}
USUAL = "retention"
UNITS = {"y": 12, "m": 1}
# Of each case the last move, and of each person all cases: one that goes on keeps the record.
LAST = """
with last as (
  select distinct on (thing_id) thing_id, subject_id, agency_id, target, at from hangot_moved
  where centre_id = %(centre)s and thing_kind = 'case' order by thing_id, at desc, id desc)
select subject_id, (array_agg(agency_id order by at desc))[1],
  (array_agg(target order by at desc))[1], max(at)
from last group by subject_id having bool_and(target = any(%(ended)s)) and max(at) < %(before)s
"""


def find(centre: Centre, *, at: datetime) -> int:
    """Note whose time is over since the last time; how many are new."""
    by = system(centre.pk, centre.lead_agency_id, frozenset(), profile=centre.profile)
    with acting(by, Purpose.STATISTICS, "retention"):
        known = set(Retained.objects.values_list("subject_id", flat=True))
        fresh = [row for row in _due(centre, at) if row.subject_id not in known]
        Retained.objects.bulk_create(fresh)
    return len(fresh)


def _due(centre: Centre, at: datetime) -> list[Retained]:
    pack, today = profile(centre.profile), at.astimezone(SEOUL).date()
    found = []
    for subject, agency, target, ended in _ended(centre, at):
        clock = CLOCKS.get(target, USUAL)
        since = ended.astimezone(SEOUL).date()
        length = pack.length(clock, since)
        until = months(since, length.amount * UNITS[length.unit])
        if until <= today:
            found.append(Retained(
                centre_id=centre.pk, subject_id=subject, agency_id=agency, clock=clock,
                ended_at=ended, until=until,
            ))  # fmt: skip
    return found


def _ended(centre: Centre, at: datetime) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(LAST, {"centre": centre.pk, "ended": list(ENDED), "before": at})
        return list(cursor.fetchall())
