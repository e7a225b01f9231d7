"""Anybody may look what might help: without a name, without a trace, and never asked too much."""

import json
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hangot import clock
from hangot.core.eligibility.answers import read_answer
from hangot.desk.guide import house, told, views
from hangot.desk.guide.views import Visit
from hangot.eligibility.ruling import packaged
from hangot.packs.loader import load
from tests.desk.naughty import ALL

pytestmark = pytest.mark.django_db
KO, EN = "/guide/", "/guide/en/"
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')
RULES = packaged("kr").rules
LEFT_WORK = {  # Seven years insured, dismissed, 42 years old.
    "left_work_on": "20261001", "insured_days": "400", "insured_years": "7", "seeking_work": "true",
    "leaving_reason": "dismissed", "born_on": "19840302", "disabled": "false",
    "work_kind": "employee",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _known_house(db: None) -> None:
    """The program asked at its start whose guide this is."""
    house.pack()


@pytest.fixture
def stranger() -> Client:
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


def carried(answer: Any) -> dict[str, list[str]]:
    """What the page carries along to the next one."""
    main = answer.content.decode().split("<main", 1)[1]
    form = max(re.findall(r"<form.*?</form>", main, re.DOTALL), key=len, default="")
    found: dict[str, list[str]] = {}
    for name, value in HIDDEN.findall(form):
        found.setdefault(name, []).append(unescape(value))
    return found


def send(client: Client, *, address: str = KO, **fields: Any) -> Any:
    return client.post(address, encoded(fields), content_type=views.FORM)


def encoded(fields: dict[str, Any]) -> str:
    made = QueryDict(mutable=True)
    for name, value in fields.items():
        made.setlist(name, value if isinstance(value, list) else [value])
    return made.urlencode()


def go(client: Client, page: Any, **fields: Any) -> Any:
    """Press a button of the page one sees."""
    return send(client, **{**carried(page), **fields})


def asked(answer: Any) -> str:
    """The fact the page asks about; empty on any other page."""
    return carried(answer).get("fact", [""])[0]


def walk(client: Client, needs: list[str], **answers: str) -> Iterator[Any]:
    """Answer what is known, say "not sure" to everything else; every page on the way."""
    answer = send(client, act="ask", need=needs)
    for _ in range(200):
        yield answer
        fact = asked(answer)
        if not fact:
            return
        if fact in answers:
            answer = go(client, answer, act="answer", answer=answers[fact])
        else:
            answer = go(client, answer, act="unknown")
    raise AssertionError("there is always one more question")


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def test_somebody_who_lost_her_work_learns_what_may_help_and_where_to_come(
    stranger: Client,
) -> None:
    *_, last = walk(stranger, ["work"], **LEFT_WORK)
    more = ["hours_a_day:8", "daily_base:100000"]
    words = text(go(stranger, last, act="result", said=[*carried(last)["said"], *more]))
    assert "구직급여 ✓ 받을 수 있어요" in words
    assert "66,048원" in words
    assert "가져올 것: 이직확인서" in words
    assert "결정은 기관이 합니다" in words
    for said in ("1577-1701", "대방역 3번 출구", "평일 09:00~18:00", "저장되지 않습니다"):
        assert said in words


def test_the_whole_way_leaves_nothing_behind(stranger: Client) -> None:
    with CaptureQueriesContext(connection) as caught:
        pages = [stranger.get(KO), *walk(stranger, ["work"], **LEFT_WORK)]
    assert caught.captured_queries == []
    assert not stranger.cookies
    for page in pages:
        assert page.status_code == 200
        assert not page.cookies
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert "Location" not in page.headers
        assert "<title>안내</title>" in page.content.decode()
        assert not re.search(r'(?:action|href)="[^"]*\?', page.content.decode())


def test_even_a_worker_who_is_signed_in_leaves_no_entry_by_looking(desk: Any) -> None:
    client = desk("counsellor-1")
    with CaptureQueriesContext(connection) as caught:
        send(client, act="ask", need=["work"])
    assert not [one for one in caught.captured_queries if "insert" in one["sql"].lower()]


@pytest.mark.parametrize("need", list(told.offered(RULES)))
def test_hard_questions_come_last_and_only_where_a_chosen_need_waits_for_them(
    stranger: Client, need: str
) -> None:
    mine = [one for one in RULES.services.values() if one.need == need]
    waiting = frozenset().union(*(packaged("kr").tracer.facts_of(one) for one in mine))
    facts = [RULES.facts[name] for page in walk(stranger, [need]) if (name := asked(page))]
    assert facts
    assert {fact.id for fact in facts} <= waiting
    hard = [fact.sensitive for fact in facts]
    assert hard == sorted(hard)


@pytest.mark.parametrize(
    "needs", [[one] for one in told.offered(RULES)] + [list(told.offered(RULES))]
)
def test_who_is_sure_of_nothing_is_asked_fifteen_things_at_most_before_a_place_to_come(
    stranger: Client, needs: list[str]
) -> None:
    pages = list(walk(stranger, needs))
    assert 0 < sum(bool(asked(page)) for page in pages) <= views.ROUND
    assert "1577-1701" in text(pages[-1])
    first = RULES.facts[asked(pages[0])]
    assert not first.sensitive


def test_after_a_round_she_may_go_on_and_is_not_asked_the_same_again(stranger: Client) -> None:
    pages = list(walk(stranger, list(told.offered(RULES))))
    assert "이어서 답하기" in text(pages[-1])
    more = go(stranger, pages[-1], act="ask")
    assert asked(more)
    assert asked(more) not in {asked(page) for page in pages}
    assert "16번째 질문" in text(more)


def test_nothing_is_asked_before_a_need_is_chosen(stranger: Client) -> None:
    answer = send(stranger, act="ask")
    assert answer.status_code == 422
    assert not asked(answer)
    assert "하나 이상 골라 주세요" in text(answer)


def test_no_question_can_take_a_name_or_a_number_to_call(stranger: Client) -> None:
    for page in walk(stranger, list(told.offered(RULES))):
        for typed in re.findall(r"<input[^>]*type=\"text\"[^>]*>", page.content.decode()):
            assert 'inputmode="numeric"' in typed
        assert "<textarea" not in page.content.decode()


def test_she_goes_back_and_finds_her_answer(stranger: Client) -> None:
    first = send(stranger, act="ask", need=["work"])
    fact = asked(first)
    second = go(stranger, first, act="unknown")
    assert asked(second) != fact
    back = go(stranger, second, change=fact)
    assert asked(back) == fact
    page = [p for p in walk(stranger, ["work"], **LEFT_WORK) if asked(p)][-1]
    again = go(stranger, page, change="born_on")
    assert 'value="19840302"' in again.content.decode()


def test_she_sees_what_there_is_so_far_and_goes_on(stranger: Client) -> None:
    first = send(stranger, act="ask", need=["work"])
    result = go(stranger, first, act="result")
    assert "답만으로는 아직 알 수 없습니다" in text(result)
    assert "1577-1701" in text(result)
    assert asked(go(stranger, result, act="ask")) == asked(first)


def test_the_language_changes_and_the_answers_stay(stranger: Client) -> None:
    page = next(p for p in walk(stranger, ["work"], **LEFT_WORK) if asked(p) == "born_on")
    fields = {**carried(page), "change": "born_on"}
    english = send(stranger, address=EN, **fields)
    assert '<html lang="en"' in english.content.decode()
    assert english.headers["Content-Language"] == "en"
    assert asked(english) == "born_on"
    assert carried(english)["said"] == carried(page)["said"]
    assert "What is your date of birth?" in text(english)
    assert not re.search(r"[가-힣]", text(english).replace("한국어", ""))


def test_the_address_says_the_language_whatever_the_browser_speaks(stranger: Client) -> None:
    assert 'lang="ko"' in stranger.get(KO, HTTP_ACCEPT_LANGUAGE="en").content.decode()[:200]
    assert 'lang="en"' in stranger.get(EN, HTTP_ACCEPT_LANGUAGE="ko").content.decode()[:200]


def test_quick_exit_is_a_plain_link_on_every_page_and_says_that_history_stays(
    stranger: Client,
) -> None:
    for page in (stranger.get(KO), *walk(stranger, ["law"])):
        html = page.content.decode()
        assert re.search(
            r'<a class="btn exit" href="https://[^"]+" rel="noreferrer" data-exit>', html
        )
        assert "방문 기록은 남을 수 있습니다" in html
        assert "기록을 지우는 방법" in html


@pytest.mark.parametrize(
    "said",
    ["nothing_known:1", "born_on:[]", "born_on:1e400", "insured_days:true", "crimes:{}", "born_on",
     ":", "crimes:" + "[" * 3000, "insured_days:" + "9" * 3999, 'crimes:[{"name": "x"}]',
     'leaving_reason:"' + "a" * 5000 + '"'],
)  # fmt: skip
def test_an_answer_that_cannot_be_one_is_left_out_and_the_way_goes_on(
    stranger: Client, said: str
) -> None:
    answer = send(stranger, act="ask", need=["work"], said=["seeking_work:true", said])
    assert answer.status_code == 200
    assert "읽지 못한 것이 있어" in text(answer)
    assert carried(answer)["said"] == ["seeking_work:true"]


def test_odd_words_anywhere_get_a_calm_page(stranger: Client) -> None:
    names = ["born_on", "insured_days", "daily_base", "leaving_reason", "crimes", "children"]
    for word in ALL:
        clean = word.encode("utf-8", "replace").decode()
        for fact in names:
            answer = send(
                stranger, act="answer", need=["work"], fact=fact, answer=clean, p0_born_on=clean,
                **{"p9²_x": clean, "p1x_y": clean, "9": clean},
            )  # fmt: skip
            assert answer.status_code in (200, 422), (fact, word)
        odd = send(
            stranger, act=clean, need=[clean, "work"], fact=clean, said=[clean], change=clean
        )
        assert odd.status_code in (200, 422), word
    assert not stranger.cookies


@pytest.mark.parametrize(
    ("fact", "typed", "said"),
    [("insured_days", "많이", "숫자로 적어 주세요"), ("hours_a_day", "25", "24 이하의 숫자"),
     ("born_on", "19900230", "숫자 여덟 개"), ("born_on", "900215", "숫자 여덟 개"),
     ("leaving_reason", "none", "하나를 골라 주세요"), ("crimes", "", "해당 없음")],
)  # fmt: skip
def test_an_answer_that_was_not_understood_is_asked_again_in_plain_words(
    stranger: Client, fact: str, typed: str, said: str
) -> None:
    answer = send(
        stranger, act="answer", need=["work"], fact=fact, **({"answer": typed} if typed else {})
    )
    assert answer.status_code == 422
    assert asked(answer) == fact
    assert said in text(answer)
    assert fact not in text(answer)


def test_harm_is_ticked_and_none_of_these_is_an_answer(stranger: Client) -> None:
    ticked = send(
        stranger, act="answer", need=["law"], fact="crimes", answer=["stalking", "threat"]
    )
    assert carried(ticked)["said"] == ['crimes:[{"kind": "stalking"}, {"kind": "threat"}]']
    none = send(stranger, act="none", need=["law"], fact="crimes")
    assert carried(none)["said"] == ["crimes:[]"]


def test_children_are_told_row_by_row(stranger: Client) -> None:
    answer = send(
        stranger, act="answer", need=["family"], fact="children", p0_born_on="20180504",
        p1_born_on="",
    )  # fmt: skip
    assert carried(answer)["said"] == ['children:[{"born_on": "2018-05-04"}]']


@pytest.mark.parametrize(
    ("body", "kind"),
    [(b"need=work&act=ask&x=" + b"a" * (10 * 1024 * 1024), views.FORM), (b"{}", "application/json"),
     (b"--x\r\n\r\n--x--", "multipart/form-data; boundary=x"), (b"\xff\xfe=%zz&need=%00", views.FORM),
     (b"need=work", f"{views.FORM}; charset=utf-16"), (b"a=1&" * 700, views.FORM)],
)  # fmt: skip
def test_what_no_page_of_the_guide_can_have_sent_leads_to_the_beginning(
    stranger: Client, body: bytes, kind: str
) -> None:
    answer = stranger.post(KO, body, content_type=kind)
    assert answer.status_code in (200, 422)
    assert "어떤 도움이 필요하신가요?" in text(answer)
    assert not answer.cookies


def test_the_last_of_repeated_answers_counts(stranger: Client) -> None:
    answer = send(
        stranger, act="ask", need=["work", "work"], said=["disabled:true", "disabled:false"]
    )
    assert carried(answer)["said"] == ["disabled:false"]
    assert carried(answer)["need"] == ["work"]


def test_a_house_without_rules_says_only_where_to_call_and_come() -> None:
    here = load("harbour_house", roots=(Path("packs"), Path("tests/packs")))
    assert not here.rules
    for request in (RequestFactory().get(KO), RequestFactory().post(KO, {"act": "ask"})):
        answer = views._answer(Visit(request, here, "ko", date(2026, 11, 22)))
        assert answer.status_code == 200
        assert "전화하거나 찾아오세요" in text(answer)
        assert "<form" not in answer.content.decode().split("<main")[1]


# The row "2 people at the limit of 2025" of rules/kr/tests/employment_support.csv.
JOB_SUPPORT = {
    "seeking_work": True, "born_on": "1985-02-03", "household_size": 2, "earned_income": 2359595,
    "other_income": 0, "home_value": 310000000, "general_assets": 0, "car_value": 0,
    "worked_days_2y": 100, "worked_hours_2y": 0, "start_barrier": "none", "jobseeker_pay": "none",
    "basic_livelihood": "none", "public_job_lately": False, "job_allowance_lately": False,
    "own_income": 0, "job_support_before": False, "served_months": 0,
}  # fmt: skip


def test_a_figure_that_nobody_verified_is_marked_beside_what_it_decides(stranger: Client) -> None:
    said = [f"{name}:{json.dumps(value)}" for name, value in JOB_SUPPORT.items()]
    html = send(stranger, act="result", need=["work"], said=said).content.decode()
    found = {re.search(r"<h3>(.*?) <", one)[1]: one for one in html.split("<article")[1:]}  # type: ignore[index]
    ruling = packaged("kr")
    facts = {name: read_answer(RULES.facts[name], value) for name, value in JOB_SUPPORT.items()}
    today = clock.now().astimezone(clock.SEOUL).date()
    marked = 0
    for one in ruling.engine.find_all(facts, today, ["job_support_first", "job_placement"]):
        unsure = bool(ruling.tracer.unsure(one))
        assert one.verdict == "likely"
        assert ("확인하지 못했습니다" in found[one.service.label.ko]) is unsure
        marked += unsure
    assert marked == 1


def test_the_sign_in_page_shows_the_way_to_the_guide(client: Client) -> None:
    assert 'href="/guide/"' in client.get(reverse("account_login")).content.decode()
    english = client.get(reverse("account_login"), HTTP_ACCEPT_LANGUAGE="en")
    assert 'href="/guide/en/"' in english.content.decode()
