"""Many at once on one slot, through the acts that the pages use."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from bench.booking.crowd import PROCESSES, Crowd, Took, gathered
from bench.booking.town import at_post
from hangot import clock
from hangot.access.context import acting
from hangot.appointments import actions
from hangot.appointments.asking import Ask
from hangot.appointments.models import Itinerary
from hangot.cases.models import Case
from hangot.core.access import Actor
from hangot.core.clocks import SEOUL
from hangot.core.ids import new_id
from hangot.directory.models import Service

SERVICE = "moving-cost"
WHO = "counsellor-1"
Job = tuple[Actor, UUID]


def slot(cases: Sequence[Case], attempts: int, threads: int) -> Mapping[str, Any]:
    """`attempts` questions with the same first plan, and that plan chosen in all of them at once."""
    who, (won, late) = _same_plan(cases, 2, weeks=3)
    hold((who, won))
    who, rows = _same_plan(cases, attempts, weeks=4)
    jobs = [(who, row) for row in rows]
    with gathered(threads // PROCESSES) as crowd:
        return _figures("attempts", crowd.at_once(hold, jobs, warm=(who, late)), threads)


def clerks(cases: Sequence[Case], threads: int) -> Mapping[str, Any]:
    """As many clerks as sessions choose the same time; whoever is late gets the next plans."""
    who, rows = _same_plan(cases[:threads], threads, weeks=1)
    with gathered(threads // PROCESSES) as crowd:
        return _figures("clerks", crowd.at_once(choose, [(who, row) for row in rows]), threads)


def pair(cases: Sequence[Case], times: int) -> Mapping[str, Any]:
    """Two clerks on one plan, again and again, each time for two other people."""
    with gathered(1) as crowd:
        rounds = [_two(crowd, cases[2 * n : 2 * n + 2]) for n in range(times)]
    found = [took for one in rounds for took in one]
    return {"rounds": times, **_answers(found), "slowest": _slowest(found)}


def _two(crowd: Crowd, cases: Sequence[Case]) -> list[Took]:
    who, rows = _same_plan(cases, PROCESSES, weeks=5)
    return crowd.at_once(choose, [(who, row) for row in rows])


def hold(job: Job) -> str:
    """The act that wins the time or is refused."""
    who, row = job
    with acting(who):
        answer = actions.hold(itinerary_id=row, choice=0, expected=None, by=who, at=clock.now())
    return "won" if answer.won else "refused"


def choose(job: Job) -> str:
    """The same with new plans for whoever is late: what the button of the page does."""
    who, row = job
    with acting(who):
        answer = actions.propose(itinerary_id=row, choice=0, expected=None, by=who, at=clock.now())
    return "won" if answer.won else "next_best"


def _same_plan(cases: Sequence[Case], count: int, *, weeks: int) -> tuple[Actor, list[UUID]]:
    """Everybody asks for the same thing; who asks more than once keeps the answer."""
    with at_post(WHO) as by:
        day = (clock.now().astimezone(SEOUL) + timedelta(weeks=weeks)).date()
        asked = Ask((Service.objects.get(slug=SERVICE).pk,), day, day + timedelta(days=6))
        rows = [
            actions.ask(case_id=case.pk, asked=asked, by=by, at=clock.now())
            for case in cases[:count]
        ]
        more = [_again(rows[n % len(rows)]) for n in range(count - len(rows))]
    return by, [row.pk for row in (*rows, *more)]


def _again(row: Itinerary) -> Itinerary:
    same = ("centre_id", "subject_id", "section", "agency_id", "post_id", "created_at", "case_id",
            "asked", "plans", "state")  # fmt: skip
    one = Itinerary(pk=new_id(), **{name: getattr(row, name) for name in same})
    one.save(force_insert=True)
    return one


def _figures(name: str, found: Sequence[Took], sessions: int) -> Mapping[str, Any]:
    seconds = max(end for _, _, end in found) - min(began for _, began, _ in found)
    return {
        name: len(found), "sessions": sessions, **_answers(found), "seconds": seconds,
        "slowest": _slowest(found),
    }  # fmt: skip


def _answers(found: Sequence[Took]) -> Counter[str]:
    return Counter(answer for answer, _, _ in found)


def _slowest(found: Sequence[Took]) -> float:
    return max(end - began for _, began, end in found)
