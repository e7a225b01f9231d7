"""Story B: a girl of seventeen, a clause of law beside consent, a withdrawal, somebody kept out.

Kim Harin's pictures are deleted under the law whatever she agrees to; what she agreed to ends
when she says so, and nobody who lost sight can tell that the deletion goes on.
"""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys import steps

pytestmark = [pytest.mark.journey, pytest.mark.slow]
INCIDENT, HEALTH = 6, 7
CLAUSE = "성폭력방지법 7조의3 3항 2호"


def test_the_law_keeps_one_desk_in_and_a_withdrawal_puts_another_out(
    at_desk: Callable[..., Any],
) -> None:
    notice = steps.tell_story(
        at_desk("reception-1"), name="김하린", birth="2009-05-14", phone="01055550514",
        crime="digital_sex_crime",
    )  # fmt: skip
    counsellor = at_desk("counsellor-1")
    case = steps.open_case(counsellor, notice)
    _agreed(counsellor, case)
    welfare = steps.refer(
        counsellor, case, "긴급복지 지원 안내 및 연계", "생활을 함께 살펴 주세요."
    )
    steps.answer(at_desk("seoul-welfare-desk-1"), welfare)
    digital = _by_law(at_desk, counsellor, case)
    _kept_out(at_desk, counsellor, case)
    _withdrawn(at_desk, counsellor, case, welfare)
    _goes_on(at_desk, case, digital)


def _agreed(counsellor: Any, case: str) -> None:
    counsellor.open(f"/consents/{case}/")
    page = counsellor.page
    counsel, welfare = steps.agency_id(page, "국선변호사"), steps.agency_id(page, "복지")
    steps.ask(counsellor, case, counsel, sensitive=(INCIDENT,))
    steps.ask(counsellor, case, welfare)


def _by_law(at_desk: Callable[..., Any], counsellor: Any, case: str) -> str:
    """Proposed by the counsellor, refused to herself, approved by the privacy officer."""
    page = counsellor.page
    counsellor.open(f"/consents/{case}/basis/")
    agency = page.locator("[name=agency]")
    agency.select_option(label=agency.locator("option", has_text="디지털").first.inner_text())
    for number in (2, INCIDENT):
        page.locator(f"[name=sections][value='{number}']").check()
    page.locator("[name=clause]").fill(CLAUSE)
    page.locator("[name=necessity]").fill("요청이 없어도 지울 수 있고, 늦으면 더 퍼집니다.")
    counsellor.check("basis")
    steps.press(page, "근거 올리기")
    privacy = at_desk("privacy-officer")
    privacy.open("/consents/bases/")
    privacy.see(CLAUSE)
    privacy.check("bases")
    card = privacy.page.locator("section.card", has_text=CLAUSE).first
    with privacy.page.expect_navigation():
        card.get_by_role("button", name=re.compile("승인")).first.click()
    counsellor.open(f"/consents/{case}/").see("§ 법적 근거")
    referral = _refer_by_law(counsellor, case)
    desk = at_desk("seoul-digital-sex-crime-centre-1")
    steps.answer(desk, referral)
    desk.open(f"/referrals/{referral}/").see(CLAUSE)
    return referral


def _refer_by_law(counsellor: Any, case: str) -> str:
    page = counsellor.page
    counsellor.open(f"/referrals/new/{case}/")
    steps.follow(page.get_by_role("link", name=re.compile("^불법영상물 삭제지원$")).first)
    page.locator("[name=reason]").fill("퍼진 것을 찾아 지워 주세요.")
    for box in page.locator("[name=sections]").all():
        box.set_checked(box.get_attribute("value") in ("2", str(INCIDENT)))
    steps.press(page, "의뢰 보내기")
    found = re.search(r"referrals/([0-9a-f-]{36})", page.url)
    assert found, page.locator("main").inner_text()
    counsellor.see("의뢰됨")
    return found.group(1)


def _kept_out(at_desk: Callable[..., Any], counsellor: Any, case: str) -> None:
    """The safety officer keeps one worker out; his pages say what they say of nobody."""
    counsellor.open(f"/cases/{case}/")
    number = counsellor.page.locator(".facts b").first.inner_text()
    safety = at_desk("safety-officer")
    safety.open("/trust/safety/")
    form = safety.page.locator("form", has=safety.page.locator("[name=code]")).first
    form.locator("[name=number]").fill(number)
    post = form.locator("[name=post]")
    post.select_option(label=post.locator("option", has_text="국선").first.inner_text())
    for name in ("how", "code"):
        steps.pick(safety.page, name)
    with safety.page.expect_navigation():
        form.locator("button[type=submit]").click()
    safety.check("safety-desk")
    counsel = at_desk("victims-public-counsel-1")
    assert counsel.page.goto(f"/cases/{case}/").status == 404


def _withdrawn(at_desk: Callable[..., Any], counsellor: Any, case: str, welfare: str) -> None:
    """By phone, without a reason; the next request of the desk is refused."""
    desk = at_desk("seoul-welfare-desk-1")
    assert desk.page.goto(f"/cases/{case}/").status == 200
    counsellor.open(f"/consents/{case}/withdraw/")
    page = counsellor.page
    steps.follow(page.get_by_role("link", name=re.compile("복지")).first)
    for box in page.locator("[name=lines]").all():
        box.check()
    counsellor.check("withdraw")
    steps.press(page, "지금 그만두기")
    counsellor.check("given")
    desk.open("/cases/").see_no("김하린")
    for path in ("", "sections/1/", "sections/2/", "timeline/", "plan/"):
        desk.open(f"/cases/{case}/{path}").see_no("김하린", "따라와서", "디지털")
    desk.open(f"/referrals/{welfare}/").see_no("삭제", CLAUSE, "디지털")


def _goes_on(at_desk: Callable[..., Any], case: str, referral: str) -> None:
    desk = at_desk("seoul-digital-sex-crime-centre-1")
    assert desk.page.goto(f"/cases/{case}/sections/{INCIDENT}/").status == 200
    steps.step(desk, referral, "제공 시작|시작|제공", minutes="60")
    desk.see("제공중")
