"""Contacts by phone and at the counter: heard once, nothing lost, nobody called at a bad hour."""

import re
import uuid
from collections.abc import Callable
from datetime import time, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from hangot import clock
from hangot.audit.models import AuditEntry
from hangot.cases.models import Case, Note
from hangot.directory.models import Post
from hangot.intake import actions as intake
from hangot.intake.models import CallAttempt, Notice
from hangot.intake.story import Story
from hangot.people.actions import Safety
from hangot.people.models import ContactSafety
from hangot.tasks.models import Clock, Task
from tests.desk import naughty

pytestmark = pytest.mark.django_db


def hours(start: int, end: int) -> Safety:
    """May be called from so many hours after now until so many; the number of a stalked person."""
    here = clock.now().astimezone(clock.SEOUL)
    return Safety(
        window_from=(here + timedelta(hours=start)).time().replace(microsecond=0),
        window_to=(here + timedelta(hours=end)).time().replace(microsecond=0),
    )  # fmt: skip


SEOYUN = {
    "safe": "fine", "channel": "phone", "urgency": "soon", "phone": "010 7734 0182",
    "hour_from": "1200", "hour_to": "13시",
    "rules": ["no_messages", "no_letters", "no_agency_name", "no_voicemail"],
    "story": "퇴근길에 계속 따라왔어요.\n혼자 경찰서에 가기 무서워요.", "wish": "집을 옮기고 싶어요",
    "needs": ["safety", "economy"], "crimes": ["stalking", "digital_sex_crime"],
    "name": "한서윤", "alias": "가람", "birth": "97년 3월 9일",
}  # fmt: skip


def form(**more: Any) -> dict[str, Any]:
    """What the browser sends for a new contact."""
    return {**SEOYUN, "act": "save", "once": str(uuid.uuid4()), **more}


@pytest.fixture
def call(acts: Callable[..., Any]) -> Callable[..., Notice]:
    """She called at reception, may be called between these hours; nobody has looked her up yet."""

    def receive(start: int, end: int) -> Notice:
        with acts("reception-1") as by:
            story = Story(
                "phone", "fine", story="따라왔어요", name="한서윤", phone="01077340182",
                crimes=("stalking",), safety=hours(start, end),
            )  # fmt: skip
            return intake.receive(story=story, by=by, at=clock.now())

    return receive


@pytest.fixture
def seoyun(call: Callable[..., Notice]) -> Notice:
    """She may be called now."""
    return call(-1, 2)


@pytest.fixture
def statements() -> Callable[..., int]:
    """How many statements one GET asks of the database, transactions not counted."""

    def count(client: Any, url: str) -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        return sum(
            not q["sql"].startswith(("SAVEPOINT", "RELEASE")) for q in asked.captured_queries
        )

    return count


def kept(acts: Callable[..., Any], number: int = 1) -> Notice:
    with acts("counsellor-1"):
        found = list(Notice.objects.all())
        assert len(found) == number
        _ = [(one.story, one.name, one.birth, one.phone, one.crimes, one.wish) for one in found]
        return found[-1]


def test_a_call_is_kept_as_it_was_told(desk: Callable[..., Any], acts: Callable[..., Any]) -> None:
    answer = desk("reception-1").post(reverse("new_contact"), form())
    assert answer.status_code == 303
    with acts("counsellor-1"):
        one = Notice.objects.get()
        assert (one.name, one.alias, one.birth) == ("한서윤", "가람", "1997-03-09")
        assert one.story == SEOYUN["story"]
        assert one.phone == "01077340182"
        assert one.crimes == "stalking,digital_sex_crime"
        assert one.contact == {
            "channels": ["phone"], "from": "12:00", "to": "13:00", "shared": False, "say": False,
            "voice": False,
        }  # fmt: skip


def test_every_way_that_was_not_refused_stays_open(
    desk: Callable[..., Any], acts: Callable[..., Any]
) -> None:
    desk("reception-1").post(reverse("new_contact"), form(rules=["no_letters"]))
    with acts("counsellor-1"):
        one = Notice.objects.get()
    assert set(one.contact["channels"]) == {"phone", "sms", "talk", "email"}
    assert one.contact["voice"] is True
    assert one.contact["say"] is True


def test_somebody_who_must_not_be_called_has_no_phone_channel(
    desk: Callable[..., Any], acts: Callable[..., Any]
) -> None:
    desk("reception-1").post(reverse("new_contact"), form(rules=["no_phone"]))
    with acts("counsellor-1"):
        assert "phone" not in Notice.objects.get().contact["channels"]


def test_a_double_click_makes_one_contact(
    desk: Callable[..., Any], acts: Callable[..., Any]
) -> None:
    client, sent = desk("reception-1"), form()
    first, second = (client.post(reverse("new_contact"), sent) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    kept(acts)


def test_the_same_form_with_other_words_is_not_taken_twice(
    desk: Callable[..., Any], acts: Callable[..., Any]
) -> None:
    client, sent = desk("reception-1"), form()
    client.post(reverse("new_contact"), sent)
    answer = client.post(reverse("new_contact"), {**sent, "name": "다른 이름"})
    assert answer.status_code == 422
    kept(acts)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("birth", "2월 31일"),
        ("birth", "2999-01-01"),
        ("phone", "010-12"),
        ("hour_to", "25시"),
        ("hour_from", ""),
    ],
)
def test_what_cannot_be_read_is_said_and_everything_stays(
    desk: Callable[..., Any], acts: Callable[..., Any], field: str, typed: str
) -> None:
    answer = desk("reception-1").post(reverse("new_contact"), form(**{field: typed}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'role="alert"' in page
    assert "퇴근길에 계속 따라왔어요." in page
    assert 'value="한서윤"' in page
    assert re.search(r'name="needs" value="economy"[^>]*checked', page)
    assert typed in page
    with acts("counsellor-1"):
        assert not Notice.objects.exists()


def test_looking_up_keeps_what_was_typed_and_leaves_a_receipt(
    desk: Callable[..., Any], acts: Callable[..., Any]
) -> None:
    client = desk("reception-1")
    answer = client.post(reverse("new_contact"), form(act="look", hour_to="25시"))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "사전 조회를 마쳤습니다." in page
    assert 'value="25시"' in page
    assert "1997년 3월 9일로 읽었습니다." in page
    receipt = re.search(r'name="receipt" value="([0-9a-f-]+)"', page)
    assert receipt
    started = client.post(reverse("new_contact"), form(act="start", receipt=receipt[1]))
    assert started.status_code == 303
    with acts("counsellor-1"):
        assert Notice.objects.get().state == "screening"


def test_starting_without_a_lookup_saves_and_asks_to_look_first(
    desk: Callable[..., Any], acts: Callable[..., Any]
) -> None:
    client = desk("reception-1")
    answer = client.post(reverse("new_contact"), form(act="start"), follow=True)
    page = answer.content.decode()
    assert "이미 아는 분인지 살펴보기" in page
    with acts("counsellor-1"):
        one = Notice.objects.get()
        assert one.state == "new"
    looked = client.post(
        reverse("notice_look", args=[one.pk]),
        {"reason": "calling_now", "version": one.version, "once": str(uuid.uuid4())},
    )
    assert "초기상담 시작" in looked.content.decode()
    with acts("counsellor-1"):
        assert Notice.objects.get().receipt_id


def test_somebody_without_a_name_gets_help_at_once(
    desk: Callable[..., Any], acts: Callable[..., Any]
) -> None:
    desk("reception-1").post(
        reverse("new_contact"),
        form(act="start", name="", birth="", phone="", hour_from="", hour_to=""),
    )
    with acts("counsellor-1"):
        assert Notice.objects.get().state == "screening"


def test_a_made_up_receipt_starts_nothing(
    desk: Callable[..., Any], acts: Callable[..., Any]
) -> None:
    answer = desk("reception-1").post(
        reverse("new_contact"), form(act="start", receipt=str(uuid.uuid4()))
    )
    assert answer.status_code == 404
    with acts("counsellor-1"):
        assert not Notice.objects.exists()


def test_danger_now_shortens_the_clock_and_names_112_first(
    desk: Callable[..., Any], acts: Callable[..., Any]
) -> None:
    answer = desk("reception-1").post(reverse("new_contact"), form(safe="danger"), follow=True)
    assert 'href="tel:112"' in answer.content.decode()
    with acts("counsellor-1"):
        assert Clock.objects.get().what == "first_contact_high"


def test_a_contact_from_the_police_needs_agreement(
    desk: Callable[..., Any], acts: Callable[..., Any]
) -> None:
    client = desk("reception-1")
    refused = client.post(reverse("new_contact"), form(channel="police_112"))
    assert refused.status_code == 422
    assert "퇴근길에 계속 따라왔어요." in refused.content.decode()
    assert (
        client.post(reverse("new_contact"), form(channel="police_112", agreed="on")).status_code
        == 303
    )
    kept(acts)


def test_only_guidance_leads_to_the_page_that_ends_it(
    desk: Callable[..., Any], acts: Callable[..., Any]
) -> None:
    client = desk("reception-1")
    page = client.post(reverse("new_contact"), form(act="redirect"), follow=True)
    assert "안내한 곳" in page.content.decode()
    with acts("counsellor-1"):
        one = Notice.objects.get()
    url = reverse("notice_step", args=[one.pk, "redirect"])
    said = {"reason": "nearer_place", "words": "노원구 상담소", "version": one.version}
    missing = client.post(url, {**said, "once": str(uuid.uuid4())})
    assert missing.status_code == 422
    assert "노원구 상담소" in missing.content.decode()
    client.post(url, {**said, "understood": "on", "once": str(uuid.uuid4())})
    with acts("counsellor-1"):
        one = Notice.objects.get()
        assert (one.state, one.ended_words) == ("redirected", "노원구 상담소")
        assert not Task.objects.filter(thing_id=one.pk, done_at=None).exists()
        assert not Clock.objects.filter(thing_id=one.pk, met_at=None).exists()


def test_a_visit_goes_on_in_the_record_of_the_call(
    desk: Callable[..., Any], acts: Callable[..., Any], seoyun: Notice
) -> None:
    desk("reception-1").post(
        reverse("notice_arrive", args=[seoyun.pk]),
        {"once": str(uuid.uuid4()), "version": seoyun.version},
    )
    with acts("counsellor-1"):
        one = Notice.objects.get()
        assert one.visited_at
        assert one.channel == "phone"


def test_nobody_is_called_outside_the_hours_she_named(
    desk: Callable[..., Any], acts: Callable[..., Any], call: Callable[..., Notice]
) -> None:
    seoyun = call(2, 3)
    client = desk("counsellor-1")
    shown = client.get(reverse("notice", args=[seoyun.pk])).content.decode()
    assert "지금은 안전한 시간이 아닙니다." in shown
    assert "못 닿음 적기" not in shown
    answer = client.post(
        reverse("notice_step", args=[seoyun.pk, "no_answer"]),
        {"result": "no_answer", "once": str(uuid.uuid4()), "version": seoyun.version},
    )
    assert answer.status_code == 422
    number = client.post(
        reverse("notice_phone", args=[seoyun.pk]), {"reason": "call_now", "once": str(uuid.uuid4())}
    )
    assert number.status_code == 422
    assert "7734" not in number.content.decode()
    with acts("counsellor-1"):
        assert not CallAttempt.objects.exists()


def test_three_calls_without_an_answer_tell_the_team_lead(
    desk: Callable[..., Any], acts: Callable[..., Any], seoyun: Notice
) -> None:
    client = desk("counsellor-1")
    for _ in range(3):
        client.post(
            reverse("notice_step", args=[seoyun.pk, "no_answer"]),
            {"result": "no_answer", "once": str(uuid.uuid4())},
        )
    with acts("team-lead"):
        assert Task.objects.filter(done_at=None, what="notice.not_reached", duty="L").count() == 1
    lead = desk("team-lead")
    page = lead.get(reverse("notice", args=[seoyun.pk])).content.decode()
    assert "따라왔어요" not in page
    assert "7734" not in page
    ended = lead.post(
        reverse("notice_step", args=[seoyun.pk, "give_up"]),
        {"words": "한 달 뒤 편지", "once": str(uuid.uuid4())},
    )
    assert ended.status_code == 303


def test_the_number_is_shown_with_a_reason_and_the_reading_is_recorded(
    desk: Callable[..., Any], acts: Callable[..., Any], seoyun: Notice
) -> None:
    client = desk("counsellor-1")
    assert "7734" not in client.get(reverse("notice", args=[seoyun.pk])).content.decode()
    shown = client.post(
        reverse("notice_phone", args=[seoyun.pk]), {"reason": "call_now", "once": str(uuid.uuid4())}
    )
    assert "010-7734-0182" in shown.content.decode()
    assert shown.headers["Refresh"].startswith("60")
    with acts("auditor"):
        entry = AuditEntry.objects.get(act="contact.reveal")
        assert (entry.reason, entry.subject_id) == ("call_now", seoyun.pk)


def test_two_people_at_once_see_both_versions(
    desk: Callable[..., Any], acts: Callable[..., Any], seoyun: Notice
) -> None:
    url = reverse("notice_edit", args=[seoyun.pk])
    mine = {**form(story="처음 쓴 사람"), "version": seoyun.version}
    assert desk("reception-1").post(url, mine).status_code == 303
    client = desk("counsellor-1")
    answer = client.post(url, {**form(story="두 번째 사람"), "version": seoyun.version})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "처음 쓴 사람" in page
    assert "두 번째 사람" in page
    fields = dict(re.findall(r'<input [^>]*name="(\w+)" value="([^"]*)"', page))
    fields |= dict(re.findall(r'<textarea [^>]*name="(\w+)" rows="6">([^<]*)</textarea>', page))
    fields["once"] = str(uuid.uuid4())
    assert client.post(url, fields).status_code == 303
    with acts("counsellor-1"):
        one = Notice.objects.get()
        assert one.story == "두 번째 사람"
        assert one.needs == ["safety", "economy"]
        assert one.phone == "01077340182"


def test_a_case_opens_with_everything_that_was_told(
    desk: Callable[..., Any], acts: Callable[..., Any]
) -> None:
    client = desk("counsellor-1")
    looked = client.post(reverse("new_contact"), form(act="look")).content.decode()
    receipt = re.search(r'name="receipt" value="([0-9a-f-]+)"', looked)
    assert receipt
    client.post(reverse("new_contact"), form(act="start", receipt=receipt[1]))
    with acts("counsellor-1"):
        one, lead = Notice.objects.get(), Post.objects.get(slug="case-manager-1")
    url = reverse("notice_open", args=[one.pk])
    assert "적어 두어도 될까요?" in client.get(url).content.decode()
    said = {"method": "paper", "lead": str(lead.pk), "version": one.version}
    wrong = client.post(url, {**said, "method": "", "once": str(uuid.uuid4())})
    assert wrong.status_code == 422
    answer = client.post(url, {**said, "once": str(uuid.uuid4())})
    assert answer.status_code == 303
    with acts("case-manager-1"):
        case = Case.objects.get()
        assert case.lead_post_id == lead.pk
        assert [note.text for note in Note.objects.all()] == [SEOYUN["story"]]
        assert ContactSafety.objects.get().window_from == time(12)


def test_an_agency_of_the_house_sees_no_contact(desk: Callable[..., Any], seoyun: Notice) -> None:
    client = desk("smile-centre-1")
    missing = client.get(reverse("notice", args=[seoyun.pk]))
    assert missing.status_code in (403, 404)
    assert "한서윤" not in missing.content.decode()


def encoded(fields: dict[str, Any]) -> bytes:
    """A form as bytes, halves of surrogate pairs and all."""
    return urlencode(fields, doseq=True, errors="surrogatepass").encode()


def test_no_word_breaks_the_page_or_is_lost(
    desk: Callable[..., Any], acts: Callable[..., Any]
) -> None:
    client = desk("reception-1")
    url, kind = reverse("new_contact"), "application/x-www-form-urlencoded"
    for word in naughty.ALL:
        sent = encoded(form(name=word, alias=word, story=f"처음 {word} 끝", wish=word))
        answer = client.post(url, sent, content_type=kind)
        if answer.status_code == 422:
            page = answer.content.decode()
            assert "고칠 것이" in page, word
            assert escape(word[:40]) in page, word
            continue
        assert answer.status_code == 303, word
        page = client.get(answer.headers["Location"]).content.decode()
        assert "처음" in page, word
        assert "끝" in page, word
        assert "<script>alert" not in page, word
        assert "<img src=x" not in page, word


@pytest.mark.slow
def test_five_hundred_and_fifteen_odd_names_are_kept_or_answered(
    desk: Callable[..., Any],
) -> None:
    client = desk("reception-1")
    url, kind = reverse("new_contact"), "application/x-www-form-urlencoded"
    words = naughty.many(515)
    assert len(words) == 515
    for word in words:
        answer = client.post(url, encoded(form(name=word)), content_type=kind)
        assert answer.status_code in (303, 422), word
        if answer.status_code == 422:
            assert escape(word[:40]) in answer.content.decode(), word


def test_a_word_in_any_other_field_is_an_error_on_the_page(desk: Callable[..., Any]) -> None:
    client = desk("reception-1")
    url, kind = reverse("new_contact"), "application/x-www-form-urlencoded"
    fields = (
        "safe",
        "channel",
        "urgency",
        "needs",
        "crimes",
        "rules",
        "birth",
        "phone",
        "hour_from",
        "receipt",
    )
    for field in fields:
        for word in ("\x00", "\ud800", "'; --", "<script>", "9" * 5_000):
            answer = client.post(url, encoded(form(**{field: word})), content_type=kind)
            assert answer.status_code in (303, 422), (field, word[:9])


@pytest.mark.parametrize("over", [False, True])
def test_the_list_asks_as_often_for_a_full_page_as_for_twenty(
    desk: Callable[..., Any], acts: Callable[..., Any], statements: Callable[..., int], over: bool
) -> None:
    client = desk("counsellor-1")
    counts = []
    for many in (20, 40):
        with acts("reception-1") as by:
            for _ in range(many):
                one = intake.receive(
                    story=Story("phone", "fine", name="하나"), by=by, at=clock.now()
                )
                if over:
                    end = intake.Ending(why="nearer_place", words="상담소", given={"understood"})
                    intake.end(
                        notice_id=one.pk, event="redirect", ending=end, expected=None, by=by,
                        at=clock.now(),
                    )  # fmt: skip
        counts.append(statements(client, reverse("notices") + ("?show=over" if over else "")))
    assert counts[0] == counts[1] <= 12


def test_fifty_at_a_time_until_all_were_seen(
    desk: Callable[..., Any], acts: Callable[..., Any]
) -> None:
    with acts("reception-1") as by:
        at = clock.now()
        for _ in range(120):
            intake.receive(story=Story("phone", "fine"), by=by, at=at)
    client, url, seen = desk("counsellor-1"), reverse("notices"), []
    while url:
        page = client.get(url).content.decode()
        seen += re.findall(r'class="go" href="/contacts/([0-9a-f-]+)/"', page)
        older = re.search(r'href="([^"]+)" rel="next"', page)
        url = older[1].replace("&amp;", "&") if older else ""
    assert len(seen) == len(set(seen)) == 120


def test_the_page_of_a_contact_asks_at_most_twelve_times(
    desk: Callable[..., Any], seoyun: Notice, statements: Callable[..., int]
) -> None:
    for slug in ("reception-1", "counsellor-1", "team-lead"):
        assert statements(desk(slug), reverse("notice", args=[seoyun.pk])) <= 12


@pytest.mark.parametrize(
    ("event", "said", "state"),
    [
        ("help", {"words": "긴급생계비 신청 방법"}, "helped"),
        (
            "decline",
            {"reason": "not_now", "words": "1366", "safety_and_report_checked": "on"},
            "declined",
        ),
    ],
)
def test_first_counselling_may_end_without_a_case(
    desk: Callable[..., Any], acts: Callable[..., Any], event: str, said: dict[str, str], state: str
) -> None:
    client = desk("counsellor-1")
    client.post(
        reverse("new_contact"),
        form(act="start", name="", birth="", phone="", hour_from="", hour_to=""),
    )
    with acts("counsellor-1"):
        one = Notice.objects.get()
    url = reverse("notice_step", args=[one.pk, event])
    assert client.post(url, {"once": str(uuid.uuid4())}).status_code == 422
    assert client.post(url, {**said, "once": str(uuid.uuid4())}).status_code == 303
    back = reverse("notice_step", args=[one.pk, "come_back"])
    with acts("counsellor-1"):
        assert Notice.objects.get().state == state
    client.post(back, {"channel": "visit", "once": str(uuid.uuid4())})
    with acts("counsellor-1"):
        one = Notice.objects.get()
        assert (one.state, bool(one.visited_at)) == ("screening", True)
        assert (
            Task.objects.filter(done_at=None).values_list("what", flat=True).get() == "notice.open"
        )


def test_a_second_call_is_linked_to_the_first(
    desk: Callable[..., Any], acts: Callable[..., Any], seoyun: Notice, call: Callable[..., Notice]
) -> None:
    second = call(-1, 2)
    client = desk("counsellor-1")
    url = reverse("notice_step", args=[second.pk, "mark_duplicate"])
    said = {"kind": "notice", "number": "99-9999", "once": str(uuid.uuid4())}
    assert client.post(url, said).status_code == 422
    client.post(url, {**said, "number": seoyun.number, "once": str(uuid.uuid4())})
    with acts("counsellor-1"):
        one = Notice.objects.get(pk=second.pk)
        assert (one.state, one.same_as_id) == ("duplicate", seoyun.pk)


def test_what_counselling_may_do_reception_may_not(
    desk: Callable[..., Any], seoyun: Notice
) -> None:
    answer = desk("reception-1").post(
        reverse("notice_step", args=[seoyun.pk, "give_up"]),
        {"words": "x", "once": str(uuid.uuid4())},
    )
    assert answer.status_code == 403
