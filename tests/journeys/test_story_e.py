"""Story E at the desks, on its own days: wishes and a course, one plan, one part apart, the day to report."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.copies import Copy, copy
from tests.domain import story_work as w
from tests.domain import test_story_e as e
from tests.domain.story_ef import L, M, Story, day, founded
from tests.journeys import steps
from tests.journeys.server import serving
from tests.storytime import SHIFT, calendar

__all__ = ["copy"]
pytestmark = [pytest.mark.journey, pytest.mark.slow]
Sit = Callable[..., Any]
LOAN = "미소금융 전세자금 오백만 원"
WISHES = {"skills": "전산회계", "places": "남양주", "starts": "0900", "ends": "1700", "pay": "2,300,000",
          "benefit_days": "210", "benefit_daily": "66,048"}  # fmt: skip
COURSE = {"title": "전산회계 실무", "place": "본관 2층", "seats": "20", "first": "2026-08-03",
          "last": "2026-10-30", "starts": "0930", "ends": "1600"}  # fmt: skip
GOALS = (
    ("employment", "다시 일하기", "구직급여와 전산회계 훈련", "고용센터"),
    ("economy", "아이와 사는 형편", "한부모 지원 신청", "복지"),
)


@pytest.fixture
def told(copy: Copy, tmp_path: Path) -> Iterator[Story]:
    with calendar(copy["urls"]["hangot_admin"], tmp_path / "shift") as days:
        yield founded(days, day(7, 6, 9, 20), "plus")


@pytest.fixture
def sit(told: Story, copy: Copy, at_house: Callable[..., Any], tmp_path: Path) -> Iterator[Sit]:
    """`sit(moment, post)`: it is that moment, and somebody of the house sits down and signs in."""
    more = {SHIFT: str(tmp_path / "shift")}
    with serving(copy["urls"], runs="tests.journeys.story_server:application", **more) as address:

        def down(moment: Any, post: str) -> Any:
            told.days.come(moment)
            return at_house(address, f"{told.house.centre.slug}.{post}")

        yield down


def test_story_e_at_the_desks(told: Story, sit: Sit) -> None:
    e.came(told)
    _looks_for_work(told, sit)
    _planned(told, sit)
    _kept_apart(told, sit)
    _reports(told, sit)
    _works_again(told, sit)


def _looks_for_work(told: Story, sit: Sit) -> None:
    desk = sit(day(7, 14), w.JOBS)
    page = desk.page
    desk.open("/house/employment/")
    page.locator("summary", has_text="과정 하나 적기").click()
    for name, words in COURSE.items():
        page.locator(f"#c_{name}").fill(words)
    for box in page.locator("[name=days][value='5']").all()[-1:]:
        box.check()
    steps.press(page, "과정 올리기")
    page.locator("summary", has_text="전산회계 실무").click()
    desk.see("20자리 가운데 0자리 참")
    desk.check("jobs-and-courses")
    desk.on_a_phone("jobs-and-courses")
    desk.open(f"/cases/{told.file.pk}/")
    steps.follow(page.get_by_role("link", name="일자리 찾기"))
    for name, words in WISHES.items():
        page.locator(f"#w_{name}").fill(words)
    page.locator("[name=occupations][value=office]").check()
    page.locator("[name=per]").select_option("month")
    steps.press(page, "구직 시작")
    page.locator("summary", has_text="전산회계 실무").click()
    steps.press(page, "자리 잡기")
    desk.see("구직 중", "전산회계 실무", "바라는 일", "사무·회계")
    desk.check("search-begun")
    desk.on_a_phone("search-begun")


def _planned(told: Story, sit: Sit) -> None:
    """One signature; approved by another post; what finance does is not written here."""
    desk = sit(day(7, 15), M)
    page = desk.page
    desk.open(f"/cases/{told.file.pk}/plan/")
    for number, (domain, text, action, agency) in enumerate(GOALS):
        page.locator(f"#id_g{number}-domain").select_option(domain)
        page.locator(f"#id_g{number}-text").fill(text)
        page.locator(f"#id_g{number}-action").fill(action)
        _agency(page, number, agency)
    _agency(page, 2, "서민금융")
    page.locator("#id_g2-apart").check()
    steps.press(page, "계획 저장")
    desk.see("본인과 그 창구만 아는 일")
    page.locator("[name=how][value=paper]").check()
    steps.press(page, "본인 합의 적기")
    desk.check("joint-plan")
    desk.on_a_phone("joint-plan")
    lead = sit(day(7, 15, 11), L)
    lead.open(f"/cases/{told.file.pk}/plan/")
    steps.press(lead.page, "결재하기")
    lead.see("결재")


def _agency(page: Any, number: int, words: str) -> None:
    box = page.locator(f"#id_g{number}-agency")
    value = box.locator("option", has_text=words).first.get_attribute("value")
    box.select_option(value)


def _kept_apart(told: Story, sit: Sit) -> None:
    """Only finance reads its part; shared by mistake it is refused; welfare reads "another desk"."""
    desk = sit(day(7, 15, 13), w.FINANCE)
    page = desk.page
    desk.open("/")
    desk.see("합동계획에서 우리 창구가 할 일 적기")
    desk.open(f"/cases/{told.file.pk}/copy/")
    page.locator("[name=text]").fill(LOAN)
    steps.press(page, "우리 몫 적기")
    desk.see(LOAN, "이 창구에 보이는 계획이 없습니다")
    page.locator("summary", has_text="다른 기관에 알리기").click()
    options = page.locator("[name=agency] option", has_text="복지")
    page.locator("[name=agency]").select_option(options.first.get_attribute("value"))
    steps.press(page, "이 기관에 알리기")
    desk.see("아무것도 보여 주지 않았습니다")
    desk.check("part-of-a-desk")
    desk.on_a_phone("part-of-a-desk")
    other = sit(day(7, 15, 14), w.WELFARE)
    other.open(f"/cases/{told.file.pk}/copy/")
    other.see("한부모 지원 신청", "다른 창구", "따로 정함")
    other.see_no(LOAN)
    other.check("copy-of-a-desk")


def _reports(told: Story, sit: Sit) -> None:
    desk = sit(day(7, 20), w.JOBS)
    page = desk.page
    for on, slot, said in (
        ("2026-07-20", "", ""), ("2026-08-17", "", "2026-08-14까지"), ("2026-08-14", "1000", "‘전산회계 실무’ 수업이 있습니다"),
        ("2026-08-14", "0900", ""),
    ):  # fmt: skip
        desk.open(f"/cases/{told.file.pk}/employment/")
        page.locator("summary", has_text="다음 날 정하기").click()
        page.locator("#r_on").fill(on)
        page.locator("#r_slot").fill(slot)
        steps.press(page, "실업인정일 정하기")
        desk.see(said)
    desk.see("2026-08-14", "수업이 있는 날: 전산회계 실무")
    desk.check("days-to-report")


def _works_again(told: Story, sit: Sit) -> None:
    """98 of 210 days are left: seven too few."""
    told.renews(day(9, 22), w.JOBS, w.WELFARE)
    desk = sit(day(11, 2, 18), w.JOBS)
    page = desk.page
    desk.open(f"/cases/{told.file.pk}/employment/")
    page.locator("summary", has_text="일을 시작함").click()
    page.locator("#sstart_work_day").fill("2026-11-02")
    steps.press(page, "일을 시작함")
    desk.see("112일", "98일", "절반(105일)보다 적게 남아 어려워요", "2026-12-02")
    desk.check("at-work")
    desk.on_a_phone("at-work")
