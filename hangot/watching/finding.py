"""What of a month stands out: found by the database, judged by the core, at most sixty entries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from hangot.core.clocks import SEOUL
from hangot.core.watching.volumes import Day, unusual
from hangot.directory.queries import House

MOST, EACH, LOOKERS = 60, 20, 8
PAST = timedelta(days=92)
# why -> how much it matters; the higher, the further up in the list.
WORTH: Mapping[str, int] = {
    "emergency": 7, "export": 6, "unrelated": 5, "many_lookers": 4, "volume": 4, "refused": 3,
    "reveal": 2, "nothing_found": 1,
}  # fmt: skip

# Each part is bounded; what stands out is found by the database, not by reading the month.
FINDINGS = """
with month as materialized (
  select id, at, worker_id, post_id, agency_id, subject_id, kind, act, because, done, purpose
  from hangot_auditentry where centre_id = %(centre)s and at >= %(start)s and at < %(end)s),
plain as (
  select id, at, case
      when act = 'break_glass.open' and kind = 'write' then 'emergency'
      when kind = 'export' then 'export'
      when kind = 'refused' then 'refused'
      when act = 'contact.reveal' then 'reveal'
      when because = 'nothing_found' then 'nothing_found' end as why, 1 as amount
  from month),
ranked as (
  select *, row_number() over (partition by why order by at desc, id desc) as n
  from plain where why is not null),
looked as (
  select (array_agg(id order by at desc))[1] as id, max(at) as at, 'many_lookers' as why,
    count(distinct worker_id)::int as amount
  from month where kind = 'read' and subject_id is not null group by subject_id
  having count(distinct worker_id) >= %(lookers)s order by 4 desc limit 10),
pairs as (
  select post_id, agency_id, subject_id, (array_agg(id order by at desc))[1] as id, max(at) as at,
    count(*)::int as amount
  from month where kind = 'read' and done and subject_id is not null and purpose <> 'oversight'
    and act not like 'log.%%' and act not like 'break_glass.%%'
    and post_id <> '00000000-0000-0000-0000-000000000000'::uuid
  group by 1, 2, 3),
unrelated as (
  select id, at, 'unrelated' as why, amount from pairs p
  where not exists (select 1 from hangot_auditentry w where w.subject_id = p.subject_id
      and w.post_id = p.post_id and w.kind = 'write' and w.done and w.act not like 'break_glass.%%'
      and w.at >= %(past)s and w.at < %(end)s)
    and not exists (select 1 from hangot_accessclaim c where c.subject_id = p.subject_id
      and c.agency_id = p.agency_id and c.duty is null
      and (c.post_id is null or c.post_id = p.post_id)
      and c.starts < %(end)s and (c.ends is null or c.ends > %(start)s))
  order by amount desc, at desc limit %(each)s)
select id, at, why, amount from ranked where n <= %(each)s
union all select id, at, why, amount from looked
union all select id, at, why, amount from unrelated
"""
DAYS = """
select post_id, (at at time zone 'Asia/Seoul')::date, count(*)::int,
  (array_agg(id order by at desc))[1], max(at)
from hangot_auditentry
where centre_id = %(centre)s and at >= %(past)s and at < %(end)s and kind = 'read'
  and post_id <> '00000000-0000-0000-0000-000000000000'::uuid
group by 1, 2
"""


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that stands out: why, how much, and what would have been usual."""

    entry_id: UUID
    why: str
    amount: int
    at: datetime
    usual: int | None = None
    peers: int | None = None


def findings(rooms: House, *, start: datetime, end: datetime) -> list[Found]:
    """What of a month an auditor looks at first, the weightiest first."""
    given: dict[str, Any] = {
        "centre": rooms.centre.pk, "start": start, "end": end, "past": start - PAST, "lookers": LOOKERS,
        "each": EACH,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(FINDINGS, given)
        rows = [Found(pk, why, amount, at) for pk, at, why, amount in cursor.fetchall()]
        cursor.execute(DAYS, given)
        days = [Day(*row) for row in cursor.fetchall()]
    rows += _volumes(rooms, days, start)
    return sorted(rows, key=lambda row: (-WORTH[row.why], -row.at.timestamp()))[:MOST]


def _volumes(rooms: House, days: list[Day], start: datetime) -> list[Found]:
    """Posts with the same duties do the same work."""
    groups = {pk: tuple(sorted(post.duties)) for pk, post in rooms.posts.items()}
    since = start.astimezone(SEOUL).date()
    return [
        Found(one.day.entry, "volume", one.day.count, one.day.at, one.usual, one.peers)
        for one in unusual(days, since=since, groups=groups)[:10]
    ]
