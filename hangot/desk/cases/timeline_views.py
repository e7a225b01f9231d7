"""A case as one drawn line, and the same as a list for readers and printers."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from hangot.cases.queries import course
from hangot.core.text import Text
from hangot.desk.cases import happenings
from hangot.desk.cases.happenings import Happening
from hangot.desk.cases.header import PersonPage, person_page
from hangot.desk.door import page, sees
from hangot.intake.models import Notice
from hangot.referrals.queries import of_subject

READ, DRAWN, LISTED = 60, 14, 200
PICTURED = ("sent", "completed", "declined", "stopped", "withdrawn")
TODAY = Text("오늘", "Today")


@page(right="case.see", door="timeline")
def case_timeline(request: Any, case_id: UUID) -> HttpResponse:
    """Contacts, steps, referrals, services, notes one may see; time limits ahead."""
    frame = person_page(request, case_id, "timeline")
    sees(request, subject=frame.case.person_id, thing=frame.case.pk)
    big, small = _events(frame, request)
    drawn = _latest(big)
    now = Happening(request.at, TODAY, Text("", ""), "now")
    past = [one for one in (*big, *small) if one.kind == "done"]
    return render(request, "desk/cases/timeline.html", {
        "case": frame.case, "header": frame.header, "tab": "timeline", "drawn": [*drawn, now],
        "entries": happenings.newest(past, LISTED),
    })  # fmt: skip


def _latest(events: list[Happening]) -> list[Happening]:
    """The last past events and all that lies ahead: more would hide the line."""
    ahead = [one for one in events if one.kind == "plan"]
    past = sorted((one for one in events if one.kind != "plan"), key=lambda one: one.at)
    return [*past[-DRAWN:], *ahead]


def _events(frame: PersonPage, request: Any) -> tuple[list[Happening], list[Happening]]:
    """What the picture shows, and what only the list tells."""
    found = course(frame.case)
    main = [m for m in found.moves if m.thing_kind != "referral" or m.target in PICTURED]
    steps = [m for m in found.moves if m not in main]
    sent = {one.pk: one for one in of_subject(frame.case.person_id)}
    notices = Notice.objects.filter(person_id=frame.case.person_id).order_by("reported_at")
    big = [
        *_contacts(frame, list(notices[:READ])), *happenings.moved(frame, main, sent),
        *happenings.ahead(frame, found.clocks, now=request.at),
    ]  # fmt: skip
    small = [
        *happenings.moved(frame, steps, sent),
        *happenings.noted(frame, found.notes),
        *happenings.given(frame, found.deliveries),
    ]
    return big, small


def _contacts(frame: PersonPage, notices: Sequence[Notice]) -> list[Happening]:
    channels = frame.profile.lists["channels"]
    return [
        Happening(
            one.reported_at, _contact(channels, one), frame.author(one.post_id, one.agency_id)
        )
        for one in notices
    ]


def _contact(channels: Any, one: Notice) -> Text:
    way = channels[one.channel].label if one.channel in channels else Text("연락", "contact")
    return Text(f"접수 {one.number} ({way.ko})", f"Contact {one.number} ({way.en})")
