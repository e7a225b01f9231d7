"""Support in kind in a browser: from the stock to the slip, the bed that is taken, and what is back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from hangot import clock
from hangot.core.clocks import SEOUL
from tests.journeys import steps

pytestmark = [pytest.mark.journey, pytest.mark.slow]
TODAY = clock.now().astimezone(SEOUL).date()
LATER = TODAY + timedelta(days=2)


def heard(at_desk: Callable[..., Any], name: str, day: int) -> tuple[Any, str]:
    """Heard at reception; the counsellor leads the case."""
    notice = steps.tell_story(
        at_desk("reception-1"), name=name, birth=f"1991-07-{day}", phone=f"010009107{day}",
        crime="stalking", alias="",
    )  # fmt: skip
    desk = at_desk("counsellor-1")
    return desk, steps.open_case(desk, notice)


def test_a_device_goes_out_against_a_signature_a_bed_is_never_given_twice_and_both_come_back(
    at_desk: Callable[..., Any],
) -> None:
    desk, case = heard(at_desk, "서나리", 14)
    page = desk.page
    for what, marks in (("location_device", "J-014"), ("temporary_lodging", "J-1")):
        desk.open("/house/stock/")
        page.locator("[name=what]").select_option(what)
        page.locator("[name=marks]").fill(marks)
        steps.press(page, "들이기")
    desk.check("stock")
    desk.on_a_phone("stock")
    desk.open(f"/cases/{case}/")
    steps.follow(page.get_by_role("link", name="물품·자리 지원"))
    desk.check("support-empty")
    _reserve(desk, "location_device")
    _handed_over(desk)
    _reserve(desk, "temporary_lodging")
    _reserve(desk, "temporary_lodging")
    desk.see(f"가장 빠른 날은 {LATER}")
    desk.check("support-full")
    steps.press(page, "대기에 올리기")
    desk.see("대기에 올렸습니다", "2박")
    desk.check("support")
    desk.on_a_phone("support")
    _step(desk, "돌려받기", condition="good")
    desk.see("끝난 것", "돌려받음")
    desk.see_no("정릉")


def test_forty_two_places_and_a_broken_bell(at_desk: Callable[..., Any]) -> None:
    desk, case = heard(at_desk, "도담희", 23)
    page = desk.page
    desk.open(f"/cases/{case}/requests/")
    desk.check("removals-empty")
    page.locator("[name=typed]").fill("\n".join(f"https://place.example/{n}" for n in range(42)))
    page.locator("[name=provider]").select_option("abroad")
    steps.press(page, "등록하기")
    desk.see("새로 42건을 등록했습니다")
    desk.see_no("place.example")
    page.locator("[name=numbers]").fill("1-29")
    page.locator("[name=which]").nth(29).check()
    page.locator("[name=event]").select_option("delete")
    steps.press(page, "^적기")
    desk.see("부탁하신 42건 가운데 30건이 지워졌습니다.")
    desk.check("removals")
    desk.on_a_phone("removals")
    steps.press(page, "소식이 있다고 알리기")
    desk.see("무슨 일인지 알 수 없는 말만 나갑니다", "부탁하신 일에 새 소식이 있습니다")
    desk.see_no("삭제", "지워")
    desk.check("removals-told")
    desk.open(f"/cases/{case}/requests/")
    desk.see("새로 알릴 결과가 없습니다")
    desk.open("/house/upkeep/")
    page.locator("[name=what]").select_option("alarm")
    page.locator("[name=words]").first.fill("상담실 비상벨이 울리지 않음")
    steps.press(page, "^알리기")
    desk.see("상담실 비상벨이 울리지 않음")
    desk.check("upkeep")
    desk.on_a_phone("upkeep")


def _reserve(desk: Any, what: str) -> None:
    page = desk.page
    page.locator("[name=what]").select_option(what)
    page.locator("[name=first]").last.fill(TODAY.isoformat())
    page.locator("[name=last]").last.fill(LATER.isoformat())
    steps.press(page, "^예약하기$")


def _handed_over(desk: Any) -> None:
    page = desk.page
    steps.follow(page.get_by_role("link", name="인수·반납증"))
    desk.check("slip")
    assert "J-014" in page.locator("main").inner_text()
    assert "위치확인" not in page.content(), "the sheet says nothing of what it is"
    steps.follow(page.get_by_role("link", name="돌아가기"))
    _step(desk, "내주기", signed="on")
    desk.see("내줌")


def _step(desk: Any, name: str, **given: str) -> None:
    """Open one step by keyboard, choose, and take it."""
    box = desk.page.locator("details", has=desk.page.locator("summary", has_text=name)).first
    box.locator("summary").press("Enter")
    for field, value in given.items():
        box.locator(f'[name={field}][value="{value}"], [name={field}][type=checkbox]').first.check()
    with desk.page.expect_navigation():
        box.get_by_role("button").press("Enter")
