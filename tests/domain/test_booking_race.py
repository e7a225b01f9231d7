"""Many at once on one time: one wins, the others are told at once, and nothing is half done."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import connections

from bench.booking.checked import everything
from bench.booking.many import OVERLAPS
from hangot import clock
from hangot.appointments import actions
from hangot.appointments.planning import snapshot
from tests.domain.booking_desk import STORY_A, asked, menu, working_day
from tests.settled import settled
from tests.worlds import Town

pytestmark = pytest.mark.slow
ATTEMPTS, DESKS, CLERKS, VISITS = 200, 10, 4, 60
NAMES = ("one", "two", "three", "four")
# What one has booked already orders what comes after it: whoever is sent about the house at random
# is nobody who races for one plan.
VISITORS = ("five", "six", "seven", "eight")


@pytest.fixture(scope="module")
def town(
    clone: Callable[[str], Any], django_db_setup: None, django_db_blocker: Any
) -> Iterator[tuple[Town, Any]]:
    """A house of its own, because threads need rows that are really committed."""
    with settled(clone, django_db_blocker, "race") as urls:
        town = Town()
        for name in (*NAMES, *VISITORS):
            town.open(name)
        yield town, urls


def _in_thread(act: Callable[[], str]) -> str:
    try:
        return act()
    finally:
        connections["default"].close()


def test_of_two_hundred_who_choose_one_plan_one_gets_it_and_the_others_are_refused_at_once(
    town: tuple[Town, Any],
) -> None:
    house, urls = town
    rows = []
    for n in range(ATTEMPTS):
        case = house.cases[NAMES[n % len(NAMES)]]
        with house.acts("counsellor-1") as by:
            question = asked("moving-cost", day=working_day(12))
            rows.append(actions.ask(case_id=case.pk, asked=question, by=by, at=clock.now()))
    (stop,) = menu(rows[0])[0].stops

    def reach(row: Any) -> str:
        with house.acts("counsellor-1") as by:
            answer = actions.hold(
                itinerary_id=row.pk, choice=0, expected=None, by=by, at=clock.now()
            )
        return "won" if answer.won else "refused"

    began = clock.now()
    with ThreadPoolExecutor(DESKS) as desks:
        found = Counter(desks.map(lambda row: _in_thread(lambda: reach(row)), rows))
    assert found == {"won": 1, "refused": ATTEMPTS - 1}
    assert clock.now() - began < timedelta(seconds=10)
    with psycopg.connect(urls["hangot_admin"]) as admin:
        row = admin.execute(
            "select count(*) from hangot_appointment where starts = %s", [stop.starts]
        ).fetchone()
        assert row == (1,)


def test_random_visits_of_many_clerks_never_overlap_and_break_no_rule(
    town: tuple[Town, Any],
) -> None:
    house, urls = town

    def visit(seed: int) -> str:
        dice = Random(seed)
        case = house.cases[dice.choice(VISITORS)]
        with house.acts("counsellor-1") as by:
            day = working_day(20 + dice.randrange(4))
            wanted = dice.sample(STORY_A, dice.randint(1, 3))
            question = asked(*wanted, day=day, childcare=dice.random() < 0.3)
            row = actions.ask(case_id=case.pk, asked=question, by=by, at=clock.now())
        while menu(row):
            with house.acts("counsellor-1") as by:
                answer = actions.propose(
                    itinerary_id=row.pk, choice=0, expected=None, by=by, at=clock.now()
                )
            row = answer.itinerary
            if answer.won:
                with house.acts("counsellor-1") as by:
                    actions.book(itinerary_id=row.pk, expected=None, by=by, at=clock.now())
                return "booked"
        return "full"

    with ThreadPoolExecutor(DESKS) as desks:
        found = Counter(desks.map(lambda n: _in_thread(lambda: visit(n)), range(VISITS)))
    assert found["booked"] > VISITS // 4
    with psycopg.connect(urls["hangot_admin"]) as admin:
        assert admin.execute(OVERLAPS).fetchone() == (0,)
    with house.acts("counsellor-1") as by:
        sound = everything(by=by)
        assert sound["checked"] >= found["booked"]
        assert sound["broken"] == 0


def test_clerks_who_choose_the_same_plan_all_end_with_a_plan_of_their_own(
    town: tuple[Town, Any],
) -> None:
    house, urls = town
    rows: dict[str, UUID] = {}
    for name in NAMES:
        case = house.cases[name]
        with house.acts("counsellor-1") as by:
            question = asked("relief-money", day=working_day(8))
            row = actions.ask(case_id=case.pk, asked=question, by=by, at=clock.now())
            rows[name] = row.pk
    tries: Counter[str] = Counter()

    def insist(name: str) -> str:
        for _ in range(CLERKS):
            tries[name] += 1
            with house.acts("counsellor-1") as by:
                answer = actions.propose(
                    itinerary_id=rows[name], choice=0, expected=None, by=by, at=clock.now()
                )
                if answer.won:
                    stop = menu(answer.itinerary)[0].stops[0]
                    return f"{stop.starts:%H:%M}"
        return "nothing"

    with ThreadPoolExecutor(CLERKS) as clerks:
        found = list(clerks.map(lambda name: _in_thread(lambda: insist(name)), rows))
    assert len(set(found)) == CLERKS
    assert "nothing" not in found
    assert min(tries.values()) == 1
    with psycopg.connect(urls["hangot_admin"]) as admin:
        assert admin.execute(OVERLAPS).fetchone() == (0,)


def test_a_menu_comes_quickly(town: tuple[Town, Any]) -> None:
    house, _ = town
    case = house.cases["one"]
    with house.acts("counsellor-1") as by:
        question = asked("moving-cost", "job-counselling", "stalking-counselling")
        began = clock.now()
        snapshot(case.person_id, question, by=by, at=began)
        assert clock.now() - began < timedelta(seconds=1)
