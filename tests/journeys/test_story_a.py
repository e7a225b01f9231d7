"""Story A, its case thread: told once by phone, agreed line by line, five desks, closed by another.

Han Seoyun is stalked by a former colleague who is himself a client of the job desk.
"""

from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys import steps

pytestmark = [pytest.mark.journey, pytest.mark.slow(40)]
INCIDENT, HEALTH = 6, 7
DESKS = {
    "police-victim-desk-1": ("경찰", "위치확인장치 지급", (INCIDENT,)),
    "seoul-stalking-support-1": ("스토킹", "스토킹 피해 상담", (INCIDENT, HEALTH)),
    "korea-legal-aid-1": ("법률구조", "민사·가사 법률상담", (INCIDENT,)),
    "prosecution-victim-desk-1": ("검찰", "이전비 안내·접수", (INCIDENT,)),
    "moel-job-centre-1": ("고용센터", "취업지원 연계", ()),
}
TELLING = ("스토킹", "따라와서", "오민재")


def test_she_tells_it_once_and_five_desks_each_see_their_part(at_desk: Callable[..., Any]) -> None:
    reception = at_desk("reception-1")
    reception.check("today-reception")
    notice = steps.tell_story(
        reception, name="한서윤", birth="19970309", phone="01077340182", crime="stalking"
    )
    reception.on_a_phone("notice")
    counsellor = at_desk("counsellor-1")
    case = steps.open_case(counsellor, notice)
    _name_the_opponent(counsellor, case)
    _agree(counsellor, case)
    referrals = _refer(counsellor, case)
    _each_desk_answers(at_desk, case, referrals)
    _the_job_desk_reads_no_word_of_it(at_desk, case, referrals["moel-job-centre-1"])
    _address_shown_by_an_act(counsellor, case)
    _outcomes(at_desk, counsellor, referrals)
    _closing(at_desk, counsellor, case)


def _name_the_opponent(counsellor: Any, case: str) -> None:
    page = counsellor.page
    counsellor.open(f"/cases/{case}/people/")
    form = page.locator("form", has=page.locator("[name=kind]")).first
    kind = form.locator("[name=kind]").first
    if kind.evaluate("f => f.tagName") == "SELECT":
        kind.select_option("alleged_perpetrator")
    else:
        form.locator("[name=kind][value=alleged_perpetrator]").check()
    form.locator("[name=who]").first.fill("오민재")
    with page.expect_navigation():
        form.locator("button[type=submit]").first.click()
    counsellor.see("오민재")


def _agree(counsellor: Any, case: str) -> None:
    counsellor.open(f"/consents/{case}/")
    found = {post: steps.agency_id(counsellor.page, words) for post, (words, _, _) in DESKS.items()}
    for post, (_, _, sensitive) in DESKS.items():
        refused = (INCIDENT,) if post == "moel-job-centre-1" else ()
        steps.ask(counsellor, case, found[post], sensitive=sensitive, refuse=refused)
    counsellor.open(f"/consents/{case}/")
    counsellor.see("✕ 거부", "✓ 동의")
    counsellor.check("consents")
    counsellor.on_a_phone("consents")
    counsellor.open(f"/consents/{case}/print/").check("consent-print")


def _refer(counsellor: Any, case: str) -> dict[str, str]:
    sent = {
        post: steps.refer(counsellor, case, service, "한 번에 도움을 받도록 부탁드립니다.")
        for post, (_, service, _) in DESKS.items()
    }
    counsellor.open(f"/cases/{case}/")
    counsellor.see("한서윤", "의뢰됨")
    counsellor.check("case")
    counsellor.on_a_phone("case")
    return sent


def _each_desk_answers(at_desk: Callable[..., Any], case: str, referrals: dict[str, str]) -> None:
    for post, referral in referrals.items():
        desk = at_desk(post)
        desk.open("/referrals/")
        desk.see("한서윤")
        steps.answer(desk, referral)
        desk.see("수락")
        if post == "seoul-stalking-support-1":
            desk.open(f"/cases/{case}/sections/{INCIDENT}/")
            desk.see("퇴근길에")


def _the_job_desk_reads_no_word_of_it(
    at_desk: Callable[..., Any], case: str, referral: str
) -> None:
    jobs = at_desk("moel-job-centre-1")
    for path in (f"/referrals/{referral}/", "/referrals/", f"/cases/{case}/", "/cases/", "/"):
        jobs.open(path)
        jobs.see_no(*TELLING)
    jobs.open(f"/referrals/{referral}/").check("referral")
    jobs.on_a_phone("referral")
    assert jobs.page.goto(f"/cases/{case}/sections/{INCIDENT}/").status == 404


def _address_shown_by_an_act(counsellor: Any, case: str) -> None:
    page = counsellor.page
    counsellor.open(f"/cases/{case}/sections/4/")
    counsellor.see_no("7734")
    details = page.locator("details.reason").first
    details.locator("summary").click()
    details.locator("select").select_option(index=1)
    with page.expect_navigation():
        details.locator("button[type=submit]").click()
    counsellor.see("010-7734-0182")


def _outcomes(at_desk: Callable[..., Any], counsellor: Any, referrals: dict[str, str]) -> None:
    for post, referral in referrals.items():
        desk = at_desk(post)
        steps.step(desk, referral, "제공 시작|시작|제공", minutes="40")
        steps.step(desk, referral, "완료", outcome="")
        steps.step(counsellor, referral, "확인|마무리", disposition="done")
    counsellor.open("/referrals/?box=out&turn=over")
    counsellor.see("확인종결")


def _closing(at_desk: Callable[..., Any], counsellor: Any, case: str) -> None:
    manager = _hand_on(at_desk, counsellor, case)
    manager.open(f"/cases/{case}/end/")
    manager.check("closing")
    steps.pick(manager.page, "reason")
    steps.press(manager.page, "종결 올리기")
    lead = at_desk("team-lead")
    lead.open(f"/cases/{case}/end/")
    steps.pick(lead.page, "satisfaction")
    lead.check("closing-decided")
    steps.press(lead.page, "종결하기")
    lead.open(f"/cases/{case}/").see("종결")
    _who_looked(lead, case)


def _hand_on(at_desk: Callable[..., Any], counsellor: Any, case: str) -> Any:
    """The counsellor gives the lead to the case manager and is out at the next request."""
    counsellor.open(f"/cases/{case}/team/")
    counsellor.check("team")
    select = counsellor.page.locator("[name=lead]")
    select.select_option(label=select.locator("option", has_text="사례관리 2").first.inner_text())
    steps.press(counsellor.page, "주담당 옮기기")
    manager = at_desk("case-manager-2")
    manager.open(f"/cases/{case}/").see("한서윤")
    return manager


def _who_looked(lead: Any, case: str) -> None:
    steps.follow(lead.page.get_by_role("link", name="누가 봤나").last)
    lead.see("고용센터", "거부")
    lead.check("access-log")
    lead.on_a_phone("access-log")
