"""She is written to: the counsellor sees the very screen of her phone, and what came of it."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.journeys.server import surroundings
from tests.journeys.steps import choose, follow, open_case, press, tell_story

pytestmark = [pytest.mark.journey, pytest.mark.slow]
Sit = Callable[..., Any]
SEND = re.compile("이대로 보내기|쓰고 확인")
# What waits is sent by day: at night as if it were noon already, because nothing would go.
BY_DAY = """
import django
django.setup()
from datetime import timedelta
from hangot import clock
from hangot.directory.models import Centre
from hangot.jobs import post
from hangot.jobs.tick import clocks
at = clock.now().astimezone(clock.SEOUL)
if not 9 <= at.hour < 20:
    at = (at + timedelta(hours=12)).replace(hour=12)
for centre in Centre.objects.all():
    for by in clocks(centre):
        post.deliver(by, at)
"""


@pytest.fixture
def by_day(copied: dict[str, str], tmp_path: Path) -> Callable[[], list[dict[str, str]]]:
    """The clock sends what waits; everything that left the house so far."""

    def send() -> list[dict[str, str]]:
        told = surroundings(copied, HANGOT_OUTBOX=str(tmp_path))
        subprocess.run([sys.executable, "-c", BY_DAY], env=told, check=True)
        return [json.loads(one.read_text("utf-8")) for one in tmp_path.glob("*.json")]

    return send


def test_what_may_go_goes_what_is_doubtful_is_asked_and_what_she_refused_has_no_button(
    at_desk: Sit, chromium: Browser, address: str, by_day: Callable[[], list[dict[str, str]]]
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
    assert [one["to"] for one in by_day()] == ["01077340199"]
    _gone(desk, case)
    _posted(desk, case, by_day)
    _she_says(desk, case, "shared_phone")
    _asked(desk, case)
    by_day()
    _let_go(desk)
    desk.open(f"/cases/{case}/messages/new/?language=en")
    follow(desk.page.locator("button, a", has_text="English").first)
    desk.check("in-english")
    assert len(by_day()) == 2


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
    follow(page.get_by_role("link", name="알림 쓰기"))
    page.locator("[name=template]").first.select_option("news")
    page.locator("[name=channel]").first.select_option("sms")
    press(page, "미리 보기")
    desk.see("전해 드릴 말씀이 있습니다. 편하실 때 전화 부탁드립니다.")
    desk.see("잠긴 전화 화면에 이렇게 보입니다")
    desk.see_no("01077340199", "원스톱 솔루션 센터입니다")
    desk.check("message-new")
    desk.on_a_phone("message-new")
    press(page, "이대로 보내기")
    desk.see("보낼 때를 기다림")
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


def _gone(desk: Any, case: str) -> None:
    """The text message went; the call is the counsellor's, who says that she made it."""
    page = desk.open(f"/cases/{case}/messages/").page
    desk.see("보냄", "직접 전하기", "보내려 한 기록", "사람에게 맡김")
    desk.check("messages-gone")
    desk.on_a_phone("messages-gone")
    follow(page.get_by_role("row", name=re.compile("전화")).get_by_role("link").first)
    desk.see("전화로 이렇게 말합니다", "음성 메시지를 남기면 안 됩니다", "연락처 보기")
    desk.check("message-to-tell")
    desk.on_a_phone("message-to-tell")


def _posted(desk: Any, case: str, by_day: Callable[[], list[dict[str, str]]]) -> None:
    """A letter is somebody's task: a sheet without name, sender or address, and then a word."""
    page = desk.open(f"/cases/{case}/contact/").page
    choose(page, "kind", "address")
    page.locator("[name=value]").fill("성북로 18길 5")
    press(page, "적기")
    desk.open(f"/cases/{case}/messages/new/?template=please_call&channel=letter&language=ko")
    desk.see("바뀐 것이 있습니다")
    _she_says(desk, case)
    page = desk.open(
        f"/cases/{case}/messages/new/?template=please_call&channel=letter&language=ko"
    ).page
    page.get_by_role("button", name=SEND).click()
    page.wait_for_url(re.compile(r"/messages/[0-9a-f-]{36}/$"))
    by_day()
    page.reload()
    desk.see("보내는 곳은 적지 마세요")
    follow(page.get_by_role("link", name="편지 인쇄"))
    desk.see("안녕하세요.", "편하실 때 전화 부탁드립니다.")
    desk.see_no("강보늬", "성북로", "센터")
    desk.check("letter")
    desk.on_a_phone("letter")
    page.go_back()
    page.locator("summary", has_text="직접 전했습니다").click()
    press(page, "직접 전했습니다")
    desk.see("적었습니다")


def _asked(desk: Any, case: str) -> None:
    """Others see the phone: whoever knows the case decides; at night it waits for the morning."""
    page = desk.open(
        f"/cases/{case}/messages/new/?template=please_call&channel=sms&language=ko"
    ).page
    seen = page.locator("main").inner_text()
    assert "다른 사람도 볼 수 있습니다" in seen or "밤에는 보내지 않습니다" in seen
    desk.check("message-asks")
    page.get_by_role("button", name=SEND).click()
    page.wait_for_url(re.compile(r"/messages/[0-9a-f-]{36}/$"))


def _let_go(desk: Any) -> None:
    page = desk.page
    page.reload()
    desk.see("확인 필요", "다른 사람도 볼 수 있습니다")
    desk.check("message-asked")
    page.locator("summary", has_text="살펴보고 보내기").click()
    press(page, "살펴보고 보내기")
    desk.see("보낼 때를 기다림")


def _without_a_script(desk: Any, case: str, chromium: Browser, address: str) -> None:
    context = chromium.new_context(
        java_script_enabled=False, viewport={"width": 390, "height": 844}, locale="ko-KR",
        base_url=address, storage_state=desk.context.storage_state(),
    )  # fmt: skip
    page = context.new_page()
    page.goto(f"/cases/{case}/messages/new/?template=news&channel=phone&language=ko")
    follow(page.get_by_role("button", name=SEND))
    assert re.search(r"/messages/[0-9a-f-]{36}/$", page.url)
    context.close()
