"""She is written to: the counsellor sees the very screen of her phone, on a phone and without a script."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.journeys.steps import choose, open_case, press, tell_story

pytestmark = [pytest.mark.journey, pytest.mark.slow]
Sit = Callable[..., Any]
SEND = re.compile("이대로 보내기|쓰고 확인")


def test_what_may_go_goes_what_is_doubtful_is_asked_and_what_she_refused_has_no_button(
    at_desk: Sit, chromium: Browser, address: str
) -> None:
    notice = tell_story(
        at_desk("reception-1"), name="강보늬", birth="1991-02-03", phone="01077340199",
        crime="stalking",
    )  # fmt: skip
    desk = at_desk("counsellor-1")
    case = open_case(desk, notice)
    _she_says(desk, case, "sms", "letter")
    _goes(desk, case)
    _without_a_script(desk, case, chromium, address)
    _refused(desk, case)
    _she_says(desk, case, "shared_phone")
    _asked(desk, case)


def _she_says(desk: Any, case: str, *said: str) -> None:
    """By text messages and letters, at any hour; and later that others see her phone."""
    page = desk.open(f"/cases/{case}/safety/").page
    for name in said:
        if name == "shared_phone":
            page.locator("[name=shared_phone]").check()
        else:
            choose(page, "channels", name)
    page.locator("[name=window_from]").fill("")
    page.locator("[name=window_to]").fill("")
    press(page, "묻고 적었습니다")


def _goes(desk: Any, case: str) -> None:
    page = desk.open(f"/cases/{case}/messages/").page
    desk.check("messages-empty")
    page.get_by_role("link", name="알림 쓰기").click()
    page.locator("[name=template]").first.select_option("news")
    page.locator("[name=channel]").first.select_option("sms")
    press(page, "미리 보기")
    desk.see("전해 드릴 말씀이 있습니다. 편하실 때 전화 부탁드립니다.")
    desk.see("잠긴 전화 화면에 이렇게 보입니다")
    desk.see_no("01077340199", "원스톱 솔루션 센터입니다")
    desk.check("message-new")
    desk.on_a_phone("message-new")
    press(page, "이대로 보내기")
    desk.see("보낼 때 기다림")
    desk.check("message")
    desk.on_a_phone("message")
    desk.open("/messages/").check("outbox")
    desk.on_a_phone("outbox")
    desk.open(f"/cases/{case}/messages/").check("messages")
    desk.on_a_phone("messages")


def _refused(desk: Any, case: str) -> None:
    desk.open(f"/cases/{case}/messages/new/?template=news&channel=email&language=ko")
    desk.see("보내지 않음", "이 방법으로 보낼 연락처가 없습니다")
    desk.check("message-held")
    assert not desk.page.get_by_role("button", name=SEND).count()


def _asked(desk: Any, case: str) -> None:
    """Others see the phone: somebody who knows the case decides, or it waits for the morning."""
    desk.open(f"/cases/{case}/messages/new/?template=news&channel=sms&language=ko")
    desk.see("다른 사람도 볼 수 있습니다") if _by_day(desk) else desk.see("밤에는 보내지 않습니다")
    desk.check("message-asks")


def _by_day(desk: Any) -> bool:
    return "밤에는 보내지 않습니다" not in desk.page.locator("main").inner_text()


def _without_a_script(desk: Any, case: str, chromium: Browser, address: str) -> None:
    context = chromium.new_context(
        java_script_enabled=False, viewport={"width": 390, "height": 844}, locale="ko-KR",
        base_url=address, storage_state=desk.context.storage_state(),
    )  # fmt: skip
    page = context.new_page()
    page.goto(f"/cases/{case}/messages/new/?template=news&channel=phone&language=ko")
    page.get_by_role("button", name=SEND).click()
    assert re.search(r"/messages/[0-9a-f-]{36}/$", page.url)
    context.close()
