"""Home visits on the pages: planned on the case, put into a round, taken along on a phone."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hangot import clock
from hangot.cases import actions as cases
from hangot.cases.models import Case
from hangot.core.access import Section
from hangot.core.clocks import SEOUL
from hangot.directory.models import Post
from hangot.homevisits import rounds
from hangot.homevisits.models import HomeVisit
from tests.desk.asking import send

pytestmark = pytest.mark.django_db
Desk = Callable[[str], Client]
Acts = Callable[..., Any]
DAY = (clock.now().astimezone(SEOUL) + timedelta(days=5)).date()


def plan(desk: Desk, case: Case, **more: str) -> Any:
    given = {
        "day": DAY.isoformat(), "opens": "0930", "closes": "1130", "minutes": "60", "area": "정릉동",
        "before": "초인종 대신 문자", **more,
    }  # fmt: skip
    return send(desk("counsellor-1"), "case_home_visits", case.pk, **given)


def only(acts: Acts) -> HomeVisit:
    with acts("counsellor-1"):
        return HomeVisit.objects.get()


def test_a_visit_is_planned_on_the_case_and_stands_in_the_round_of_its_day(
    case: Case, desk: Desk, acts: Acts
) -> None:
    assert plan(desk, case).status_code == 303
    page = desk("team-lead").get(reverse("home_rounds"), {"day": DAY.isoformat()}).content.decode()
    assert "09:30~11:30" in page
    assert "정릉동" in page
    assert only(acts).unsafe is False


def test_hours_the_wrong_way_round_are_said_and_nothing_typed_is_lost(
    case: Case, desk: Desk
) -> None:
    answer = plan(desk, case, opens="1500", closes="1400", escort="on")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "끝 시각은 시작 시각보다 뒤여야" in page
    assert "초인종 대신 문자" in page
    assert re.search(r'name="escort"[^>]*checked', page)


def test_a_home_that_needs_an_officer_is_left_out_with_its_reason(
    case: Case, desk: Desk, acts: Acts
) -> None:
    plan(desk, case, escort="on")
    with acts("team-lead") as by:
        going = {one.slug: str(one.pk) for one in rounds.goers(by=by)}
    asked = {"day": DAY.isoformat(), "one1": going["counsellor-1"], "two1": going["counsellor-2"]}
    page = desk("team-lead").get(reverse("home_rounds"), asked).content.decode()
    assert "경찰관이 있는 조가 없습니다" in page
    assert "이대로 정하기" not in page


def test_the_round_is_set_with_one_press_and_the_pair_leaves_from_its_sheet(
    case: Case, desk: Desk, acts: Acts
) -> None:
    plan(desk, case)
    with acts("counsellor-1") as by:
        other = Post.objects.get(slug="counsellor-2")
        cases.seat_post(
            case_id=case.pk, post_id=other.pk, agency=other.agency_id,
            sections=(Section.OVERVIEW, Section.PLAN), by=by, at=clock.now(),
        )  # fmt: skip
    with acts("team-lead") as by:
        going = {one.slug: str(one.pk) for one in rounds.goers(by=by)}
    asked = {"day": DAY.isoformat(), "one1": going["counsellor-1"], "two1": going["counsellor-2"]}
    page = desk("team-lead").get(reverse("home_rounds"), asked).content.decode()
    shown = re.search(r'name="shown" value="([^"]+)"', page)
    assert shown
    assert send(desk("team-lead"), "home_rounds", **asked, shown=shown[1]).status_code == 303
    visit = only(acts)
    client = desk("counsellor-1")
    sheet = client.get(reverse("home_visit", args=[visit.pk])).content.decode()
    assert "출발" in sheet
    assert send(client, "home_visit_step", visit.pk, "depart", minutes="140").status_code == 303
    again = send(client, "home_visit_step", visit.pk, "come_back", seen="말만 적음")
    assert again.status_code == 422
    assert "말만 적음" in again.content.decode()
    done = send(client, "home_visit_step", visit.pk, "come_back", outcome="met", seen="이야기함")
    assert done.status_code == 303
    assert only(acts).state == "safe_back"


def test_half_a_pair_is_refused_in_words(case: Case, desk: Desk, acts: Acts) -> None:
    plan(desk, case)
    with acts("team-lead") as by:
        one = str(rounds.goers(by=by)[0].pk)
    asked = {"day": DAY.isoformat(), "one1": one}
    answer = desk("team-lead").get(reverse("home_rounds"), asked)
    assert answer.status_code == 422
    assert "한 조에는 두 사람을" in answer.content.decode()


def test_a_desk_without_the_person_finds_neither_list_nor_sheet(
    case: Case, desk: Desk, acts: Acts
) -> None:
    plan(desk, case)
    for slug in ("police-victim-desk-1", "case-manager-2"):
        client = desk(slug)
        assert client.get(reverse("home_visit", args=[only(acts).pk])).status_code == 404, slug
        page = client.get(reverse("home_rounds"), {"day": DAY.isoformat()}).content.decode()
        assert "정릉동" not in page
