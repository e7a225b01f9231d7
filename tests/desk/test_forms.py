"""Forms on the pages: answered page by page, never losing what was typed, scored, alarmed, printed."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hangot.cases.models import Case
from hangot.instruments.models import Alarm, Response
from hangot.packs.active import profile
from tests.desk.asking import post, send, statements

pytestmark = pytest.mark.django_db
Acts = Callable[..., Any]
Desk = Callable[..., Any]
MOST = 12
CODES = sorted(profile("crime_victim").instruments)
QUIET = {f"q{n}": "never" for n in range(1, 10)}
SIGNS = [one.id for one in profile("crime_victim").instruments["dv_recurrence"].items][:-1]


def begun(client: Any, case: Case, code: str, setting: str = "face") -> UUID:
    """A form begun on its page; its id."""
    form = profile("crime_victim").instruments[code]
    answer = send(
        client, "form_start", case.pk, CODES.index(code), form=form.digest, setting=setting
    )
    assert answer.status_code == 303, answer.content.decode()
    return UUID(answer.headers["Location"].split("/")[2])


def answered(client: Any, pk: UUID, code: str, answers: dict[str, Any]) -> None:
    """Every page sent with what it shows; pages that open another question are sent again."""
    form = profile("crime_victim").instruments[code]
    for number in range(len(form.groups)):
        for _ in range(2):
            page = client.get(reverse("response_page", args=[pk, number])).content.decode()
            shown = [one.id for one in form.groups[number].items if f'value="{one.id}"' in page]
            given = {name: answers[name] for name in shown if name in answers}
            assert (
                send(client, "response_page", pk, number, shown=shown, **asked(**given)).status_code
                == 303
            )


def asked(**answers: Any) -> dict[str, Any]:
    """Answers as the fields of a page are called."""
    return {f"q-{name}": answer for name, answer in answers.items()}


def finished(client: Any, pk: UUID) -> Any:
    return send(client, "response_check", pk, version=version(client, pk))


def version(client: Any, pk: UUID) -> str:
    page = client.get(reverse("response_check", args=[pk])).content.decode()
    return str(page.split('name="version" value="')[1].split('"')[0])


def shown(client: Any, name: str, *args: Any) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return str(answer.content.decode())


def filled(client: Any, case: Case, code: str, answers: dict[str, Any]) -> UUID:
    pk = begun(client, case, code)
    answered(client, pk, code, answers)
    assert finished(client, pk).status_code == 303
    return pk


def test_the_survey_of_risk_from_the_list_to_the_trigger_on_the_officers_desk(
    case: Case, desk: Desk
) -> None:
    client = desk("counsellor-1")
    assert "가정폭력 재발위험 조사" in shown(client, "case_forms", case.pk)
    signs = dict.fromkeys(SIGNS, "no") | {
        "assault": "yes",
        "severe": "unchecked",
        "strangled": "yes",
    }
    pk = filled(client, case, "dv_recurrence", signs)
    page = shown(client, "response", pk)
    for words in ("높음", "1~2", "목 조름", "오늘 안에 진료", "확인안됨 1개", "보호책임자"):
        assert words in page, words
    listed = shown(client, "case_forms", case.pk)
    assert "초기상담 1" in listed
    assert "높음" in listed
    officer = desk("safety-officer")
    today = shown(officer, "today")
    assert "양식의 경보 살피기" in today


def test_a_question_that_an_answer_opens_is_asked_before_going_on(case: Case, desk: Desk) -> None:
    client = desk("counsellor-1")
    pk = begun(client, case, "dv_recurrence")
    first = shown(client, "response_page", pk, 0)
    assert "폭행이 심했습니까" not in first
    answer = send(client, "response_page", pk, 0, shown=["assault"], **asked(assault="yes"))
    assert answer.headers["Location"].endswith("?more=1#id_q-severe_0")
    again = client.get(answer.headers["Location"].split("#")[0]).content.decode()
    assert "폭행이 심했습니까" in again
    assert "물을 것이 더 생겼습니다" in again


def test_half_a_form_loses_nothing_and_says_what_is_open(case: Case, desk: Desk) -> None:
    client = desk("counsellor-1")
    pk = begun(client, case, "phq9")
    kept = send(client, "response_page", pk, 0, shown=["q1", "q2"], go="later", **asked(q1="days"))
    assert kept.headers["Location"] == reverse("case_forms", args=[case.pk])
    answer = finished(client, pk)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "아직 8가지" in page
    assert "며칠 동안 방해받았다" in page
    assert begun(client, case, "phq9") == pk, "beginning again goes on with the same sheet"


def test_nonsense_is_said_beside_the_question_and_the_rest_is_kept(
    case: Case, desk: Desk, acts: Acts
) -> None:
    client = desk("counsellor-1")
    pk = begun(client, case, "first_counselling")
    typed = {"home_kind": "single", "people": "둘", "money": "hard"}
    answer = send(client, "response_page", pk, 1, shown=list(typed), **asked(**typed))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "숫자로 적어 주세요" in page
    assert 'value="둘"' in page
    with acts("counsellor-1"):
        assert '"money":"hard"' in str(Response.objects.get().answers)


def test_more_children_than_people_is_asked_again(case: Case, desk: Desk) -> None:
    client = desk("counsellor-1")
    pk = begun(client, case, "first_counselling")
    answer = send(
        client,
        "response_page",
        pk,
        1,
        shown=["people", "children"],
        **asked(people="2", children="3"),
    )
    assert answer.status_code == 422
    assert "아이의 수가 함께 사는 사람 수보다 많습니다" in answer.content.decode()


def test_a_second_click_makes_one_form(case: Case, desk: Desk, acts: Acts) -> None:
    client, key = desk("counsellor-1"), str(uuid4())
    form = profile("crime_victim").instruments["phq9"]
    address = reverse("form_start", args=[case.pk, CODES.index("phq9")])
    for _ in range(2):
        answer = post(client, address, form=form.digest, setting="face", once=key)
        assert answer.status_code in (302, 303)
    with acts("counsellor-1"):
        assert Response.objects.count() == 1


def test_item_nine_alarms_and_only_a_recorded_act_ends_it(
    case: Case, desk: Desk, acts: Acts
) -> None:
    pk = filled(desk("counsellor-1"), case, "phq9", QUIET | {"q9": "week", "hardship": "very"})
    page = shown(desk("counsellor-1"), "response", pk)
    assert "109" in page
    assert "본인 전화로는 이 결과를 보내지 않습니다" in page
    officer = desk("safety-officer")
    with acts("safety-officer"):
        alarm = Alarm.objects.get()
    view = shown(officer, "alarm", alarm.pk)
    assert "생명 안전 확인하기" in view
    assert "해칠 것이라고" not in view, "no answer stands on the page of the alarm"
    assert officer.get(reverse("response", args=[pk])).status_code == 404
    empty = send(officer, "alarm", alarm.pk, version="1", act="spoke", words="")
    assert empty.status_code == 422
    done = send(officer, "alarm", alarm.pk, version="1", act="spoke", words="11시에 통화, 안전함")
    assert done.status_code == 303
    assert "11시에 통화" in shown(officer, "alarm", alarm.pk)


def test_the_duty_to_report_says_who_to_whom_by_when_and_is_not_the_teams(
    case: Case, desk: Desk
) -> None:
    client = desk("counsellor-1")
    signs = dict.fromkeys(
        ["injuries", "fear", "words_harm", "sexual", "neglect", "told", "danger_now"], "no"
    )
    pk = filled(client, case, "child_abuse_signs", signs | {"witnessed": "yes", "words": "들음"})
    page = shown(client, "response", pk)
    for words in ("아동학대처벌법 10조 2항", "수사기관(112)", "즉시", "2026-05-19", "1천만원"):
        assert words in page, words
    assert "법에 따라 신고하고 적기" in shown(client, "today")
    assert desk("counsellor-2").get(reverse("response", args=[pk])).status_code == 404
    assert desk("team-lead").get(reverse("response", args=[pk])).status_code == 404


def test_two_fillings_are_a_picture_with_the_same_table(case: Case, desk: Desk) -> None:
    client = desk("counsellor-1")
    filled(client, case, "phq9", QUIET)
    pk = filled(client, case, "phq9", QUIET | {"q1": "daily", "q2": "daily", "hardship": "some"})
    page = shown(client, "response", pk)
    assert "지난번과 견주어" in page
    assert page.count('class="val"') == 2
    assert 'role="img"' in page


def test_a_judgement_needs_a_reason_and_stands_beside_the_form(case: Case, desk: Desk) -> None:
    client = desk("counsellor-1")
    pk = filled(client, case, "dv_recurrence", dict.fromkeys(SIGNS, "no"))
    refused = send(client, "response_judge", pk, version="9", band="high", reason="")
    assert refused.status_code == 422
    page = shown(client, "response", pk)
    number = page.split('name="version" value="')[1].split('"')[0]
    send(client, "response_judge", pk, version=number, band="high", reason="목소리가 떨림")
    page = shown(client, "response", pk)
    assert "목소리가 떨림" in page
    assert "담당자 판단: 높음" in page


def test_paper_empty_and_filled(case: Case, desk: Desk) -> None:
    client = desk("counsellor-1")
    empty = shown(client, "form_print", case.pk, CODES.index("dv_recurrence"))
    assert empty.count("☐ 확인안됨") == 18
    pk = filled(client, case, "dv_recurrence", dict.fromkeys(SIGNS, "no"))
    full = shown(client, "response_print", pk)
    assert "위험 점수: 0" in full


def test_whoever_does_not_see_the_section_sees_neither_form_nor_result(
    case: Case, desk: Desk
) -> None:
    pk = filled(desk("counsellor-1"), case, "phq9", QUIET)
    for slug in ("team-lead", "safety-officer", "moel-job-centre-1"):
        assert desk(slug).get(reverse("response", args=[pk])).status_code == 404, slug
    assert "우울" not in shown(desk("team-lead"), "case_forms", case.pk)


@pytest.mark.parametrize("name", ["case_forms", "response", "form_start", "page", "alarm"])
def test_a_page_of_forms_asks_twelve_statements_at_most(
    case: Case, desk: Desk, acts: Acts, name: str
) -> None:
    client = desk("counsellor-1")
    filled(client, case, "phq9", QUIET | {"q9": "days", "hardship": "some"})
    pk = filled(client, case, "phq9", QUIET | {"q9": "days", "hardship": "some"})
    draft = begun(client, case, "phq9")
    with acts("counsellor-1"):
        alarm = Alarm.objects.all()[0].pk
    addresses = {
        "case_forms": reverse("case_forms", args=[case.pk]),
        "response": reverse("response", args=[pk]),
        "form_start": reverse("form_start", args=[case.pk, CODES.index("phq9")]),
        "page": reverse("response_page", args=[draft, 0]),
        "alarm": reverse("alarm", args=[alarm]),
    }
    client.get(addresses[name])
    with CaptureQueriesContext(connection) as caught:
        assert client.get(addresses[name]).status_code == 200
    assert len(statements(caught)) <= MOST, statements(caught)
