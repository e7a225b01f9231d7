"""What may help: asked once, shown with its reasons, and never more than one may know."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hangot import clock
from hangot.cases.models import Case
from hangot.core.access import Section
from hangot.desk.help.asking import FactForm
from hangot.eligibility import facts, findings, ruling
from hangot.eligibility.models import AnsweredFact, Finding
from hangot.people import actions as people
from hangot.people.models import Person
from hangot.referrals import actions as referrals
from tests.desk.asking import send, statements
from tests.domain.conftest import JOBS

pytestmark = pytest.mark.django_db
Desk = Callable[..., Any]
Acts = Callable[..., Any]
MOST = 12
RULES = ruling.packaged("kr").rules
ALL = {"by": "hand"}
LEFT = {
    "left_work_on": "2026-08-31", "leaving_reason": "own_just", "insured_days": 600,
    "seeking_work": True, "work_kind": "employee", "born_on": "1997-03-09", "insured_years": 3,
    "daily_base": 90_000, "hours_a_day": 8, "disabled": False,
}  # fmt: skip
HURT = {
    "crimes": [{"kind": "stalking"}], "retaliation_feared": True, "relation_to_victim": "self",
    "harm": "none", "move_state": "planning",
}  # fmt: skip
NAMES = re.compile(r"스토킹|구직|stalking|jobseeker|crimes|harm|한서윤")


def number(fact: str) -> str:
    return str(sorted(RULES.facts).index(fact))


def place(service: str) -> str:
    return str(list(RULES.services).index(service))


def tell(case: Case, acts: Acts, told: Mapping[str, Any], who: str = "counsellor-1") -> None:
    with acts(who) as by:
        for fact, given in told.items():
            facts.tell(
                subject=case.person_id, rules=RULES, fact=fact, given=given, source="person",
                by=by, at=clock.now(),
            )  # fmt: skip


def opened(desk: Desk, case: Case, who: str = "counsellor-1", **asked: str) -> str:
    answer = desk(who).get(reverse("case_help", args=[case.pk]), asked)
    assert answer.status_code == 200
    return str(answer.content.decode())


def card(page: str, label: str) -> str:
    """What stands in the card of one service."""
    found = [one for one in page.split("<article")[1:] if f"<h3>{label} " in one]
    assert found, f"{label} is not on the page"
    return found[0].split("</article>")[0]


def answers(desk: Desk, case: Case, fact: str, who: str = "counsellor-1", **typed: Any) -> Any:
    return send(desk(who), "help_answer", case.pk, fact=number(fact), **{"act": "save", **typed})


@pytest.fixture
def at_the_job_desk(case: Case, acts: Acts, agree: Any, refer: Any) -> Case:
    """She agreed that the job centre knows about work, and it has taken her referral on."""
    with acts("counsellor-1") as by:
        agree("moel-job-centre", JOBS, by)
        sent = refer("moel-job-centre", JOBS, by)
    with acts("moel-job-centre-1") as by:
        referrals.step(
            referral_id=sent.pk, event="accept", said=referrals.Said(), expected=None, by=by,
            at=clock.now(),
        )  # fmt: skip
    return case


def test_her_own_resignation_is_for_an_official_and_relief_money_is_not_for_her(
    case: Case, desk: Desk, acts: Acts
) -> None:
    tell(case, acts, LEFT | HURT)
    page = opened(desk, case, **ALL)
    benefit = card(page, "구직급여")
    assert "담당 기관이 판단해요" in benefit
    assert "하루 66,048원" in benefit or "66,048원" in benefit
    assert "고용보험법" in benefit
    assert "받을 수 있어요" in card(page, "위치확인장치 (스마트워치)")
    assert "지금은 어려워요" in card(page, "주민등록 열람 제한")


def test_a_no_says_what_stands_in_the_way_and_not_every_clause_that_failed(
    case: Case, desk: Desk, acts: Acts
) -> None:
    family = [
        {"relation": who, "born_on": born, "lived_on_income": True, "disabled": False}
        for who, born in (
            ("spouse", "1979-06-01"),
            ("child", "2006-09-01"),
            ("parent", "1954-08-01"),
        )
    ]
    tell(case, acts, {
        "crimes": [{"kind": "murder"}], "harm": "death", "died_on": "2026-03-20",
        "incident_on": "2026-03-20", "harm_known_on": "2026-03-20", "in_korea": True,
        "offender_kinship": "none", "victim_part": "none", "nationality": "korean",
        "relation_to_victim": "parent", "lived_on_victim_income": True, "survivors": family,
    })  # fmt: skip
    relief = card(opened(desk, case, **ALL), "유족구조금")
    assert "지금은 어려워요" in relief
    reasons = relief.split("<details", 1)[0]
    assert reasons.count("<li>") == 1
    assert "순위" in reasons


def told_about(case: Case, acts: Acts, service: str) -> None:
    with acts("counsellor-1") as by:
        findings.keep(
            case_id=case.pk, subject=case.person_id, pack="kr", services=[service],
            on=clock.now().date(), by=by, at=clock.now(),
        )  # fmt: skip


def test_what_was_told_and_is_no_longer_so_stands_first_until_it_is_told_again(
    case: Case, desk: Desk, acts: Acts
) -> None:
    tell(case, acts, LEFT | {"leaving_reason": "dismissed"})
    told_about(case, acts, "jobseeker_benefit")
    assert "전에 말씀드린 것과 달라졌습니다" not in opened(desk, case)
    tell(case, acts, {"leaving_reason": "own_just"})
    page = opened(desk, case)
    for words in (
        "전에 말씀드린 것과 달라졌습니다",
        "받을 수 있어요",
        "그 뒤 말씀하신 것이 바뀌었습니다",
    ):
        assert words in page
    answer = send(
        desk("counsellor-1"), "help_refer", case.pk, service=place("jobseeker_benefit"), act="told"
    )
    assert answer.status_code == 303
    assert "전에 말씀드린 것과 달라졌습니다" not in opened(desk, case)


def test_a_sum_that_is_not_known_says_what_to_ask_and_it_is_asked(
    case: Case, desk: Desk, acts: Acts
) -> None:
    dated = ("incident_on", "harm_known_on", "died_on")
    tell(case, acts, {
        "crimes": [{"kind": "murder"}], "harm": "death", **dict.fromkeys(dated, "2026-03-20"),
        "in_korea": True, "offender_kinship": "none", "victim_part": "none",
        "nationality": "korean", "relation_to_victim": "spouse", "lived_on_victim_income": True,
        "damages_received": 0, "other_benefits": 0, "survivors": [
            {"relation": "spouse", "born_on": "1979-06-01", "lived_on_income": True, "disabled": False},
        ],
    })  # fmt: skip
    relief = card(opened(desk, case, **ALL), "유족구조금")
    assert "받을 수 있어요" in relief
    assert "금액을 알려면" in relief
    tell(case, acts, {"victim_monthly_income": 4_100_000})
    relief = card(opened(desk, case, **ALL), "유족구조금")
    assert "금액을 알려면" not in relief
    for words in ("원", "월급액과 개월 수를 곱한 돈", "한도까지의 돈"):
        assert words in relief


def test_only_what_the_case_needs_is_shown_and_asked_until_somebody_chooses_more(
    case: Case, desk: Desk
) -> None:
    page = opened(desk, case)
    assert "신변안전조치" in page
    assert "햇살론" not in page
    assert "햇살론" in opened(desk, case, **ALL)
    work = opened(desk, case, by="hand", need="6")
    assert "구직급여" in work
    assert "신변안전조치" not in work


def test_what_the_record_knows_is_confirmed_with_one_press_and_asked_of_nobody(
    case: Case, desk: Desk, acts: Acts
) -> None:
    page = opened(desk, case)
    assert "기록에 있는 값" in page
    assert "다시 여쭙지 않아도" in page
    assert answers(desk, case, "born_on", act="record").status_code == 303
    assert answers(desk, case, "crimes", act="record").status_code == 303
    with acts("counsellor-1"):
        kept = {row.fact: row for row in AnsweredFact.objects.all()}
        assert json.loads(kept["born_on"].value) == "1997-03-09"
        assert json.loads(kept["crimes"].value) == [{"kind": "stalking"}]
        assert {row.source for row in kept.values()} == {"record"}
        assert kept["crimes"].section == Section.INCIDENT.number
    assert answers(desk, case, "household_size", act="record").status_code == 404


def test_the_page_says_where_the_record_has_it_from_and_since_when(case: Case, desk: Desk) -> None:
    page = opened(desk, case, ask=number("born_on"))
    assert re.search(r"1997-03-09</b> <span[^>]*>\(사람 기록, <span[^>]*>\d{4}-\d\d-\d\d", page)
    assert "(사건 기록, " in opened(desk, case, ask=number("crimes"))


def test_an_answer_that_the_record_contradicts_is_marked_and_mended_with_one_press(
    case: Case, desk: Desk, acts: Acts
) -> None:
    tell(case, acts, {"born_on": "1997-03-19"})
    assert "기록에는 1997-03-09" in opened(desk, case, **ALL)
    assert "기록에 있는 값" in opened(desk, case, ask=number("born_on"))
    assert answers(desk, case, "born_on", act="record").status_code == 303
    page = opened(desk, case, **ALL)
    assert "기록에는" not in page
    assert "1997-03-09" in page


def test_a_birth_date_told_here_fills_the_record_and_saving_confirms_it(
    case: Case, desk: Desk, acts: Acts
) -> None:
    with acts("counsellor-1") as by:
        person = Person.objects.get(pk=case.person_id)
        people.identify(
            person_id=person.pk, name=str(person.name), birth=None, phone=None,
            expected=person.version, by=by, at=clock.now(),
        )  # fmt: skip
    tell(case, acts, {"born_on": "1997-03-09"})
    client, address = desk("counsellor-1"), reverse("case_people", args=[case.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(address).content.decode()
    assert len(statements(asked)) <= MOST
    assert 'name="birth" value="1997-03-09"' in page
    assert "에 들은 날짜입니다" in page


def test_a_last_day_on_a_sunday_is_shown_as_the_monday_after(
    case: Case, desk: Desk, acts: Acts
) -> None:
    tell(case, acts, HURT | {"move_state": "moved", "moved_on": "2026-10-17"})
    moving = card(opened(desk, case, **ALL), "이전비 (검찰)")
    assert "2027-10-18" in moving
    assert "2027-10-17" not in moving


def test_what_excludes_another_is_said_on_both_cards(case: Case, desk: Desk, acts: Acts) -> None:
    page = opened(desk, case, **ALL)
    assert "함께 받을 수 없는 것: 생계급여" in card(page, "긴급복지 생계지원")
    assert "긴급복지 생계지원" in card(page, "생계급여").split("함께 받을 수 없는 것:")[1]


def test_nothing_to_bring_and_no_last_day_are_said(case: Case, desk: Desk, acts: Acts) -> None:
    tell(case, acts, HURT)
    counselling = card(opened(desk, case, **ALL), "스토킹 피해 상담")
    assert "가져올 것: 따로 없음" in counselling
    assert "신청 기한: 정해진 것 없음" in counselling


def test_a_day_before_a_figure_leaves_its_services_open_and_says_why(
    case: Case, desk: Desk
) -> None:
    page = opened(desk, case, day="2025-06-01", **ALL)
    assert "이날의 기준값이 없어 판단하지 못합니다" in card(page, "생계급여")
    assert "이날의 기준값" not in card(page, "위치확인장치 (스마트워치)")


def test_a_household_is_counted_from_the_record(case: Case, desk: Desk) -> None:
    client = desk("counsellor-1")
    for who in ("한지우", "한지후"):
        send(client, "case_household", case.pk, own_role="parent", role="child", who=who)
    assert "기록에 있는 값: <b>3명</b>" in opened(desk, case, ask=number("household_size"))


def test_kinds_of_harm_are_ticked_and_none_of_these_is_an_answer(
    case: Case, desk: Desk, acts: Acts
) -> None:
    page = opened(desk, case, ask=number("crimes"))
    assert 'type="checkbox" name="answer" value="stalking"' in page
    assert answers(desk, case, "crimes", answer=["stalking", "threat"]).status_code == 303
    with acts("counsellor-1"):
        row = AnsweredFact.objects.get()
        assert json.loads(row.value) == [{"kind": "stalking"}, {"kind": "threat"}]
    both = answers(desk, case, "crimes", answer=["stalking", "-"])
    assert both.status_code == 422
    assert "함께 고를 수 없습니다" in both.content.decode()
    assert answers(desk, case, "crimes", answer=["-"]).status_code == 303


def test_a_family_is_a_table_and_what_was_typed_wrongly_stays(
    case: Case, desk: Desk, acts: Acts
) -> None:
    typed = {
        "p0_relation": "spouse", "p0_born_on": "1979-06-01", "p0_lived_on_income": "true",
        "p1_relation": "child", "p1_born_on": "칠월쯤",
    }  # fmt: skip
    wrong = answers(desk, case, "survivors", **typed)
    assert wrong.status_code == 422
    page = wrong.content.decode()
    assert "칠월쯤" in page
    assert '<option value="child" selected>' in page
    assert (
        answers(desk, case, "survivors", **{**typed, "p1_born_on": "2011-05-01"}).status_code == 303
    )
    with acts("counsellor-1"):
        people = json.loads(AnsweredFact.objects.get().value)
    assert [one["relation"] for one in people] == ["spouse", "child"]
    assert people[0]["lived_on_income"] is True
    assert "2명" in opened(desk, case, **ALL)


def test_a_wrong_answer_stays_with_a_sentence_and_the_choice_of_needs(
    case: Case, desk: Desk, acts: Acts
) -> None:
    wrong = answers(desk, case, "insured_days", answer="삼백일", back="need=6&by=hand")
    assert wrong.status_code == 422
    page = wrong.content.decode()
    assert 'value="삼백일"' in page
    assert re.search(r'name="need" value="6" checked', page)
    with acts("counsellor-1"):
        assert not AnsweredFact.objects.exists()


def test_not_known_is_an_answer_and_is_not_asked_at_once_again(
    case: Case, desk: Desk, acts: Acts
) -> None:
    assert answers(desk, case, "household_size", act="unknown").status_code == 303
    with acts("counsellor-1"):
        assert json.loads(AnsweredFact.objects.get().value) is None
    page = opened(desk, case, **ALL)
    assert "모르시거나 말씀하지 않음" in page
    assert f'name="fact" value="{number("household_size")}"' not in page


def test_who_leads_sees_how_many_questions_were_asked_twice(
    case: Case, desk: Desk, acts: Acts
) -> None:
    tell(case, acts, {"seeking_work": True})
    assert "한 번만 묻습니다" in opened(desk, case)
    tell(case, acts, {"seeking_work": False})
    assert "두 번 여쭌 질문 1개" in opened(desk, case)


def test_another_day_shows_what_today_says_and_which_figures_differ(
    case: Case, desk: Desk, acts: Acts
) -> None:
    tell(case, acts, {"household_size": 1, "seeking_work": True})
    page = opened(desk, case, day="2025-11-03", **ALL)
    assert "2025-11-03 기준입니다" in page
    assert "오늘의 기준값:" in page
    assert "2026-01-01부터" in page
    assert "오늘의 기준값:" not in opened(desk, case, **ALL)
    assert "날짜를 읽지 못해" in opened(desk, case, day="2026-13-01")


def test_the_article_and_the_figure_stand_one_press_away(
    case: Case, desk: Desk, acts: Acts
) -> None:
    tell(case, acts, LEFT)
    benefit = card(opened(desk, case, **ALL), "구직급여")
    assert "고용보험법 40조" in benefit
    assert "쓰인 기준값" in benefit
    assert "10,320원 (2026-01-01부터)" in benefit


def test_a_referral_is_begun_from_a_finding_with_only_the_answers_that_agency_is_given(
    case: Case, desk: Desk, acts: Acts, agree: Any
) -> None:
    tell(case, acts, LEFT)
    with acts("counsellor-1") as by:
        agree("moel-job-centre", JOBS, by)
    begun = send(desk("counsellor-1"), "help_refer", case.pk, service=place("jobseeker_benefit"))
    assert begun.status_code == 303
    assert not NAMES.search(begun["Location"].partition("?")[2])
    with acts("counsellor-1"):
        row = Finding.objects.get()
        assert row.verdict == "discretionary"
        assert "own_just" in str(row.trace) or "own_just" in str(row.facts)
    letter = desk("counsellor-1").get(begun["Location"]).content.decode()
    head = re.search("함께 살펴본 결과: 구직급여[^\n]*", letter)
    assert head
    assert head[0].startswith("함께 살펴본 결과: 구직급여 (20"), "the verdict rests on health too"
    assert "고용보험" in letter
    assert "장애인 등록" not in letter, "health was not agreed for the job centre"


def test_a_referral_tells_the_verdict_to_an_agency_that_is_given_every_answer_behind_it(
    case: Case, desk: Desk, acts: Acts, agree: Any
) -> None:
    tell(case, acts, LEFT)
    with acts("counsellor-1") as by:
        agree("moel-job-centre", (*JOBS, Section.HEALTH), by)
    begun = send(desk("counsellor-1"), "help_refer", case.pk, service=place("jobseeker_benefit"))
    letter = desk("counsellor-1").get(begun["Location"]).content.decode()
    assert "함께 살펴본 결과: 구직급여, " in letter


def test_a_service_that_this_house_does_not_have_cannot_be_referred_to(
    case: Case, desk: Desk
) -> None:
    for service in (place("record_access_limit"), "999", "x"):
        answer = send(desk("counsellor-1"), "help_refer", case.pk, service=service)
        assert answer.status_code == 404


def test_the_sheet_says_it_in_full_and_the_neutral_one_names_nothing(
    case: Case, desk: Desk, acts: Acts
) -> None:
    tell(case, acts, LEFT | HURT)
    client = desk("counsellor-1")
    full = client.get(reverse("help_print", args=[case.pk])).content.decode()
    assert "위치확인장치" in full
    neutral = client.get(
        reverse("help_print", args=[case.pk]), {"neutral": "1", **ALL}
    ).content.decode()
    sheet = neutral.split("<main", 1)[1]
    assert "다음에 오실 때" in sheet
    assert "주민등록표 등본" in sheet
    telling = [one.label.ko for one in RULES.services.values()]
    telling += [one.ko for one in RULES.needs.values()]
    telling += [one.label.ko for one in RULES.documents.values() if not one.plain]
    telling += ["원 ", "피해", "범죄", "급여", "경찰", "구조금", "한서윤", "센터"]
    assert [word for word in telling if word in sheet] == []


def test_strangers_find_nothing_as_if_there_were_nobody(case: Case, desk: Desk) -> None:
    nobody = "01890000-0000-7000-8000-000000000001"
    for who in ("smile-centre-1", "moel-job-centre-1"):
        client = desk(who)
        pages: tuple[tuple[str, dict[str, str]], ...] = (("case_help", {}), ("help_print", {}))
        for name, more in pages:
            real = client.get(reverse(name, args=[case.pk]), more)
            none = client.get(reverse(name, args=[nobody]), more)
            assert real.status_code == none.status_code == 404
            assert bare(real) == bare(none)
        for name in ("help_answer", "help_refer"):
            real, none = (send(client, name, pk, fact="0", service="0") for pk in (case.pk, nobody))
            assert real.status_code == none.status_code == 404


def bare(answer: Any) -> str:
    """A page without keys of forms and its own address."""
    text = answer.content.decode()
    text = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "", text)
    return re.sub(r'(value|nonce|content)="[^"]*"|\d\d:\d\d', "", text)


def test_the_job_desk_reads_the_same_bytes_whatever_was_answered_about_harm(
    at_the_job_desk: Case, desk: Desk, acts: Acts
) -> None:
    case = at_the_job_desk
    tell(case, acts, LEFT)
    client = desk("moel-job-centre-1")
    address = reverse("case_help", args=[case.pk])
    before = bare(client.get(address, ALL))
    assert "구직급여" in before
    tell(case, acts, HURT | {"disabled": True})
    assert bare(client.get(address, ALL)) == before
    assert "스토킹</b>" not in before


def test_reception_reads_the_same_bytes_whatever_was_answered(
    case: Case, desk: Desk, acts: Acts
) -> None:
    client, address = desk("reception-1"), reverse("case_help", args=[case.pk])
    first = client.get(address, ALL)
    tell(case, acts, {**HURT, "harm": "injury"})
    again = client.get(address, ALL)
    assert first.status_code == again.status_code
    assert bare(first) == bare(again)


def test_no_address_of_the_page_tells_a_name_a_service_or_a_kind_of_harm(
    case: Case, desk: Desk, acts: Acts
) -> None:
    tell(case, acts, LEFT | HURT)
    page = opened(desk, case, **ALL)
    main = page.split("<main", 1)[1]
    found = re.findall(r'(?:href|action)="([^"]*)"', main)
    assert len(found) > 10
    assert [one for one in found if NAMES.search(one)] == []


def test_the_page_asks_the_database_little(case: Case, desk: Desk, acts: Acts) -> None:
    tell(case, acts, LEFT | HURT)
    client = desk("counsellor-1")
    for name, more in (
        ("case_help", {}), ("case_help", ALL), ("case_help", {"day": "2025-11-03"}),
        ("help_print", {}),
    ):  # fmt: skip
        address = reverse(name, args=[case.pk])
        client.get(address, more)
        with CaptureQueriesContext(connection) as caught:
            client.get(address, more)
        asked = statements(caught)
        assert len(asked) <= MOST, (name, more, len(asked), [one[:90] for one in asked])


def test_every_question_of_the_rules_can_be_asked_and_answered_on_the_page(case: Case) -> None:
    for fact in RULES.facts.values():
        form = FactForm(fact, clock.now().date())
        assert form.as_p(), fact.id


def test_every_need_of_a_case_leads_to_something() -> None:
    from hangot.packs.active import profile

    domains = {domain for some in RULES.domains.values() for domain in some}
    assert domains == set(profile("crime_victim").lists["need_domains"])
