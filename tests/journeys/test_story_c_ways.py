"""Story C, the money once more: with the keyboard alone, and on a phone without a script."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.journeys import paying
from tests.journeys.keys import press_on, reach

pytestmark = [pytest.mark.journey, pytest.mark.slow]
Sit = Callable[..., Any]
COUNCIL = "prosecution-victim-desk-1"


def test_money_is_asked_for_granted_and_paid_with_the_keyboard_alone(at_desk: Sit) -> None:
    desk, case = paying.family(at_desk, "1979-06-11")
    paying.agree(desk, case, "tuition_support", "검찰")
    benefit = _asks(desk, case)
    council = at_desk(COUNCIL).open("/")
    press_on(council, f"a[href='/benefits/{benefit}/']")
    _step(council, "check")
    _opens(council, "approve")
    _types(council, "approve", "granted", "1000000")
    _ticks(council, "approve", "[name=payees][value=child_1]")
    _types(council, "approve", "ground", "위원회 결정")
    press_on(council, "form[action$='/approve/'] button")
    council.see("1,000,000원")
    _opens(council, "pay")
    _ticks(council, "pay", "[name=payments]")
    _types(council, "pay", "amount", "1000000")
    _types(council, "pay", "paid_on", "오늘")
    _types(council, "pay", "proof", "이체 확인증")
    press_on(council, "form[action$='/pay/'] button")
    _step(council, "reconcile")
    council.see("정산")


def _asks(desk: Any, case: str) -> str:
    """Choose what is asked for, correct the sum, send."""
    desk.open(f"/cases/{case}/money/")
    press_on(desk, "a[href$='/money/new/']")
    press_on(desk, f"a[href='?service={paying.number('tuition_support')}']")
    reach(desk.page, "[name=offered]")
    desk.page.keyboard.press("End")
    reach(desk.page, "[name=about]")
    desk.page.keyboard.type("첫")
    reach(desk.page, "[name=asked]")
    desk.page.keyboard.press("Control+A")
    desk.page.keyboard.type("1,000,000")
    press_on(desk, "main form button[type=submit]")
    assert "/benefits/" in desk.page.url, desk.page.locator("main").inner_text()[:900]
    return str(desk.page.url.rstrip("/").rsplit("/", 1)[-1])


def _opens(desk: Any, event: str) -> None:
    reach(desk.page, f"details:has(form[action$='/{event}/']) > summary")
    desk.page.keyboard.press("Enter")


def _step(desk: Any, event: str) -> None:
    """A step that asks for nothing."""
    _opens(desk, event)
    press_on(desk, f"form[action$='/{event}/'] button")


def _types(desk: Any, event: str, name: str, words: str) -> None:
    reach(desk.page, f"form[action$='/{event}/'] [name={name}]")
    desk.page.keyboard.press("Control+A")
    desk.page.keyboard.type(words)


def _ticks(desk: Any, event: str, box: str) -> None:
    reach(desk.page, f"form[action$='/{event}/'] {box}")
    desk.page.keyboard.press("Space")


def _without_script(desk: Any, browser: Browser, account: str) -> Any:
    """The same person on a phone that runs no script."""
    desk.context.close()
    desk.context = browser.new_context(
        java_script_enabled=False, base_url=desk.address, locale="ko-KR",
        viewport={"width": 390, "height": 844},
    )  # fmt: skip
    desk.page = desk.context.new_page()
    return desk.sign_in_by_hand(account)


def test_money_is_asked_for_granted_and_paid_without_a_script(
    at_desk: Sit, chromium: Browser
) -> None:
    desk, case = paying.family(at_desk, "1979-06-12")
    paying.agree(desk, case, "funeral_costs", "검찰")
    _without_script(desk, chromium, "counsellor-1")
    row = paying.ask(desk, case, "funeral_costs", "4,800,000", offered="검찰")
    assert row
    council = _without_script(at_desk(COUNCIL), chromium, COUNCIL)
    paying.granted(council, row, "4,800,000", "self")
    paying.pay(council, row, "4,800,000")
    paying.take(council, row, "정산하기")
    council.see("정산", "4,800,000원")
    desk.open(f"/cases/{case}/money/")
    desk.see("정산")
