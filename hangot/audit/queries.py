"""Reading the log: who looked at one person's record, and what of a month is worth a look.

The row policies decide which entries are there; the caller opens the log of a subject.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q, QuerySet

from hangot.audit.models import AuditEntry, AuditReview
from hangot.core.access import Section

SIZE = 50
MOST = 60
# What only the officers may know of: an entry would tell that there is something to know.
SILENT = (
    "separation.write", "denial.write", "identity_link.suspect", "identity_link.link",
    "identity_link.differ", "identity_link.unlink", "identity_link.doubt",
)  # fmt: skip
KINDS = ("read", "write", "export", "refused")


@dataclass(frozen=True, slots=True)
class Before:
    """Where a page of the log ended: the moment and id of its last entry."""

    at: datetime
    pk: UUID


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries of a log: since when, of which agency, of which kind, from where on."""

    since: datetime | None = None
    agency: UUID | None = None
    kind: str = ""
    before: Before | None = None


def readable(subject: UUID, *, hidden: Collection[int] = ()) -> Q:
    """Entries about a person that may be told: no reports by law, nothing of the safety desk."""
    never = {Section.REPORT_DUTY.number, *hidden}
    return Q(subject_id=subject) & ~Q(act__in=SILENT) & (Q(section=None) | ~Q(section__in=never))


def about(
    subject: UUID, wanted: Wanted, *, hidden: Collection[int] = (), size: int = SIZE
) -> QuerySet[AuditEntry]:
    """The newest entries about a person, one more than asked for if there are more."""
    rows = AuditEntry.objects.filter(readable(subject, hidden=hidden))
    if wanted.since:
        rows = rows.filter(at__gte=wanted.since)
    if wanted.agency:
        rows = rows.filter(agency_id=wanted.agency)
    if wanted.kind in KINDS:
        rows = rows.filter(kind=wanted.kind)
    if last := wanted.before:
        rows = rows.filter(Q(at__lt=last.at) | Q(at=last.at, pk__lt=last.pk))
    return rows.order_by("-at", "-pk")[: size + 1]


def totals(subject: UUID, *, since: datetime, hidden: Collection[int] = ()) -> Mapping[str, int]:
    """How often and by how many people a record was opened, revealed, refused since a moment."""
    rows = AuditEntry.objects.filter(readable(subject, hidden=hidden), at__gte=since)
    return rows.aggregate(
        reads=Count("pk", filter=Q(kind="read")),
        people=Count("worker_id", filter=Q(kind="read"), distinct=True),
        reveals=Count("pk", filter=Q(act="contact.reveal")),
        exports=Count("pk", filter=Q(kind="export")),
        refused=Count("pk", filter=Q(kind="refused")),
        emergencies=Count("pk", filter=Q(act="break_glass.open", kind="write")),
    )


def during(subject: UUID, *, post: UUID, start: datetime, end: datetime) -> QuerySet[AuditEntry]:
    """What one post did with one person's record in a stretch of time, oldest first."""
    rows = AuditEntry.objects.filter(
        subject_id=subject, post_id=post, at__gte=start, at__lte=end
    ).exclude(section=Section.REPORT_DUTY.number)
    return rows.order_by("at", "pk")[: SIZE * 4]


@dataclass(frozen=True, slots=True)
class Days:
    """Entries of a month by day and kind."""

    rows: Sequence[tuple[date, str, int]]

    def of(self, kind: str) -> int:
        """All entries of a kind."""
        return sum(count for _, one, count in self.rows if one == kind)

    def by_day(self) -> list[tuple[date, int]]:
        """All entries by day, in order."""
        found: dict[date, int] = {}
        for day, _, count in self.rows:
            found[day] = found.get(day, 0) + count
        return sorted(found.items())


def days(centre: UUID, *, start: datetime, end: datetime) -> Days:
    """The entries of a month counted by day (of Seoul) and kind."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select (at at time zone 'Asia/Seoul')::date, kind, count(*) from hangot_auditentry"
            " where centre_id = %s and at >= %s and at < %s group by 1, 2 order by 1",
            [centre, start, end],
        )
        return Days([tuple(row) for row in cursor.fetchall()])


# why -> how much it matters; the higher, the further up in the list.
WORTH: Mapping[str, int] = {
    "emergency": 6, "export": 5, "many_lookers": 4, "volume": 4, "refused": 3, "reveal": 2,
    "nothing_found": 1,
}  # fmt: skip

# Each part is bounded; what stands out is found by the database, not by reading the month.
FINDINGS = """
with month as materialized (
  select id, at, worker_id, subject_id, kind, act, because from hangot_auditentry
  where centre_id = %(centre)s and at >= %(start)s and at < %(end)s),
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
daily as (
  select worker_id, (at at time zone 'Asia/Seoul')::date as day, count(*) as n,
    (array_agg(id order by at desc))[1] as last_id, max(at) as last_at
  from month where kind = 'read' group by 1, 2),
usual as (
  select *, avg(n) over w as mean, stddev_samp(n) over w as spread, count(*) over w as worked
  from daily window w as (partition by worker_id)),
volume as (
  select last_id as id, last_at as at, 'volume' as why, n::int as amount from usual
  where worked >= 5 and n >= 20 and n > mean + 2 * spread order by n desc limit 10),
looked as (
  select (array_agg(id order by at desc))[1] as id, max(at) as at, 'many_lookers' as why,
    count(distinct worker_id)::int as amount
  from month where kind = 'read' and subject_id is not null group by subject_id
  having count(distinct worker_id) >= %(lookers)s order by 4 desc limit 10)
select id, at, why, amount from ranked where n <= %(each)s
union all select id, at, why, amount from volume
union all select id, at, why, amount from looked
"""
LOOKERS = 8
EACH = 20


def findings(centre: UUID, *, start: datetime, end: datetime) -> Mapping[UUID, tuple[str, int]]:
    """What of a month an auditor looks at first: at most sixty entries, the weightiest first.

    Per entry why it stands out, and a number that goes with the reason.
    """
    with connection.cursor() as cursor:
        cursor.execute(FINDINGS, {
            "centre": centre, "start": start, "end": end, "lookers": LOOKERS, "each": EACH,
        })  # fmt: skip
        rows = cursor.fetchall()
    rows.sort(key=lambda row: (-WORTH[row[2]], -row[1].timestamp()))
    best: dict[UUID, tuple[str, int]] = {}
    for pk, _, why, amount in rows:
        best.setdefault(pk, (why, amount))
    return dict(list(best.items())[:MOST])


def entries_of(ids: Iterable[UUID]) -> QuerySet[AuditEntry]:
    """Entries by id."""
    return AuditEntry.objects.filter(pk__in=list(ids))


def reviews(entries: Iterable[UUID]) -> QuerySet[AuditReview]:
    """The results written about entries, the newest last."""
    return AuditReview.objects.filter(entry_id__in=list(entries)).order_by("at")


def entry(pk: UUID) -> AuditEntry | None:
    """One entry, if one may see it."""
    found: Any = AuditEntry.objects.filter(pk=pk).first()
    return found  # type: ignore[no-any-return]
