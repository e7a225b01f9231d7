"""A conference through its pages, as the team lead, the case manager and two agencies work with it."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hangot import clock
from hangot.access.context import reading_log
from hangot.access.models import Denial
from hangot.audit.models import AuditEntry
from hangot.cases.actions import seat_post
from hangot.conferences import actions as conferences
from hangot.conferences.models import ActionItem, AgendaItem, Attendance, Conference
from hangot.core.access import Section
from hangot.directory.models import Agency
from hangot.people.entries import owned
from hangot.people.models import Household, Member
from tests.desk.asking import send, statements
from tests.domain.conferring import (
    JOBS,
    LEAD,
    MIND,
    invite,
    on_item,
    post,
    prepared,
    put_on,
    step,
)

pytestmark = pytest.mark.django_db
Desk = Callable[[str], Any]
TOKENS = re.compile(r'(name="(csrfmiddlewaretoken|once)" value="|nonce=")[^"]*"')


def read(client: Any, name: str, *args: Any) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200, answer.content[:400]
    return str(answer.content.decode())


def bare(answer: Any) -> str:
    """The bytes of a page but for its one-time tokens and the address that was asked for."""
    return TOKENS.sub(r"\1", answer.content.decode()).replace(answer.request["PATH_INFO"], "…")


def test_a_team_lead_prepares_calls_and_opens_a_conference(
    agreed: Any,
    desk: Desk,
    acts: Any,
) -> None:
    lead = desk(LEAD)
    with acts(LEAD):
        chair, invited = post(LEAD), [post(one) for one in ("case-manager-1", JOBS, MIND)]
    made = send(
        lead,
        "conference_new",
        what="integrated",
        day="내일",
        begins="1400",
        ends="1530",
        chair=chair,
    )
    assert made.status_code == 303, made.content.decode()
    with acts(LEAD):
        conference = Conference.objects.get()
    page = read(lead, "conference_agenda", conference.pk)
    assert agreed.number not in page  # Nothing is late yet, and nobody asked.
    asked = send(
        desk("case-manager-1"),
        "case_conference",
        agreed.pk,
        section="12",
        words="누가 무엇을 할지 정해요",
    )
    assert asked.status_code == 303
    assert agreed.number in read(lead, "conference_agenda", conference.pk)
    put = send(lead, "conference_agenda", conference.pk, case=agreed.pk, sections=["7", "11"])
    assert put.status_code == 303
    assert send(lead, "conference_posts", conference.pk, posts=invited).status_code == 303
    assert send(lead, "conference_step", conference.pk, "call").status_code == 303
    jobs = desk(JOBS)
    assert "한서윤" in read(jobs, "conference", conference.pk)
    with acts(LEAD):
        item = AgendaItem.objects.get()
    done = send(jobs, "item_words", item.pk, section="11", text="바리스타 과정을 마쳤어요")
    assert done.status_code == 303, done.content.decode()
    for slug in (LEAD, "case-manager-1", JOBS, MIND):
        assert send(desk(slug), "conference_sign", conference.pk).status_code == 303
    opened_ = send(lead, "conference_step", conference.pk, "open")
    assert opened_.status_code == 303, opened_.content.decode()
    assert send(lead, "item_step", item.pk, "present").status_code == 303
    room = read(lead, "conference_room", conference.pk)
    assert "한서윤" in room
    assert "바리스타" not in room  # Work is a summary for the team lead.
    assert "바리스타" in read(jobs, "conference_room", conference.pk)
    assert "바리스타" not in read(desk(MIND), "conference_room", conference.pk)
    assert (
        send(
            lead, "item_step", item.pk, "note", section="12", text="석 달 동안 함께 돕는다"
        ).status_code
        == 303
    )
    assert send(lead, "item_step", item.pk, "decide", outcome="go_on").status_code == 303
    for event in ("decide", "minute"):
        assert send(lead, "conference_step", conference.pk, event).status_code == 303
    assert "석 달 동안" in read(lead, "conference_minutes", conference.pk)
    paper = lead.get(reverse("conference_print", args=[conference.pk]))
    assert paper.content.startswith(b"%PDF")
    assert send(lead, "conference_step", conference.pk, "close").status_code == 303


@pytest.fixture
def decided(opened: Any, acts: Any) -> tuple[Conference, AgendaItem]:
    """Each agency has spoken, three things are decided, the decisions have ended."""
    conference, item = opened
    for slug, section, text in (
        (LEAD, Section.PLAN, "매달 함께 점검한다"),
        ("case-manager-1", Section.HEALTH, "심리상담을 이어 간다"),
    ):
        on_item(acts, "note", item, slug=slug, section=section, text=text)
    on_item(acts, "decide", item, ruling=conferences.Ruling("go_on"), expected=None)
    return step(acts, "end_decisions", conference), item


def test_three_readers_have_three_different_minutes_on_the_page_and_on_paper(
    decided: Any, desk: Desk
) -> None:
    conference, _ = decided
    texts = ("매달 함께 점검한다", "심리상담을 이어 간다")
    wanted = {
        LEAD: (True, False), "case-manager-1": (True, True), MIND: (False, True),
        JOBS: (False, False),
    }  # fmt: skip
    papers = set()
    for slug, shown in wanted.items():
        page = read(desk(slug), "conference_minutes", conference.pk)
        assert tuple(text in page for text in texts) == shown, slug
        answer = desk(slug).get(reverse("conference_print", args=[conference.pk]))
        assert answer["Content-Type"] == "application/pdf"
        assert answer["Content-Disposition"] == 'inline; filename="minutes.pdf"'
        papers.add(answer.content)
    assert len(papers) == len(wanted)


def test_who_took_the_minutes_out_on_paper_stands_in_the_log_of_the_person(
    decided: Any, desk: Desk, acts: Any
) -> None:
    conference, item = decided
    desk(MIND).get(reverse("conference_print", args=[conference.pk]))
    with acts("privacy-officer"), reading_log(item.subject_id):
        rows = AuditEntry.objects.filter(subject_id=item.subject_id, act="conference.print")
        (entry,) = rows
    assert (entry.door, entry.kind, entry.object_id) == ("conference.print", "read", conference.pk)


def test_minutes_are_not_there_before_the_decisions_have_ended(opened: Any, desk: Desk) -> None:
    conference, _ = opened
    for name in ("conference_minutes", "conference_print"):
        assert desk(LEAD).get(reverse(name, args=[conference.pk])).status_code == 404


ONE_CONFERENCE = (
    "conference", "conference_agenda", "conference_posts", "conference_room", "conference_minutes",
    "conference_print",
)  # fmt: skip


def test_for_who_is_not_invited_or_kept_out_no_page_of_it_exists(
    decided: Any, desk: Desk, acts: Any
) -> None:
    conference, item = decided
    with acts(JOBS) as by:
        worker = by.worker
    with acts("safety-officer") as by:
        Denial(
            centre_id=by.centre, subject_id=item.subject_id, worker_id=worker, starts=clock.now(),
            code="kin",
        ).save(force_insert=True)  # fmt: skip
    for slug in (JOBS, "korea-legal-aid-1"):
        client = desk(slug)
        for name in ONE_CONFERENCE:
            answer = client.get(reverse(name, args=[conference.pk]))
            nothing = client.get(reverse(name, args=[uuid4()]))
            assert (answer.status_code, bare(answer)) == (404, bare(nothing)), (slug, name)
        words = client.get(reverse("item_words", args=[item.pk]))
        assert bare(words) == bare(client.get(reverse("item_words", args=[uuid4()])))
        assert str(conference.pk) not in read(client, "conferences")
        for name, args in (
            ("conference_sign", [conference.pk]), ("conference_step", [conference.pk, "minute"]),
            ("item_step", [item.pk, "leave"]),
        ):  # fmt: skip
            assert send(client, name, *args, why="kinship").status_code == 404, name


def test_who_is_invited_runs_nothing(called: Any, desk: Desk, acts: Any) -> None:
    conference, item = called
    client = desk(JOBS)
    for event in ("postpone", "cancel", "open"):
        assert send(client, "conference_step", conference.pk, event, why="date").status_code == 403
    assert client.get(reverse("conference_agenda", args=[conference.pk])).status_code == 403
    assert send(client, "item_step", item.pk, "withdraw", why="mistake").status_code == 403
    with acts(LEAD):
        other = Attendance.objects.get(conference=conference, post_id=post(LEAD))
    assert send(client, "conference_came", other.pk).status_code == 403


def test_a_room_without_a_quorum_says_so_and_stays_closed(called: Any, desk: Desk) -> None:
    conference, _ = called
    lead = desk(LEAD)
    send(lead, "conference_sign", conference.pk)
    answer = send(lead, "conference_step", conference.pk, "open")
    assert answer.status_code == 422
    assert "정족수가 차지 않았습니다" in answer.content.decode()
    assert lead.get(reverse("conference_room", args=[conference.pk])).status_code == 404


def test_an_item_to_leave_the_room_for_shows_its_number_alone(
    agreed: Any, other_case: Any, desk: Desk, acts: Any
) -> None:
    conference = prepared(acts)
    put_on(acts, conference, other_case)
    put_on(acts, conference, agreed)
    invite(acts, conference, "case-manager-1", JOBS)
    step(acts, "call", conference)
    page = read(desk(JOBS), "conference", conference.pk)
    assert "이 안건에서는 자리를 비워 주세요" in page
    assert "오민재" not in page
    assert other_case.number not in page
    assert "한서윤" in page


def test_the_name_of_a_guarded_agency_is_not_told_to_other_guests(
    agreed: Any, desk: Desk, acts: Any, agree: Any
) -> None:
    guarded = "seoul-stalking-support-1"
    with acts("case-manager-1") as by:
        agree("seoul-stalking-support", (Section.OVERVIEW, Section.IDENTITY), by)
    conference = prepared(acts)
    put_on(acts, conference, agreed)
    invite(acts, conference, "case-manager-1", JOBS, guarded)
    step(acts, "call", conference)
    assert "스토킹" in read(desk(LEAD), "conference", conference.pk)
    assert "스토킹" not in read(desk(JOBS), "conference", conference.pk)


def test_an_action_is_settled_on_its_page_and_comes_back(
    opened: Any, desk: Desk, acts: Any
) -> None:
    _, item = opened
    due = (clock.now() + timedelta(days=9)).date()
    with acts(LEAD):
        jobs = str(post(JOBS))
    given = send(
        desk(LEAD), "item_step", item.pk, "charge", section="1", text="과정을 알아본다", post=jobs,
        due=due.isoformat(),
    )  # fmt: skip
    assert given.status_code == 303, given.content.decode()
    with acts(JOBS):
        action = ActionItem.objects.get()
    client = desk(JOBS)
    assert "과정을 알아본다" in read(client, "conference_actions")
    assert "회의에서 맡은 과제 하기" in client.get("/").content.decode()
    missing = send(client, "conference_action", action.pk, event="miss")
    assert missing.status_code == 422
    assert (
        send(client, "conference_action", action.pk, event="miss", why="no_time").status_code == 303
    )
    with acts(LEAD):
        assert AgendaItem.objects.filter(conference=None, origin="carried").count() == 1
    assert desk(MIND).get(reverse("conference_action", args=[action.pk])).status_code == 404


def test_the_agenda_names_agencies_that_help_and_are_not_invited_and_cases_of_the_home(
    agreed: Any, other_case: Any, desk: Desk, acts: Any
) -> None:
    with acts("case-manager-1") as by:
        home = Household(centre_id=by.centre, created_at=clock.now())
        home.save(force_insert=True)
        Member(
            **owned(agreed.person_id, Section.FAMILY, by=by, at=clock.now()), household=home,
            role="child", since=date(2020, 1, 1),
        ).save(force_insert=True)  # fmt: skip
        mind = post(MIND)
        agency = Agency.objects.get(slug="smile-centre").pk
        seat_post(
            case_id=agreed.pk, post_id=mind, agency=agency, sections=[Section.HEALTH], by=by,
            at=clock.now(),
        )  # fmt: skip
    with acts("counsellor-1") as by:
        Member(
            **owned(other_case.person_id, Section.FAMILY, by=by, at=clock.now()), household=home,
            role="parent", since=date(2020, 1, 1),
        ).save(force_insert=True)  # fmt: skip
    conference = prepared(acts, slug="case-manager-1")
    put_on(acts, conference, agreed, slug="case-manager-1")
    page = read(desk("case-manager-1"), "conference_agenda", conference.pk)
    assert "함께 돕지만 초대하지 않은 기관" in page
    assert (
        other_case.number not in page
    )  # The family of the other case is not the manager's to see.


def test_a_double_click_puts_a_case_on_the_agenda_once(agreed: Any, desk: Desk, acts: Any) -> None:
    conference, lead = prepared(acts), desk(LEAD)
    form = {"once": str(uuid4()), "case": str(agreed.pk), "origin": "still"}
    url = reverse("conference_agenda", args=[conference.pk])
    assert [lead.post(url, form).status_code for _ in range(2)] == [303, 302]
    with acts(LEAD):
        assert AgendaItem.objects.count() == 1


@pytest.mark.parametrize(
    "name", ["conference", "conference_room", "conference_minutes", "conference_agenda"]
)
def test_a_page_of_a_conference_asks_at_most_twelve_statements(
    decided: Any, desk: Desk, name: str
) -> None:
    conference, _ = decided
    for slug in (LEAD, JOBS) if name != "conference_agenda" else (LEAD,):
        client = desk(slug)
        with CaptureQueriesContext(connection) as caught:
            read(client, name, conference.pk)
        asked = statements(caught)
        assert len(asked) <= 12, [one[:90] for one in asked]
