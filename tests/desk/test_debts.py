"""The page of debts: told and pasted, compared, followed; and closed to whoever has no part in it."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hangot import clock
from hangot.cases.models import Case
from hangot.core.text import Text
from hangot.debts.models import Budget, DebtItem, DebtProcedure
from hangot.demo.owing import TABLE
from tests.desk.asking import send, statements
from tests.domain.test_story_g_debts import JAESEOK, POSTS
from tests.houses import House, opened, taught
from tests.settled import signed_in

pytestmark = pytest.mark.django_db
BUDGET = {
    "act": "budget", "people": "1", "in_wages": "1,600,000", "out_housing": "450,000", "out_food": "650,000",
    "out_bills": "300,000", "out_medical": "150,000", "worth": "0", "new_debt": "0", "ability": "not",
    "regular": "yes", "feared": "yes", "business": "yes", "bar": "no", "discharged": "none",
}  # fmt: skip

TRAINED = ("counsellor-1", "counsellor-2", "seongbuk-case-management-2")


@pytest.fixture
def house(db: None) -> House:
    found = opened("financial_welfare", "debts", Text("빚상담", "Debts"), POSTS)
    taught(found, "financial_welfare", *TRAINED)
    return found


@pytest.fixture
def case(house: House) -> Case:
    return house.hears(JAESEOK, first="reception-1", counsellor="counsellor-1")


@pytest.fixture
def client(house: House) -> Client:
    return signed_in(house.account("counsellor-1"))


def shown(client: Client, case: Case) -> str:
    return str(client.get(reverse("case_debts", args=[case.pk])).content.decode())


def told(client: Client, case: Case) -> None:
    assert send(client, "case_debts", case.pk, **BUDGET).status_code == 303
    assert send(client, "case_debts", case.pk, act="table", table=TABLE).status_code == 303


def test_budget_and_debts_become_the_ways_out_side_by_side(client: Client, case: Case) -> None:
    assert "아직 견줄 수 없습니다" in shown(client, case)
    told(client, case)
    page = shown(client, case)
    for said in (
        "132,600,000원",
        "2,700,000원",
        "50,000원",
        "128,400,000원",
        "313,500원",
        "104,500원",
    ):
        assert said in page, said
    assert '<svg class="chart"' in page
    assert "확인 안 됨" in page
    assert "대부업법 11조" in page
    assert "대부업법 시행령 5조 2항" in page, "the ceiling with its law"


def test_the_page_stands_in_english_too(client: Client, case: Case) -> None:
    told(client, case)
    client.cookies["hangot-language"] = "en"
    page = shown(client, case)
    for said in (
        "Debts and budget",
        "Owed by law",
        "Personal workout",
        "132,600,000 won",
        "not verified",
        "Write down one debt",
    ):
        assert said in page, said


def test_a_wrong_cell_is_named_and_what_was_pasted_stands_there(
    client: Client, case: Case, house: House
) -> None:
    bad = TABLE.replace("4,200,000", "사백만")
    answer = send(client, "case_debts", case.pk, act="table", table=bad)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "9번째 줄" in page
    assert "사백만" in page
    assert "한빛은행" in page
    with house.acts("counsellor-1"):
        assert not DebtItem.objects.exists()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({**BUDGET, "in_wages": "-5"}, "0보다 작을 수 없습니다"),
        ({**BUDGET, "out_food": "9999999999999"}, "너무 큰 수"),
        ({**BUDGET, "people": "0"}, "한 명 이상"),
        (
            {"act": "debt", "creditor": " ", "kind": "lender", "principal": "5000"},
            "누구에게 진 빚인지",
        ),
        ({"act": "debt", "creditor": "가온", "kind": "lender", "principal": "많음"}, "숫자로"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_typed_is_lost(
    client: Client, case: Case, house: House, sent: dict[str, str], said: str
) -> None:
    answer = send(client, "case_debts", case.pk, **sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert sent.get("out_housing", sent.get("principal", "")) in page
    with house.acts("counsellor-1"):
        assert not Budget.objects.exists()
        assert not DebtItem.objects.exists()


def test_a_debt_is_changed_and_taken_off_with_a_reason(
    client: Client, case: Case, house: House
) -> None:
    sent = {"act": "debt", "creditor": "가온카드", "kind": "lender", "principal": "5,000,000"}
    assert send(client, "case_debts", case.pk, **sent).status_code == 303
    with house.acts("counsellor-1"):
        item = DebtItem.objects.get()
    more = {
        **sent,
        "act": "change",
        "item": str(item.pk),
        "principal": "6,000,000",
        "seizure": "on",
    }
    assert send(client, "case_debts", case.pk, **more).status_code == 303
    assert "6,000,000원" in shown(client, case)
    out = {"act": "out", "item": str(item.pk)}
    assert "까닭" in send(client, "case_debts", case.pk, **out, why="").content.decode()
    assert send(client, "case_debts", case.pk, **out, why="두 번 적음").status_code == 303
    assert "적힌 빚이 없습니다" in shown(client, case)


def test_the_way_chosen_is_followed_from_the_page(client: Client, case: Case, house: House) -> None:
    told(client, case)
    assert send(client, "case_debts", case.pk, act="begin").status_code == 303
    with house.acts("counsellor-1"):
        row = DebtProcedure.objects.get()

    def step(event: str, **sent: str) -> Any:
        return send(client, "debt_step", row.pk, event, **sent)

    today = clock.now().date()
    week = timedelta(days=7)
    assert step("prepare", route="bankruptcy", reason="").status_code == 422
    assert step("prepare", route="bankruptcy", reason="다른 길은 낼 돈이 모자람").status_code == 303
    day = (today - 3 * week).isoformat()
    assert step("file", day=day, forum="서울회생법원", number="2026하단1").status_code == 303
    assert step("date", what="hearing", on=today.isoformat(), text="심문").status_code == 303
    assert "심문" in shown(client, case)
    early = step("commence", day=(today - 4 * week).isoformat())
    assert "앞뒤가 맞지 않습니다" in early.content.decode()
    assert step("commence", day=(today - 2 * week).isoformat()).status_code == 303
    assert "면제재산 신청 기한" in shown(client, case)
    assert step("fix_plan", day=day, monthly="1", months="1").status_code in (404, 422)
    with house.acts("counsellor-1"):
        lines = {one.creditor: one.pk for one in DebtItem.objects.all()}
    most = {f"r_{pk}": "0" for pk in lines.values()} | {f"r_{lines['한빛은행']}": "38,400,000"}
    assert step("discharge", day=(today - week).isoformat(), **most).status_code == 303
    assert step("finish", day=today.isoformat()).status_code == 303
    page = shown(client, case)
    assert "면책 확정" in page
    assert "없어진 빚 모두" in page
    assert "38,400,000원" in page


def test_who_has_no_part_in_it_finds_no_such_page(client: Client, case: Case, house: House) -> None:
    told(client, case)
    for slug in ("counsellor-2", "seongbuk-case-management-2"):
        other = signed_in(house.account(slug))
        assert other.get(reverse("case_debts", args=[case.pk])).status_code == 404, slug
    lead = signed_in(house.account("team-lead"))
    assert lead.get(reverse("case_debts", args=[case.pk])).status_code in (403, 404)
    assert (
        reverse("case_debts", args=[case.pk])
        in client.get(reverse("case", args=[case.pk])).content.decode()
    )


def test_a_house_that_works_out_no_way_has_no_such_page(db: None) -> None:
    crisis = opened("crisis_family", "north", Text("북쪽", "North"), POSTS_OF_CRISIS)
    mine = crisis.hears(JAESEOK, first="reception-1", counsellor="counsellor-1")
    client = signed_in(crisis.account("apo-1"))
    assert client.get(reverse("case_debts", args=[mine.pk])).status_code in (403, 404)
    page = signed_in(crisis.account("counsellor-1")).get(reverse("case", args=[mine.pk]))
    assert "빚과 살림" not in page.content.decode()


POSTS_OF_CRISIS = ("reception-1", "counsellor-1", "apo-1")


def test_the_page_of_debts_asks_few_statements(client: Client, case: Case) -> None:
    told(client, case)
    send(client, "case_debts", case.pk, act="begin")
    address = reverse("case_debts", args=[case.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    assert len(statements(caught)) <= 12, statements(caught)


def test_debts_are_closed_to_who_took_no_course_and_the_page_says_which(db: None) -> None:
    found = opened("financial_welfare", "debts", Text("빚상담", "Debts"), POSTS)
    case = found.hears(JAESEOK, first="reception-1", counsellor="counsellor-1")
    client = signed_in(found.account("counsellor-1"))
    answers = [client.get(reverse("case_debts", args=[pk])) for pk in (case.pk, uuid4())]
    assert [one.status_code for one in answers] == [403, 403], "whether there is such a case or not"
    assert "금융복지" in answers[0].content.decode()
    taught(found, "financial_welfare", "counsellor-1")
    assert client.get(reverse("case_debts", args=[case.pk])).status_code == 200
