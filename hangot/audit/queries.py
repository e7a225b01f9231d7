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
