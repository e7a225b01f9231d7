"""A stranger with a telephone looks what might help, alone, and leaves in a hurry."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys import steps
from tests.journeys.keys import reach

pytestmark = [pytest.mark.journey, pytest.mark.slow]
PHONE = 390


def _neutral(page: Page) -> None:
    """The page quick exit leads to, played by us: nobody outside is asked in a test."""
    page.route(re.compile("^https://"), lambda route: route.fulfill(body="<title>Weather</title>"))


def _begin(desk: Any, *needs: str, address: str = "/guide/") -> None:
    desk.open(address)
    for need in needs:
        desk.page.locator(f'main input[name=need][value="{need}"]').check()
    with desk.page.expect_navigation():
        desk.page.locator("main button[value=ask]").click()


def _answer(page: Page) -> None:
    """The first answer of a choice, or that one is not sure."""
    radio = page.locator("main .choices-l input[type=radio]")
    button = "unknown"
    if radio.count():
        radio.first.check()
        button = "answer"
    with page.expect_navigation():
        page.locator(f'main button[value="{button}"]').click()


def test_a_stranger_on_a_phone_answers_a_few_questions_and_learns_where_to_come(
    visitor: Callable[..., Any],
) -> None:
    desk = visitor(width=PHONE)
    page = desk.page
    desk.open("/guide/")
    desk.check("guide-needs")
    _begin(desk, "work", "money")
    for number in range(1, 6):
        desk.see(f"{number}번째 질문")
        desk.check("guide-ask" if number == 1 else "")
        _answer(page)
    steps.press(page, "여기까지로 결과 보기")
    desk.see("결정은 기관이 합니다", "전화하거나 찾아오세요", "1577-1701", "대방역")
    desk.see("이 결과는 저장되지 않습니다")
    desk.check("guide-result")
    page.set_viewport_size({"width": 1440, "height": 900})
    desk.check("guide-result")
    page.set_viewport_size({"width": PHONE, "height": 844})
    for closed in page.locator("main details:not([open]) > summary").all():
        if closed.is_visible():
            closed.click()
    desk.check("guide-unfolded")
    assert page.url.endswith("/guide/")
    assert page.title() == "안내"
    assert desk.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_the_same_way_in_english_with_a_mistake_and_the_question_before(
    visitor: Callable[..., Any],
) -> None:
    desk = visitor(width=PHONE)
    page = desk.page
    _begin(desk, "debt", address="/guide/en/")
    desk.see("Question 1")
    with page.expect_navigation():
        page.locator("main button[value=answer]").click()
    assert page.evaluate("document.activeElement.className") == "errors"
    desk.check("guide-mistake")
    assert page.title().startswith("Error")
    _answer(page)
    desk.see("Question 2")
    steps.press(page, "Question before")
    desk.see("Question 1")
    assert page.locator("html").get_attribute("lang") == "en"
    steps.press(page, "한국어")
    desk.see("1번째 질문")


def test_the_keyboard_alone_and_twice_the_size_are_enough(visitor: Callable[..., Any]) -> None:
    desk = visitor(width=640)  # 1280 pixels at 200 %
    page = desk.page
    desk.open("/guide/")
    reach(page, 'input[name=need][value="law"]')
    page.keyboard.press("Space")
    reach(page, "main button[value=ask]")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    desk.check()
    reach(page, "main .choices-l input")
    page.keyboard.press("Space")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    desk.see("2번째 질문")
    page.set_viewport_size({"width": 320, "height": 640})
    desk.check()


@pytest.mark.parametrize("how", ["Escape", "Shift", "click"])
def test_quick_exit_leaves_nothing_to_go_back_to(visitor: Callable[..., Any], how: str) -> None:
    desk = visitor(width=PHONE)
    page = desk.page
    _neutral(page)
    _begin(desk, "law")
    before = page.evaluate("history.length")
    with page.expect_navigation(url=re.compile("^https://")):
        if how == "click":
            page.locator("[data-exit]").click()
        else:
            for _ in range(3):
                page.keyboard.press(how)
    assert page.title() == "Weather"
    assert page.evaluate("history.length") == before


def test_without_a_script_every_step_works(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    _neutral(page)
    page.goto("/guide/")
    page.locator('input[name=need][value="family"]').check()
    steps.follow(page.locator("main button[value=ask]"))
    steps.follow(page.locator("main button[value=result]"))
    assert "전화하거나 찾아오세요" in page.locator("main").inner_text()
    steps.follow(page.locator("[data-exit]"))
    assert page.title() == "Weather"
    context.close()
