"""On the pages, too: what belongs to another district answers like what does not exist."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from hangot.cases.models import Case
from hangot.core.text import Text
from hangot.desk.demo_cast import context
from hangot.directory.demonstration import mark
from tests.houses import House, opened, story

POSTS = ("reception-1", "counsellor-1", "case-manager-1", "team-lead", "apo-1")
PERSON = story("박선영", date(1988, 4, 17), "01000770417", "domestic_violence")
PAGES = ("case", "case_people", "case_timeline", "consents", "case_plan", "case_files")
LISTS = ("today", "cases", "notices", "referrals", "services", "rotas", "places", "manual")


@pytest.fixture
def north(db: None) -> House:
    return opened("crisis_family", "north", Text("윗마을 센터", "Upper"), POSTS)


@pytest.fixture
def south(db: None) -> House:
    return opened("crisis_family", "south", Text("아랫마을 센터", "Lower"), POSTS)


@pytest.fixture
def heard(north: House) -> Case:
    return north.hears(PERSON, first="reception-1", counsellor="counsellor-1")


@pytest.mark.parametrize("post", ["counsellor-1", "team-lead"])
def test_a_case_of_another_district_answers_like_one_that_does_not_exist(
    north: House, south: House, heard: Case, desk: Callable[..., Any], post: str
) -> None:
    client = desk(south.account(post))
    for name in PAGES:
        theirs = client.get(reverse(name, args=[heard.pk]))
        nothing = client.get(reverse(name, args=[uuid4()]))
        assert theirs.status_code == nothing.status_code, name
        assert theirs.status_code in (403, 404), name
        assert len(theirs.content) == len(nothing.content), name


def test_lists_of_a_district_hold_its_own_people_only(
    north: House, south: House, heard: Case, desk: Callable[..., Any]
) -> None:
    there = desk(north.account("counsellor-1")).get(reverse("cases")).content.decode()
    assert "박선영" in there
    client = desk(south.account("counsellor-1"))
    for name in LISTS:
        answer = client.get(reverse(name))
        assert answer.status_code == 200, name
        page = answer.content.decode()
        assert "박선영" not in page, name
        assert heard.number not in page, name
        assert "아랫마을 센터" in page, name
        assert "윗마을" not in page, name


def test_the_demo_lets_one_choose_a_centre_and_shows_the_cast_of_that_one(
    north: House, south: House, client: Any, settings: Any, tmp_path: Any
) -> None:
    settings.DEMO, settings.HOME = True, tmp_path
    mark().write_text(f"{north.centre.pk}\n{south.centre.pk}\n", encoding="utf-8")
    page = client.get("/account/login/?centre=south").content.decode()
    assert page.count('aria-current="true"') == 2
    assert "같은 매뉴얼로 일하는 센터 2곳" in page
    assert f'value="{south.account("counsellor-1")}"' in page
    assert f'value="{north.account("counsellor-1")}"' not in page
    entered = client.post("/demo/enter/", {"account": south.account("apo-1")})
    assert entered.status_code == 302
    assert "아랫마을 센터" in client.get("/").content.decode()


def test_a_centre_that_is_no_demo_is_never_offered(
    north: House, south: House, settings: Any, tmp_path: Any
) -> None:
    settings.DEMO, settings.HOME = True, tmp_path
    assert context("south") == {}
    mark().write_text(f"{north.centre.pk}\n", encoding="utf-8")
    assert context("south")["here"].slug == "north"
    settings.DEMO = False
    assert context("north") == {}
