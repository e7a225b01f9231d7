"""Random visits, asked for, held and booked by the same acts as the pages use, many at a time."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from random import Random
from typing import Any

import psycopg

from bench.booking import checked
from bench.booking.crowd import gathered
from bench.booking.town import at_post
from hangot import clock
from hangot.appointments import actions
from hangot.appointments.asking import Ask
from hangot.appointments.models import Appointment
from hangot.cases.models import Case
from hangot.core.clocks import SEOUL
from hangot.directory.places import ServiceRule

WEEKS, MOST, TRIES = 26, 4, 5
# Of a hundred visits.
CANCELLED, WITH_CHILD, FOREIGN, ESCORTED = 20, 10, 5, 5
THREADS, HEAP, EVERY = 4, 20, 1_000
OVERLAPS = (
    "select count(*) from hangot_hold a join hangot_hold b on a.number = b.number"
    " and a.id < b.id and a.live and b.live and a.during && b.during"
)
Say = Callable[[str], None]


def book(admin: psycopg.Connection[Any], wanted: int, seed: int, say: Say) -> Mapping[str, Any]:
    """Visits until so many appointments were booked; overlaps by SQL, all rules by the checker."""
    began, found = time.perf_counter(), Counter[str]()
    with gathered(THREADS) as crowd:
        for heap in crowd.one_by_one(visit, _heaps(found, wanted, seed)):
            before = found["appointments"] // EVERY
            found.update(_counted(answer for answer, _, _ in heap))
            if found["appointments"] // EVERY > before:
                say(f"  {found['appointments']} ({time.perf_counter() - began:.0f} s)")
    seconds = time.perf_counter() - began
    row = admin.execute(OVERLAPS).fetchone()
    with at_post("counsellor-1") as by:
        sound = checked.everything(by=by)
    return {**found, "seconds": seconds, "overlaps": row[0] if row else None, **sound}


def _heaps(found: Mapping[str, int], wanted: int, seed: int) -> Iterator[list[int]]:
    """Seeds of visits, until enough was booked."""
    first = seed * 1_000_000
    while found.get("appointments", 0) < wanted:
        yield list(range(first, first + HEAP))
        first += HEAP


def _counted(answers: Iterator[str]) -> Counter[str]:
    """`appointments visits without_plan cancelled late`, added up from the answers."""
    found = Counter[str]()
    for answer in answers:
        found.update({
            name: int(number) for name, _, number in (w.partition("=") for w in answer.split())
        })  # fmt: skip
    return found


def visit(seed: int) -> str:
    """One visit of a random person: in three transactions, as from three pages."""
    dice = Random(seed)  # noqa: S311 - the same visits every time
    late, made = _booked(dice)
    gone = bool(made) and dice.randrange(100) < CANCELLED
    if gone:
        with at_post("counsellor-1") as by:
            actions.cancel_person(
                appointment_id=dice.choice(made).pk, expected=None, by=by, at=clock.now()
            )
    return f"visits=1 appointments={len(made)} late={late} cancelled={gone:d} without_plan={not made:d}"


def _booked(dice: Random) -> tuple[int, list[Appointment]]:
    """How often somebody was quicker, and what was booked in the end."""
    with at_post("counsellor-1") as by:
        case = dice.choice(Case.objects.order_by("pk").values_list("pk", flat=True))
        row = actions.ask(case_id=case, asked=_ask(dice), by=by, at=clock.now())
    for late in range(TRIES):
        if row.plans == "[]":
            return late, []
        with at_post("counsellor-1") as by:
            answer = actions.propose(
                itinerary_id=row.pk, choice=0, expected=None, by=by, at=clock.now()
            )
        row = answer.itinerary
        if answer.won:
            with at_post("counsellor-1") as by:
                actions.book(itinerary_id=row.pk, expected=None, by=by, at=clock.now())
                return late, list(row.appointments.filter(state="booked"))
    return TRIES, []


def _ask(dice: Random) -> Ask:
    """Services, days and what somebody brings along, by the dice."""
    known = list(ServiceRule.objects.order_by("pk").values_list("service_id", flat=True))
    first = clock.now().astimezone(SEOUL).date() + timedelta(days=dice.randrange(3, 7 * WEEKS))
    return Ask(
        tuple(dice.sample(known, dice.randint(1, MOST))), first, first + timedelta(days=6),
        tongue="vi" if dice.randrange(100) < FOREIGN else "",
        escorted=dice.randrange(100) < ESCORTED, childcare=dice.randrange(100) < WITH_CHILD,
    )  # fmt: skip
