"""Random visits, asked for, held and booked by the same acts as the pages use."""

import time
from collections.abc import Mapping, Sequence
from datetime import timedelta
from random import Random
from typing import Any

import psycopg

from bench.booking.town import at_post
from hangot import clock
from hangot.appointments import actions
from hangot.appointments.asking import Ask
from hangot.appointments.models import Appointment
from hangot.cases.models import Case
from hangot.core.clocks import SEOUL
from hangot.directory.models import Service

SERVICES = (
    "intake-counselling", "location-device", "stalking-counselling", "civil-family-legal-advice",
    "moving-cost", "unemployment-benefit-link", "job-counselling", "job-support-link",
)  # fmt: skip
WEEKS, MOST = 26, 4
# Of a hundred visits.
CANCELLED = 20
OVERLAPS = (
    "select count(*) from hangot_hold a join hangot_hold b on a.number = b.number"
    " and a.id < b.id and a.live and b.live and a.during && b.during"
)


def book(
    admin: psycopg.Connection[Any], cases: Sequence[Case], wanted: int, seed: int
) -> Mapping[str, Any]:
    """Visits until so many appointments were booked; some are cancelled; overlaps by SQL."""
    dice = Random(seed)  # noqa: S311 - the same visits every time
    with at_post("counsellor-1"):
        known = dict(Service.objects.filter(slug__in=SERVICES).values_list("slug", "pk"))
    began, made, visits, without, cancelled = time.perf_counter(), 0, 0, 0, 0
    while made < wanted:
        found = _visit(dice.choice(cases), _ask(list(known.values()), dice))
        visits, made, without = visits + 1, made + len(found), without + (not found)
        if found and dice.randrange(100) < CANCELLED:
            _cancel(dice.choice(found))
            cancelled += 1
    seconds = time.perf_counter() - began
    row = admin.execute(OVERLAPS).fetchone()
    return {
        "appointments": made, "visits": visits, "without_plan": without, "cancelled": cancelled,
        "overlaps": row[0] if row else None, "seconds": seconds,
    }  # fmt: skip


def _ask(services: list[Any], dice: Random) -> Ask:
    first = clock.now().astimezone(SEOUL).date() + timedelta(days=dice.randrange(3, 7 * WEEKS))
    wanted = tuple(dice.sample(services, dice.randint(1, MOST)))
    return Ask(wanted, first, first + timedelta(days=6))


def _visit(case: Case, asked: Ask) -> list[Appointment]:
    """All of it in three transactions, as from three pages; nothing when there is no plan."""
    with at_post("counsellor-1") as by:
        row = actions.ask(case_id=case.pk, asked=asked, by=by, at=clock.now())
    if row.plans == "[]":
        return []
    with at_post("counsellor-1") as by:
        actions.propose(itinerary_id=row.pk, choice=0, expected=None, by=by, at=clock.now())
    with at_post("counsellor-1") as by:
        actions.book(itinerary_id=row.pk, expected=None, by=by, at=clock.now())
        return list(row.appointments.filter(state="booked"))


def _cancel(one: Appointment) -> None:
    with at_post("counsellor-1") as by:
        actions.cancel_person(appointment_id=one.pk, expected=None, by=by, at=clock.now())
