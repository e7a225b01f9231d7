"""From the log of moves to the counts: what happened to each report, without whose home it is.

The clock reads it, in its own name and for statistics; nobody sees what it sees.
"""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db import connection

from hangot.access.context import acting, deriving, system
from hangot.core.access import Actor, Purpose
from hangot.core.clocks import SEOUL
from hangot.core.reports.funnel import AGAIN, COUNTS, REPORTED
from hangot.directory.models import Centre
from hangot.homevisits.models import HomeVisit
from hangot.intake.models import Notice
from hangot.reports.models import Followed, Report
from hangot.tasks.models import Moved

AT_ONCE = 1000
VISIT, MET = "home_visit", "met"
OF_CASES = ("case", "referral", "judgement", VISIT)
# Of what moved a little earlier it is looked again: an act is seen when it ends, not when it began.
WAITING = """
select r.id from hangot_report r where r.centre_id = %(centre)s and (r.followed_at is null
  or exists (select 1 from hangot_moved m where m.subject_id = any(array[r.id, r.person_id])
    and m.at > r.followed_at - interval '10 minutes'))
order by r.followed_at nulls first, r.id limit %(most)s
"""


def follow(centre: Centre, *, at: datetime, most: int = AT_ONCE) -> int:
    """Bring the counts of reports with which something happened up to date; how many changed."""
    by = system(centre.pk, centre.lead_agency_id, frozenset(), profile=centre.profile)
    with acting(by, Purpose.STATISTICS, "tick"), connection.cursor() as cursor:
        cursor.execute(WAITING, {"centre": centre.pk, "most": most})
        ids = [row[0] for row in cursor.fetchall()]
    changed = 0
    for pk in ids:
        with acting(by, Purpose.STATISTICS, "tick"):
            changed += _follow(Report.objects.get(pk=pk), by=by, at=at)
    return changed


def _follow(report: Report, *, by: Actor, at: datetime) -> bool:
    found = set(_happened(report))
    with deriving(by.centre):
        kept = Followed.objects.filter(track=report.track).exclude(what__in=(REPORTED, AGAIN))
        known = {(row.what, row.at): row.pk for row in kept}
        # What a later report of the same case has taken over is no longer this one's.
        Followed.objects.filter(pk__in=[known[one] for one in known.keys() - found]).delete()
        Followed.objects.bulk_create([
            Followed(
                centre_id=by.centre, track=report.track, district=report.district,
                reported_on=report.reported_at.astimezone(SEOUL).date(), what=what, at=when,
            )
            for what, when in sorted(found - known.keys())
        ])  # fmt: skip
    Report.objects.filter(pk=report.pk).update(
        followed_at=at, person_id=report.person_id, case_id=report.case_id,
        opened_at=report.opened_at,
    )  # fmt: skip
    return found != known.keys()


def _happened(report: Report) -> Iterator[tuple[str, datetime]]:
    """The moves of the notice, and those of its case from when this report became part of it."""
    with deriving(report.notice_id):
        notice = Notice.objects.get(pk=report.notice_id)
    moves = list(Moved.objects.filter(thing_id=notice.pk).values_list("event", "at"))
    report.person_id = notice.person_id
    for event, when in moves:
        if event == "open":
            report.case_id, report.opened_at = notice.case_id, when
        if what := COUNTS.get(("notice", event)):
            yield what, when
    if report.case_id and report.person_id:
        yield from _of_case(report, report.person_id)


def _of_case(report: Report, person: UUID) -> Iterator[tuple[str, datetime]]:
    later = Report.objects.filter(case_id=report.case_id, opened_at__gt=report.opened_at)
    until = later.order_by("opened_at").values_list("opened_at", flat=True).first()
    met = _met(person)
    moves = Moved.objects.filter(
        subject_id=person, thing_kind__in=OF_CASES, at__gte=report.opened_at
    )
    for kind, event, thing, when in moves.values_list("thing_kind", "event", "thing_id", "at"):
        what = COUNTS.get((kind, event))
        if kind == VISIT and thing not in met:
            continue
        if what and (until is None or when < until):
            yield what, when


def _met(person: UUID) -> set[UUID]:
    """Home visits at which somebody was met; a closed door is no visit."""
    with deriving(person):
        found = HomeVisit.objects.filter(subject_id=person, outcome=MET)
        return set(found.values_list("pk", flat=True))
