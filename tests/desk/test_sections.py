"""Sections of a record: notes, revealing a number for a minute, who may write where."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from hangot import clock
from hangot.access.context import reading_log
from hangot.audit.models import AuditEntry
from hangot.cases.models import Note
from hangot.cases.records import put_note, write_note
from hangot.core.access import Section
from hangot.people.models import ContactPoint
from hangot.templatetags.moments import SEOUL

pytestmark = pytest.mark.django_db


def once(page: Any) -> str:
    found = re.search(r'name="once" value="([0-9a-f-]+)"', page.content.decode())
    assert found
    return found[1]


def point(case: Any, acts: Any) -> Any:
    with acts("counsellor-1"):
        return ContactPoint.objects.get(subject_id=case.person_id).pk


def test_her_phone_number_is_not_in_the_page_until_somebody_says_why(
    case: Any, acts: Any, desk: Any
) -> None:
    client = desk("counsellor-1")
    page = client.get(f"/cases/{case.pk}/sections/4/")
    shown = page.content.decode()
    assert "0182" not in shown
    assert "7734" not in shown
    address = f"/cases/{case.pk}/contact/{point(case, acts)}/"
    answer = client.post(address, {"reason": "call_now", "once": once(page)})
    assert "010-7734-0182" in answer.content.decode()
    assert answer.headers["Refresh"] == f"60; url=/cases/{case.pk}/sections/4/"
    assert answer.headers["Cache-Control"] == "no-store"


def test_who_saw_the_number_and_why_stays_in_the_log(case: Any, acts: Any, desk: Any) -> None:
    client = desk("counsellor-1")
    page = client.get(f"/cases/{case.pk}/sections/4/")
    address = f"/cases/{case.pk}/contact/{point(case, acts)}/"
    client.post(address, {"reason": "call_now", "once": once(page)})
    with acts("counsellor-1") as by, reading_log(case.person_id):
        entry = AuditEntry.objects.get(act="contact.reveal")
        assert (entry.reason, entry.kind, entry.section) == ("call_now", "read", 4)
        assert (entry.worker_id, entry.subject_id) == (by.worker, case.person_id)


def test_without_a_reason_nothing_is_shown(case: Any, acts: Any, desk: Any) -> None:
    client = desk("counsellor-1")
    page = client.get(f"/cases/{case.pk}/sections/4/")
    address = f"/cases/{case.pk}/contact/{point(case, acts)}/"
    for reason in ("", "curious"):
        answer = client.post(address, {"reason": reason, "once": once(page)})
        assert answer.status_code == 422
        assert "7734" not in answer.content.decode()
        assert "이유를 하나 골라 주세요" in answer.content.decode()


def test_a_number_is_never_shown_by_a_plain_link(case: Any, acts: Any, desk: Any) -> None:
    address = f"/cases/{case.pk}/contact/{point(case, acts)}/"
    assert desk("counsellor-1").get(address).status_code == 405


def test_somebody_without_her_contact_cannot_reveal_it(
    case: Any, lets: Callable[..., Any], acts: Any, desk: Any
) -> None:
    lets("moel-job-centre", (Section.IDENTITY, Section.EMPLOYMENT))
    address = f"/cases/{case.pk}/contact/{point(case, acts)}/"
    answer = desk("moel-job-centre-1").post(address, {"reason": "call_now", "once": str(uuid4())})
    assert answer.status_code == 404


def test_the_story_is_read_in_its_section_and_its_reader_is_in_the_log(
    case: Any, acts: Any, desk: Any
) -> None:
    shown = desk("counsellor-1").get(f"/cases/{case.pk}/sections/6/").content.decode()
    assert "퇴근길에 계속 따라왔어요" in shown
    assert "창구에서는 열지 마세요" in shown
    with acts("counsellor-1"), reading_log(case.person_id):
        assert AuditEntry.objects.filter(act="section.see", section=6).count() == 1


def test_reception_sees_no_story(case: Any, desk: Any) -> None:
    assert desk("reception-1").get(f"/cases/{case.pk}/sections/6/").status_code == 404


def test_the_team_lead_sees_that_there_is_a_file_but_not_its_words(
    case: Any, lets: Callable[..., Any], acts: Any, desk: Any
) -> None:
    lets("korea-legal-aid", (Section.IDENTITY, Section.LEGAL))
    with acts("korea-legal-aid-1") as by:
        write_note(
            subject=case.person_id, section=Section.LEGAL, text="고소장 초안 검토", what="visit",
            case_id=None, by=by, at=clock.now(),
        )  # fmt: skip
    shown = desk("team-lead").get(f"/cases/{case.pk}/sections/8/").content.decode()
    assert "기록 1건" in shown
    assert "고소장" not in shown


def test_a_double_click_on_a_note_writes_it_once(case: Any, acts: Any, desk: Any) -> None:
    client, address = desk("counsellor-1"), f"/cases/{case.pk}/notes/"
    note = {
        "section": "1",
        "what": "phone",
        "text": "전화로 안부를 물음",
        "once": once(client.get(address)),
    }
    first, second = client.post(address, note), client.post(address, note)
    assert first.status_code == 303
    assert second.headers["Location"] == first.headers["Location"]
    with acts("counsellor-1"):
        assert Note.objects.filter(subject_id=case.person_id, section=1).count() == 1


def test_a_note_keeps_the_time_of_the_contact(case: Any, acts: Any, desk: Any) -> None:
    client, address = desk("counsellor-1"), f"/cases/{case.pk}/notes/"
    note = {
        "section": "1", "what": "phone", "text": "어제 통화", "day": "어제", "hour": "1310",
        "once": once(client.get(address)),
    }  # fmt: skip
    assert client.post(address, note).status_code == 303
    with acts("counsellor-1"):
        written = Note.objects.get(subject_id=case.person_id, section=1).at.astimezone(SEOUL)
        yesterday = (clock.now() - timedelta(days=1)).astimezone(SEOUL)
        assert (written.date(), written.hour, written.minute) == (yesterday.date(), 13, 10)


@pytest.mark.parametrize(
    ("day", "words"), [("언젠가", "날짜를 읽지 못했습니다"), ("내일", "아직 오지 않은")]
)
def test_a_day_that_cannot_be_is_asked_back_and_the_words_stay(
    day: str, words: str, case: Any, desk: Any
) -> None:
    client, address = desk("counsellor-1"), f"/cases/{case.pk}/notes/"
    note = {
        "section": "1",
        "what": "phone",
        "text": "긴 이야기",
        "day": day,
        "once": once(client.get(address)),
    }
    answer = client.post(address, note)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "긴 이야기" in answer.content.decode()


def test_nobody_writes_into_a_section_that_is_not_theirs(
    case: Any, lets: Callable[..., Any], acts: Any, desk: Any
) -> None:
    lets("moel-job-centre", (Section.IDENTITY, Section.EMPLOYMENT))
    client, address = desk("moel-job-centre-1"), f"/cases/{case.pk}/notes/"
    note = {"section": "6", "what": "phone", "text": "엿봄", "once": once(client.get(address))}
    assert client.post(address, note).status_code == 422
    with acts("counsellor-1"):
        assert not any(one.text == "엿봄" for one in Note.objects.filter(subject_id=case.person_id))


def test_own_notes_stay_with_the_post_that_wrote_them(case: Any, acts: Any, desk: Any) -> None:
    client, address = desk("counsellor-1"), f"/cases/{case.pk}/notes/"
    note = {
        "section": "13",
        "what": "other",
        "text": "다음엔 천천히",
        "once": once(client.get(address)),
    }
    assert client.post(address, note).status_code == 303
    assert "다음엔 천천히" in client.get(f"/cases/{case.pk}/sections/13/").content.decode()
    assert desk("team-lead").get(f"/cases/{case.pk}/sections/13/").status_code == 404


def test_fifty_notes_are_shown_and_the_older_ones_follow(case: Any, acts: Any, desk: Any) -> None:
    with acts("counsellor-1") as by:
        for number in range(55):
            when = clock.now() - timedelta(hours=number + 1)
            put_note(
                case.person_id, Section.OVERVIEW, f"통화 {number}번", what="phone", case=case, by=by,
                at=when, when=when,
            )  # fmt: skip
    client = desk("counsellor-1")
    first = client.get(f"/cases/{case.pk}/sections/1/").content.decode()
    assert "통화 49번" in first
    assert "통화 50번" not in first
    older = re.search(r'href="(\?before=[^"]+)"', first)
    assert older
    assert "통화 54번" in client.get(f"/cases/{case.pk}/sections/1/{older[1]}").content.decode()


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "'; drop table hangot_note; --", "\u202e밖"]
)
def test_whatever_is_written_is_shown_as_words(text: str, case: Any, desk: Any) -> None:
    client, address = desk("counsellor-1"), f"/cases/{case.pk}/notes/"
    note = {"section": "1", "what": "phone", "text": text, "once": once(client.get(address))}
    assert client.post(address, note).status_code == 303
    shown = client.get(f"/cases/{case.pk}/sections/1/").content.decode()
    assert "<script>alert" not in shown
