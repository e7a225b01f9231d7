"""What the police did in the night before there was a case: with the hour until which to ask the court."""

from datetime import datetime
from uuid import UUID

from hangot.access.trail import remember
from hangot.cases.models import Case
from hangot.core.access import Actor, Level, Section
from hangot.core.orders import OrderKind, ask_by
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.directory.queries import house
from hangot.orders import actions as orders
from hangot.packs.active import profile
from hangot.reports.models import Measure, Report
from hangot.reports.queries import report_of
from hangot.tasks.actions import close_tasks, open_task
from hangot.tasks.fire import locked

ASK, MISSED = "measure.ask", "measure.missed"
WATCHERS = ("L", "S")
NOT_YET = Text("아직 오지 않은 시각입니다.", "That moment is still to come.")
BEFORE = Text(
    "신고보다 앞선 시각입니다. 조치한 날과 시각을 다시 봐 주세요.",
    "That is before the report. Look at day and time of the measure again.",
)
NO_KIND = Text("어떤 긴급조치인지 골라 주세요.", "Choose which emergency measure it was.")
HERE_ALREADY = Text("이 긴급조치는 이미 적혀 있습니다.", "This measure is recorded already.")


def kinds(by: Actor) -> list[OrderKind]:
    """The measures of the pack that the police take first and ask for after."""
    return [one for one in profile(by.profile).orders.values() if one.ask_hours]


def of(report: Report) -> list[Measure]:
    """What was done for a home, the latest first."""
    return list(Measure.objects.filter(notice_id=report.notice_id).order_by("-taken_at", "-pk"))


def take(*, report_id: UUID, what: str, taken_at: datetime, by: Actor, at: datetime) -> Measure:
    """Record an emergency measure; its post has until `ask_by` to ask the court."""
    may("report.measure", by, Scene(at))
    report = report_of(report_id)
    kind = next((one for one in kinds(by) if one.id == what), None)
    until = ask_by(kind, taken_at) if kind else None
    if until is None:
        raise Missing("what", NO_KIND)
    _sensible(report, what, taken_at, at=at)
    row = Measure(
        centre_id=by.centre, notice_id=report.notice_id, agency_id=by.agency, post_id=by.post,
        what=what, taken_at=taken_at, ask_by=until,
    )  # fmt: skip
    row.save(force_insert=True)
    open_task(
        ASK, subject=report.notice_id, agency=by.agency, post=by.post, thing_kind="measure",
        thing=row.pk, at=at, due=until,
    )  # fmt: skip
    _note("report.measure", row, by=by, at=at)
    return row


def _sensible(report: Report, what: str, taken_at: datetime, *, at: datetime) -> None:
    if taken_at > at:
        raise Missing("clock", NOT_YET)
    if taken_at < report.reported_at:
        raise Missing("clock", BEFORE)
    if Measure.objects.filter(notice_id=report.notice_id, what=what).exists():
        raise Missing("what", HERE_ALREADY)


def asked(*, report_id: UUID, what: str, by: Actor, at: datetime) -> Measure:
    """The court was asked; Hidden for another agency's measure, and the second time."""
    may("report.measure", by, Scene(at))
    mine = Measure.objects.filter(notice_id=report_id, what=what, agency_id=by.agency)
    found = mine.filter(asked_at=None).values_list("pk", flat=True).first()
    if found is None:
        raise Hidden
    row: Measure = locked(Measure, found, expected=None)
    row.asked_at, row.version = at, row.version + 1
    row.save()
    close_tasks(row.pk, subject=row.notice_id, by=by, at=at)
    _note("report.measure", row, by=by, at=at)
    return row


def overdue(by: Actor, at: datetime) -> list[UUID]:
    """Of an agency: what was not asked for in its hours, and nobody was told."""
    rows = Measure.objects.filter(agency_id=by.agency, asked_at=None, warned_at=None)
    return list(rows.filter(ask_by__lte=at).order_by("ask_by").values_list("pk", flat=True))


def warn(measure_id: UUID, *, by: Actor, at: datetime) -> None:
    """The team lead and the safety officer of the centre are told, once (the clock)."""
    row: Measure = locked(Measure, measure_id, expected=None)
    row.warned_at = at
    row.save(update_fields=["warned_at"])
    lead = house(by.centre).centre.lead_agency_id
    for duty in WATCHERS:
        open_task(
            MISSED, subject=row.notice_id, agency=lead, duty=duty, thing_kind="measure",
            thing=row.pk, at=at, due=at,
        )  # fmt: skip


def into_case(report: Report, case: Case, *, by: Actor, at: datetime) -> None:
    """What was taken becomes an order of the case, for who may write such a thing."""
    if by.cap(Section.PROTECTION) < Level.FULL:
        return
    for row in of(report):
        state = "requested" if row.asked_at else "emergency"
        paper = orders.Paper(row.what, state, taken_at=row.taken_at)
        orders.write(case_id=case.pk, paper=paper, by=by, at=at)


def _note(what: str, row: Measure, *, by: Actor, at: datetime) -> None:
    remember(what, by=by, at=at, subject=row.notice_id, thing=row.pk, section=Section.PROTECTION)
