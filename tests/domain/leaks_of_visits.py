"""What the policy says of visits and stops, in Python, and rows of them to steal."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from hangot import clock
from hangot.directory.models import Agency
from hangot.directory.places import Room
from hangot.visits import actions as visits
from hangot.visits.models import Stop
from tests.worlds import Town

Row = dict[str, Any]
Judging = Callable[[Any, Row], bool]
HELP = frozenset("RCMAPLS")
FULL = 3
DESKS = ("moel-job-centre", "police-victim-desk")


def _leads(judge: Any) -> bool:
    return bool(judge.actor.agency == judge.rows["centre"][0]["lead_agency_id"])


def _reception(judge: Any) -> bool:
    return _leads(judge) and bool(judge.duty("R"))


def _stop(judge: Any, row: Row) -> bool:
    own = bool(judge.actor.duties & HELP) and row["agency_id"] == judge.actor.agency
    plan = _leads(judge) and judge.level(row["subject_id"], 12) >= FULL
    return own or _reception(judge) or plan


def _visit(judge: Any, row: Row) -> bool:
    stops = [one for one in judge.rows["stop"] if one["visit_id"] == row["id"]]
    return _reception(judge) or any(judge.sees("stop", one) for one in stops)


RULES_OF_VISITS: Mapping[str, Judging] = {"visit": _visit, "stop": _stop}


def fill_visits(town: Town, *names: str) -> None:
    """Each of these people is in the house, at two desks; the first is called."""
    at = clock.now()
    for name in names:
        with town.acts("reception-1") as by:
            walks = [
                visits.Walk(
                    Agency.objects.get(slug=slug).pk, Room.objects.filter(agency__slug=slug)[0].pk,
                    at + timedelta(minutes=40 * place), at + timedelta(minutes=40 * place + 30),
                )
                for place, slug in enumerate(DESKS)
            ]  # fmt: skip
            visit = visits.plan_visit(subject=town.cases[name].person_id, walks=walks, by=by, at=at)
            visits.arrive(visit_id=visit.pk, companions=0, by=by, at=at)
    with town.acts("reception-1") as by:
        first = Stop.objects.filter(state="waiting").order_by("waiting_since")[0]
        visits.call(stop_id=first.pk, by=by, at=at)
