"""A shelter outside the house is asked, and answers on a phone with a link and a code."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys import steps

pytestmark = [pytest.mark.journey, pytest.mark.slow]
PHONE = 390


def _both(desk: Any, name: str, *, first: int) -> None:
    """Looked at on a phone and on a wide screen, with everything unfolded."""
    desk.page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
    for width in (first, 1440 if first == PHONE else PHONE):
        desk.page.set_viewport_size({"width": width, "height": 900})
        desk.check(name)
    desk.page.set_viewport_size({"width": first, "height": 900})


def _asked(at_desk: Callable[..., Any], name: str, phone: str, place: str) -> tuple[Any, str, str]:
    """Reception and the counsellor, up to the page that shows link and code."""
    notice = steps.tell_story(
        at_desk("reception-1"), name=name, birth="19970309", phone=phone, crime="stalking"
    )
    desk = at_desk("counsellor-1")
    case = steps.open_case(desk, notice)
    page = desk.page
    desk.open(f"/referrals/outside/{case}/")
    _both(desk, "outside", first=1440)
    page.locator("[name=name]").fill(place)
    page.locator("[name=phone]").fill("02-000-0199")
    page.locator("[name=domain]").select_option("housing")
    steps.press(page, "적고 의뢰 쓰기")
    service = page.url
    steps.ask(desk, case, steps.agency_id_of(desk, case, place))
    page.goto(service)
    page.locator('[name="reason"]').fill("오늘 밤 머물 곳이 필요합니다.")
    desk.check("letter-outside")
    steps.press(page, "의뢰 보내기")
    _both(desk, "referral-outside", first=1440)
    steps.press(page, "답 링크 만들기")
    _both(desk, "answer-link", first=1440)
    shown = page.locator("main").inner_text()
    link = re.search(r"https?://\S+/answer/to/[\w-]{43}/", shown)
    code = re.search(r"\b\d{4} \d{4}\b", shown)
    assert link
    assert code
    return desk, link.group(), code.group()


def _open(page: Page, link: str, code: str) -> None:
    page.goto(link)
    page.locator("[name=code]").fill(code)
    steps.press(page, "열기|Open")


def _say(page: Page, words: str, **fields: str) -> None:
    box = page.locator("details.reason", has=page.locator("summary", has_text=re.compile(words)))
    if box.first.get_attribute("open") is None:
        box.first.locator("summary").click()
    for name, value in fields.items():
        field = box.first.locator(f"[name={name}]")
        if field.evaluate("f => f.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    with page.expect_navigation():
        box.first.locator("button[type=submit]").click()


def test_the_shelter_reads_asks_accepts_and_tells_how_it_ended(
    at_desk: Callable[..., Any], visitor: Callable[..., Any]
) -> None:
    desk, link, code = _asked(at_desk, "백하늘", "01055500177", "든든한 집")
    referral = desk.page.get_by_role("link", name="의뢰로 돌아가기").get_attribute("href")
    reader = visitor(width=PHONE)
    page = reader.page
    page.goto(link)
    _both(reader, "answer-code", first=PHONE)
    reader.see_no("백하늘", "든든한", "머물 곳")
    _open(page, link, "0000 0000")
    _both(reader, "answer-wrong", first=PHONE)
    reader.see_no("백하늘", "든든한", "머물 곳")
    _open(page, link, code)
    assert page.url.endswith("/answer/")
    assert page.title() == "안내"
    reader.see("백하늘", "머물 곳이 필요합니다", "안전 연락", "함께 드린 내용")
    _both(reader, "answer-letter", first=PHONE)
    steps.follow(page.get_by_role("link", name="연락·주소"))
    _both(reader, "answer-section", first=PHONE)
    reader.see_no("01055500177", "010-5550-0177")
    page.locator("[name=reason]").first.select_option("call_now")
    steps.press(page, "이유 남기고 보기")
    reader.see("010-5550-0177")
    _both(reader, "answer-shown", first=PHONE)
    page.goto("/answer/")
    _say(page, "물어봅니다", speaker="문지기", text="아이도 함께 오나요?")
    reader.see("물어보신 것을 보냈습니다")
    _both(reader, "answer-asked", first=PHONE)
    desk.open(referral)
    desk.see("아이도 함께 오나요?")
    steps.press(desk.page, "다시 보내기")
    page.goto("/answer/")
    _say(page, "수락합니다", speaker="문지기")
    reader.see("수락")
    _say(page, "마쳤습니다", speaker="문지기", outcome="given", text="사흘 머물렀습니다.")
    reader.see("닫았습니다")
    _both(reader, "answer-done", first=PHONE)
    page.goto("/answer/")
    reader.see("지금은 열 수 없습니다")
    _both(reader, "answer-closed", first=PHONE)
    desk.open(referral)
    desk.see("완료", "사흘 머물렀습니다")
    _both(desk, "referral-answered", first=1440)


@pytest.fixture
def plain(chromium: Browser, address: str) -> Iterator[Page]:
    """A browser that runs no program at all, and speaks English."""
    context = chromium.new_context(
        viewport={"width": PHONE, "height": 844}, locale="en-GB", base_url=address,
        java_script_enabled=False,
    )  # fmt: skip
    yield context.new_page()
    context.close()


def test_without_a_program_in_the_browser_and_in_english_the_shelter_declines(
    at_desk: Callable[..., Any], plain: Page
) -> None:
    desk, link, code = _asked(at_desk, "도하람", "01055500199", "푸른 집")
    plain.goto(link)
    if plain.get_by_role("button", name="English").count():
        steps.press(plain, "English")
    assert "Enter the code" in plain.locator("main").inner_text()
    _open(plain, link, code)
    assert "Answer" in plain.locator("main").inner_text()
    _say(plain, "We cannot take it", speaker="Gate", why="no_capacity")
    assert "Closed" in plain.locator("main").inner_text()
    steps.follow(desk.page.get_by_role("link", name="의뢰로 돌아가기"))
    desk.see("거절", "자리가 없음")
