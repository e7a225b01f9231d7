"""Things people do on the pages, in the words of the work, for the journeys to tell."""

import re
from typing import Any

from playwright.sync_api import Locator, Page


def press(page: Page, words: str) -> None:
    """Press the button that says this, and wait for the page that answers."""
    follow(page.get_by_role("button", name=re.compile(words)).first)


def follow(way: Locator) -> None:
    """Take a link or a button that leads to another page, and wait until one is there."""
    with way.page.expect_navigation():
        way.click()


def pick(page: Page, name: str) -> None:
    """Take the first real answer of a list or a row of choices."""
    page.locator(f'[name="{name}"]').first.evaluate(
        "f => { if (f.tagName === 'SELECT') f.selectedIndex = 1; else f.click(); }"
    )


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f'[name="{name}"][value="{value}"]').first.check()


def tell_story(
    desk: Any, *, name: str, birth: str, phone: str, crime: str, alias: str = "가람"
) -> str:
    """Reception takes a call: safe first, then how to call back, own words, who. Answers the path."""
    page = desk.page
    desk.open("/")
    page.keyboard.press("F4")
    page.wait_for_url(re.compile("contacts"))
    choose(page, "safe", page.locator('[name="safe"]').first.get_attribute("value") or "yes")
    choose(page, "channel", "phone")
    page.locator('[name="phone"]').fill(phone)
    page.locator('[name="hour_from"]').fill("1200")
    page.locator('[name="hour_to"]').fill("13시")
    page.locator('[name="story"]').fill("퇴근길에 계속 따라와서 회사를 그만뒀어요.")
    page.locator('[name="wish"]').fill("집을 옮기고 싶어요.")
    page.locator('[name="needs"]').first.check()
    choose(page, "crimes", crime)
    page.locator('[name="name"]').fill(name)
    page.locator('[name="alias"]').fill(alias)
    page.locator('[name="birth"]').fill(birth)
    desk.check("new-contact")
    press(page, "살펴보기")
    desk.see("결과가 없습니다")
    press(page, "초기상담 시작")
    return str(page.url)


def open_case(desk: Any, notice: str) -> str:
    """The counsellor asks for the centre's own consent and opens the case. Answers its id."""
    page = desk.page
    page.goto(notice)
    page.get_by_role("link", name=re.compile("사례로|사례 열기|사례")).last.click()
    page.wait_for_url(re.compile("open"))
    page.locator('[name="method"]').first.check()
    desk.check("open-case")
    press(page, "사례로 열기")
    found = re.search(r"cases/([0-9a-f-]{36})", page.url)
    assert found, page.url
    return found.group(1)


def agency_id(page: Page, words: str) -> str:
    """The opaque id of an agency as the page offers it."""
    option = page.locator("#add option", has_text=words).first
    return str(option.get_attribute("value"))


def agency_id_of(desk: Any, case: str, words: str) -> str:
    """The same, asked of the consent page of a case."""
    desk.open(f"/consents/{case}/")
    return agency_id(desk.page, words)


def ask(
    desk: Any,
    case: str,
    agency: str,
    *,
    refuse: tuple[int, ...] = (),
    sensitive: tuple[int, ...] = (),
) -> None:
    """Ask the ordinary lines of an agency together, the sensitive ones one by one."""
    page = desk.page
    desk.open(f"/consents/{case}/?agency={agency}#line")
    for group in page.locator("#line fieldset:has([value=give])").all():
        group.locator("[value=give]").check()
    confirm(page)
    for number in (*sensitive, *refuse):
        desk.open(f"/consents/{case}/?agency={agency}&section={number}#line")
        said = "refuse" if number in refuse else "give"
        page.locator(f"#line [value={said}]").first.check()
        confirm(page)


def confirm(page: Page) -> None:
    """How it was answered, alone and safe; then it is written down."""
    page.locator("#line [name=method]").first.check()
    alone = page.locator("#line [name=alone]")
    if alone.count() and alone.first.get_attribute("type") == "checkbox":
        alone.first.check()
    press(page, "대답 저장")


def refer(desk: Any, case: str, service: str, reason: str) -> str:
    """Write and send a referral with everything that was agreed to. Answers its id."""
    page = desk.page
    desk.open(f"/referrals/new/{case}/")
    follow(page.get_by_role("link", name=re.compile(f"^{re.escape(service)}$")).first)
    page.locator('[name="reason"]').fill(reason)
    press(page, "의뢰 보내기")
    found = re.search(r"referrals/([0-9a-f-]{36})", page.url)
    assert found, page.url + page.locator("main").inner_text()[:800]
    return found.group(1)


def answer(desk: Any, referral: str, words: str = "수락") -> None:
    page = desk.page
    desk.open(f"/referrals/{referral}/")
    page.locator("label.choice", has_text=words).first.locator("input").check()
    press(page, "답 보내기")


def step(desk: Any, referral: str, words: str, **fields: str) -> None:
    """Open one of the further steps of a referral, fill it in and take it."""
    page = desk.page
    desk.open(f"/referrals/{referral}/")
    box = page.locator("details.reason", has_text=re.compile(words)).first
    if box.get_attribute("open") is None:
        box.locator("summary").click()
    for name, value in fields.items():
        field = box.locator(f'[name="{name}"]').first
        if field.evaluate("f => f.tagName") == "SELECT":
            field.select_option(value if value else None, index=None if value else 1)
        elif field.get_attribute("type") in ("radio", "checkbox"):
            box.locator(f'[name="{name}"]').first.check()
        else:
            field.fill(value)
    with page.expect_navigation():
        box.locator("button[type=submit]").click()


def visit(desk: Any, case: str, services: tuple[str, ...], **typed: str) -> None:
    """Ask for one visit to these services, and book the first plan of the menu."""
    page = desk.page
    desk.open(f"/cases/{case}/times/")
    for words in services:
        row = page.locator("label", has_text=re.compile(f"^\\s*{re.escape(words)}\\s*$")).first
        row.locator("input").evaluate("f => { f.checked = true; }")
    for name, value in typed.items():
        field = page.locator(f'[name="{name}"]').first
        if field.evaluate("f => f.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    press(page, "시간 찾기|다시 찾기")
    desk.see("방법", "찾았습니다")
    desk.check("planner")
    press(page, "10분 동안 잡아 두기")
    desk.see("자리를 잡아 두었습니다")
    press(page, "이 방법으로")


def times_of(desk: Any, case: str) -> list[tuple[str, str]]:
    """From when to when each appointment of a case is, as its page says."""
    desk.open(f"/cases/{case}/times/")
    words = desk.page.locator("section[aria-labelledby=l]").inner_text()
    return re.findall(r"(\d{2}:\d{2})~(\d{2}:\d{2})", words)
