"""Trust on the pages: who looked, what the auditor sees, emergency access, the safety desk."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hangot import clock
from hangot.access.founding import centre_of
from hangot.access.models import BreakGlass, Denial
from hangot.audit.models import AuditEntry, AuditReview
from hangot.cases import emergency
from hangot.cases.models import Case
from hangot.core.access import Section
from hangot.desk.trust.review_rows import code_of
from hangot.directory.demonstration import mark
from hangot.directory.models import Post
from hangot.intake import actions as intake
from hangot.people import actions as people
from hangot.people.models import IdentityLink, SeparationRule
from tests.domain.conftest import agree, case, refer

__all__ = ["agree", "case", "refer"]
pytestmark = pytest.mark.django_db
Desk = Callable[..., Any]
Acts = Callable[..., Any]
MOST = 12
POLICE = "police-victim-desk-1"


def send(client: Any, url: str, **given: Any) -> Any:
    return client.post(url, {"once": str(uuid4()), **given})


def log_of(desk: Desk, case: Case, slug: str = "counsellor-1", query: str = "") -> str:
    answer = desk(slug).get(f"/trust/cases/{case.pk}/log/{query}")
    assert answer.status_code == 200
    return str(answer.content.decode())


def rows_of(text: str) -> str:
    """Only the lines of the table of entries."""
    return text.split("<tbody", 1)[1].split("</tbody>", 1)[0]


# who looked


def test_a_refused_look_from_another_agency_stands_in_the_log_of_the_case(
    case: Case, desk: Desk
) -> None:
    assert desk("moel-job-centre-1").get(f"/cases/{case.pk}/plan/").status_code == 404
    text = rows_of(log_of(desk, case))
    assert "고은별" in text
    assert "✕ 거부" in text


def test_the_newest_entry_stands_first_and_the_page_itself_is_recorded(
    case: Case, desk: Desk
) -> None:
    log_of(desk, case)
    first = rows_of(log_of(desk, case)).split("</tr>")[0]
    assert "누가 봤나 보기" in first


def test_what_the_safety_officer_does_is_in_nobodys_log(
    case: Case, desk: Desk, acts: Acts, who: Callable[..., Any]
) -> None:
    before = rows_of(log_of(desk, case))
    with acts("safety-officer") as by:
        people.deny(
            subject=case.person_id, code="conflict", by=by, at=clock.now(), post=who(POLICE).post
        )
    after = rows_of(log_of(desk, case))
    assert after.count("<tr") == before.count("<tr") + 1
    assert "문태오" not in after


def test_entries_of_a_report_by_law_are_left_out(case: Case, desk: Desk, acts: Acts) -> None:
    from hangot.access.trail import remember

    with acts("safety-officer") as by:
        remember(
            "note.write", by=by, at=clock.now(), subject=case.person_id, section=Section.REPORT_DUTY
        )
    assert "문태오" not in rows_of(log_of(desk, case))
    assert "문태오" not in rows_of(log_of(desk, case, "privacy-officer"))


def test_a_post_without_a_seat_cannot_read_who_looked(case: Case, desk: Desk) -> None:
    assert desk("moel-job-centre-1").get(f"/trust/cases/{case.pk}/log/").status_code == 403
    assert desk("case-manager-2").get(f"/trust/cases/{case.pk}/log/").status_code == 404


def test_the_privacy_officer_reads_the_log_without_the_name(case: Case, desk: Desk) -> None:
    text = log_of(desk, case, "privacy-officer")
    assert case.number in text
    assert "한서윤" not in text
    assert "가람" not in text


def test_filters_keep_only_what_was_asked_for(case: Case, desk: Desk) -> None:
    desk("moel-job-centre-1").get(f"/cases/{case.pk}/plan/")
    refused = rows_of(log_of(desk, case, query="?kind=refused"))
    assert refused.count("<tr") == 1
    odd = rows_of(log_of(desk, case, query="?period=x&agency=y&kind=z&before=1_2"))
    assert odd.count("<tr") > refused.count("<tr")


def test_more_than_fifty_entries_are_paged_by_key(case: Case, desk: Desk, acts: Acts) -> None:
    from hangot.access.trail import remember

    with acts("counsellor-1") as by:
        for number in range(60):
            at = clock.now() - timedelta(minutes=number)
            remember("case.see", by=by, at=at, subject=case.person_id, kind="read")
    text = log_of(desk, case)
    assert rows_of(text).count("<tr") == 50
    older = re.search(r'href="(\?[^"]+)" rel="next"', text)
    assert older is not None
    rest = rows_of(log_of(desk, case, query=older.group(1).replace("&amp;", "&")))
    assert 10 <= rest.count("<tr") < 50


def paper_of(desk: Desk, case: Case, language: str = "ko") -> str:
    client = desk("privacy-officer")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    answer = send(client, f"/trust/cases/{case.pk}/log/print/", reason="person_asked")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_paper_for_the_person_names_agencies_and_no_colleagues(case: Case, desk: Desk) -> None:
    desk("moel-job-centre-1").get(f"/cases/{case.pk}/plan/")
    text = paper_of(desk, case)
    assert "고용센터" in text
    assert not [name for name in ("고은별", "임다온", "문태오", "한서윤") if name in text]
    assert "Who looked at my record" in paper_of(desk, case, "en")


def test_from_the_paper_nobody_learns_that_protection_was_sought(
    case: Case, desk: Desk, acts: Acts
) -> None:
    before = rows_of(paper_of(desk, case)).count("<tr")
    for slug in ("seoul-stalking-support-1", "safety-officer"):
        with acts(slug) as by:
            from hangot.access.trail import remember

            remember("case.see", by=by, at=clock.now(), subject=case.person_id, kind="read")
    text = paper_of(desk, case)
    assert rows_of(text).count("<tr") == before + 1  # the first paper itself
    assert "스토킹" not in text
    assert "적지 않는 기록이 있을 수 있고" in text


def test_the_paper_is_the_privacy_officers_and_asks_for_a_reason(
    case: Case, desk: Desk, acts: Acts
) -> None:
    url = f"/trust/cases/{case.pk}/log/print/"
    assert send(desk("privacy-officer"), url).status_code == 422
    for slug in ("counsellor-1", "team-lead"):
        assert send(desk(slug), url, reason="person_asked").status_code == 403
    paper_of(desk, case)
    with acts("privacy-officer"):
        entry = AuditEntry.objects.get(act="log.print", kind="export")
        assert entry.reason == "person_asked"


# the auditor


def test_the_auditor_sees_codes_and_never_a_name(case: Case, desk: Desk, acts: Acts) -> None:
    _reveal(case, acts)
    text = desk("auditor").get("/trust/review/").content.decode()
    assert code_of(case.person_id) in text
    assert "연락처·주소 보기" in text
    assert not [word for word in ("한서윤", "가람", case.number, "01077340182") if word in text]


def _reveal(case: Case, acts: Acts) -> None:
    with acts("counsellor-1") as by:
        from hangot.people.models import ContactPoint

        point = ContactPoint.objects.get(subject_id=case.person_id)
        people.reveal_contact(point_id=point.pk, reason="call_now", by=by, at=clock.now())


def test_an_empty_look_up_and_a_refusal_are_worth_a_look(case: Case, desk: Desk) -> None:
    desk("moel-job-centre-1").get(f"/cases/{case.pk}/plan/")
    text = desk("auditor").get("/trust/review/").content.decode()
    assert "거부된 시도" in text
    assert "찾았으나 결과 없음" in text


def test_ten_people_looking_at_one_record_stand_out(case: Case, desk: Desk, acts: Acts) -> None:
    from hangot.access.trail import remember

    slugs = ["reception-1", "counsellor-1", "counsellor-2", "case-manager-1", "case-manager-2",
             "team-lead", "smile-centre-1", POLICE, "korea-legal-aid-1"]  # fmt: skip
    for slug in slugs:
        with acts(slug) as by:
            remember("case.see", by=by, at=clock.now(), subject=case.person_id, kind="read")
    assert "한 사람을 9명이 봄" in desk("auditor").get("/trust/review/").content.decode()


def test_a_day_with_far_more_reading_than_usual_stands_out(desk: Desk, acts: Acts) -> None:
    from hangot.access.trail import remember

    noon = clock.now().replace(day=15, hour=3)
    with acts("counsellor-2") as by:
        for day, amount in enumerate((2, 3, 2, 3, 2, 3, 40), start=2):
            for _ in range(amount):
                remember("case.find", by=by, at=noon.replace(day=day), kind="read")
    text = desk("auditor").get("/trust/review/").content.decode()
    assert "평소보다 많이 봄: 하루 40건" in text


def test_a_result_is_written_and_a_complaint_needs_words(
    case: Case, desk: Desk, acts: Acts
) -> None:
    _reveal(case, acts)
    with acts("auditor"):
        entry = AuditEntry.objects.get(act="contact.reveal")
    client, page = desk("auditor"), f"/trust/review/{entry.pk}/"
    assert client.get(page).status_code == 200
    assert send(client, page, result="noted").status_code == 422
    assert send(client, page, result="noted", note="근거를 물어봐야 함").status_code == 303
    with acts("auditor"):
        assert str(AuditReview.objects.get().note) == "근거를 물어봐야 함"


def test_nobody_reviews_their_own_entries(desk: Desk, acts: Acts) -> None:
    client = desk("auditor")
    client.get("/trust/review/")
    with acts("auditor") as by:
        own = AuditEntry.objects.filter(worker_id=by.worker).first()
    assert own is not None
    assert send(client, f"/trust/review/{own.pk}/", result="fine").status_code == 422


def test_a_counsellor_has_no_business_in_the_review(desk: Desk) -> None:
    assert desk("counsellor-1").get("/trust/review/").status_code == 403


# emergency access

DANGER = {"danger": "life_in_danger", "reason": "집 앞에 와 있다는 전화", "sections": ["2", "5"]}


def test_an_unknown_number_and_a_denied_one_get_the_same_answer(
    case: Case, desk: Desk, acts: Acts, who: Callable[..., Any]
) -> None:
    with acts("safety-officer") as by:
        people.deny(
            subject=case.person_id, code="conflict", by=by, at=clock.now(), post=who(POLICE).post
        )
    client = desk(POLICE)
    denied = send(client, "/trust/urgent/open/", number=case.number, **DANGER)
    unknown = send(client, "/trust/urgent/open/", number="26-9999", **DANGER)
    assert (denied.status_code, unknown.status_code) == (422, 422)
    assert _bare(denied).replace(case.number, "#") == _bare(unknown).replace("26-9999", "#")
    assert "집 앞에 와 있다는 전화" in denied.content.decode()


def _bare(answer: Any) -> str:
    text = answer.content.decode()
    return re.sub(r'name="(csrfmiddlewaretoken|once)" value="[^"]+"', "", text)


def test_the_banner_stands_on_every_page_and_closing_ends_it(
    case: Case, desk: Desk, acts: Acts
) -> None:
    client = desk(POLICE)
    opened = send(client, "/trust/urgent/open/", number=case.number, **DANGER)
    assert opened.status_code == 303
    page = client.get("/house/services/").content.decode()
    assert "긴급열람 중" in page
    assert client.get(f"/cases/{case.pk}/").status_code == 200
    found = re.search(r'action="(/trust/urgent/[0-9a-f-]+/end/)"', page)
    assert found is not None
    key = re.search(r'/end/" method="post">.*?name="once" value="([^"]+)"', page)
    assert key is not None
    assert client.post(found.group(1), {"once": key.group(1)}).status_code == 303
    assert client.get(f"/cases/{case.pk}/").status_code == 404


def test_an_old_second_factor_is_asked_for_again(case: Case, desk: Desk) -> None:
    client = desk(POLICE)
    session = client.session
    stamp = (clock.now() - timedelta(minutes=20)).timestamp()
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": stamp}]
    session.save()
    answer = client.get("/trust/urgent/open/")
    assert answer.status_code == 302
    assert "next=%2Ftrust%2Furgent%2Fopen%2F" in answer["Location"]


def test_the_second_click_proof_exists_in_the_demo_only(desk: Desk, settings: Any) -> None:
    settings.DEMO = False
    assert desk(POLICE).get("/trust/urgent/prove/").status_code == 404
    settings.DEMO = True
    assert desk(POLICE).get("/trust/urgent/prove/").status_code == 404


def test_a_setting_alone_enters_no_house_that_is_not_marked_as_a_demo(
    client: Any, settings: Any, tmp_path: Path
) -> None:
    settings.DEMO, settings.HOME = True, tmp_path
    given = {"account": "safety-officer"}
    assert client.post("/demo/enter/", given).status_code == 404
    assert client.get("/trust/safety/").status_code == 302
    mark().write_text(f"{centre_of().pk}\n", encoding="utf-8")
    assert client.post("/demo/enter/", given).status_code == 302
    assert client.get("/trust/safety/").status_code == 200


def test_a_proof_never_leads_to_another_site(desk: Desk, settings: Any, tmp_path: Path) -> None:
    settings.DEMO, settings.HOME = True, tmp_path
    mark().write_text(f"{centre_of().pk}\n", encoding="utf-8")
    answer = desk(POLICE).post(
        "/trust/urgent/prove/", {"once": str(uuid4()), "next": "https://else.where/"}
    )
    assert answer["Location"] == "/trust/urgent/open/"


def test_the_log_knows_whose_record_was_tried_by_somebody_kept_out(
    case: Case, desk: Desk, acts: Acts, who: Callable[..., Any]
) -> None:
    with acts("safety-officer") as by:
        people.deny(
            subject=case.person_id, code="conflict", by=by, at=clock.now(), post=who(POLICE).post
        )
    client = desk(POLICE)
    given = {**DANGER, "reason": "number:26-0001"}
    for number in (case.number, "26-9999"):
        assert send(client, "/trust/urgent/open/", number=number, **given).status_code == 422
    with acts("auditor"):
        tried = AuditEntry.objects.filter(act="break_glass.open", done=False).order_by("seq")
        assert [(one.subject_id, one.object_id) for one in tried] == [
            (case.person_id, case.pk), (None, None),
        ]  # fmt: skip
        assert {one.reason for one in tried} == {None}
    with acts(POLICE):
        assert not AuditEntry.objects.filter(subject_id=case.person_id).exists()


def test_a_danger_the_pack_does_not_know_hides_no_emergency(
    case: Case, desk: Desk, acts: Acts
) -> None:
    with acts(POLICE) as by:
        plea = emergency.Plea("an_old_code", "…", (Section.IDENTITY,))
        emergency.open_glass(subject=case.person_id, plea=plea, by=by, at=clock.now())
    answer = desk("safety-officer").get("/trust/urgent/")
    assert answer.status_code == 200
    assert "기타" in answer.content.decode()


def test_the_review_lists_what_was_seen_during_it(case: Case, desk: Desk, acts: Acts) -> None:
    client = desk(POLICE)
    send(client, "/trust/urgent/open/", number=case.number, **DANGER)
    client.get(f"/cases/{case.pk}/")
    with acts("safety-officer"):
        glass = BreakGlass.objects.get()
    officer, page = desk("safety-officer"), f"/trust/urgent/{glass.pk}/"
    assert "아직 열려 있습니다" in officer.get(page).content.decode()
    send(client, f"{page}end/")
    text = officer.get(page).content.decode()
    assert "사례 보기" in text
    assert "집 앞에 와 있다는 전화" in text
    assert send(officer, page, event="object").status_code == 422
    assert send(officer, page, event="object", finding="근거가 없었습니다").status_code == 303
    assert "부적정" in officer.get("/trust/urgent/").content.decode()


# the safety desk


@pytest.fixture
def pair(case: Case, acts: Acts) -> IdentityLink:
    """A second record of the same name, suspected to be the same person."""
    story = intake.Story("visit", "yes", story="다시 왔어요", name="한서윤", phone="01055556666")
    with acts("counsellor-1") as by:
        from datetime import date

        from hangot.core.lookup import parse

        query = parse("한서윤 1997-03-09", date(2026, 9, 2))
        found = intake.look_up(query=query, reason="at_the_counter", by=by, at=clock.now())
        notice = intake.receive(story=story, by=by, at=clock.now())
        intake.start(
            notice_id=notice.pk, receipt_id=found.receipt.pk, expected=None, by=by, at=clock.now()
        )
        other = intake.open_case(
            notice_id=notice.pk, known=None, method="paper", lead_post=by.post, expected=None, by=by,
            at=clock.now(),
        )  # fmt: skip
    with acts("safety-officer") as by:
        link = IdentityLink(
            centre_id=by.centre, one_id=case.person_id, other_id=other.person_id, agree=["name"],
            score=60, state="", at=clock.now(),
        )  # fmt: skip
        from hangot.core.rights import Scene
        from hangot.tasks.fire import fire

        fire(link, "suspect", by=by, at=clock.now(), new=True, subject=case.person_id,
             scene=Scene(clock.now()), given={"fields"})  # fmt: skip
        return link


def test_two_records_are_linked_with_a_reason_and_unlinked_again(
    pair: IdentityLink, desk: Desk, acts: Acts
) -> None:
    client, base = desk("safety-officer"), f"/trust/safety/links/{pair.pk}/"
    text = client.get("/trust/safety/").content.decode()
    assert text.count("한서윤") >= 2
    assert send(client, f"{base}link/").status_code == 422
    assert send(client, f"{base}link/", reason="주민센터에서 확인").status_code == 303
    assert send(client, f"{base}unlink/", reason="동명이인이었음").status_code == 303
    assert send(client, f"{base}doubt/", reason="새 전화번호").status_code == 303
    with acts("safety-officer"):
        assert IdentityLink.objects.get().state == "suspected"


def test_two_people_who_are_kept_apart_are_never_linked(
    pair: IdentityLink, desk: Desk, acts: Acts
) -> None:
    with acts("safety-officer") as by:
        people.separate(
            one=pair.one_id,
            other=pair.other_id,
            scope="zone",
            minutes=20,
            reason="…",
            by=by,
            at=clock.now(),
        )
    answer = send(
        desk("safety-officer"), f"/trust/safety/links/{pair.pk}/link/", reason="같은 이름"
    )
    assert answer.status_code == 422
    assert "이을 수 없습니다" in answer.content.decode()


def test_two_people_are_kept_apart_by_their_numbers(
    pair: IdentityLink, case: Case, desk: Desk, acts: Acts
) -> None:
    with acts("safety-officer"):
        other = Case.objects.exclude(pk=case.pk).get().number
    client = desk("safety-officer")
    given = {"scope": "zone", "minutes": "20", "reason": "고소인과 피고소인"}
    same = send(client, "/trust/safety/apart/", one=case.number, other=case.number, **given)
    assert same.status_code == 422
    assert (
        send(client, "/trust/safety/apart/", one=case.number, other="26-9999", **given).status_code
        == 422
    )
    assert (
        send(client, "/trust/safety/apart/", one=case.number, other=other, **given).status_code
        == 303
    )
    with acts("safety-officer"):
        rule = SeparationRule.objects.get()
    assert send(client, f"/trust/safety/apart/{rule.pk}/end/").status_code == 303
    for slug in ("counsellor-1", "team-lead", "centre-manager"):
        with acts(slug):
            assert not SeparationRule.objects.exists()


def test_a_denial_acts_at_the_next_request_and_shows_no_reason(
    case: Case, desk: Desk, acts: Acts
) -> None:
    mine = desk("counsellor-1")
    page = f"/cases/{case.pk}/needs/"
    assert mine.get(page).status_code == 200
    with acts("safety-officer"):
        post = Post.objects.get(slug="counsellor-1")
    client = desk("safety-officer")
    given = {"number": case.number, "post": str(post.pk), "how": "worker", "code": "related"}
    assert send(client, "/trust/safety/out/", **given).status_code == 303
    assert mine.get(page).status_code == 404
    with acts("safety-officer"):
        denial = Denial.objects.get()
        assert denial.post_id is None
    assert send(client, f"/trust/safety/out/{denial.pk}/end/").status_code == 303
    assert mine.get(page).status_code == 200


def test_nobody_else_opens_the_safety_desk(desk: Desk) -> None:
    for slug in ("counsellor-1", "team-lead", "privacy-officer", "auditor", "administrator"):
        assert desk(slug).get("/trust/safety/").status_code == 403


# every page


def _glass(case: Case, acts: Acts) -> UUID:
    plea = emergency.Plea("life_in_danger", "급합니다", (Section.IDENTITY,))
    with acts(POLICE) as by:
        opened = emergency.open_glass(subject=case.person_id, plea=plea, by=by, at=clock.now())
        emergency.close_glass(glass_id=opened.pk, by=by, at=clock.now())
    return opened.pk


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_page_of_trust_opens_in_both_languages_within_twelve_statements(
    case: Case, desk: Desk, acts: Acts, language: str
) -> None:
    glass = _glass(case, acts)
    with acts("auditor"):
        entry = AuditEntry.objects.get(act="break_glass.open")
    places = (
        ("counsellor-1", f"/trust/cases/{case.pk}/log/"), ("auditor", f"/trust/review/{entry.pk}/"),
        ("privacy-officer", f"/trust/cases/{case.pk}/log/print/"), ("auditor", "/trust/review/"),
        ("safety-officer", "/trust/urgent/"), ("safety-officer", f"/trust/urgent/{glass}/"),
        ("safety-officer", "/trust/safety/"), ("counsellor-1", f"/trust/urgent/cases/{case.pk}/"),
        (POLICE, "/trust/urgent/open/"),
    )  # fmt: skip
    for slug, place in places:
        client = desk(slug)
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        client.get(place)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(place)
        assert answer.status_code == 200, place
        assert f'<html lang="{language}"' in answer.content.decode()
        counted = [
            q["sql"][:90] for q in asked if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))
        ]
        assert len(counted) <= MOST, (place, counted)


def test_the_privacy_officer_reaches_a_log_by_its_number_and_unknown_numbers_tell_nothing(
    case: Case, desk: Desk, acts: Acts
) -> None:
    officer, place = desk("privacy-officer"), "/trust/logs/"
    assert place in officer.get("/trust/review/").content.decode()
    answer = send(officer, place, number=case.number, reason="person_asked")
    assert answer.status_code == 303
    assert officer.get(answer["Location"]).status_code == 200
    with acts("privacy-officer"):
        entry = AuditEntry.objects.get(act="log.find", done=True)
        assert (entry.subject_id, entry.reason) == (case.person_id, "person_asked")
    assert send(officer, place, number=case.number).status_code == 422
    assert send(officer, place, number=case.number, reason="본인 요청").status_code == 422
    unknown = send(officer, place, number="26-9999", reason="person_asked")
    assert (unknown.status_code, "이 번호로는 볼 수 없습니다" in unknown.content.decode()) == (
        422,
        True,
    )
    for slug in ("auditor", "counsellor-1", "team-lead"):
        assert desk(slug).get(place).status_code == 403
    assert place not in desk("auditor").get("/trust/review/").content.decode()


def test_the_officers_find_their_places_in_the_menu(desk: Desk) -> None:
    for slug, wanted, other in (
        ("privacy-officer", ("/consents/bases/", "/trust/urgent/", "/trust/review/"), ()),
        ("team-lead", ("/consents/bases/",), ("/trust/review/",)),
        ("counsellor-1", (), ("/consents/bases/",)),
    ):
        page = desk(slug).get("/").content.decode()
        assert all(f'href="{place}"' in page for place in wanted), slug
        assert not any(f'href="{place}"' in page for place in other), slug


def test_the_safety_desk_shows_words_and_never_codes(
    pair: IdentityLink, desk: Desk, acts: Acts, who: Any
) -> None:
    with acts("safety-officer") as by:
        people.separate(
            one=pair.one_id, other=pair.other_id, scope="visit", minutes=20, reason="…", by=by,
            at=clock.now(),
        )  # fmt: skip
        for code in ("separation", "guardian", "something_old"):
            people.deny(
                subject=pair.one_id, code=code, by=by, at=clock.now(), post=who(POLICE).post
            )
        IdentityLink.objects.filter(pk=pair.pk).update(agree=["name_near", "birth_near", "odd"])
    page = desk("safety-officer").get("/trust/safety/").content.decode()
    shown = re.sub(r"<[^>]+>", " ", page)
    codes = ("visit", "separation", "guardian", "something_old", "name_near", "birth_near", "odd")
    assert not [code for code in codes if re.search(rf"\b{code}\b", shown)]
    assert "비슷한 이름" in shown
