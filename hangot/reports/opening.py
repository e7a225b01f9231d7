"""A contact becomes a case; who lives in a home that was reported comes with it."""

from datetime import datetime
from uuid import UUID

from hangot.cases.models import Case
from hangot.core.access import Actor
from hangot.intake import actions as intake
from hangot.people.household import Part
from hangot.reports import measures
from hangot.reports.models import Report
from hangot.reports.queries import members


def open_case(
    *, notice_id: UUID, known: UUID | None, method: str, lead_post: UUID, expected: int | None,
    by: Actor, at: datetime, reopen: UUID | None = None,
) -> Case:  # fmt: skip
    """As `intake.actions.open_case`, for a contact that may have begun as a report."""
    report = Report.objects.filter(pk=notice_id).first()
    case = intake.open_case(
        notice_id=notice_id, known=known, method=method, lead_post=lead_post, expected=expected,
        by=by, at=at, reopen=reopen, home=_home(report) if report else (),
    )  # fmt: skip
    if report:
        measures.into_case(report, case, by=by, at=at)
    return case


def _home(report: Report) -> list[Part]:
    return [Part(one["role"], one["name"], one["birth"]) for one in members(report)]
