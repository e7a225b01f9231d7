"""Two clerks at once want the last bed: one gets it, the other is told the next free night."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from random import Random
from threading import Barrier
from typing import Any

import psycopg
import pytest
from django.db import connections

from hangot import clock
from hangot.core.clocks import SEOUL
from hangot.core.refusal import Missing
from hangot.packs.active import profile
from hangot.protection import actions as support
from tests.settled import settled
from tests.worlds import Town

pytestmark = pytest.mark.slow
BED, LEAD = "temporary_lodging", "counsellor-1"
NAMES = ("one", "two", "three", "four")
CLERKS, WISHES, BEDS = 4, 60, 3
TODAY = clock.now().astimezone(SEOUL).date()
OVERLAPS = """
select count(*) from hangot_taken a join hangot_taken b
  on a.item_id = b.item_id and a.id < b.id and a.live and b.live and a.during && b.during
"""


@pytest.fixture(scope="module")
def town(
    clone: Callable[[str], Any], django_db_setup: None, django_db_blocker: Any
) -> Iterator[tuple[Town, Any]]:
    """A house of its own, because threads need rows that are really committed."""
    with settled(clone, django_db_blocker, "beds") as urls:
        town = Town()
        for name in NAMES:
            town.open(name)
        with town.acts(LEAD) as by:
            kind = profile(by.profile).protection.known[BED]
            typed = " ".join(f"A-{n}" for n in range(BEDS))
            support.add(kind=kind, typed=typed, by=by, at=clock.now())
        yield town, urls


def _asks(town: Town, name: str, first: int, nights: int) -> str:
    """What came of a wish: reserved, or refused with the next free night."""
    try:
        with town.acts(LEAD) as by:
            day = TODAY + timedelta(days=first)
            wish = support.Wish(BED, day, day + timedelta(days=nights))
            support.reserve(case_id=town.cases[name].pk, wish=wish, by=by, at=clock.now())
    except Missing as no:
        assert no.what == "place_free"
        assert "가장 빠른 날은" in no.sentence.ko
        return "refused"
    else:
        return "reserved"
    finally:
        connections["default"].close()


def test_of_four_clerks_at_one_moment_as_many_get_a_bed_as_there_are_beds(
    town: tuple[Town, Any],
) -> None:
    house, _ = town
    begin = Barrier(CLERKS)

    def reach(name: str) -> str:
        begin.wait(20)
        return _asks(house, name, 100, 3)

    with ThreadPoolExecutor(CLERKS) as clerks:
        found = Counter(clerks.map(reach, NAMES))
    assert found == {"reserved": BEDS, "refused": CLERKS - BEDS}


def test_whatever_four_clerks_ask_for_at_once_no_bed_is_given_twice_for_a_night(
    town: tuple[Town, Any],
) -> None:
    house, urls = town

    def reach(seed: int) -> str:
        dice = Random(seed)
        return _asks(house, dice.choice(NAMES), dice.randrange(20), dice.randint(1, 5))

    with ThreadPoolExecutor(CLERKS) as clerks:
        found = Counter(clerks.map(reach, range(WISHES)))
    assert found["reserved"] >= BEDS
    assert found["refused"] > 0
    with psycopg.connect(urls["hangot_admin"]) as admin:
        assert admin.execute(OVERLAPS).fetchone() == (0,)
        held = admin.execute("select count(*) from hangot_taken where live").fetchone()
        kept = admin.execute(
            "select count(*) from hangot_lending where state = 'reserved'"
        ).fetchone()
        assert held == kept, "nothing is half done"
