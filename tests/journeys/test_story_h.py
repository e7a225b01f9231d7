"""Story H in a browser: invited, there by the QR on a telephone, certified, and who still owes one."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from hangot import clock
from hangot.core.clocks import SEOUL
from hangot.core.text import Text
from hangot.demo.counted import invent
from tests.houses import opened
from tests.journeys import steps
from tests.journeys.server import serving
from tests.settled import settled

pytestmark = [pytest.mark.journey, pytest.mark.slow]
LEAD, STAFF, TRAINER = (
    "seongbuk-case-management-1",
    "seongbuk-case-management-2",
    "seoul-financial-welfare-central-1",
)
POSTS = ("counsellor-1", "centre-manager", "team-lead", LEAD, STAFF, TRAINER)
YEAR = clock.now().year - 1


@pytest.fixture(scope="module")
def house(
    clone: Callable[[str], Any], django_db_setup: None, django_db_blocker: Any
) -> Iterator[str]:
    with settled(clone, django_db_blocker, "learning") as urls:
        debts = opened("financial_welfare", "debts", Text("빚상담", "Debts"), POSTS)
        invent(debts.centre, dice="debt", now=clock.now())
        with serving(urls) as address:
            yield address


def test_the_training_day(house: str, at_house: Callable[..., Any]) -> None:
    lead = at_house(house, f"debts.{LEAD}")
    training = _planned(lead)
    phone = at_house(house, "debts.counsellor-1", width=390)
    _closed_before(phone)
    phone.open("/")
    phone.see("교육 초대에 답하기")
    phone.open(training)
    phone.page.locator("#answer_coming_0").check()
    phone.page.locator("#answer_shares_1").check()
    phone.check("training-invited")
    steps.press(phone.page, "^답하기")
    phone.see("참석 예정")
    _through_the_door(at_house(house, f"debts.{TRAINER}"), phone, training)
    _closed(lead, training)
    phone.open(training)
    phone.check("training-mine")
    paper = phone.page.get_by_role("link", name="이수증 받기").get_attribute("href")
    pdf = phone.context.request.get(f"{house}{paper}")
    assert pdf.body().startswith(b"%PDF")
    for group in ("useful", "clear", "again"):
        phone.page.locator(f"[name={group}][value='5']").check()
    steps.press(phone.page, "답 보내기")
    other = at_house(house, f"debts.{STAFF}")
    other.open(training)
    other.see("비공개", "참석 3명 · 3개 기관")
    other.see_no("문수아")
    _owing(at_house(house, "debts.centre-manager"))
    _board(other, phone)


def _planned(lead: Any) -> str:
    page, today = lead.page, clock.now().astimezone(SEOUL).date()
    lead.open("/training/")
    lead.check("trainings-empty")
    page.locator("[name=course][value=financial_welfare]").check()
    for name, words in {
        "title": "상반기 역량 강화 교육", "day": today.isoformat(), "begins": "0000", "ends": "2359",
        "place": "성북구청 대강당", "trainer": "서문혁 (서울시복지재단)",
    }.items():  # fmt: skip
        page.locator(f"[name={name}]").fill(words)
    page.locator("[name=trainer_post]").select_option(label=_label(page, "중앙센터 교육"))
    steps.press(page, "준비하기")
    for words in ("센터", "사례관리분과"):
        page.locator("label.choice", has_text=re.compile(f"^\\s*{words}\\s*$")).locator(
            "input"
        ).check()
    for role in ("lead", "staff"):
        page.locator(f"[name=roles][value={role}]").check()
    steps.press(page, "초대 명단에 넣기")
    lead.check("training-planned")
    steps.press(page, "초대 보내기")
    lead.check("training-called")
    lead.on_a_phone("training-called")
    return re.sub(r"^https?://[^/]+", "", page.url)


def _label(page: Any, words: str) -> str:
    return str(page.locator("[name=trainer_post] option", has_text=words).first.inner_text())


def _closed_before(phone: Any) -> None:
    """Debts of anybody are closed to who did not take the course."""
    phone.open("/cases/00000000-0000-7000-8000-000000000000/debts/")
    phone.see("‘금융복지’ 교육을 마친 분에게 열립니다")


def _through_the_door(trainer: Any, phone: Any, training: str) -> None:
    trainer.open(training)
    steps.follow(trainer.page.get_by_role("link", name="문 앞 QR 보이기"))
    trainer.check("training-door")
    trainer.on_a_phone("training-door")
    scanned = trainer.page.locator("code").inner_text()
    phone.open(scanned)
    phone.check("training-in")
    steps.press(phone.page, "왔습니다")
    phone.see("참석을 적었습니다")
    trainer.open(training)
    trainer.page.locator("summary", has_text="문 앞에서 등록").click()
    trainer.page.locator("#guest_agency").select_option(label="신용회복")
    trainer.page.locator("#guest_name").fill("문수아")
    trainer.page.locator("#guest_role").select_option("staff")
    trainer.page.locator("#guest_reason").select_option("new")
    steps.press(trainer.page, "등록하고 참석으로 적기")
    trainer.see("문수아", "새로 온 직원", "2명 · 2개 기관")
    trainer.check("training-door-list")


def _closed(lead: Any, training: str) -> None:
    lead.open(training)
    lead.page.locator("tr", has_text="분과 팀장").locator("[name=came]").check()
    steps.press(lead.page, "고른 분을 참석으로 적기")
    lead.see("3명 · 3개 기관")
    steps.press(lead.page, "교육 마치고 이수증 만들기")
    lead.see("마친 교육")
    lead.check("training-held")
    lead.on_a_phone("training-held")


def _owing(manager: Any) -> None:
    manager.open("/training/owing/")
    manager.see("1 / 2", "0 / 2")
    manager.check("training-owing")
    manager.on_a_phone("training-owing")


def _board(asks: Any, answers: Any) -> None:
    asks.open("/board/")
    asks.page.locator("[name=topic]").select_option("debts")
    asks.page.locator("[name=text]").fill("세금 체납이 있는 분, 010-7734-0182로 연락 주세요.")
    steps.press(asks.page, "모든 기관에 묻기")
    asks.see("전화번호처럼 보이는 숫자가 있습니다")
    asks.check("board-refused")
    asks.page.locator("[name=text]").fill("세금 체납이 있으면 개인회생이 나을까요?")
    steps.press(asks.page, "모든 기관에 묻기")
    question = asks.page.url
    answers.open(question)
    answers.page.locator("[name=text]").fill("세금은 회생에서 먼저 갚습니다.")
    steps.press(answers.page, "답 올리기")
    answers.check("board-answered")
    asks.open(question)
    asks.see("세금은 회생에서 먼저 갚습니다.")
    asks.check("board-question")


def test_the_sentence_of_the_year_and_the_table_below_it(
    house: str, at_house: Callable[..., Any]
) -> None:
    """Rows 8 and 10: December cumulative, what each number means, and the table by quarter."""
    manager = at_house(house, "debts.team-lead")
    page = manager.page
    manager.open(f"/house/figures/?year={YEAR}")
    manager.see("상담 400명, 1,512건, 면책 336억원", "수마다 뜻과 목록")
    manager.check("story-h-sentence")
    manager.on_a_phone("story-h-sentence")
    for language in ("ko", "en"):
        page.locator("#month").select_option("12")
        page.locator("#paper-lang").select_option(language)
        with page.expect_download() as taken:
            page.get_by_role("button", name="받기").click()
        assert taken.value.suggested_filename == f"figures-{YEAR}-12.pdf"
        assert Path(taken.value.path()).read_bytes().startswith(b"%PDF")
    steps.follow(page.get_by_role("link", name="면책액", exact=True))
    manager.see("이 수의 뜻", "정의 코드", "면책액: 종류·동네", "정릉동", "가림")
    manager.check("story-h-quarters")
    manager.on_a_phone("story-h-quarters")
    with page.expect_download() as taken:
        page.get_by_role("link", name="CSV", exact=True).click()
    file = Path(taken.value.path()).read_text("utf-8-sig")
    shown = page.locator("section", has_text="이 표 내려받기").locator("table").last
    cells = [one.inner_text() for one in shown.locator("tbody tr").nth(1).locator("td").all()]
    assert ",".join(cell.replace(",", "") for cell in cells) in file
    manager.open(f"/house/figures/?year={YEAR}&what=case_people")
    steps.follow(page.get_by_role("link", name="이번 달의 사례 보기"))
    manager.see("이번 달에 열 수 있는 사례가 없습니다")
    manager.check("story-h-running")
    manager.on_a_phone("story-h-running")
