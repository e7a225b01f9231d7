"""Story G in a browser: budget and debts pasted in, the ways compared, the way chosen followed."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from hangot import clock
from hangot.core.text import Text
from hangot.demo.owing import TABLE, WHY
from tests.houses import opened, story, taught
from tests.journeys import steps
from tests.journeys.server import serving
from tests.settled import settled

pytestmark = [pytest.mark.journey, pytest.mark.slow]
JAESEOK = story("임재석", date(1974, 6, 3), "01000770603", "illegal_lending")
MONTH = {"in_wages": "1,600,000", "out_housing": "450,000", "out_food": "650,000",
         "out_bills": "300,000", "out_medical": "150,000", "worth": "0", "new_debt": "0"}  # fmt: skip
ANSWERS = {
    "ability": "not", "regular": "yes", "feared": "yes", "business": "yes", "bar": "no", "discharged": "none",
}  # fmt: skip


@pytest.fixture(scope="module")
def debts(
    clone: Callable[[str], Any], django_db_setup: None, django_db_blocker: Any
) -> Iterator[tuple[str, str]]:
    """A centre for people in debt beside the other one, with his case; its address, and the case's."""
    with settled(clone, django_db_blocker, "debts") as urls:
        house = opened(
            "financial_welfare", "debts", Text("빚상담", "Debts"), ("reception-1", "counsellor-1", "team-lead"),
        )  # fmt: skip
        taught(house, "financial_welfare", "counsellor-1")
        case = house.hears(JAESEOK, first="reception-1", counsellor="counsellor-1")
        with serving(urls) as address:
            yield address, str(case.pk)


def test_from_a_pasted_table_to_the_discharge_that_is_final(
    debts: tuple[str, str], at_house: Callable[..., Any]
) -> None:
    address, case = debts
    desk = at_house(address, "debts.counsellor-1")
    desk.open(f"/cases/{case}/")
    steps.follow(desk.page.get_by_role("link", name="빚과 살림"))
    desk.check("debts-empty")
    _told(desk)
    desk.see("132,600,000원", "2,700,000원", "50,000원", "313,500원", "104,500원", "128,400,000원")
    for one in desk.page.locator("details.pad > summary").all():
        one.click()
    desk.see("채무자회생법 566조 1호", "확인 안 됨", "불법사금융 신고")
    desk.check("debts-compared")
    desk.on_a_phone("debts-compared")
    _followed(desk)


def test_a_wrong_cell_is_named_without_script_and_by_keyboard_alone(
    debts: tuple[str, str], chromium: Any
) -> None:
    address, case = debts
    context = chromium.new_context(java_script_enabled=False, base_url=address, locale="ko-KR")
    page = context.new_page()
    page.goto("/account/login/?centre=debts")
    page.locator('button[name=account][value="debts.counsellor-1"]').press("Enter")
    page.wait_for_url(lambda url: "/account/" not in url)
    page.goto(f"/cases/{case}/debts/")
    page.locator("summary", has_text="엑셀 표 붙여 넣기").press("Enter")
    page.locator("[name=table]").fill("가온카드\t카드\t많음")
    with page.expect_navigation():
        page.get_by_role("button", name="표 넣기").press("Enter")
    text = page.locator("main").inner_text()
    assert "1번째 줄, 원금" in text
    assert page.locator("[name=table]").input_value() == "가온카드\t카드\t많음"
    context.close()


def _told(desk: Any) -> None:
    page = desk.page
    for name, words in MONTH.items():
        page.locator(f"#b_{name}").fill(words)
    for name, answer in ANSWERS.items():
        page.locator(f"#b_{name}").select_option(answer)
    steps.press(page, "가계부 저장")
    page.locator("summary", has_text="엑셀 표 붙여 넣기").click()
    page.locator("[name=table]").fill(TABLE)
    steps.press(page, "표 넣기")


def _followed(desk: Any) -> None:
    page, today = desk.page, clock.now().date()

    def step(name: str, **words: str) -> None:
        box = page.locator("details", has=page.locator("summary", has_text=name)).last
        box.locator("summary").click()
        for field, typed in words.items():
            it = box.locator(f"[name={field}]")
            if field == "route":
                it.select_option(typed)
            else:
                it.fill(typed)
        with page.expect_navigation():
            box.get_by_role("button").click()

    def ago(days: int) -> str:
        return (today - timedelta(days=days)).isoformat()

    steps.press(page, "새 절차")
    step("길을 정하고 서류 준비", route="bankruptcy", reason=WHY)
    step("신청함", day=ago(30), forum="서울회생법원", number="2026하단100234")
    step("개시 결정·파산선고", day=ago(20))
    desk.see("면제재산 신청 기한")
    step("면제재산을 신청함", day=ago(13))
    step("기일·서류 날짜 적기", on=ago(3), text="의견청취")
    steps.press(page, "마쳤음")
    desk.check("debts-declared")
    desk.on_a_phone("debts-declared")
    step("면책이 결정됨", day=ago(2))
    desk.see("없어진 빚 모두", "128,400,000원")
    step("면책이 확정됨", day=ago(0))
    desk.see("면책 확정", "다시 면책받을 수 있는 날")
    desk.check("debts-final")
