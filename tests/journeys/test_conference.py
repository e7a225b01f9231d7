"""A conference from the list of cases to the minutes: three readers, three different minutes."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys import steps

pytestmark = [pytest.mark.journey, pytest.mark.slow(30)]
HEALTH, EMPLOYMENT, PLAN, OVERVIEW = "7", "11", "12", "1"
MIND, JOBS = "smile-centre-1", "moel-job-centre-1"
MONTHLY, MINDED, TRAINED = (
    "매달 한 번 함께 점검합니다",
    "상담을 열 번 더 이어 갑니다",
    "제과 과정을 마치셨어요",
)


def test_three_readers_of_one_conference_have_three_different_minutes(
    at_desk: Callable[..., Any],
) -> None:
    case = _agreed_case(at_desk)
    lead, counsellor = at_desk("team-lead"), at_desk("counsellor-1")
    mind, jobs = at_desk(MIND), at_desk(JOBS)
    _asked_for(counsellor, case)
    conference = _prepared(lead)
    _agencies_write(mind, jobs, conference)
    for desk in (lead, counsellor, mind, jobs):
        desk.open(conference)
        steps.press(desk.page, "비밀유지 서약에 서명")
        desk.see("서명했습니다")
    _held(lead, counsellor, conference)
    _read_by_each(lead, counsellor, mind, jobs, conference)
    _done(jobs)


def _agreed_case(at_desk: Callable[..., Any]) -> str:
    notice = steps.tell_story(
        at_desk("reception-1"), name="도하늘", birth="19880412", phone="01055530901",
        crime="fraud_property",
    )  # fmt: skip
    counsellor = at_desk("counsellor-1")
    case = steps.open_case(counsellor, notice)
    counsellor.open(f"/consents/{case}/")
    for words, sensitive in (("스마일", (int(HEALTH),)), ("고용센터", ())):
        agency = steps.agency_id(counsellor.page, words)
        steps.ask(counsellor, case, agency, sensitive=sensitive)
    return case


def _asked_for(counsellor: Any, case: str) -> None:
    counsellor.open(f"/cases/{case}/conference/")
    counsellor.check("conference-ask")
    counsellor.on_a_phone("conference-ask")
    counsellor.page.locator("[name=section]").select_option(PLAN)
    counsellor.page.locator("[name=words]").fill("누가 무엇을 도울지 함께 정하면 좋겠습니다.")
    steps.press(counsellor.page, "신청하기")
    counsellor.see("다음 회의를 기다립니다")


def _prepared(lead: Any) -> str:
    """The team lead, with the keyboard: kind, day, items, posts, and the call."""
    page = lead.page
    lead.open("/conferences/new/")
    lead.check("conference-new")
    lead.on_a_phone("conference-new")
    page.locator("[name=what][value=integrated]").check()
    for name, typed in (("day", "내일"), ("begins", "1400"), ("ends", "1530")):
        page.locator(f"[name={name}]").fill(typed)
    page.locator("[name=chair]").select_option(label="팀장")
    steps.press(page, "준비하고 안건 고르기")
    lead.see("담당자가 요청함")
    lead.check("conference-agenda")
    lead.on_a_phone("conference-agenda")
    row = page.locator("form", has_text="도하늘").first
    row.locator("summary").click()
    for section in (HEALTH, EMPLOYMENT):
        row.locator(f"[name=sections][value='{section}']").check()
    with page.expect_navigation():
        row.get_by_role("button", name=re.compile("안건으로 올리기")).click()
    steps.follow(page.get_by_role("link", name="함께할 직위 정하기"))
    for words in ("초기상담 1", "심리상담 1", "취업지원 1"):
        page.locator("label", has_text=re.compile(f"{words}$")).first.locator("input").check()
    lead.check("conference-posts")
    lead.on_a_phone("conference-posts")
    steps.press(page, "이대로 정하기")
    steps.press(page, "소집하기")
    lead.see("소집", "의견 기다림")
    lead.check("conference")
    lead.on_a_phone("conference")
    return re.sub(r"#.*", "", page.url)


def _agencies_write(mind: Any, jobs: Any, conference: str) -> None:
    for desk, section, words in ((mind, HEALTH, MINDED), (jobs, EMPLOYMENT, TRAINED)):
        desk.open("/")
        desk.see("회의에 낼 의견 쓰기")
        desk.open(conference)
        desk.see("도하늘")
        desk.check("conference-invited")
        desk.on_a_phone("conference-invited")
        steps.follow(desk.page.get_by_role("link", name=re.compile("의견 쓰기")).first)
        desk.page.locator("[name=section]").select_option(section)
        desk.page.locator("[name=text]").fill(words)
        desk.check("conference-words")
        desk.on_a_phone("conference-words")
        steps.press(desk.page, "의견 내기")
        desk.see(words)


def _held(lead: Any, counsellor: Any, conference: str) -> None:
    page = lead.page
    lead.open(conference)
    steps.press(page, "회의 시작하기")
    steps.press(page, "논의 시작하기")
    lead.check("conference-room")
    lead.on_a_phone("conference-room")
    lead.see_no(MINDED, TRAINED)
    _act(page, "결정 적기", section=PLAN, text=MONTHLY)
    counsellor.open(f"{conference}room/")
    _act(
        page,
        "과제 맡기기",
        section=OVERVIEW,
        text="훈련 과정을 알아봅니다",
        post="취업지원 1",
        due="모레",
    )
    _act(page, "결정하기", outcome="go_on")
    lead.open(conference)
    steps.press(page, "결정 마치기")
    steps.press(page, "회의록 확정하기")


def _act(page: Any, words: str, **typed: str) -> None:
    """One act in the room, by keyboard: open the box, fill it in, send it."""
    box = page.locator(
        "details.reason", has=page.locator("summary", has_text=re.compile(words))
    ).first
    box.locator("summary").focus()
    page.keyboard.press("Enter")
    for name, value in typed.items():
        field = box.locator(f"[name={name}]").first
        if field.evaluate("f => f.tagName") != "SELECT":
            field.fill(value)
        elif name == "post":
            field.select_option(label=field.locator("option", has_text=value).first.inner_text())
        else:
            field.select_option(value)
    with page.expect_navigation():
        box.locator("button[type=submit]").press("Enter")


def _read_by_each(lead: Any, counsellor: Any, mind: Any, jobs: Any, conference: str) -> None:
    read = {}
    for name, desk in (("lead", lead), ("mind", mind), ("jobs", jobs), ("counsellor", counsellor)):
        desk.open(f"{conference}minutes/")
        desk.check(f"conference-minutes-{name}")
        desk.on_a_phone(f"conference-minutes-{name}")
        read[name] = desk.page.locator("main").inner_text()
        paper = desk.page.request.get(f"{conference}minutes/print/")
        assert paper.headers["content-type"] == "application/pdf"
        assert paper.body().startswith(b"%PDF")
    shown = {name: [w in text for w in (MONTHLY, MINDED, TRAINED)] for name, text in read.items()}
    assert shown == {
        "lead": [True, False, False], "mind": [False, True, False], "jobs": [False, False, True],
        "counsellor": [True, False, False],
    }  # fmt: skip
    lead.open(conference)
    steps.press(lead.page, "회의 마무리하기")
    lead.see("마침")


def _done(jobs: Any) -> None:
    """What was given to the job desk is on its Today, and comes back when it cannot be done."""
    jobs.open("/")
    jobs.see("회의에서 맡은 과제 하기")
    jobs.open("/conferences/actions/")
    jobs.see("훈련 과정을 알아봅니다")
    steps.follow(jobs.page.get_by_role("link", name=re.compile("결과 적기")).first)
    jobs.check("conference-action")
    jobs.on_a_phone("conference-action")
    _act(jobs.page, "사정이 있어", why="person_refused")
    jobs.see("맡은 이행과제가 없습니다")
    jobs.open("/conferences/")
    jobs.check("conferences")
    jobs.on_a_phone("conferences")
