"""The police send a home to the centre by hand; the desk calls at another hour than before."""

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
from hangot.intake import actions as intake
from hangot.jobs import tick
from hangot.reports.models import Report, Reporter, Turned
from hangot.tasks.models import Task
from tests.desk.asking import send, statements

pytestmark = pytest.mark.django_db
POLICE = "police-victim-desk-1"
MOST = 12


def form(**changed: str) -> dict[str, str]:
    """What the police type of Sunyoung's home; reported an hour ago, to be called at any hour."""
    at = (clock.now() - timedelta(hours=1)).astimezone(clock.SEOUL)
    return {
        "agreed": "yes", "day": f"{at:%Y-%m-%d}", "hour": f"{at:%H:%M}", "number": "성북-26-0901",
        "risk": "normal", "name": "박선영", "birth": "1988-04-02", "phone": "010 7734 0182",
        "call_from": "0000", "call_to": "2359", "wish": "아이와 쉬고 싶어요", "district": "seongbuk",
        "address": "서울 성북구 보문로 12, 101동 302호", "m0_role": "child", "m0_name": "최유나",
        "m0_birth": "2017-05-02", "who_kind": "neighbour", "who_name": "강이웃", "held": "깨진 유리",
        **changed,
    }  # fmt: skip


def tell(client: Any, **changed: str) -> Any:
    """Send the form of a report."""
    return client.post(reverse("report_new"), {"once": str(uuid4()), **form(**changed)})


@pytest.fixture
def reported(desk: Callable[..., Any], acts: Callable[..., Any]) -> Any:
    """Sent by the police desk, as the centre has it."""
    answer = tell(desk(POLICE))
    assert answer.status_code == 303, answer.content.decode()[:2000]
    with acts("counsellor-1"):
        return Report.objects.get()


def test_what_is_sent_arrives_as_a_contact_to_call(desk: Any, reported: Any) -> None:
    html = desk("counsellor-1").get(reverse("notice", args=[reported.pk])).content.decode()
    assert "박선영" in html
    assert "신고로 온 집입니다" in html


def test_the_police_see_their_report_and_nothing_of_the_contact(desk: Any, reported: Any) -> None:
    client = desk(POLICE)
    html = client.get(reverse("report", args=[reported.pk])).content.decode()
    assert "최유나" in html
    assert "강이웃" in html
    assert "접수 열기" not in html
    assert client.get(reverse("notice", args=[reported.pk])).status_code in (403, 404)


@pytest.mark.parametrize("slug", ["reception-1", "counsellor-1", "case-manager-1", "team-lead"])
def test_nobody_at_the_centre_reads_who_reported(desk: Any, reported: Any, slug: str) -> None:
    client = desk(slug)
    for name in ("report", "notice"):
        html = client.get(reverse(name, args=[reported.pk])).content.decode()
        assert "강이웃" not in html
        assert "이웃" not in re.sub(r"<nav.*?</nav>", "", html, flags=re.DOTALL)
        assert "깨진 유리" not in html


def test_content_of_an_investigation_is_refused_and_nothing_typed_is_lost(
    desk: Any, acts: Any
) -> None:
    answer = tell(desk(POLICE), wish="피의자가 다시 올까 무서워요")
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "수사 내용으로 보이는 말" in html
    assert "피의자가 다시 올까 무서워요" in html
    with acts(POLICE):
        assert not Report.objects.exists()
        assert not Reporter.objects.exists()


def test_without_agreement_only_the_count_is_kept(desk: Any, acts: Any) -> None:
    answer = tell(desk(POLICE), agreed="no")
    assert answer.status_code == 422
    assert "보관하지 않았습니다" in answer.content.decode()
    with acts("statistics"):
        assert Turned.objects.get().many == 1
    with acts("counsellor-1"):
        assert not Report.objects.exists()


@pytest.mark.parametrize(
    ("field", "typed", "place"),
    [("phone", "12", "phone"), ("m0_birth", "어제", "m0_birth"), ("day", "", "day"), ("call_to", "", "call_to")],
)  # fmt: skip
def test_what_cannot_be_read_is_said_beside_its_field(
    desk: Any, field: str, typed: str, place: str
) -> None:
    answer = tell(desk(POLICE), **{field: typed})
    assert answer.status_code == 422
    assert f'id="id_{place}_error"' in answer.content.decode()


def test_a_second_click_sends_nothing_twice(desk: Any, acts: Any) -> None:
    client, once = desk(POLICE), "0f9b1f7e-8f0e-4b57-9c0e-3f1a5b0f2d11"
    for _ in range(3):
        answer = client.post(reverse("report_new"), {**form(), "once": once})
        assert answer.status_code in (302, 303)
    with acts("counsellor-1"):
        assert Report.objects.count() == 1


def test_two_calls_unanswered_then_another_hour_then_another_way(
    desk: Any, acts: Any, reported: Any
) -> None:
    client = desk("counsellor-1")
    page = reverse("notice", args=[reported.pk])
    for _ in range(2):
        answer = send(client, "notice_step", reported.pk, "no_answer", result="no_answer")
        assert answer.status_code == 303
    html = client.get(page).content.decode()
    assert "지금까지와 다른 시간입니다" in html
    asked = client.get(reverse("notice_step", args=[reported.pk, "go_another_way"]))
    assert "두 사람이 찾아가기" in asked.content.decode()
    assert "안전한 편지" not in asked.content.decode()
    send(client, "notice_step", reported.pk, "go_another_way", way="ask_police")
    assert "신고를 보낸 경찰에 묻기" in client.get(page).content.decode()
    today = desk(POLICE).get("/").content.decode()
    assert "센터가 닿지 못한 집의 안부 확인하기" in today
    assert send(client, "notice_step", reported.pk, "reach").status_code == 303
    with acts("counsellor-1"):
        assert Task.objects.get(thing_id=reported.pk, done_at=None).what == "notice.open"


def test_the_pages_of_reports_ask_few_statements(desk: Any, reported: Any) -> None:
    for number in range(3):
        tell(desk(POLICE), number=f"n-{number}")
    for slug, name in (("counsellor-1", "report"), ("counsellor-1", "notice"), (POLICE, "report")):
        client = desk(slug)
        client.get("/")
        with CaptureQueriesContext(connection) as caught:
            client.get(reverse(name, args=[reported.pk]))
        assert len(statements(caught)) <= MOST, (slug, name, statements(caught))
    client = desk(POLICE)
    client.get("/")
    with CaptureQueriesContext(connection) as caught:
        client.get(reverse("reports"))
    assert len(statements(caught)) <= MOST


def test_the_history_of_the_home_is_shown_with_how_often(desk: Any, reported: Any) -> None:
    tell(desk(POLICE), number="성북-26-0930")
    html = desk("counsellor-1").get(reverse("report", args=[reported.pk])).content.decode()
    assert "모두 2건" in html
    assert "같은 전화" in html


def test_the_police_answer_on_their_page_and_the_desk_calls_again(
    desk: Any, reported: Any, acts: Callable[..., Any]
) -> None:
    where = ("report_answer", reported.pk)
    assert send(desk(POLICE), *where, result="safe").status_code == 422
    for _ in range(3):
        with acts("counsellor-1") as by:
            intake.attempt(
                notice_id=reported.pk, result="no_answer", expected=None, by=by, at=clock.now()
            )
    with acts("counsellor-1") as by:
        intake.another_way(
            notice_id=reported.pk, way="ask_police", expected=None, by=by, at=clock.now()
        )
    assert (
        "안부를 확인해 주세요"
        in desk(POLICE).get(reverse("report", args=[reported.pk])).content.decode()
    )
    assert send(desk(POLICE), *where, result="safe", words="피의자가 옆에").status_code == 422
    assert send(desk(POLICE), *where, result="changed", words="저녁에 받음").status_code == 303
    with acts("counsellor-1"):
        task = Task.objects.get(thing_id=reported.pk, done_at=None)
        assert (task.what, task.duty) == ("notice.reach", "C")
    html = desk("counsellor-1").get(reverse("report", args=[reported.pk])).content.decode()
    assert "저녁에 받음" in html
    assert send(desk("counsellor-1"), *where, result="safe").status_code == 403


def measure(client: Any, report: Any, **changed: str) -> Any:
    """The police write down what they did an hour before now."""
    taken = (report.reported_at + timedelta(minutes=5)).astimezone(clock.SEOUL)
    said = {"what": "domestic_emergency", "on": f"{taken:%Y-%m-%d}", "clock": f"{taken:%H:%M}"}
    return send(client, "report_measure", report.pk, **{**said, **changed})


def test_a_measure_of_the_night_has_its_forty_eight_hours_on_the_officers_today(
    desk: Any, acts: Any, reported: Any
) -> None:
    client = desk(POLICE)
    assert measure(client, reported).status_code == 303
    page = client.get(reverse("report", args=[reported.pk])).content.decode()
    assert "긴급임시조치(가정폭력)" in page
    assert "청구했습니다" in page
    assert "긴급조치 청구하고 적기" in client.get("/").content.decode()
    seen = desk("counsellor-1").get(reverse("report", args=[reported.pk])).content.decode()
    assert "긴급임시조치(가정폭력)" in seen
    assert "청구했습니다" not in seen
    assert (
        send(client, "report_measure", reported.pk, asked="domestic_emergency").status_code == 303
    )
    assert (
        send(client, "report_measure", reported.pk, asked="domestic_emergency").status_code == 404
    )
    assert "긴급조치 청구하고 적기" not in client.get("/").content.decode()


def test_a_measure_nobody_asked_for_in_time_is_told_to_those_who_watch(
    desk: Any, acts: Any, reported: Any
) -> None:
    measure(desk(POLICE), reported)
    tick.round_of(clock.now() + timedelta(hours=47))
    assert "경찰에 확인하기" not in desk("team-lead").get("/").content.decode()
    tick.round_of(clock.now() + timedelta(hours=49))
    for watcher in ("team-lead", "safety-officer"):
        assert "경찰에 확인하기" in desk(watcher).get("/").content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"clock": "1시쯤"}, "시각"),
        ({"on": "2019-01-01"}, "신고보다 앞선 시각"),
        ({"on": "2099-01-01"}, "아직 오지 않은 시각"),
        ({"what": "victim_protection"}, "긴급조치"),
    ],
)
def test_a_measure_that_cannot_be_is_refused_and_keeps_what_was_typed(
    desk: Any, reported: Any, typed: dict[str, str], said: str
) -> None:
    answer = measure(desk(POLICE), reported, **typed)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert said in html
    assert typed.get("clock", "") in html


def test_nobody_but_the_police_writes_a_measure_and_twice_is_once(desk: Any, reported: Any) -> None:
    assert measure(desk("counsellor-1"), reported).status_code == 403
    assert measure(desk(POLICE), reported).status_code == 303
    again = measure(desk(POLICE), reported)
    assert again.status_code == 422
    assert "이미 적혀 있습니다" in again.content.decode()
