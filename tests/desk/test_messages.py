"""Writing to her: the page shows what appears on her phone, and what does not go is said."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hangot import clock
from hangot.access.context import reading_log
from hangot.audit.models import AuditEntry
from hangot.core.contact_rules import Channel
from hangot.directory.models import Centre
from hangot.jobs import post
from hangot.jobs.tick import clocks
from hangot.messages.models import Message
from hangot.people import actions as people
from tests.desk.asking import send, statements
from tests.domain.leaks_of_messages import waiting

pytestmark = pytest.mark.slow
Acts = Callable[..., Any]
MOST = 12


def said(case: Any, acts: Acts, **more: Any) -> None:
    with acts("counsellor-1") as by:
        safety = people.Safety(**{"channels": ("sms", "phone"), **more})
        people.write_safety(person_id=case.person_id, safety=safety, by=by, at=clock.now())


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_page_shows_the_very_words_and_the_verdict_on_every_way(
    case: Any, acts: Acts, desk: Any
) -> None:
    said(case, acts)
    page = text(desk("counsellor-1").get(reverse("message_new", args=[case.pk])))
    assert "편하실 때 전화 부탁드립니다." in page
    assert "<b>안내</b>" in page
    for way in ("문자", "알림톡", "전화", "이메일", "우편"):
        assert way in page
    assert "01077340182" not in page


def test_she_said_no_messages_so_the_button_is_not_there_and_the_form_is_refused(
    case: Any, acts: Acts, desk: Any
) -> None:
    said(case, acts, channels=("phone",))
    client, chosen = desk("counsellor-1"), {"template": "news", "channel": "sms", "language": "ko"}
    page = text(client.get(reverse("message_new", args=[case.pk]), chosen))
    assert "본인이 허락하지 않은 방법입니다" in page
    assert "이대로 보내기" not in page
    assert send(client, "message_new", case.pk, **chosen).status_code == 422
    with acts("counsellor-1"):
        assert not Message.objects.filter(template="news").exists()
    with acts("counsellor-1"), reading_log(case.person_id):
        noted = AuditEntry.objects.get(subject_id=case.person_id, done=False)
    assert (noted.act, noted.because) == ("message.write", "missing_not_agreed")


def test_a_sentence_is_written_seen_and_taken_back(case: Any, acts: Acts, desk: Any) -> None:
    said(case, acts)
    client = desk("counsellor-1")
    answer = send(client, "message_new", case.pk, template="news", channel="sms", language="ko")
    assert answer.status_code == 303
    page = text(client.get(answer.headers["Location"]))
    assert "전해 드릴 말씀이 있습니다" in page
    with acts("counsellor-1"):
        row = Message.objects.get(template="news")
    assert send(client, "message_step", row.pk, "drop", version=row.version).status_code == 303
    assert "거둠" in text(client.get(reverse("case_messages", args=[case.pk])))


def test_a_letter_is_printed_without_name_sender_or_address_once_the_gate_let_it_through(
    case: Any, acts: Acts, desk: Any
) -> None:
    with acts("counsellor-1") as by:
        people.write_contact(
            person_id=case.person_id, kind="address", value="성북로 18길 5", by=by, at=clock.now()
        )
    said(case, acts, channels=("letter",))
    with acts("counsellor-1") as by:
        row = waiting(case.person_id, by, Channel.LETTER)
    client, paper = desk("counsellor-1"), f"{reverse('message', args=[row.pk])}?paper=1"
    assert "보낼 때를 기다림" in text(client.get(paper))
    for clocked in clocks(Centre.objects.get()):
        post.deliver(clocked, clock.now())
    assert "편지 인쇄" in text(client.get(reverse("message", args=[row.pk])))
    sheet = text(client.get(paper))
    assert "안녕하세요." in sheet
    assert "편하실 때 전화 부탁드립니다." in sheet
    for telling in ("성북로", "한서윤", "센터", "피해"):
        assert telling not in sheet, telling


def test_nonsense_in_an_address_is_no_crash(case: Any, acts: Acts, desk: Any) -> None:
    said(case, acts)
    client = desk("counsellor-1")
    for query in ({"template": "x"}, {"channel": "pigeon"}, {"language": "xx"}):
        assert client.get(reverse("message_new", args=[case.pk]), query).status_code == 200
    with acts("counsellor-1") as by:
        row = waiting(case.person_id, by)
    assert send(client, "message_step", row.pk, "claim").status_code == 404


def test_the_pages_ask_few_statements_and_the_same_for_many_messages(
    case: Any, acts: Acts, desk: Any
) -> None:
    client, found = desk("counsellor-1"), []
    client.get(reverse("case_messages", args=[case.pk]))
    for more in (1, 20):
        with acts("counsellor-1") as by:
            rows = [waiting(case.person_id, by) for _ in range(more)]
            row = rows[0]
        counts = {}
        for name, *args in (
            ("case_messages", case.pk), ("message_new", case.pk), ("message", row.pk),
            ("message_outbox",),
        ):  # fmt: skip
            with CaptureQueriesContext(connection) as caught:
                assert client.get(reverse(name, args=args)).status_code == 200
            counts[name] = len(statements(caught))
        found.append(counts)
    assert found[0] == found[1]
    assert all(count <= MOST for count in found[1].values()), found[1]
