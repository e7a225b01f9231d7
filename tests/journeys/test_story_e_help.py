"""Story E, what may help: laid off with a child; from the needs of the case to two referrals."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys import steps
from tests.journeys.telling import card, confirm, says, shown, tell, tell_the_rest

pytestmark = [pytest.mark.journey, pytest.mark.slow]
DAY = "2026-07-06"
IDENTITY = 1
WORK = {
    "leaving_reason": "dismissed", "insured_days": 2190,
    "insured_years": 6, "hours_a_day": 8, "work_kind": "employee",
    "seeking_work": True, "unemployment_reported_on": DAY, "jobseeker_pay": "now",
}  # fmt: skip
HOME = {
    "household_size": 2, "earned_income": 0, "other_income": "1,981,440", "deducted_costs": 0,
    "home": "rented", "home_value": 0, "general_assets": 0, "financial_assets": 0, "car_value": 0,
    "region": "seoul", "town_size": "big", "supporter": "none", "basic_livelihood": "none",
    "crisis": "job_lost", "same_help": True, "work_credit": False,
    "children": [{"born_on": "2019-03-02", "at_school": True}],
}  # fmt: skip


@pytest.fixture
def mina(at_desk: Callable[..., Any]) -> tuple[Any, str]:
    """송미나, heard at reception and opened by the counsellor who leads her case."""
    notice = steps.tell_story(
        at_desk("reception-1"), name="송미나", birth="1990-01-01", phone="01000770706",
        crime="fraud_property", alias="",
    )  # fmt: skip
    desk = at_desk("counsellor-1")
    return desk, steps.open_case(desk, notice)


def test_from_what_she_needs_to_two_referrals_begun_from_findings(
    mina: tuple[Any, str],
) -> None:
    desk, case = mina
    _only_her_needs(desk, case)
    confirm(desk, case, "born_on", "1990-01-01")
    tell(
        desk, case, {"left_work_on": "2026-06-30", "daily_base": "96,000", "lone_parent": "parent"}
    )
    tell_the_rest(desk, case, {**WORK, **HOME, "disabled": False})
    shown(desk, case, day=DAY)
    says(desk, "구직급여", "받을 수 있어요", "13,870,080원", "66,048원", "2027-06-30")
    says(desk, "한부모가족 지원", "받을 수 있어요")
    says(desk, "생계급여", "지금은 어려워요")
    says(desk, "긴급복지 생계지원", "담당 기관이 판단해요")
    says(desk, "국민취업지원제도 1유형(요건심사형)", "지금은 어려워요")
    says(desk, "미소금융", "더 물어야 해요", "신용점수")
    shown(desk, case, day=DAY)
    desk.check("help-found")
    desk.on_a_phone("help-found")
    _two_referrals(desk, case)


def _only_her_needs(desk: Any, case: str) -> None:
    """The first need that reception ticked is chosen; more can be shown."""
    desk.open(f"/cases/{case}/help/")
    ticked = desk.page.locator("[name=need]:checked")
    assert ticked.count() == 1
    desk.see("이 사례에 적힌 대로")
    desk.see_no("구직급여")
    desk.page.locator("label.chip", has_text="일과 배움").locator("input").check()
    steps.press(desk.page, "다시 보기")
    assert desk.page.locator("[name=need]:checked").count() == 2
    assert card(desk, "구직급여").count() == 1


def _two_referrals(desk: Any, case: str) -> None:
    desk.open(f"/consents/{case}/")
    for words in ("고용센터", "복지"):
        desk.open(f"/consents/{case}/")
        steps.ask(desk, case, steps.agency_id(desk.page, words))
    sent = [
        _refer(desk, case, "구직급여", "고용보험"),
        _refer(desk, case, "한부모가족 지원", ""),
    ]
    assert len(set(sent)) == 2


def _refer(desk: Any, case: str, service: str, told: str) -> str:
    """The letter begins with the finding and with what that agency is given anyway."""
    shown(desk, case)
    box = card(desk, service)
    with desk.page.expect_navigation():
        box.get_by_role("button", name=re.compile("의뢰 쓰기")).click()
    letter = desk.page.locator('[name="reason"]').input_value()
    assert f"함께 살펴본 결과: {service}" in letter
    assert told in letter
    assert "사기" not in letter
    desk.check("help-letter")
    steps.press(desk.page, "의뢰 보내기")
    found = re.search(r"referrals/([0-9a-f-]{36})", desk.page.url)
    assert found, desk.page.url + desk.page.locator("main").inner_text()[:800]
    return found.group(1)
