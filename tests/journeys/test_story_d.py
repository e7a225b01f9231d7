"""Story D on its own days at the desks: report, calls, case, check, end, and the same home again."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from hangot.access.context import acting
from hangot.access.founding import clockwork
from hangot.cases.models import Case
from hangot.intake.models import Notice
from hangot.reports import keys
from tests.copies import Copy, copy
from tests.domain import story_d as d
from tests.domain import story_d_after as later
from tests.domain import story_d_crisis as first
from tests.domain import story_d_help as then
from tests.domain.story_d import Story, day
from tests.journeys import steps
from tests.journeys.server import serving
from tests.storytime import SHIFT, calendar

__all__ = ["copy"]
pytestmark = [pytest.mark.journey, pytest.mark.slow(30)]
Sit = Callable[..., Any]
TYPED = {
    "day": "2027-03-13", "hour": "22:05", "number": "성북-27-0313", "name": "박선영",
    "birth": "880417", "phone": "010 0077 0417", "call_from": "0930", "call_to": "1130",
    "wish": "아이가 무섭지 않게 지냈으면 해요", "m0_name": "최동훈", "m1_name": "최유나",
    "m1_birth": "170502", "address": "서울 성북구 보문로 12, 101동 302호", "who_name": "강이웃",
}  # fmt: skip


FED = {
    "number": "성북-26-1008", "reported_at": "2026-10-08T23:40:00+09:00", "agreed": True,
    "agreed_at": "2026-10-09T10:05:00+09:00", "script": "v1", "name": "박선영", "birth": "1988-04-17",
    "phone": "010-0077-0417", "call_from": "09:30", "call_to": "11:30", "district": "seongbuk",
    "wish": "아이가 무섭지 않게 지냈으면 해요", "address": "서울 성북구 보문로 12, 101동 302호",
    "members": [{"role": "spouse", "name": "최동훈"}, {"role": "child", "name": "최유나", "birth": "2017-05-02"}],
}  # fmt: skip


@pytest.fixture
def told(copy: Copy, tmp_path: Path) -> Iterator[Story]:
    with calendar(copy["urls"]["hangot_admin"], tmp_path / "shift") as days:
        yield d.founded(days)


@pytest.fixture
def sit(told: Story, copy: Copy, at_house: Callable[..., Any], tmp_path: Path) -> Iterator[Sit]:
    """`sit(moment, post)`: it is that moment, and somebody of the district sits down and signs in."""
    more = {SHIFT: str(tmp_path / "shift")}
    with serving(copy["urls"], runs="tests.journeys.story_server:application", **more) as address:

        def down(moment: Any, post: str, width: int = 1440) -> Any:
            told.now = told.days.come(moment)
            desk = at_house(address, "", width)
            desk.page.goto("/account/login/?centre=seongbuk")
            desk.page.locator(f'button[name=account][value="seongbuk.{post}"]').click()
            desk.page.wait_for_url(lambda url: "/account/" not in url)
            return desk

        yield down


def test_story_d_at_the_desks(told: Story, sit: Sit) -> None:
    _reported(told, sit)
    _called(told, sit)
    _opened(told, sit)
    told.now = told.days.come(day(10, 13, 11))
    first.handed_to_manager(told)
    first.visited(told)
    _danger_is_on_the_desk(told, sit)
    for step in (then.law_for_the_child, then.surveyed, then.called_together, then.decided):
        step(told)
    _minutes(told, sit)
    then.referred(told)
    then.planned(told)
    later.moved(told)
    _checked_by_the_neighbourhood(told, sit)
    later.checked_and_renewed(told)
    later.closed(told)
    _again(told, sit)


def _reported(story: Story, sit: Sit) -> None:
    """The program of the police sends her home; the officer writes down what was done in the night."""
    police = sit(day(10, 9, 10, 20), d.P)
    key = {"Authorization": f"Bearer {_key(story)}", "Idempotency-Key": "26-1008"}
    for status in (201, 200):
        answer = police.page.request.post("/feed/reports", data=FED, headers=key)
        assert answer.status == status, answer.text()
    with story.as_(d.C):
        story.kept["notice"] = Notice.objects.get().pk
    police.open(f"/reports/{story.kept['notice']}/")
    police.page.locator("summary", has_text="긴급조치 적기").click()
    police.page.locator("[name=on]").fill("2026-10-09")
    police.page.locator("[name=clock]").fill("0110")
    police.check("d-report")
    police.on_a_phone("d-report")
    police.page.locator("form", has=police.page.locator("[name=on]")).locator("button").click()
    police.page.get_by_role("button", name="청구했습니다").wait_for()
    police.see("최유나", "청구 기한")
    police.check("d-measure")


def _key(story: Story) -> str:
    """Made for the police by who runs the house."""
    with story.as_(d.P) as police:
        pass
    boss = clockwork(story.house.centre)
    with acting(boss):
        return keys.make_key(agency=police.agency, label="112", by=boss, at=story.now)


def _type(police: Any, typed: dict[str, str]) -> None:
    police.open("/reports/new/")
    steps.choose(police.page, "agreed", "yes")
    steps.choose(police.page, "who_kind", "neighbour")
    police.page.locator("[name=district]").select_option("seongbuk")
    police.page.locator("[name=m0_role]").select_option("spouse")
    police.page.locator("[name=m1_role]").select_option("child")
    for name, words in typed.items():
        police.page.locator(f"[name={name}]").fill(words)


def _called(story: Story, sit: Sit) -> None:
    """A holiday and a weekend pass; two calls in her hours, and tomorrow again."""
    for moment in (day(10, 12, 10, 30), day(10, 12, 11, 10)):
        counsellor = sit(moment, d.C)
        counsellor.open(f"/contacts/{story.kept['notice']}/")
        counsellor.see("박선영", "신고로 온 집입니다")
        counsellor.see_no("강이웃")
        steps.follow(counsellor.page.get_by_role("link", name="못 닿음 적기"))
        steps.choose(counsellor.page, "result", "no_answer")
        steps.press(counsellor.page, "못 닿음 적기")
    counsellor.see("연락두절")
    counsellor.check("d-unreached")


def _opened(story: Story, sit: Sit) -> None:
    counsellor = sit(day(10, 13, 10, 15), d.C)
    counsellor.open(f"/contacts/{story.kept['notice']}/")
    steps.press(counsellor.page, "연락 닿음")
    steps.follow(counsellor.page.locator("main").get_by_role("link", name="사례로 열기"))
    counsellor.see("이 글의 판이 대답과 함께 남습니다")
    counsellor.page.locator("[name=method][value=phone]").check()
    counsellor.check("d-open")
    steps.press(counsellor.page, "사례로 열기")
    with story.as_(d.C):
        story.case = Case.objects.get()
    counsellor.open(f"/cases/{story.file.pk}/household/")
    counsellor.see("최유나", "최동훈")
    counsellor.check("d-household")


def _danger_is_on_the_desk(story: Story, sit: Sit) -> None:
    for post in (d.S, d.L):
        desk = sit(day(10, 16, 11, 30), post)
        desk.open("/")
        desk.see("양식의 경보")
        desk.see_no("가정폭력")
    manager = sit(day(10, 16, 11, 40), d.M)
    manager.open(f"/cases/{story.file.pk}/move/convene/")
    steps.press(manager.page, "사례회의에 올리기|통합사례회의")
    manager.see("조사를 마")


def _minutes(story: Story, sit: Sit) -> None:
    """The office reads of the visits, the psychologist of the mind, and neither of the other's."""
    mind, plan = "마음 상담을 잇기로 함", "매달 동에서 살핀다"
    for post, words, others in ((d.OFFICE, plan, mind), (d.MIND, mind, plan)):
        desk = sit(day(10, 27, 15, 30), post)
        desk.open(f"/conferences/{story.kept['conference']}/minutes/")
        desk.see(words)
        desk.see_no(others)
        desk.check(f"d-minutes-{post}")
    cousin = sit(day(10, 27, 15, 40), d.COUSIN)
    assert cousin.page.goto(f"/cases/{story.file.pk}/").status == 404
    story.now = story.days.come(day(10, 27, 16, 30))
    then.conference_closed(story)


def _checked_by_the_neighbourhood(story: Story, sit: Sit) -> None:
    """The manager gives the check to the neighbourhood office, which does it on a phone."""
    manager = sit(day(11, 21), d.M)
    manager.open(f"/cases/{story.file.pk}/checks/")
    office = manager.page.locator("[name=a-post] option", has_text="동주민센터 2").first
    manager.page.locator("[name=a-post]").select_option(value=office.get_attribute("value"))
    manager.page.locator("[name=a-day]").fill("12/4")
    manager.check("d-checks")
    manager.on_a_phone("d-checks")
    steps.press(manager.page, "점검 정하기")
    manager.see("2026-12-04")
    later.order_extended(story)
    phone = sit(day(12, 4, 11), d.OFFICE, 390)
    phone.open("/")
    phone.see("정기 점검하기")
    phone.open(f"/cases/{story.file.pk}/checks/")
    for name, value in (("r-way", "visit"), ("r-safe", "yes"), ("r-follows", "keep")):
        steps.choose(phone.page, name, value)
    for goal in (0, 1):
        phone.page.locator(f"[name=r-goal{goal}]").select_option("better")
    phone.check("d-check")
    steps.press(phone.page, "점검 적기")
    phone.see("점검을 적었습니다", "나아짐")


def _again(story: Story, sit: Sit) -> None:
    """Reported again: the old case goes on, and the plan of then can be read."""
    police = sit(day(3, 13, 22, 10), d.P)
    _type(police, TYPED)
    steps.choose(police.page, "risk", "high")
    police.see("읽어 드린 글의 판")
    police.check("d-report-again")
    police.on_a_phone("d-report-again")
    steps.press(police.page, "센터에 보내기")
    police.see("최유나", "강이웃", "v1")
    notice = re.sub(r".*/reports/([0-9a-f-]+)/.*", r"\1", police.page.url)
    manager = sit(day(3, 15), d.M)
    manager.open(f"/reports/{notice}/")
    manager.see("모두 2건")
    manager.open(f"/contacts/{notice}/")
    manager.check("d-again")
    _reopened(manager)
    manager.open(f"/cases/{story.file.pk}/plan/")
    manager.see("다시 다치지 않는다", "1번째 계획")
    manager.check("d-old-plan")


def _reopened(manager: Any) -> None:
    page = manager.page
    steps.press(page, "살펴보기")
    manager.see("박선영")
    steps.press(page, "초기상담 시작")
    steps.press(page, "살펴보기")
    steps.follow(
        page.locator("main").get_by_role("link", name=re.compile("이 분으로 사례 열기")).first
    )
    manager.see("다시 열기")
    page.locator("[name=method][value=phone]").check()
    page.locator("[name=again][value=go_on]").check()
    manager.check("d-reopen")
    steps.press(page, "사례로 열기")
    manager.see("열었습니다")
