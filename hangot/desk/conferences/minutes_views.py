"""The minutes as one reader may read them, on the page and on paper."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from hangot.access.trail import remember
from hangot.audit import actions as audit
from hangot.core.refusal import Hidden
from hangot.desk import errors
from hangot.desk.conferences import showing
from hangot.desk.conferences.paper import pdf
from hangot.desk.door import page, sees
from hangot.desk.typeset import NO_FONT, NoFont

WRITTEN = ("decided", "minuted", "closed")


@page(right="conference.see", door="conference.minutes")
def minutes(request: Any, conference_id: UUID) -> HttpResponse:
    """One's own extract."""
    one = _written(request, conference_id)
    return render(request, "desk/conferences/minutes.html", _context(one))


@page(right="conference.print", door="conference.print")
def printed(request: Any, conference_id: UUID) -> HttpResponse:
    """The same extract as a PDF; whose records left the screen stands in the log."""
    one = _written(request, conference_id)
    try:
        made = pdf(_context(one), at=request.at)
    except NoFont:
        return errors.refused(request, NO_FONT, status=503)
    for subject in sorted({row.subject_id for row in one.sheet.items.values()}):
        remember(
            "conference.print", by=request.actor, at=request.at, kind=audit.READ, subject=subject,
            thing=conference_id,
        )  # fmt: skip
    response = HttpResponse(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="minutes.pdf"'
    return response


def _written(request: Any, conference_id: UUID) -> showing.Table:
    one = showing.table(conference_id, request.actor, at=request.at)
    sees(request, thing=conference_id)
    if one.conference.state not in WRITTEN:
        raise Hidden
    return one


def _context(one: showing.Table) -> dict[str, Any]:
    people = showing.attendance(one)
    return {
        "one": one, "it": one.conference, "label": one.kind.label, "items": showing.items(one),
        "attendance": people, "absent": showing.absent(one), "present": showing.present_count(people),
        "state": one.pack.life("conference").label(one.conference.state),
        "reader": one.author(one.viewer.agency, one.viewer.post),
    }  # fmt: skip
