"""What must hold under pressure: an emergency, a double click, two people at one form, no script."""

import re
from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.journeys import steps

pytestmark = [pytest.mark.journey, pytest.mark.slow]


CALLERS = count(1)


@pytest.fixture
def case(at_desk: Callable[..., Any]) -> str:
    """A new case of somebody new, led by the first counsellor."""
    number = next(CALLERS)
    notice = steps.tell_story(
        at_desk("reception-1"),
        name="도가온",
        birth=f"1990-02-{number:02}",
        phone=f"010555512{number:02}",
        crime="fraud_property",
    )
    return steps.open_case(at_desk("counsellor-1"), notice)


def test_an_emergency_opens_for_hours_is_told_and_is_reviewed_by_another(
    at_desk: Callable[..., Any], case: str
) -> None:
    lead = at_desk("counsellor-1")
    lead.open(f"/cases/{case}/")
    number = lead.page.locator(".facts b").first.inner_text()
    police = at_desk("police-victim-desk-1")
    assert police.page.goto(f"/cases/{case}/").status == 404
    police.open("/trust/urgent/open/")
    page = police.page
    page.locator("[name=number]").fill(number)
    page.locator("[name=sections]").first.check()
    steps.pick(page, "danger")
    page.locator("[name=reason]").fill("지금 집 앞에 와 있다고 합니다.")
    police.check("break-glass")
    steps.press(page, "긴급열람 열기")
    assert page.goto(f"/cases/{case}/").status == 200
    police.see_no("Traceback")
    assert page.locator("text=긴급열람").count()
    safety = at_desk("safety-officer")
    safety.open("/trust/urgent/")
    safety.check("break-glass-review")
    steps.follow(
        safety.page.locator("main a", has_text=re.compile("검토|보기|열기|" + number)).first
    )
    safety.check("break-glass-seen")


def test_ten_clicks_at_once_create_one_contact(at_desk: Callable[..., Any]) -> None:
    desk = at_desk("reception-1")
    page = desk.page
    desk.open("/contacts/new/")
    page.locator("[name=safe]").first.check()
    page.locator("[name=channel][value=phone]").check()
    page.locator("[name=wish]").fill("두 번 눌렀습니다")
    form = page.evaluate("""() => { const f = document.querySelector('form.cols');
        const d = new URLSearchParams(new FormData(f)); d.set('act', 'save'); return d.toString(); }""")
    answers = page.evaluate(
        """async (body) => Promise.all([...Array(10)].map(() => fetch('/contacts/new/', {
            method: 'POST', body, redirect: 'follow',
            headers: {'Content-Type': 'application/x-www-form-urlencoded'}}).then(r => r.url)))""",
        form,
    )
    assert len(set(answers)) == 1, answers
    assert re.search(r"contacts/[0-9a-f-]{36}", answers[0])


def test_the_second_of_two_who_change_the_safe_contact_sees_both(
    at_desk: Callable[..., Any], case: str
) -> None:
    first, second = at_desk("counsellor-1"), at_desk("counsellor-1")
    for desk in (first, second):
        desk.open(f"/cases/{case}/safety/")
    for desk, hours in ((first, ("0900", "1000")), (second, ("1500", "1600"))):
        desk.page.locator("[name=hour_from], [name=window_from]").first.fill(hours[0])
        desk.page.locator("[name=hour_to], [name=window_to]").first.fill(hours[1])
        with desk.page.expect_navigation():
            desk.page.locator("main form button[type=submit].btn-main").first.click()
    second.check("conflict")
    text = second.page.locator("main").inner_text() + str(
        second.page.locator("main input").evaluate_all("e => e.map(x => x.value)")
    )
    assert "09:00" in text or "9:00" in text
    assert "1500" in text or "15:00" in text


def test_the_whole_first_contact_works_without_a_script(chromium: Browser, address: str) -> None:
    from tests.journeys.conftest import Desk

    desk = Desk(chromium, address)
    desk.context.close()
    desk.context = chromium.new_context(java_script_enabled=False, base_url=address, locale="ko-KR")
    desk.page = desk.context.new_page()
    desk.sign_in_by_hand("reception-1")
    page = desk.page
    page.goto("/contacts/new/")
    page.locator("[name=safe]").first.check()
    page.locator("[name=channel][value=phone]").check()
    page.locator("[name=name]").fill("라온유")
    page.locator("[name=birth]").fill("990101")
    steps.press(page, "살펴보기")
    assert page.locator("[name=name]").input_value() == "라온유"
    steps.press(page, "초기상담 시작")
    desk.see("라온유")
    desk.context.close()
