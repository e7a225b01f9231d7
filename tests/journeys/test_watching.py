"""The auditor closes a month of the log, and a file leaves the house with two people."""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from hangot import clock
from hangot.watching import months
from tests.journeys import steps

pytestmark = [pytest.mark.journey, pytest.mark.slow]
Desks = Callable[..., Any]


def last_month() -> date:
    return months.shifted(months.read("", clock.now()), -1)


def test_a_month_is_closed_and_its_evidence_taken(at_desk: Desks) -> None:
    auditor = at_desk("auditor")
    page = auditor.page
    auditor.open("/trust/review/")
    auditor.check("review")
    auditor.on_a_phone("review")
    auditor.open(f"/trust/review/?month={last_month():%Y-%m}")
    steps.press(page, "이달 점검 시작하기")
    auditor.see("이달 점검 마감하고 서명하기")
    auditor.check("review-begun")
    while _unanswered(page):
        steps.follow(page.locator("main tbody th a").first)
        page.locator("[name=result][value=fine]").check()
        steps.press(page, "결과 적기")
    page.locator("[name=note]").fill("이달은 이상이 없습니다.")
    steps.press(page, "이달 점검 마감하고 서명하기")
    auditor.see("서명이 맞습니다", "이달은 이상이 없습니다.")
    auditor.check("review-closed")
    auditor.on_a_phone("review-closed")
    with page.expect_download() as taken:
        page.get_by_role("link", name=re.compile("심사 증적 묶음")).click()
    with ZipFile(BytesIO(Path(taken.value.path()).read_bytes())) as package:
        assert "index.html" in package.namelist()
    auditor.open(f"/trust/review/?month={last_month():%Y-%m}&as=print")
    auditor.check("review-print")


def _unanswered(page: Any) -> bool:
    return not re.search(r"(?<!\d)0건이 남았습니다", page.locator("main").inner_text())


def test_a_file_is_asked_for_by_one_and_allowed_by_another(at_desk: Desks) -> None:
    lead = at_desk("team-lead")
    lead.open("/trust/exports/")
    lead.check("exports")
    lead.on_a_phone("exports")
    page = lead.page
    steps.choose(page, "sheet", "cases")
    steps.pick(page, "purpose")
    page.locator("[name=recipient]").fill("시 담당 부서")
    page.locator("[name=reason]").fill("공문 2026-118")
    steps.press(page, "^요청하기")
    lead.see("승인 기다림", "시 담당 부서")
    lead.check("exports-asked")
    officer = at_desk("privacy-officer")
    officer.open("/trust/exports/")
    officer.check("exports-deciding")
    officer.on_a_phone("exports-deciding")
    steps.press(officer.page, "^승인하기")
    officer.see("만드는 중")
    lead.open("/trust/exports/")
    lead.see("만드는 중")
    lead.check("exports-allowed")


def test_a_record_is_held_and_proposed_on_one_page(at_desk: Desks) -> None:
    notice = steps.tell_story(
        at_desk("reception-1"), name="오하람", birth="1991-03-04", phone="01055519911",
        crime="fraud_property",
    )  # fmt: skip
    lead = at_desk("counsellor-1")
    case = steps.open_case(lead, notice)
    lead.open(f"/cases/{case}/")
    number = lead.page.locator(".facts b").first.inner_text()
    officer = at_desk("privacy-officer")
    officer.open("/trust/retention/")
    officer.check("retention")
    officer.on_a_phone("retention")
    page = officer.page
    page.locator("#main [name=number]").fill(number)
    steps.choose(page, "act", "hold")
    page.locator("form.card-next [name=reason]").fill("손해배상 소송이 끝날 때까지 보존합니다.")
    steps.press(page, "^올리기$")
    officer.see("보존유예를 걸었습니다", "손해배상 소송")
    officer.check("retention-held")
    officer.open(f"/trust/cases/{case}/log/print/")
    officer.check("log-paper")
    steps.pick(page, "reason")
    steps.press(page, "종이 만들기")
    officer.see("내 기록을 누가 보았는지", "적지 않는 기록이 있을 수 있고")
    officer.check("log-paper-made")
