"""Story F at the desks: vacancies from a table, every reason beside a wish, pay days, the lump sum."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.copies import Copy, copy
from tests.domain import story_work as w
from tests.domain import test_story_f as f
from tests.domain.story_ef import Story, day, founded
from tests.journeys import steps
from tests.journeys.server import serving
from tests.storytime import SHIFT, calendar

__all__ = ["copy"]
pytestmark = [pytest.mark.journey, pytest.mark.slow]
Sit = Callable[..., Any]
GOOD = """회사\t하는 일\t직종\t근무지\t필수\t특징
한빛빌딩\t시설 점검\t설비·정비\t남양주시\t전기기능사\t없음
든든물류\t상하차\t물류·운전\t남양주시\t\t무거운 것을 듦
"""

COURSE = "과정명\t훈련기관\t시작일\t종료일\t요일\t정원\n지게차 운전\t3층\t2026-10-01\t2026-10-30\t화목\t5\n"


@pytest.fixture
def told(copy: Copy, tmp_path: Path) -> Iterator[Story]:
    with calendar(copy["urls"]["hangot_admin"], tmp_path / "shift") as days:
        yield founded(days, day(9, 14, 9), "plus")


@pytest.fixture
def sit(told: Story, copy: Copy, at_house: Callable[..., Any], tmp_path: Path) -> Iterator[Sit]:
    """`sit(moment, post)`: it is that moment, and somebody of the house sits down and signs in."""
    more = {SHIFT: str(tmp_path / "shift")}
    with serving(copy["urls"], runs="tests.journeys.story_server:application", **more) as address:

        def down(moment: Any, post: str) -> Any:
            told.days.come(moment)
            return at_house(address, f"{told.house.centre.slug}.{post}")

        yield down


def test_story_f_at_the_desks(told: Story, sit: Sit, chromium: Any) -> None:
    _vacancies(sit)
    f.taejun_came(told)
    _matched(told, sit)
    _without_script(told, sit, chromium)
    f.taejun_is_granted(told)
    _paid(told, sit)


def _vacancies(sit: Sit) -> None:
    """A wrong cell is named and nothing lost; looked at first, then taken; by keyboard."""
    desk = sit(day(9, 14), w.JOBS)
    page = desk.page
    desk.open("/house/employment/")
    page.locator("summary", has_text="공고를 엑셀 표 통째로 올리기").press("Enter")
    page.locator("#t_table").fill(GOOD + "\t배송\t마법\t\t\t\n")
    with page.expect_navigation():
        page.locator("button[name=act][value=look]").press("Enter")
    desk.see("4번째 줄, 직종")
    assert "배송" in page.locator("#t_table").input_value()
    desk.check("table-with-a-wrong-cell")
    page.locator("#t_table").fill(GOOD)
    with page.expect_navigation():
        page.locator("button[name=act][value=look]").click()
    desk.see("올라갈 것 2줄")
    desk.check("table-looked-at")
    desk.on_a_phone("table-looked-at")
    steps.press(page, "2줄 올리기")
    desk.see("열린 공고 2")


def _matched(told: Story, sit: Sit) -> None:
    """The desk he told sees why not; the other one is not told, and sees nothing of it."""
    desk = sit(day(9, 15, 11), w.SOLDIERS)
    page = desk.page
    desk.open(f"/cases/{told.file.pk}/employment/")
    for one in page.locator("details.pad > summary").all()[1:]:
        one.click()
    desk.see(
        "제대군인: 중기복무",
        "알맞아요",
        "바람과 다름: 무거운 것을 듦",
        "꼭 필요한 것이 있음: 전기기능사",
    )
    desk.check("matched")
    desk.on_a_phone("matched")
    other = sit(day(9, 15, 12), w.NEARBY)
    other.open(f"/cases/{told.file.pk}/employment/")
    other.see("제대군인: 중기복무")
    other.see_no("무거운 것을 들지 않는 일", "바람과 다름: 무거운 것을 듦")
    other.check("matched-elsewhere")


def _without_script(told: Story, sit: Sit, chromium: Any) -> None:
    """A course from a table, a seat in it, and a wrong day named: by keyboard, with no script at all."""
    address = sit(day(9, 15, 13), w.SOLDIERS).address
    context = chromium.new_context(java_script_enabled=False, base_url=address, locale="ko-KR")
    page, slug = context.new_page(), told.house.centre.slug
    page.goto(f"/account/login/?centre={slug}")
    page.locator(f'button[name=account][value="{slug}.{w.SOLDIERS}"]').press("Enter")
    page.wait_for_url(lambda url: "/account/" not in url)
    page.goto("/house/employment/")
    page.locator("summary", has_text="과정을 엑셀 표").press("Enter")
    page.locator("#ct_table").fill(COURSE)
    for name in ("look_courses", "bring_courses"):
        with page.expect_navigation():
            page.locator(f"button[name=act][value={name}]").press("Enter")
    page.goto(f"/cases/{told.file.pk}/employment/")
    page.locator("summary", has_text="지게차 운전").press("Enter")
    with page.expect_navigation():
        page.get_by_role("button", name="자리 잡기").press("Enter")
    page.locator("summary", has_text="다음 날 정하기").press("Enter")
    page.locator("#r_on").fill("2026-09-20")
    with page.expect_navigation():
        page.get_by_role("button", name="실업인정일 정하기").press("Enter")
    text = page.locator("main").inner_text()
    assert "지게차 운전" in text
    assert page.locator(".errors").count() == 1, "a Sunday"
    assert page.locator("#r_on").input_value() == "2026-09-20", "what was typed stands there"
    context.close()


def _paid(told: Story, sit: Sit) -> None:
    told.renews(day(12, 10), w.SOLDIERS)
    desk = sit(day(1, 4, 18, year=2027), w.SOLDIERS)
    page = desk.page
    desk.open(f"/cases/{told.file.pk}/employment/")
    desk.see("2026-10-23", "2026-10-24", "2026-12-24", "확인 안 됨")
    page.locator("summary", has_text="일을 시작함").click()
    page.locator("#sstart_work_day").fill("2027-01-04")
    steps.press(page, "일을 시작함")
    desk.see("580,000원", "2,900,000원", "2027-02-04")
    desk.check("paid-to-the-day")
    desk.on_a_phone("paid-to-the-day")
