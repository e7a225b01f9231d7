"""Story C, the money: an advance, damages, the decision, equal shares, what was asked elsewhere."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys import paying
from tests.journeys.telling import card, says, shown, tell

pytestmark = [pytest.mark.journey, pytest.mark.slow(60)]
Sit = Callable[..., Any]
RELIEF = "유족구조금"
THREE = ("spouse", "child_1", "child_2")
PROSECUTION, SUPPORT = "검찰", "피해자지원"
FIRST, SECOND = "prosecution-victim-desk-1", "prosecution-victim-desk-2"


def test_relief_money_from_the_first_look_to_the_settled_account(at_desk: Sit) -> None:
    desk, case = paying.family(at_desk)
    whole = _asked_from_what_may_help(desk, case)
    advance = paying.ask(
        desk, case, "relief_survivors", "60,000,000", form="advance", about="family"
    )
    council = at_desk(FIRST)
    _advance(council, advance)
    _damages(desk, case)
    _decision(council, whole)
    _settled(desk, council, case, whole)


def _asked_from_what_may_help(desk: Any, case: str) -> str:
    """Expected to the won with its steps; what the council is not given is asked first."""
    shown(desk, case)
    says(desk, RELIEF, "받을 수 있어요", "181,703,808원")
    card(desk, RELIEF).locator("details > summary").first.click()
    desk.see("196,800,000원", "한도까지의 돈")
    card(desk, RELIEF).locator("a", has_text="지원금 신청하기").click()
    desk.page.wait_for_url(re.compile("money/new"))
    desk.see("181,703,808원", "2029-03-20", "아직 동의받지 않은 것")
    desk.check("money-consents")
    desk.on_a_phone("money-consents")
    assert paying.send(desk, about="family") == "", "without consent nothing is asked for"
    paying.agree(desk, case, "relief_survivors", PROSECUTION)
    paying.opened(desk, case, "relief_survivors")
    desk.page.locator("summary", has_text="어떻게 셈했나요").click()
    desk.see("196,800,000원")
    desk.check("money-new")
    desk.on_a_phone("money-new")
    whole = paying.send(desk, about="family")
    assert whole, desk.page.locator("main").inner_text()[:900]
    return whole


def _advance(council: Any, benefit: str) -> None:
    """More than half is refused with its clause; a third of the advance for each."""
    council.open("/")
    council.see("지원금 심사 시작하기")
    council.open(f"/benefits/{benefit}/")
    council.see("90,851,904원", "60,000,000원")
    council.check("money-asked")
    paying.granted(council, benefit, "90,851,905", *THREE)
    council.see("90,851,904원", "28조")
    council.check("money-too-much")
    council.on_a_phone("money-too-much")
    paying.granted(council, benefit, "60,000,000", *THREE)
    council.see("20,000,000원")
    paying.pay(council, benefit, "59,999,999")
    council.see("합계")
    paying.pay(council, benefit, "60,000,000")
    assert (
        council.page.locator("td", has_text="지급이체").count()
        or "이체 확인증 7781" in council.page.content()
    )
    paying.take(council, benefit, "정산하기")


def _damages(desk: Any, case: str) -> None:
    """What was found holds no longer, and the council is to be told."""
    desk.open("/")
    desk.see("지원금 결정을 본인에게 알리기")
    tell(desk, case, {"damages_received": 19_800_000})
    desk.open("/")
    desk.see("달라진 사실을 결정 기관에 알리기")
    shown(desk, case)
    desk.see("전에 말씀드린 것과 달라졌습니다", "그 뒤 말씀하신 것이 바뀌었습니다", "181,703,808원")
    desk.check("help-earlier")
    desk.on_a_phone("help-earlier")
    says(desk, RELIEF, "177,000,000원", "59,000,000원")


def _decision(council: Any, benefit: str) -> None:
    """No longer than 48 months; three shares, each less what was paid before."""
    paying.granted(council, benefit, "177,000,000", *THREE, parted=["child_2"], months=49)
    council.see("48개월", "16조")
    council.check("money-too-long")
    paying.granted(council, benefit, "177,000,000", *THREE)
    council.see("59,000,000원", "−20,000,000원", "39,000,000원")
    council.check("money-granted")
    council.on_a_phone("money-granted")


def _settled(desk: Any, council: Any, case: str, benefit: str) -> None:
    paying.pay(council, benefit, "117,000,000")
    paying.take(council, benefit, "정산하기")
    council.see("정산")
    desk.open(f"/cases/{case}/money/")
    desk.see("정산", "177,000,000원", "117,000,000원", "60,000,000원")
    desk.check("money-list")
    desk.on_a_phone("money-list")
    desk.open(f"/benefits/{benefit}/")
    desk.see("심의회 결정", "이체 확인증 7781")
    desk.check("money-settled")
    desk.on_a_phone("money-settled")


def test_the_second_desk_reads_that_it_was_asked_for_and_a_colleague_decides(at_desk: Sit) -> None:
    desk, case = paying.family(at_desk, "1979-06-02")
    paying.agree(desk, case, "funeral_costs")
    paying.ask(desk, case, "funeral_costs", "4,800,000", offered=SUPPORT)
    paying.ask(desk, case, "living_costs", "500,000", offered=PROSECUTION)
    council = at_desk(FIRST)
    paying.opened(council, case, "funeral_costs")
    council.see("이미 신청됨", SUPPORT)
    council.see_no("4,800,000")
    council.check("money-already")
    council.on_a_phone("money-already")
    assert paying.send(council, "4,800,000", offered=PROSECUTION) == "", "without a reason"
    again = paying.send(council, "4,800,000", offered=PROSECUTION, reason="그쪽은 취하합니다")
    council.open(f"/benefits/{again}/")
    paying.take(council, again, "심사 시작하기")
    assert not council.page.locator("summary", has_text="지급 결정하기").count(), (
        "not the own request"
    )
    mate = at_desk(SECOND)
    paying.granted(mate, again, "4,800,000", "self", elsewhere="그쪽은 취하하기로 했습니다")
    mate.see("4,800,000원")
    paying.pay(mate, again, "4,800,000")
    paying.take(mate, again, "정산하기")
    mate.see("정산")


def test_tuition_is_paid_twice_and_the_third_request_is_refused_with_its_clause(
    at_desk: Sit,
) -> None:
    desk, case = paying.family(at_desk, "1979-06-03")
    paying.agree(desk, case, "tuition_support", PROSECUTION)
    council = at_desk(FIRST)
    child = {"offered": PROSECUTION, "about": "child_1"}
    for _ in range(2):
        row = paying.ask(desk, case, "tuition_support", "1,000,000", **child)
        paying.granted(council, row, "1,000,000", "child_1")
        paying.pay(council, row, "1,000,000")
        paying.take(council, row, "정산하기")
    assert paying.ask(desk, case, "tuition_support", "1,000,000", **child) == ""
    desk.see("두 번까지", "이미 2번", "법무부 범죄피해자 지원 안내")
    desk.check("money-too-often")
    desk.on_a_phone("money-too-often")
    assert paying.ask(
        desk, case, "tuition_support", "800,000", offered=PROSECUTION, about="child_2"
    )
