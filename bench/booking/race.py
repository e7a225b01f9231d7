"""Many at once on one slot: at the statement that takes time, and through the whole act."""

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

from django.db import connections

from bench.booking.town import at_post
from hangot import clock
from hangot.access.context import acting
from hangot.appointments import actions
from hangot.appointments.asking import Ask
from hangot.appointments.holding import Taken, take
from hangot.appointments.models import Appointment, Bookable
from hangot.cases.models import Case
from hangot.core.clocks import SEOUL
from hangot.directory.models import Post, Service

DESK, SERVICE = "prosecution-victim-desk-1", "moving-cost"
WHO = "counsellor-1"


def slot(cases: Sequence[Case], attempts: int, threads: int) -> Mapping[str, Any]:
    """`attempts` transactions, each of which writes an appointment and takes the same hour."""
    with at_post(WHO) as by:
        post, service = Post.objects.get(slug=DESK), Service.objects.get(slug=SERVICE)
        number = Bookable.objects.get(kind="post", target=post.pk).number
        who = by
    starts = clock.now() + timedelta(days=400)
    people = [case.person_id for case in cases]

    def reach(n: int) -> str:
        try:
            with acting(who):
                one = Appointment(
                    centre_id=who.centre, subject_id=people[n % len(people)], service=service,
                    agency_id=post.agency_id, post=post, made_agency=who.agency,
                    made_post=who.post, made_at=starts, starts=starts,
                    ends=starts + timedelta(hours=1), state="proposed", hold_until=starts,
                )  # fmt: skip
                one.save(force_insert=True)
                take([(one.pk, number, one.starts, one.ends)], by=who)
        except Taken:
            return "refused"
        return "won"

    found, seconds, _ = _all(reach, attempts, threads)
    return {"attempts": attempts, "threads": threads, **found, "seconds": seconds}


def clerks(cases: Sequence[Case], threads: int) -> Mapping[str, Any]:
    """As many clerks as threads choose the same time for different people, each in one act."""
    with at_post(WHO) as by:
        day = (clock.now().astimezone(SEOUL) + timedelta(days=7)).date()
        service = Service.objects.get(slug=SERVICE).pk
        ask = Ask((service,), day, day + timedelta(days=6))
        rows = [
            actions.ask(case_id=case.pk, asked=ask, by=by, at=clock.now()).pk
            for case in cases[:threads]
        ]

    def choose(n: int) -> str:
        with at_post(WHO) as by:
            answer = actions.propose(
                itinerary_id=rows[n], choice=0, expected=None, by=by, at=clock.now()
            )
        return "won" if answer.won else "next_best"

    found, seconds, slowest = _all(choose, len(rows), threads)
    return {"clerks": len(rows), **found, "seconds": seconds, "slowest": slowest}


def _all(act: Callable[[int], str], count: int, threads: int) -> tuple[Counter[str], float, float]:
    """What came of each, the seconds of all and of the slowest."""
    took: list[float] = []

    def timed(n: int) -> str:
        began = time.perf_counter()
        try:
            return act(n)
        finally:
            took.append(time.perf_counter() - began)
            connections["default"].close()

    began = time.perf_counter()
    with ThreadPoolExecutor(threads) as desks:
        found = Counter(desks.map(timed, range(count)))
    return found, time.perf_counter() - began, max(took)
