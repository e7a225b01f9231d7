"""Many at once on one time: one wins, the others are told at once, and nothing is half done."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import connections

from hangot import clock
from hangot.appointments import actions
from hangot.appointments.holding import Taken, take
from hangot.appointments.models import Appointment, Bookable
from hangot.appointments.planning import snapshot
from tests.domain.booking_desk import asked, menu, services, working_day
from tests.settled import settled
from tests.worlds import Town

pytestmark = pytest.mark.slow
ATTEMPTS, DESKS, CLERKS = 200, 10, 4


@pytest.fixture(scope="module")
def town(
    clone: Callable[[str], Any], django_db_setup: None, django_db_blocker: Any
) -> Iterator[tuple[Town, Any]]:
    """A house of its own, because threads need rows that are really committed."""
    with settled(clone, django_db_blocker, "race") as urls:
        town = Town()
        for name in ("one", "two", "three", "four"):
            town.open(name)
        yield town, urls


def _in_thread(act: Callable[[], str]) -> str:
    try:
        return act()
    finally:
        connections["default"].close()


def test_of_two_hundred_who_reach_for_one_hour_one_gets_it(town: tuple[Town, Any]) -> None:
    house, urls = town
    with house.acts("counsellor-1"):
        (service,) = services("moving-cost")
        number = Bookable.objects.get(kind="post", target=_post()).number
    starts = clock.now() + timedelta(days=400)
    names = list(house.cases)

    def reach(n: int) -> str:
        case = house.cases[names[n % len(names)]]
        try:
            with house.acts("counsellor-1") as by:
                one = Appointment(
                    centre_id=by.centre, subject_id=case.person_id, service_id=service,
                    agency_id=by.agency, post_id=_post(), made_agency=by.agency,
                    made_post=by.post, made_at=starts, starts=starts,
                    ends=starts + timedelta(hours=1), state="proposed", hold_until=starts,
                )  # fmt: skip
                one.save(force_insert=True)
                take([(one.pk, number, one.starts, one.ends)], by=by)
        except Taken:
            return "refused"
        return "won"

    began = clock.now()
    with ThreadPoolExecutor(DESKS) as desks:
        found = Counter(desks.map(lambda n: _in_thread(lambda: reach(n)), range(ATTEMPTS)))
    assert found == {"won": 1, "refused": ATTEMPTS - 1}
    assert clock.now() - began < timedelta(seconds=30)
    with psycopg.connect(urls["hangot_admin"]) as admin:
        row = admin.execute(
            "select count(*) from hangot_appointment where starts = %s", [starts]
        ).fetchone()
        assert row == (1,)


def _post() -> UUID:
    from hangot.directory.models import Post

    return Post.objects.get(slug="prosecution-victim-desk-1").pk


def test_clerks_who_choose_the_same_plan_all_end_with_a_plan_of_their_own(
    town: tuple[Town, Any],
) -> None:
    house, urls = town
    rows: dict[str, UUID] = {}
    for name, case in house.cases.items():
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
        overlaps = admin.execute(
            "select count(*) from hangot_hold a join hangot_hold b on a.number = b.number"
            " and a.id < b.id and a.live and b.live and a.during && b.during"
        ).fetchone()
        assert overlaps == (0,)


def test_a_menu_comes_quickly(town: tuple[Town, Any]) -> None:
    house, _ = town
    case = house.cases["one"]
    with house.acts("counsellor-1") as by:
        question = asked("moving-cost", "job-counselling", "stalking-counselling")
        began = clock.now()
        snapshot(case.person_id, question, by=by, at=began)
        assert clock.now() - began < timedelta(seconds=1)
