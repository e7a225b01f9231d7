"""Forms in a browser: the survey of risk on a phone at the door, the alarm of item nine, a form brought in."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys import steps
from tests.packs.sheets import book, good, row

pytestmark = [pytest.mark.journey, pytest.mark.slow]
PHONE = {"width": 390, "height": 844}
# One person for each journey: they share a house, and nobody is received twice.
PEOPLE = iter([("윤서하", "19900412", "01055500471"), ("배도연", "19810930", "01055500472"),
               ("표가은", "19760218", "01055500473"), ("구하늘", "19680711", "01055500474")])  # fmt: skip
SIGNS = ("assault", "weapon", "threat", "broken", "police", "drink")


@pytest.fixture
def case(at_desk: Callable[..., Any]) -> str:
    """A woman who called in the morning, with a case of the counsellor."""
    name, birth, phone = next(PEOPLE)
    reception = at_desk("reception-1")
    notice = steps.tell_story(reception, name=name, birth=birth, phone=phone, crime="stalking")
    return steps.open_case(at_desk("counsellor-1"), notice)


def begin(desk: Any, case: str, title: str) -> None:
    """From the list of forms to the first page of one."""
    desk.open(f"/cases/{case}/forms/")
    desk.page.locator("main a", has_text=title).last.click()
    desk.page.wait_for_url(re.compile(r"/forms/\d+/"))
    desk.check("form-start")
    steps.press(desk.page, "시작하기")


def test_the_survey_of_risk_on_a_phone_at_the_door(at_desk: Callable[..., Any], case: str) -> None:
    desk = at_desk("counsellor-1", width=390)
    page = desk.page
    begin(desk, case, "가정폭력 재발위험 조사")
    desk.see("1 / 4 쪽", "확인안됨")
    desk.check("form-page")
    boxes = page.locator("main label.choice").all()
    assert all((one.bounding_box() or {"height": 0})["height"] >= 40 for one in boxes), "thumbs"
    for name in SIGNS:
        steps.choose(page, f"q-{name}", "yes" if name == "assault" else "no")
    steps.press(page, "저장하고 다음")
    desk.see("물을 것이 더 생겼습니다", "폭행이 심했습니까")
    desk.check("form-page-more")
    steps.choose(page, "q-severe", "unchecked")
    steps.press(page, "저장하고 다음")
    for name in ("repeated", "worse", "orders", "control"):
        steps.choose(page, f"q-{name}", "unchecked")
    steps.press(page, "저장하고 나중에")
    desk.see("이어서 쓸 수 있습니다", "쓰는 중")
    desk.check("forms-list")
    steps.follow(page.locator("main a", has_text="가정폭력 재발위험 조사").first)
    assert page.locator("[name=q-worse][value=unchecked]").is_checked(), "nothing is lost"
    steps.press(page, "저장하고 다음")
    for name in ("several", "afraid", "children", "pregnant"):
        steps.choose(page, f"q-{name}", "no")
    steps.press(page, "저장하고 다음")
    steps.choose(page, "q-strangled", "yes")
    steps.choose(page, "q-stabbed", "no")
    steps.press(page, "저장하고 살펴보기")
    desk.see("아직 1가지", "가스나 불로 위협")
    desk.check("form-check")
    steps.press(page, "양식 마치기")
    desk.see("아직 답하지 않은 물음이 있습니다")
    steps.follow(page.locator("main a", has_text="가스나 불로 위협"))
    steps.choose(page, "q-fire", "no")
    steps.press(page, "저장하고 살펴보기")
    steps.press(page, "양식 마치기")
    desk.see("높음", "목 조름", "오늘 안에 진료", "보호책임자", "1~6")
    desk.check("form-result")
    officer = at_desk("safety-officer")
    officer.open("/")
    officer.see("양식의 경보 살피기")


def test_item_nine_of_the_phq_alarms_and_ends_only_with_an_act(
    at_desk: Callable[..., Any], case: str
) -> None:
    desk = at_desk("counsellor-1")
    page = desk.page
    begin(desk, case, "우울 선별")
    for number in range(1, 6):
        steps.choose(page, f"q-q{number}", "never")
    desk.check("phq")
    steps.press(page, "저장하고 다음")
    for number in range(6, 9):
        steps.choose(page, f"q-q{number}", "never")
    steps.choose(page, "q-q9", "days")
    steps.press(page, "저장하고 살펴보기")
    desk.see("얼마나 어려웠습니까")
    steps.press(page, "저장하고 살펴보기")
    desk.check("phq-check")
    desk.on_a_phone("phq-check")
    steps.press(page, "양식 마치기")
    desk.see("스스로를 해칠 생각을 말함", "109", "자리를 뜨지 말고")
    desk.check("phq-result")
    desk.on_a_phone("phq-result")
    officer = at_desk("safety-officer")
    officer.open("/")
    officer.see("양식의 경보 살피기")
    officer.open(f"/cases/{case}/forms/")
    officer.check("forms-of-the-officer")
    officer.page.locator("main a", has_text="경보 열기").first.click()
    officer.page.wait_for_url(re.compile("alarms"))
    officer.see("생명 안전 확인하기")
    officer.see_no("해칠 것이라고", "우울")
    officer.check("alarm")
    officer.on_a_phone("alarm")
    steps.choose(officer.page, "act", "spoke")
    officer.page.locator("[name=words]").fill("바로 통화했고 오늘 밤은 언니와 있습니다.")
    steps.press(officer.page, "적고 끝내기")
    officer.see("경보가 끝났습니다", "언니와 있습니다")


def upload(desk: Any, data: bytes) -> None:
    """Send a spreadsheet from the page of forms."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    desk.page.locator("[name=file]").set_input_files(
        {"name": "form.xlsx", "mimeType": kind, "buffer": data}
    )
    steps.press(desk.page, "읽고 미리 보기")


def test_a_form_with_an_unsupported_function_is_named_by_cell_and_then_published_by_two(
    at_desk: Callable[..., Any], case: str
) -> None:
    first, second = at_desk("administrator"), at_desk("centre-manager")
    first.open("/house/forms/")
    first.check("house-forms")
    first.on_a_phone("house-forms")
    steps.follow(first.page.locator("main a", has_text="양식 올리기"))
    first.check("form-bring")
    upload(first, book(row("text", "a"), row("integer", "b", constraint="regex(., '1')")))
    first.see("고칠 곳이 1군데 있습니다", "survey!G3", "regex()", "아무것도 저장하지 않았습니다")
    first.check("form-bring-faults")
    first.on_a_phone("form-bring-faults")
    upload(first, good())
    first.see("집안 형편", "혼자 사십니까", "미리 보는 중")
    first.check("form-brought")
    first.on_a_phone("form-brought")
    first.page.locator("[name=permission]").fill("우리 센터가 만든 양식입니다.")
    steps.press(first.page, "결재 올리기")
    first.see("결재 기다림")
    second.open("/house/forms/")
    steps.follow(second.page.locator("main a", has_text="집안 형편"))
    steps.press(second.page, "쓰기로 결재하기")
    second.see("이제부터 이 양식을 씁니다")
    desk = at_desk("counsellor-1")
    begin(desk, case, "집안 형편")
    desk.see("혼자 사십니까")


def test_the_duty_to_report_two_results_as_a_picture_and_paper(
    at_desk: Callable[..., Any], case: str
) -> None:
    desk = at_desk("counsellor-1")
    page = desk.page
    begin(desk, case, "아동학대 징후")
    for name in ("injuries", "fear", "words_harm", "sexual", "neglect", "told", "danger_now"):
        steps.choose(page, f"q-{name}", "no")
    steps.choose(page, "q-witnessed", "yes")
    steps.press(page, "저장하고 살펴보기")
    steps.press(page, "양식 마치기")
    desk.see("아동학대 신고", "수사기관(112)", "즉시", "아동학대처벌법 10조 2항", "보호책임자")
    desk.check("report")
    desk.on_a_phone("report")
    for answer in ("rather", "very"):
        begin(desk, case, "만족도 조사")
        for name in ("heard", "once", "decided", "safe", "helped"):
            steps.choose(page, f"q-{name}", answer)
        steps.press(page, "저장하고 살펴보기")
        steps.press(page, "양식 마치기")
    desk.see("지난번과 견주어", "75", "100")
    desk.check("series")
    desk.on_a_phone("series")
    page.get_by_role("link", name="인쇄").click()
    page.wait_for_url(re.compile("paper"))
    desk.check("form-paper")
    desk.open(f"/cases/{case}/forms/")
    desk.check("forms-all")
    desk.on_a_phone("forms-all")
    page.locator("main a", has_text="욕구 및 위기도 조사").click()
    page.get_by_role("link", name="빈 양식 인쇄").click()
    page.wait_for_url(re.compile("paper"))
    desk.see("가족 내 안전유지", "☐ 위기")
    desk.check("form-blank")
