"""A figure of the rules: one person writes it with the keyboard, another decides, everybody reads it."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys import steps

pytestmark = [pytest.mark.journey, pytest.mark.slow]


def test_a_figure_is_written_by_one_and_approved_by_another(at_desk: Callable[..., Any]) -> None:
    first, second = at_desk("administrator"), at_desk("centre-manager")
    first.open("/house/rules/?q=최저임금")
    first.check("rules")
    first.on_a_phone("rules")
    steps.follow(first.page.locator("main a", has_text="최저임금(시간)"))
    first.see("10,320원", "값의 내력")
    first.check("rule-figure")
    first.on_a_phone("rule-figure")
    first.page.locator("a", has_text="새 값 적기").click()
    first.page.wait_for_url(re.compile("propose"))
    first.page.locator("[name=figure]").focus()
    first.page.keyboard.press("Control+A")
    first.page.keyboard.type("12000")
    first.page.keyboard.press("Tab")
    first.page.keyboard.type("2030-01-01")
    first.page.keyboard.press("Tab")
    first.page.keyboard.type("고용노동부 고시")
    first.page.keyboard.press("Tab")
    first.page.keyboard.press("Space")
    first.check("rule-propose")
    first.on_a_phone("rule-propose")
    first.page.locator("[name=reason]").fill("새 고시가 나왔습니다")
    steps.press(first.page, "적고 시험하기")
    first.see("확인 중", "12,000")
    first.on_a_phone("rule-drafted")
    steps.press(first.page, "지금 시험하고 세기")
    first.see("모든 줄의 답이 그대로입니다")
    steps.press(first.page, "결재 올리기")
    second.open("/house/rules/changes/")
    second.check("rule-changes")
    second.on_a_phone("rule-changes")
    steps.follow(second.page.locator("main a", has_text="최저임금(시간)").first)
    second.see("결재하기", "고용노동부 고시")
    second.check("rule-change")
    second.on_a_phone("rule-change")
    steps.press(second.page, "결재하기")
    second.see("결재함")


def test_rows_that_speak_against_a_figure_are_read_on_a_phone(at_desk: Callable[..., Any]) -> None:
    desk = at_desk("administrator")
    desk.open("/house/rules/?q=최저임금")
    steps.follow(desk.page.locator("main a", has_text="최저임금(시간)"))
    steps.follow(desk.page.locator("a", has_text="새 값 적기"))
    for name, typed in (
        ("figure", "9000"),
        ("since", "2026-01-01"),
        ("source", "고시"),
        ("reason", "고침"),
    ):
        desk.page.locator(f"[name={name}]").fill(typed)
    desk.page.locator("[name=mark]").first.check()
    steps.press(desk.page, "적고 시험하기")
    steps.press(desk.page, "지금 시험하고 세기")
    desk.see("✕ 새 값과 맞지 않음")
    desk.check("rule-against")
    desk.on_a_phone("rule-against")
