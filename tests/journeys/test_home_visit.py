"""A home visit: planned on the case, put into a round, carried along on a phone without a network."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from hangot import clock
from hangot.core.clocks import SEOUL
from tests.journeys import steps

pytestmark = [pytest.mark.journey, pytest.mark.slow]
DAY = (clock.now().astimezone(SEOUL) + timedelta(days=4)).date().isoformat()


@pytest.fixture
def sunyeong(at_desk: Callable[..., Any]) -> tuple[Any, str]:
    """박선영, heard at reception; the counsellor leads her case and a colleague has a seat."""
    notice = steps.tell_story(
        at_desk("reception-1"), name="박선영", birth="1988-02-11", phone="01000881102",
        crime="stalking", alias="",
    )  # fmt: skip
    desk = at_desk("counsellor-1")
    case = steps.open_case(desk, notice)
    desk.open(f"/cases/{case}/team/")
    page = desk.page
    page.locator("[name=post]").select_option(label=_option(page, "post", "초기상담 2"))
    for number in ("1", "12"):
        page.locator(f"[name=sections][value='{number}']").check()
    steps.follow(page.locator("form", has=page.locator("[name=sections]")).locator("button").first)
    return desk, case


def _option(page: Any, name: str, words: str) -> str:
    found = page.locator(f"[name={name}] option", has_text=words).first
    return str(found.inner_text()).strip()


def test_the_pair_goes_and_comes_back_though_the_network_is_gone(
    sunyeong: tuple[Any, str], at_desk: Callable[..., Any]
) -> None:
    desk, case = sunyeong
    _planned(desk, case)
    _round_set(at_desk("team-lead"))
    phone = at_desk("counsellor-2", width=390)
    phone.open(f"/cases/{case}/home-visits/")
    with phone.page.expect_navigation():
        phone.page.locator("table a").first.click()
    phone.check("visit-sheet")
    steps.press(phone.page, "출발")
    phone.see("출발했습니다")
    _without_network(phone)
    phone.see("무사히 돌아왔다고 적었습니다", "만나서 이야기함", "아이가 문을 열어 줌")
    phone.check("visit-sheet-back")


def _planned(desk: Any, case: str) -> None:
    desk.open(f"/cases/{case}/home-visits/")
    page = desk.page
    for name, words in (
        ("day", DAY), ("opens", "0930"), ("closes", "11시 반"), ("area", "정릉동"), ("before", "초인종 대신 문자"),
    ):  # fmt: skip
        page.locator(f"[name={name}]").fill(words)
    desk.check("home-visits")
    steps.press(page, "방문 잡기")
    desk.see("가정방문을 잡았습니다")


def _round_set(lead: Any) -> None:
    lead.open(f"/home-visits/rounds/?day={DAY}")
    page = lead.page
    for name, words in (("one1", "초기상담 1"), ("two1", "초기상담 2")):
        page.locator(f"[name={name}]").select_option(label=_option(page, name, words))
    steps.press(page, "동선 짜기")
    lead.check("round")
    lead.on_a_phone("round")
    lead.see("1-1", "09:30~10:30", "이보다 나은 동선이 없음을 확인했습니다")
    steps.press(page, "이대로 정하기")
    lead.see("동선을 정했습니다")


def _without_network(phone: Any) -> None:
    """The step is kept in the page, said aloud, and sent when the network is back."""
    page = phone.page
    page.locator("[name=outcome][value=met]").check()
    page.locator("[name=seen]").fill("아이가 문을 열어 줌")
    page.context.set_offline(True)
    page.get_by_role("button", name="복귀", exact=True).click()
    page.get_by_text("연결이 끊겼습니다").wait_for()
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    page.context.set_offline(False)
    page.get_by_text("무사히 돌아왔다고 적었습니다").wait_for(timeout=20_000)
