"""The other centres of the demo: their casts are hired, their stories told, their people come."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections

from hangot import clock
from hangot.access.context import acting, system
from hangot.access.founding import centre_of
from hangot.appointments.opening import open_house
from hangot.core.access import Purpose
from hangot.demo.seed import fill, is_empty, size
from hangot.demo.towns import CITY, FIRST, TOWNS
from hangot.desk.indicators.showing import sentences
from hangot.indicators import queries
from hangot.indicators.releasing import audit
from hangot.packs.active import profile
from tests.copies import Copy, copy, pointed

__all__ = ["copy"]
pytestmark = pytest.mark.slow(30)
PLAYED = ("seongbuk", "jung", "plus", "debt")


@pytest.fixture(scope="module")
def filled(copy: Copy) -> dict[str, Any]:
    """Four of the centres, with everybody the demo brings to them."""
    made = {}
    for town in TOWNS:
        if town.slug in PLAYED:
            centre = open_house(town.pack, at=clock.now(), slug=town.slug, label=town.label)
            assert is_empty(centre)
            assert fill(centre, town, now=clock.now(), say=lambda _done, _of: None) == size(town)
            made[town.slug] = centre
    return made


@pytest.fixture
def asked(copy: Copy, filled: dict[str, Any]) -> Iterator[Any]:
    """A question to the database past every policy."""
    with pointed("owner", copy["hangot_admin"]), connections["owner"].cursor() as cursor:

        def ask(sql: str, *values: Any) -> list[Any]:
            cursor.execute(sql, values)
            return [row[0] for row in cursor.fetchall()]

        yield ask


def test_all_districts_of_the_city_run_one_pack_and_have_their_own_names() -> None:
    districts = [town for town in TOWNS if town.tells == CITY]
    assert len(districts) == 25
    assert len({town.label.ko for town in districts if town.label}) == 25
    assert len({tuple(town.staff.values()) for town in districts}) == 25
    assert {town.pack for town in TOWNS} == {
        "crime_victim",
        "crisis_family",
        "employment_welfare",
        "financial_welfare",
    }


def test_everybody_sits_on_a_post_that_exists_and_no_account_code_is_used_twice() -> None:
    for town in TOWNS:
        assert set(town.staff) <= set(profile(town.pack).posts), town.slug
    accounts = [one.account for town in TOWNS for one in town.newcomers()]
    assert len(accounts) == len(set(accounts))
    assert max(map(len, accounts)) <= 40
    assert FIRST.account("reception-1") == "reception-1"


def test_the_told_people_have_come_as_far_as_their_story(asked: Any, filled: Any) -> None:
    states = {
        slug: asked("select state from hangot_case where centre_id = %s", centre.pk)
        for slug, centre in filled.items()
    }
    assert all("active" in found for found in states.values())
    assert len(states["plus"]) >= 5


def test_the_debts_of_the_demo_are_told_and_his_bankruptcy_is_declared(asked: Any) -> None:
    assert asked("select state from hangot_debtprocedure") == ["commenced"]
    assert len(asked("select id from hangot_debtitem")) == 8
    assert asked("select id from hangot_task where what = 'debt.exempt' and done_at is null")


def test_each_centre_counts_from_one(asked: Any, filled: Any) -> None:
    for centre in filled.values():
        numbers = asked("select number from hangot_case where centre_id = %s", centre.pk)
        assert min(numbers).endswith("-0001")


def test_the_year_before_says_its_sentence_and_nothing_hidden_comes_back(filled: Any) -> None:
    debts = filled["debt"]
    year = clock.now().year - 1
    known = profile("financial_welfare").indicators
    with acting(system(debts.pk, debts.lead_agency_id, frozenset(), profile="financial_welfare"),
                Purpose.STATISTICS):  # fmt: skip
        told = queries.told(year)
    assert "상담 400명, 1,512건, 면책 336억원" in [line.ko for line in sentences(known, told)]
    for centre in filled.values():
        assert audit(centre)[1] == 0


def test_no_row_of_a_case_belongs_to_two_centres(asked: Any) -> None:
    strays = asked(
        "select r.id from hangot_referral r join hangot_case c on c.person_id = r.subject_id"
        " join hangot_agency a on a.id = r.to_agency"
        " where r.centre_id <> c.centre_id or a.centre_id <> c.centre_id"
    )
    assert strays == []


def test_the_clock_of_the_demo_goes_round_all_of_them(filled: Any) -> None:
    assert centre_of("seongbuk").pk == filled["seongbuk"].pk
    assert profile(centre_of("debt").profile).rules


def test_the_network_of_the_debt_centre_has_learned_and_learns_again_today(asked: Any) -> None:
    assert asked("select state from hangot_training order by starts") == ["held", "called"]
    came = "select count(*) from hangot_trainee where state = 'came'"
    outside = " and agency_id in (select id from hangot_agency where outside)"
    assert asked(came + outside) == [7]
    assert asked("select why from hangot_trainee where why <> ''") == ["guest"]
    absent = "select count(*) from hangot_traineename n join hangot_worker w on w.id = n.worker_id where w.account = %s"
    assert asked(absent, "debt.seongbuk-case-management-2") == [0]
    assert asked("select count(*) from hangot_trainingreply") == [6]
    assert asked("select count(*) from hangot_boardanswer") == [2]
