"""A home is reported: from the police desk to the first talk, from a file, and into the counts."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser

from hangot import clock
from tests.journeys import steps

pytestmark = [pytest.mark.journey, pytest.mark.slow]
POLICE = "police-victim-desk-1"
BAD = (
    "접수번호,신고일시,동의,성명,전화,바라는 것\r\n"
    "26-71,2026-09-01 23:40,예,한가람,010-7734-0171,쉬고 싶어요\r\n"
    "26-72,어제 밤,예,한나래,010-7734-0172,쉬고 싶어요\r\n"
    "26-73,2026-09-01 23:40,예,한마루,=1+1,피의자가 무서워요\r\n"
    "26-74,2026-09-01 23:40,아니오,비밀이름,010-7734-0174,…\r\n"
)


def _told(desk: Any, number: str, **changed: str) -> None:
    """The police write down a home that agreed, reported an hour ago."""
    page, at = desk.page, (clock.now() - timedelta(hours=1)).astimezone(clock.SEOUL)
    typed = {
        "number": number, "name": "박선영", "birth": "880402", "phone": "010 7734 0182",
        "call_from": "0000", "call_to": "2359", "wish": "아이와 쉬고 싶어요", "m0_name": "최유나",
        "m0_birth": "170502", "address": "서울 성북구 보문로 12, 101동 302호", "who_name": "강이웃",
        "day": f"{at:%Y-%m-%d}", "hour": f"{at:%H:%M}", **changed,
    }  # fmt: skip
    steps.choose(page, "agreed", "yes")
    steps.choose(page, "who_kind", "neighbour")
    page.locator("[name=district]").select_option("seongbuk")
    page.locator("[name=m0_role]").select_option("child")
    for name, value in typed.items():
        page.locator(f"[name={name}]").fill(value)


def test_a_report_of_the_police_is_called_at_other_hours_until_somebody_is_reached(
    at_desk: Callable[..., Any],
) -> None:
    police, counsellor = at_desk(POLICE), at_desk("counsellor-1")
    police.open("/reports/new/")
    _told(police, "성북-26-0901", wish="피의자가 다시 올까 무서워요")
    police.check("report-new")
    police.on_a_phone("report-new")
    steps.press(police.page, "센터에 보내기")
    police.see("수사 내용으로 보이는 말")
    police.check("report-refused")
    police.page.locator("[name=wish]").fill("아이와 쉬고 싶어요")
    steps.press(police.page, "센터에 보내기")
    police.see("최유나", "강이웃", "센터만 봅니다")
    police.check("report-sent")
    police.on_a_phone("report-sent")
    address = re.sub(r".*/reports/", "/contacts/", police.page.url)

    counsellor.open(address)
    counsellor.see("박선영", "신고로 온 집입니다")
    counsellor.see_no("강이웃")
    for _ in range(2):
        steps.follow(counsellor.page.get_by_role("link", name="못 닿음 적기"))
        steps.choose(counsellor.page, "result", "no_answer")
        steps.press(counsellor.page, "못 닿음 적기")
    counsellor.see("지금까지와 다른 시간입니다")
    _beside(counsellor)
    counsellor.check("report-unreached")
    counsellor.on_a_phone("report-unreached")
    steps.follow(counsellor.page.get_by_role("link", name="다른 방법 정하기"))
    counsellor.check("report-way")
    steps.choose(counsellor.page, "way", "ask_police")
    steps.press(counsellor.page, "다른 방법 정하기")
    counsellor.see("신고를 보낸 경찰에 묻기")
    police.open("/")
    police.see("센터가 닿지 못한 집의 안부 확인하기")

    steps.press(counsellor.page, "연락 닿음")
    steps.follow(counsellor.page.locator("main").get_by_role("link", name="사례로 열기"))
    counsellor.page.locator("[name=method][value=phone]").check()
    steps.press(counsellor.page, "사례로 열기")
    assert "/cases/" in counsellor.page.url


def _beside(desk: Any) -> None:
    """The moment of a call ends before its result begins."""
    line = desk.page.locator(".tl li").first
    when, what = line.locator("time").bounding_box(), line.locator("div").bounding_box()
    assert when["x"] + when["width"] <= what["x"], (when, what)


def test_the_same_home_again_is_shown_as_its_history(at_desk: Callable[..., Any]) -> None:
    police, counsellor = at_desk(POLICE), at_desk("counsellor-2")
    for number in ("성북-26-0911", "성북-26-0912"):
        police.open("/reports/new/")
        _told(police, number, phone="010 5550 0191", name="윤다온", birth="900101", m0_name="윤새봄",
              address="서울 성북구 종암로 3, 2동 5호")  # fmt: skip
        steps.press(police.page, "센터에 보내기")
    counsellor.open(re.sub(r".*/reports/", "/reports/", police.page.url))
    counsellor.see("모두 2건", "같은 전화", "같은 주소")
    counsellor.see_no("강이웃")
    counsellor.check("report-again")
    counsellor.on_a_phone("report-again")
    steps.press(counsellor.page, "다른 집입니다")
    counsellor.see("볼 수 있는 다른 신고가 없습니다")


def _upload(desk: Any, content: bytes) -> None:
    desk.page.locator("[name=sheet]").set_input_files(
        {"name": "reports.csv", "mimeType": "text/csv", "buffer": content}
    )
    steps.press(desk.page, "살펴보기")


def test_a_file_with_bad_rows_is_shown_before_anything_is_taken(
    at_desk: Callable[..., Any],
) -> None:
    police = at_desk(POLICE)
    police.open("/reports/import/")
    police.check("import")
    _upload(police, "번호\r\n1".encode())
    police.see("A열은 받지 않습니다")
    police.check("import-refused")
    _upload(police, BAD.encode("cp949"))
    police.see("B 신고일시", "E 전화", "F 바라는 것", "1건 들이기", "동의하지 않아 지운 행")
    police.see_no("비밀이름")
    police.check("import-preview")
    police.on_a_phone("import-preview")
    steps.press(police.page, "1건 들이기")
    police.see("신고를 들였습니다", "새로 들인 신고")
    police.check("import-done")
    police.on_a_phone("import-done")
    police.open("/reports/")
    police.check("reports")
    police.on_a_phone("reports")


def test_the_funnel_is_a_picture_and_a_table_that_add_up(
    at_desk: Callable[..., Any], chromium: Browser
) -> None:
    police = at_desk(POLICE)
    police.open("/reports/new/")
    _told(police, "성북-26-0921", phone="010 5550 0199", name="", birth="", m0_name="", address="")
    steps.press(police.page, "센터에 보내기")
    counts = at_desk("statistics")
    counts.open("/house/funnel/")
    counts.see("거친 단계", "지금 있는 곳", "첫 전화 기다림")
    counts.check("funnel")
    counts.on_a_phone("funnel")
    keys = at_desk("administrator")
    keys.open("/house/feeds/")
    keys.page.locator("[name=agency]").select_option(index=1)
    keys.page.locator("[name=label]").fill("112 연계")
    steps.press(keys.page, "열쇠 만들기")
    keys.see("지금 한 번만 보입니다")
    keys.check("feeds")
    keys.on_a_phone("feeds")
