"""Hours and places: the centre manager changes a week with the keyboard alone, two do so at once."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.journeys import steps

pytestmark = [pytest.mark.journey, pytest.mark.slow]


def _to(page: Any, words: str) -> None:
    """Walk with the tab key until the focus stands on a link that says this."""
    for _ in range(400):
        page.keyboard.press("Tab")
        if re.search(
            words,
            page.evaluate(
                "document.activeElement.matches('a') && document.activeElement.innerText || ''"
            ),
        ):
            return
    raise AssertionError(words)


def test_a_week_is_changed_with_the_keyboard_alone(at_desk: Callable[..., Any]) -> None:
    desk = at_desk("centre-manager")
    desk.open("/house/places/")
    desk.check("places")
    desk.on_a_phone("places")
    page = desk.page
    _to(page, "여는 시간 고치기")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    desk.check("place-week")
    desk.on_a_phone("place-week")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "d5":
            break
    page.keyboard.type("10-13시")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    desk.see("고쳤습니다", "10:00~13:00")


def test_overlapping_hours_and_two_at_once_are_told(at_desk: Callable[..., Any]) -> None:
    first, second = at_desk("team-lead"), at_desk("centre-manager")
    for desk in (first, second):
        desk.open("/house/places/")
        desk.page.locator("a", has_text="아이 돌봄").click()
        desk.page.wait_for_url(re.compile("childcare"))
    first.page.locator("[name=d0]").fill("0900-1200, 1100-1800")
    steps.press(first.page, "저장")
    first.check("places-overlap")
    first.see("월요일 09:00~12:00 시간이 11:00~18:00 시간과 겹칩니다")
    first.page.locator("[name=d0]").fill("0900-1200, 1300-1800")
    steps.press(first.page, "저장")
    second.page.locator("[name=d0]").fill("1000-1700")
    steps.press(second.page, "저장")
    second.see("그 사이에 다른 분이 고쳤습니다", "09:00~12:00, 13:00~18:00", "팀장")
    second.check("places-both")
    second.on_a_phone("places-both")


def test_days_rooms_and_helpers_can_be_changed(at_desk: Callable[..., Any]) -> None:
    desk = at_desk("administrator")
    page = desk.page
    desk.open("/house/places/days/")
    desk.check("place-days")
    desk.on_a_phone("place-days")
    page.locator("[name=day]").fill("2027-03-02")
    page.locator("[name=how][value=closed]").check()
    page.locator("form[aria-labelledby=od] [name=ko]").fill("개관 기념일")
    steps.press(page, "이 날 적기")
    desk.see("개관 기념일", "시스템관리")
    for path, name in (("rooms/new/", "place-room"), ("aides/new/", "place-aide")):
        desk.open(f"/house/places/{path}")
        desk.check(name)
        desk.on_a_phone(name)
    desk.open("/house/places/")
    page.locator("section[aria-labelledby=p] a").first.click()
    page.wait_for_url(re.compile("posts"))
    page.locator("[name=languages][value=en]").check()
    desk.check("place-post")
    steps.press(page, "저장")
    desk.see("영어")


def test_the_hours_are_changed_without_a_script(chromium: Browser, address: str) -> None:
    from tests.journeys.conftest import Desk

    desk = Desk(chromium, address, 390)
    desk.context.close()
    desk.context = chromium.new_context(
        java_script_enabled=False, base_url=address, locale="ko-KR",
        viewport={"width": 390, "height": 844},
    )  # fmt: skip
    desk.page = desk.context.new_page()
    desk.sign_in("team-lead")
    desk.page.goto("/house/places/rooms/new/")
    desk.page.locator("[name=ko]").fill("상담실 9")
    steps.press(desk.page, "저장")
    desk.see("상담실 9")
    desk.context.close()
