"""Today's visit on the case page: where the person is now and where they go next, by number."""

from collections.abc import Mapping
from typing import Any

from hangot.core.rights import opens
from hangot.core.text import Text
from hangot.desk.cases.header import PersonPage
from hangot.desk.links import link
from hangot.visits.models import COMING
from hangot.visits.queries import Day, is_here

WAY = Text("오늘 동선 보기", "See the way of today")
DESK = Text("내 창구에서 보기", "See it at my desk")


def visiting(frame: PersonPage, day: Day | None) -> Mapping[str, Any] | None:
    """Nothing on a day without a visit, or where none of it is one's own to see."""
    if day is None:
        return None
    stop, life = day.now, frame.profile.life("stop")
    return {
        "number": day.visit.number, "state": frame.profile.life("visit").label(day.visit.state),
        "here": is_here(day.visit), "coming": day.visit.state in COMING, "starts": day.visit.starts,
        "stop": stop, "doing": life.label(stop.state) if stop else None, "ahead": day.ahead,
        "links": _links(frame, day),
    }  # fmt: skip


def _links(frame: PersonPage, day: Day) -> list[tuple[str, Text]]:
    """The way through the house for reception; one's own desk for who serves them there."""
    duties = frame.viewer.duties
    if opens("visit.find", duties):
        return [(link("visit", day.visit.pk), WAY)]
    mine = any(one.agency_id == frame.viewer.agency and one.is_open for one in day.stops)
    return [(link("desk"), DESK)] if mine and opens("stop.find", duties) else []
