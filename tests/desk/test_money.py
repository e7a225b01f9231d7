"""Money on the pages: asked for with what speaks against it in sight, decided, paid, and no more shown."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hangot import clock
from hangot.benefits import actions as benefits
from hangot.benefits.models import Benefit, Payment
from hangot.cases.models import Case
from hangot.core.access import Section
from hangot.directory.models import Service
from hangot.eligibility import ruling
from tests.desk.asking import send, statements

pytestmark = pytest.mark.django_db
Acts = Callable[..., Any]
Desk = Callable[..., Any]
DECIDER = "prosecution-victim-desk-1"
MOST = 12


def number(service: str) -> int:
    """A service of the rules as addresses name it."""
    return list(ruling.packaged("kr").rules.services).index(service)


@pytest.fixture
def agreed(case: Case, acts: Acts, agree: Any) -> Case:
    """She agrees that the prosecution desk knows about welfare, and a man of the family has died."""
    told = {
        "crimes": [{"kind": "murder"}], "harm": "death", "relation_to_victim": "spouse",
        "nationality": "korean", "incident_on": "2026-03-20", "harm_known_on": "2026-03-20",
    }  # fmt: skip
    with acts("counsellor-1") as by:
        agree("prosecution-victim-desk", (Section.WELFARE,), by)
        for fact, given in told.items():
            benefits.tell(
                subject=case.person_id, ruling=ruling.packaged("kr"), fact=fact, given=given,
                source="person", by=by, at=clock.now(),
            )  # fmt: skip
    return case


def offered() -> str:
    return str(Service.objects.get(slug="economic-support-intake").pk)


def typed(asked: str, **more: Any) -> dict[str, Any]:
    return {
        "service": number("funeral_costs"), "offered": offered(), "form": "whole",
        "about": "self", "asked": asked, "papers": ["bank_book"], **more,
    }  # fmt: skip


@pytest.fixture
def asked(agreed: Case, desk: Desk, acts: Acts) -> Benefit:
    with acts("counsellor-1"):
        body = typed("4,800,000")
    assert send(desk("counsellor-1"), "benefit_new", agreed.pk, **body).status_code == 303
    with acts("counsellor-1"):
        return Benefit.objects.get()


def shown(client: Any, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_request_says_the_expected_sum_its_law_and_the_last_day(
    agreed: Case, desk: Desk
) -> None:
    page = shown(
        desk("counsellor-1"), f"/cases/{agreed.pk}/money/new/?service={number('funeral_costs')}"
    )
    for words in ("5,000,000", "2029-03-20", "통장", "법무부 범죄피해자 지원 안내"):
        assert words in page


def test_without_a_service_one_chooses_what_pays_in_this_house(agreed: Case, desk: Desk) -> None:
    page = shown(desk("counsellor-1"), f"/cases/{agreed.pk}/money/new/")
    assert "장례비" in page
    assert f"?service={number('funeral_costs')}" in page


def test_more_than_the_rules_give_is_asked_back_with_the_clause_and_passes_with_a_reason(
    agreed: Case, desk: Desk, acts: Acts
) -> None:
    client = desk("counsellor-1")
    with acts("counsellor-1"):
        body = typed("5,000,001원")
    answer = send(client, "benefit_new", agreed.pk, **body)
    assert answer.status_code == 422
    assert "5,000,000원까지입니다" in answer.content.decode()
    answer = send(client, "benefit_new", agreed.pk, **body, reason="운구 비용이 더 들었습니다")
    assert answer.status_code == 303


def test_a_sum_that_is_none_is_said_beside_the_field(agreed: Case, desk: Desk, acts: Acts) -> None:
    with acts("counsellor-1"):
        bodies = [typed(one) for one in ("많이", "0", "12.5", "-3")]
    for body in bodies:
        answer = send(desk("counsellor-1"), "benefit_new", agreed.pk, **body)
        assert answer.status_code == 422
        assert "원 단위 숫자로" in answer.content.decode()


def test_asked_again_it_says_where_it_was_asked_for(
    asked: Benefit, agreed: Case, desk: Desk, acts: Acts
) -> None:
    address = f"/cases/{agreed.pk}/money/new/?service={number('funeral_costs')}"
    assert "이미 신청됨" in shown(desk("counsellor-1"), address)
    with acts("counsellor-1"):
        body = typed("100,000")
    assert send(desk("counsellor-1"), "benefit_new", agreed.pk, **body).status_code == 422


def step(client: Any, row: Benefit, event: str, **given: Any) -> int:
    return int(send(client, "benefit_step", row.pk, event, **given).status_code)


def test_the_desk_checks_grants_pays_and_settles_on_one_page(
    asked: Benefit, agreed: Case, desk: Desk, acts: Acts
) -> None:
    client = desk(DECIDER)
    assert "지원금 심사 시작하기" in shown(client, "/")
    assert step(client, asked, "check") == 303
    granting = {"granted": "4,800,000", "payees": ["self"], "months": 1, "ground": "심의회 결정"}
    assert step(client, asked, "approve", **{**granting, "payees": []}) == 422
    assert step(client, asked, "approve", **granting) == 303
    with acts(DECIDER):
        due = str(Payment.objects.get().pk)
    paying = {"payments": [due], "paid_on": "2026-09-01", "proof": "이체 7781"}
    assert step(client, asked, "pay", amount="4,700,000", **paying) == 422
    assert step(client, asked, "pay", amount="4,800,000", **paying) == 303
    assert step(client, asked, "reconcile") == 303
    page = shown(desk("counsellor-1"), f"/benefits/{asked.pk}/")
    for words in ("정산", "4,800,000", "이체 7781", "심의회 결정"):
        assert words in page
    assert "지원금 결정을 본인에게 알리기" in shown(desk("counsellor-1"), "/")


def test_a_refusal_shows_the_asking_desk_until_when_an_appeal_is_possible(
    asked: Benefit, agreed: Case, desk: Desk
) -> None:
    client = desk(DECIDER)
    step(client, asked, "check")
    assert step(client, asked, "refuse", reason="영수증 없음") == 422
    assert step(client, asked, "refuse", reason="영수증 없음", told="on") == 303
    home = desk("counsellor-1")
    assert "이의신청" in shown(home, f"/cases/{agreed.pk}/money/")
    assert "부결에 이의신청할지 여쭙기" in shown(home, "/")
    assert step(home, asked, "appeal", reason="영수증을 찾았습니다") == 303


def test_who_asked_is_offered_no_decision_and_is_refused_one(asked: Benefit, desk: Desk) -> None:
    home = desk("counsellor-1")
    assert "지급 결정하기" not in shown(home, f"/benefits/{asked.pk}/")
    assert step(home, asked, "check") == 403


def test_nobody_else_learns_of_it(asked: Benefit, agreed: Case, desk: Desk) -> None:
    for slug in ("moel-job-centre-1", "counsellor-2", "crime-victim-support-centre-1"):
        assert desk(slug).get(f"/benefits/{asked.pk}/").status_code == 404
        assert step(desk(slug), asked, "check") == 404


def test_the_administrator_reads_what_the_rules_did_not_foresee_and_no_person(
    asked: Benefit, desk: Desk
) -> None:
    page = shown(desk("administrator"), "/benefits/doubts/")
    assert "규칙과 다르게 결정된 것이 없습니다" in page
    assert desk("counsellor-1").get("/benefits/doubts/").status_code == 403


@pytest.mark.slow
def test_the_pages_of_money_ask_few_statements_however_much_there_is(
    asked: Benefit, agreed: Case, desk: Desk, acts: Acts
) -> None:
    client = desk("counsellor-1")
    client.get(f"/cases/{agreed.pk}/")
    pages = (
        f"/cases/{agreed.pk}/money/", f"/benefits/{asked.pk}/", f"/cases/{agreed.pk}/money/new/",
        f"/cases/{agreed.pk}/money/new/?service={number('funeral_costs')}",
    )  # fmt: skip
    first = [_counted(client, page) for page in pages]
    with acts("counsellor-1") as by:
        for _ in range(20):
            wish = benefits.Wish(
                "funeral_costs", asked.offered_id, 100_000, reason="다른 날의 비용"
            )
            benefits.request(
                subject=agreed.person_id, case_id=agreed.pk, wish=wish, by=by, at=clock.now()
            )
    assert [_counted(client, page) for page in pages] == first
    assert max(first) <= MOST, first


def _counted(client: Any, page: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(page).status_code == 200
    return len(statements(caught))
