"""The case list, the case page, safe contact: what each post sees of one person, and no more."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hangot import clock
from hangot.access import actions as access
from hangot.cases.actions import collect, register
from hangot.cases.models import CasePointer
from hangot.cases.records import put_note, write_note
from hangot.core.access import Section
from hangot.core.ids import new_id
from hangot.desk.cases.header import TABS
from hangot.desk.cases.list_views import SIZE
from hangot.directory.models import Agency, Service
from hangot.files.actions import Upload, take
from hangot.people.actions import create_person
from hangot.people.models import ContactSafety
from hangot.referrals.models import Referral
from hangot.tasks.actions import open_task
from hangot.tasks.models import Task
from tests.desk.asking import statements

pytestmark = pytest.mark.django_db
JOBS = (Section.OVERVIEW, Section.IDENTITY, Section.EMPLOYMENT)
HEALTH = (Section.IDENTITY, Section.HEALTH)
CANARIES = ("스토킹", "stalking", "Stalking", "따라왔", "범죄의 종류", "010", "0182")
BY_CHANCE = re.compile(r'value="\w{64}"|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}')
"""Form tokens and ids: three digits of a telephone stand in one of them now and then."""
MOST = 12


def once(page: Any) -> str:
    """The key of the first form on a page."""
    found = re.search(r'name="once" value="([0-9a-f-]+)"', page.content.decode())
    assert found
    return found[1]


def version(page: Any) -> str:
    found = re.search(r'name="version" value="(\d+)"', page.content.decode())
    assert found
    return found[1]


def test_the_job_desk_reads_no_word_of_the_crime_on_any_page_of_the_case(
    case: Any, lets: Callable[..., Any], acts: Any, desk: Any
) -> None:
    lets("moel-job-centre", JOBS)
    lets("seoul-stalking-support", (Section.OVERVIEW, Section.INCIDENT))
    with acts("seoul-stalking-support-1") as by:
        write_note(
            subject=case.person_id, section=Section.OVERVIEW, text="상담 날짜를 잡음", what="phone",
            case_id=case.pk, by=by, at=clock.now(),
        )  # fmt: skip
    jobs = desk("moel-job-centre-1")
    for page in (
        "",
        "timeline/",
        "people/",
        "files/",
        "notes/",
        "safety/",
        "sections/1/",
        "sections/11/",
    ):
        answer = jobs.get(f"/cases/{case.pk}/{page}")
        assert answer.status_code == 200, page
        shown = BY_CHANCE.sub("", answer.content.decode())
        assert not [word for word in CANARIES if word in shown], page
    assert "한서윤" in jobs.get(f"/cases/{case.pk}/").content.decode()


def test_no_place_of_a_person_that_somebody_is_offered_is_shut_to_them(
    case: Any, lets: Callable[..., Any], desk: Any
) -> None:
    lets("moel-job-centre", JOBS)
    lets("smile-centre", HEALTH)
    lets("seoul-stalking-support", (Section.OVERVIEW, Section.PLAN))
    posts = (
        "counsellor-1",
        "reception-1",
        "moel-job-centre-1",
        "smile-centre-1",
        "seoul-stalking-support-1",
    )
    for slug in posts:
        looks = desk(slug)
        shown = looks.get(f"/cases/{case.pk}/").content.decode()
        offered = [
            url
            for _, _, name, _ in TABS
            if f'href="{(url := reverse(name, args=[case.pk]))}"' in shown
        ]
        assert offered, slug
        assert {url: looks.get(url).status_code for url in offered} == dict.fromkeys(
            offered, 200
        ), slug


def test_a_section_without_consent_cannot_be_opened_by_its_number(
    case: Any, lets: Callable[..., Any], acts: Any, desk: Any
) -> None:
    lets("moel-job-centre", JOBS)
    jobs = desk("moel-job-centre-1")
    for number in (3, 4, 5, 6, 7, 14, 16, 99):
        assert jobs.get(f"/cases/{case.pk}/sections/{number}/").status_code == 404, number


def test_somebody_elses_case_and_no_case_at_all_answer_with_the_same_bytes(
    case: Any, desk: Any
) -> None:
    smile, nobody = desk("smile-centre-1"), uuid4()
    theirs, nobodys = smile.get(f"/cases/{case.pk}/"), smile.get(f"/cases/{nobody}/")
    assert (theirs.status_code, nobodys.status_code) == (404, 404)
    assert len(theirs.content) == len(nobodys.content)
    assert same(theirs, case.pk) == same(nobodys, nobody)


def same(answer: Any, asked: Any) -> bytes:
    """The page without what differs at every request: the form's token and what was asked for."""
    token = re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", answer.content)
    return token.replace(str(asked).encode(), b"")


def test_all_closed_sections_lie_in_one_card_with_the_same_sentence(
    case: Any, lets: Callable[..., Any], acts: Any, desk: Any
) -> None:
    lets("moel-job-centre", JOBS)
    shown = desk("moel-job-centre-1").get(f"/cases/{case.pk}/").content.decode()
    assert shown.count("내용이 있는지도 표시하지 않습니다") == 1
    assert "사건" not in _cards(shown)
    assert "건강" not in _cards(shown)


def _cards(shown: str) -> str:
    return shown[
        shown.index('class="sections"') : shown.index("</section>", shown.index('class="sections"'))
    ]


def test_a_pointer_names_a_desk_but_a_guarded_agency_only_the_safety_desk(
    case: Any, acts: Any, desk: Any
) -> None:
    with acts("counsellor-1") as by, access.changing(case.person_id):
        guarded = Agency.objects.get(slug="seoul-stalking-support")
        plain = Agency.objects.get(slug="inclusive-finance-centre")
        for agency, section in ((guarded, Section.PROTECTION), (plain, Section.FAMILY)):
            post = agency.posts.all()[0]
            CasePointer(
                centre_id=by.centre, subject_id=case.person_id, section=section.number,
                agency_id=agency.pk, post_id=post.pk, created_at=clock.now(), call_post=post.pk,
            ).save(force_insert=True)  # fmt: skip
        access.claim(
            case.person_id, {Section.PROTECTION: 1, Section.FAMILY: 1, Section.OVERVIEW: 2},  # type: ignore[dict-item]
            agency=by.agency, duties=("R",), code="seat", source=new_id(), starts=clock.now(),
        )  # fmt: skip
    shown = _cards(desk("reception-1").get(f"/cases/{case.pk}/").content.decode())
    assert "보호책임자 담당석" in shown
    assert "스토킹" not in shown
    assert shown.count("다른 기관이 함께합니다.") == 2


def test_reception_is_not_told_which_guarded_agency_helps(
    case: Any, lets: Callable[..., Any], desk: Any, acts: Any
) -> None:
    lets("seoul-stalking-support", (Section.OVERVIEW, Section.PROTECTION))
    with acts("counsellor-1"):
        guarded = Agency.objects.get(slug="seoul-stalking-support").pk
    client = desk("reception-1")
    for page in ("case", "case_timeline", "disclosures"):
        shown = client.get(reverse(page, args=[case.pk])).content.decode()
        assert "보호책임자 담당석" in shown
        assert "스토킹" not in shown
    tabs = {name for _, _, name, _ in TABS}
    more = ("consents", "consent_print", "consent_withdraw", "consent_renew", "disclosures")
    # What the house offers to everybody names every desk there is, and nobody's.
    open_to_all = {"case_times", "case_help"}
    places = {reverse(name, args=[case.pk]) for name in {*tabs, *more} - open_to_all}
    assert len(places) > len(more)
    for place in places:
        for address in (place, f"{place}?agency={guarded}"):
            answer = client.get(address)
            assert "스토킹" not in answer.content.decode(), address
            assert str(guarded) not in answer.content.decode().replace(address, ""), address
    sent = {"agency": str(guarded), "section": "1", "once": str(new_id()), "answer_1": "give"}
    assert client.post(reverse("consent_ask", args=[case.pk]), sent).status_code == 404
    assert "스토킹" in desk("counsellor-1").get(f"/cases/{case.pk}/").content.decode()


def test_guarded_sections_stay_folded_on_the_case_page(case: Any, desk: Any) -> None:
    shown = desk("counsellor-1").get(f"/cases/{case.pk}/").content.decode()
    assert "창구에서는 열지 마세요" in shown
    assert "따라왔어요" not in shown
    assert "01077340182" not in shown
    assert "0182" not in shown


@pytest.mark.slow
def test_the_case_page_asks_the_same_few_statements_for_twenty_and_two_hundred(
    case: Any, acts: Any, desk: Any
) -> None:
    counsellor = desk("counsellor-1")
    counsellor.get(f"/cases/{case.pk}/")
    counts = []
    for more in (20, 180):
        with acts("counsellor-1") as by:
            _referrals(case, more, by)
            _notes(case, more, by)
        with CaptureQueriesContext(connection) as caught:
            assert counsellor.get(f"/cases/{case.pk}/").status_code == 200
        counts.append(len(statements(caught)))
    assert counts[0] == counts[1]
    assert counts[0] <= MOST, statements(caught)


PAGES = (
    "sections/1/",
    "sections/4/",
    "notes/",
    "safety/",
    "contact/",
    "people/",
    "files/",
    "timeline/",
    "messages/",
    "messages/new/",
)


@pytest.mark.slow
def test_every_page_of_a_person_asks_few_statements_and_the_same_for_many_rows(
    case: Any, acts: Any, desk: Any
) -> None:
    counsellor = desk("counsellor-1")
    counsellor.get(f"/cases/{case.pk}/")
    first, second = (_counted(case, counsellor, acts, more) for more in (20, 180))
    assert first == second
    assert max(second.values()) <= MOST, second


def _counted(case: Any, counsellor: Any, acts: Any, more: int) -> dict[str, int]:
    """Statements per page after so many more notes, referrals and documents."""
    with acts("counsellor-1") as by:
        _referrals(case, more, by)
        _notes(case, more, by)
        for _ in range(more // 10):
            take(
                subject=case.person_id, section=Section.OVERVIEW, by=by, at=clock.now(),
                upload=Upload("신청서.txt", "내용".encode()),
            )  # fmt: skip
    found = {}
    for page in PAGES:
        with CaptureQueriesContext(connection) as caught:
            assert counsellor.get(f"/cases/{case.pk}/{page}").status_code == 200
        found[page] = len(statements(caught))
    return found


def _notes(case: Any, count: int, by: Any) -> None:
    for _ in range(count):
        put_note(
            case.person_id, Section.OVERVIEW, "전화", what="phone", case=case, by=by, at=clock.now()
        )


def _referrals(case: Any, count: int, by: Any) -> None:
    agency = Agency.objects.get(slug="moel-job-centre")
    service, post = Service.objects.filter(agency=agency, minutes__gt=0)[0], agency.posts.all()[0]
    for _ in range(count):
        Referral(
            centre_id=by.centre, subject_id=case.person_id, case_id=case.pk, form="referral",
            service=service, from_agency=by.agency, from_post=by.post, to_agency=agency.pk,
            to_post=post.pk, sections=[1, 2, 11], state="draft", urgency="normal", reason="일자리",
            written_at=clock.now(),
        ).save(force_insert=True)  # fmt: skip


@pytest.mark.slow
def test_the_list_asks_the_same_few_statements_for_twenty_and_two_hundred(
    case: Any, acts: Any, desk: Any
) -> None:
    counsellor = desk("counsellor-1")
    counsellor.get("/cases/")
    counts = []
    for more in (20, 180):
        with acts("counsellor-1") as by:
            for number in range(more):
                _somebody(by, f"T{more}-{number}")
        with CaptureQueriesContext(connection) as caught:
            assert counsellor.get("/cases/").status_code == 200
        counts.append(len(statements(caught)))
    assert counts[0] == counts[1]
    assert counts[0] <= MOST, statements(caught)


def _somebody(by: Any, number: str) -> None:
    """One more person with a case of the counsellor."""
    at = clock.now()
    person = create_person(number=number, name="김하나", birth=None, phone=None, by=by, at=at)
    opened = register(
        person=person, lead_post=by.post, urgency="normal", danger=False, by=by, at=at
    )
    with access.changing(person.pk):
        collect(person.pk, agency=by.agency, until=at + timedelta(days=90), source=opened.pk, at=at)


def test_older_cases_follow_page_by_page_and_none_is_shown_twice(
    case: Any, acts: Any, desk: Any
) -> None:
    with acts("counsellor-1") as by:
        for number in range(SIZE + 4):
            _somebody(by, f"P{number}")
    counsellor = desk("counsellor-1")
    first = counsellor.get("/cases/").content.decode()
    older = re.search(r'href="(/cases/\?[^"]+)" rel="next"', first)
    assert older
    second = counsellor.get(older[1].replace("&amp;", "&")).content.decode()
    one, two = _numbers(first), _numbers(second)
    assert (len(one), len(two)) == (SIZE, 5)
    assert not set(one) & set(two)


def _numbers(shown: str) -> list[str]:
    return re.findall(r'<a class="go" href="/cases/([0-9a-f-]+)/"', shown)


def test_the_list_can_be_narrowed_to_one_stage(case: Any, desk: Any) -> None:
    counsellor = desk("counsellor-1")
    assert str(case.pk) in counsellor.get("/cases/?stage=intake").content.decode()
    assert str(case.pk) not in counsellor.get("/cases/?stage=plan").content.decode()


def test_two_people_ask_safe_contact_and_the_second_sees_both_answers(case: Any, desk: Any) -> None:
    one, two = desk("counsellor-1"), desk("counsellor-1")
    address = f"/cases/{case.pk}/safety/"
    mine, theirs = one.get(address), two.get(address)
    answer = {
        "channels": ["phone", "sms"],
        "window_from": "0900",
        "window_to": "1000",
        "words": "도서관",
    }
    first = two.post(address, answer | {"once": once(theirs), "version": version(theirs)})
    assert first.status_code == 303
    typed = {
        "channels": ["letter"],
        "window_from": "1800",
        "window_to": "19:00",
        "words": "친구라고",
    }
    second = one.post(address, typed | {"once": once(mine), "version": version(mine)})
    shown = second.content.decode()
    assert second.status_code == 409
    assert "09:00~10:00" in shown
    assert "도서관" in shown
    assert 'value="친구라고"' in shown
    again = one.post(address, typed | {"once": once(second), "version": version(second)})
    assert again.status_code == 303


def test_asking_again_keeps_the_answer_before(case: Any, acts: Any, desk: Any) -> None:
    client, address = desk("counsellor-1"), f"/cases/{case.pk}/safety/"
    page = client.get(address)
    client.post(address, {"channels": ["phone"], "once": once(page), "version": version(page)})
    with acts("counsellor-1"):
        rules = ContactSafety.objects.filter(subject_id=case.person_id)
        assert rules.count() == 2
        assert rules.get(replaced_at=None).window_from is None


def test_half_a_window_is_asked_back_and_nothing_typed_is_lost(case: Any, desk: Any) -> None:
    client, address = desk("counsellor-1"), f"/cases/{case.pk}/safety/"
    page = client.get(address)
    answer = client.post(
        address, {"window_from": "1200", "words": "사촌이라고", "once": once(page)}
    )
    assert answer.status_code == 422
    assert "처음과 끝 시각을 모두" in answer.content.decode()
    assert "사촌이라고" in answer.content.decode()


def test_a_new_address_brings_two_tasks_to_the_lead_and_is_masked_everywhere(
    case: Any, acts: Any, desk: Any
) -> None:
    client, address = desk("reception-1"), f"/cases/{case.pk}/contact/"
    page = client.get(address)
    sent = {"kind": "address", "value": "서울 마포구 새빛로 7", "whose": "self", "once": once(page)}
    assert client.post(address, sent).status_code == 303
    with acts("counsellor-1") as by:
        raised = Task.objects.filter(subject_id=case.person_id, done_at=None, thing_kind="person")
        assert {one.what for one in raised} == {"safety.ask", "order.change"}
        assert {one.post_id for one in raised} == {by.post}
    lead = desk("counsellor-1")
    for path in ("", "contact/", "sections/4/", "timeline/", "safety/"):
        assert "새빛로" not in lead.get(f"/cases/{case.pk}/{path}").content.decode(), path
    assert "안전 연락 다시 묻기" in lead.get(f"/cases/{case.pk}/").content.decode()


def test_asking_safe_contact_again_ends_its_task(case: Any, acts: Any, desk: Any) -> None:
    client = desk("counsellor-1")
    page = client.get(f"/cases/{case.pk}/contact/")
    sent = {"kind": "phone", "value": "010 1111 2222", "whose": "self", "once": once(page)}
    client.post(f"/cases/{case.pk}/contact/", sent)
    page = client.get(f"/cases/{case.pk}/safety/")
    client.post(f"/cases/{case.pk}/safety/", {"channels": ["phone"], "once": once(page)})
    with acts("counsellor-1"):
        asked = Task.objects.get(subject_id=case.person_id, what="safety.ask")
        assert asked.done_at is not None


def test_two_new_addresses_at_once_show_both_to_the_second(case: Any, desk: Any) -> None:
    one, two = desk("counsellor-1"), desk("reception-1")
    address = f"/cases/{case.pk}/contact/"
    mine, theirs = one.get(address), two.get(address)
    sent = {
        "kind": "address",
        "value": "서울 마포구 새빛로 7",
        "whose": "self",
        "known-address": "0",
    }
    assert two.post(address, sent | {"once": once(theirs)}).status_code == 303
    late = one.post(address, sent | {"value": "부산 해운대구 달맞이길 1", "once": once(mine)})
    shown = late.content.decode()
    assert late.status_code == 409
    assert "달맞이길" in shown
    assert "새빛로" not in shown
    again = {"kind": "address", "value": "부산 해운대구 달맞이길 1", "whose": "self"}
    assert (
        one.post(address, again | {"once": once(late), "version": version(late)}).status_code == 303
    )


def test_two_people_write_the_name_and_the_second_sees_both(case: Any, desk: Any) -> None:
    one, two = desk("counsellor-1"), desk("reception-1")
    address = f"/cases/{case.pk}/people/"
    mine, theirs = one.get(address), two.get(address)
    body = {"act": "name", "birth": "970309"}
    ok = two.post(
        address, body | {"called": "한서연", "once": once(theirs), "version": version(theirs)}
    )
    assert ok.status_code == 303
    late = one.post(
        address, body | {"called": "한서우", "once": once(mine), "version": version(mine)}
    )
    assert late.status_code == 409
    assert "한서연" in late.content.decode()
    assert "한서우" in late.content.decode()


def test_somebody_around_her_is_known_only_where_family_is_seen(
    case: Any, lets: Callable[..., Any], acts: Any, desk: Any
) -> None:
    client, address = desk("counsellor-1"), f"/cases/{case.pk}/people/"
    page = client.get(address)
    sent = {"act": "relation", "kind": "alleged_perpetrator", "who": "오민재", "once": once(page)}
    assert client.post(address, sent).status_code == 303
    assert "오민재" in client.get(address).content.decode()
    lets("moel-job-centre", JOBS)
    assert "오민재" not in desk("moel-job-centre-1").get(address).content.decode()
    assert "주변 사람" not in desk("moel-job-centre-1").get(address).content.decode().split(
        "</title>"
    )[1].replace("이름, 주변 사람, 편의", "")


def test_the_page_speaks_english_from_head_to_foot(case: Any, desk: Any) -> None:
    client = desk("counsellor-1")
    client.cookies["hangot-language"] = "en"
    for path in (
        "",
        "timeline/",
        "people/",
        "files/",
        "notes/",
        "safety/",
        "contact/",
        "sections/6/",
    ):
        shown = client.get(f"/cases/{case.pk}/{path}").content.decode()
        words = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", shown, flags=re.DOTALL)
        korean = set(re.findall(r"[가-힣]+", words))
        allowed = {
            "한서윤",
            "가람",
            "님",
            "한국어",
            "집을",
            "옮기고",
            "싶어요",
            "퇴근길에",
            "계속",
            "따라왔어요",
        }
        staff = {one for one in korean - allowed if len(one) > 4}
        assert not staff, (path, staff)


def test_a_case_that_was_read_is_named_in_the_log(case: Any, acts: Any, desk: Any) -> None:
    from hangot.access.context import reading_log
    from hangot.audit.models import AuditEntry

    desk("counsellor-1").get(f"/cases/{case.pk}/")
    with acts("counsellor-1"), reading_log(case.person_id):
        entry = AuditEntry.objects.filter(door="case").latest("at")
        assert (entry.act, entry.kind) == ("case.see", "read")
        assert entry.subject_id == case.person_id


def test_only_steps_that_this_post_may_take_have_a_button(case: Any, desk: Any) -> None:
    lead = desk("team-lead").get(f"/cases/{case.pk}/").content.decode()
    jobs = desk("counsellor-1").get(f"/cases/{case.pk}/").content.decode()
    assert f"/cases/{case.pk}/move/select_urgent/" in lead
    assert f"/cases/{case.pk}/move/select_urgent/" not in jobs


@pytest.mark.parametrize(
    ("post", "duty", "mine"),
    [
        ("own", None, True), ("own", "C", True), ("", "C", True), ("", None, True),
        ("", "S", False), ("other", None, False), ("other", "C", False),
    ],
)  # fmt: skip
def test_a_case_shows_the_turns_of_the_post_of_its_duties_and_of_nobody_in_particular(
    case: Any, acts: Callable[..., Any], desk: Any, post: str, duty: str | None, mine: bool
) -> None:
    page, client = reverse("case", args=[case.pk]), desk("counsellor-1")
    before = len(client.get(page).context["tasks"])
    with acts("counsellor-1") as by:
        open_task(
            "message.confirm", subject=case.person_id, agency=by.agency, thing_kind="message",
            thing=new_id(), at=clock.now(), duty=duty,
            post={"own": by.post, "other": uuid4()}.get(post),
        )  # fmt: skip
    assert len(client.get(page).context["tasks"]) - before == mine
