"""The feed of the police: a key, one report a request, ten times the same is one."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from hangot import clock
from hangot.access.models import Once
from hangot.audit.models import AuditEntry
from hangot.core.refusal import NotAllowed
from hangot.desk.reports import feed as feed_page
from hangot.intake.models import Notice
from hangot.reports import keys
from hangot.reports.models import FeedKey, Report, Turned

pytestmark = pytest.mark.django_db
POLICE = "police-victim-desk-1"
SUNYOUNG = {
    "number": "성북-26-0901", "reported_at": "2026-09-01T23:40:00+09:00", "agreed": True,
    "risk": "high", "name": "박선영", "phone": "010-7734-0182", "wish": "아이와 쉬고 싶어요",
    "district": "seongbuk", "members": [{"role": "child", "name": "최유나", "birth": "2017-05-02"}],
}  # fmt: skip


@pytest.fixture
def key(acts: Callable[..., Any]) -> str:
    """Made by the administrator for the police."""
    with acts(POLICE) as police:
        pass
    with acts("administrator") as by:
        return keys.make_key(agency=police.agency, label="112", by=by, at=clock.now())


@pytest.fixture
def sends(client_factory: Callable[[], Any], key: str) -> Callable[..., Any]:
    """The program of the police."""

    def send(body: Any = None, *, once: str = "one", bearer: str = key, **more: Any) -> Any:
        text = body if isinstance(body, str) else json.dumps(body or SUNYOUNG, ensure_ascii=False)
        headers = {"Authorization": f"Bearer {bearer}", "Idempotency-Key": once}
        headers = {name: value for name, value in headers.items() if value}
        return client_factory().post(
            "/feed/reports", text, content_type=more.pop("content_type", "application/json"),
            headers=headers, **more,
        )  # fmt: skip

    return send


def test_a_report_of_the_feed_becomes_a_contact_and_is_answered_with_its_number(
    sends: Any, acts: Any
) -> None:
    answer = sends()
    assert answer.status_code == 201
    with acts("counsellor-1"):
        notice = Notice.objects.get()
        assert answer.json() == {"receipt": notice.number, "new": True}
        assert (notice.name, notice.urgency) == ("박선영", "urgent")


def test_a_feed_replayed_ten_times_leaves_one_report(sends: Any, acts: Any) -> None:
    answers = [sends(once=f"{n % 2}") for n in range(10)]
    assert [one.status_code for one in answers] == [201] + [200] * 9
    assert len({one.json()["receipt"] for one in answers}) == 1
    with acts("counsellor-1"):
        assert Report.objects.count() == 1


def test_another_body_under_the_same_key_or_number_is_refused(sends: Any, acts: Any) -> None:
    sends()
    other = {**SUNYOUNG, "wish": "다른 말"}
    for once, kind in (("one", "other-body"), ("two", "other-content")):
        answer = sends(other, once=once)
        assert answer.status_code == 422
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.json()["type"] == f"/problems/{kind}"
    with acts("counsellor-1"):
        assert Report.objects.get().notice.wish == SUNYOUNG["wish"]


def test_of_a_home_that_did_not_agree_nothing_is_kept_but_one_count(sends: Any, acts: Any) -> None:
    no = {**SUNYOUNG, "agreed": False}
    for _ in range(3):
        answer = sends(no)
        assert (answer.status_code, answer.json()["type"]) == (422, "/problems/not-agreed")
    with acts("statistics"):
        assert Turned.objects.get().many == 1
    with acts("administrator"):
        assert Once.objects.get().body_hash == "not_agreed"
    with acts("counsellor-1"):
        assert not Notice.objects.exists()


def test_fields_that_are_not_taken_are_named_and_their_content_is_not(sends: Any) -> None:
    answer = sends({**SUNYOUNG, "crime": "특수폭행", "phone": "구이일", "wish": "피의자 홍길동"})
    assert answer.status_code == 422
    assert {one["pointer"] for one in answer.json()["errors"]} == {"#/crime", "#/phone", "#/wish"}
    for said in ("특수폭행", "구이일", "홍길동", "박선영"):
        assert said not in answer.content.decode()


@pytest.mark.parametrize(
    "body",
    ["", "{", "[]", "null", '"x"', '{"a": 1, "a": 2}', '{"a": NaN}', "[" * 100_000, '{"a": "\\ud800"'],
)  # fmt: skip
def test_what_is_no_object_of_json_is_one_problem_and_no_fault(sends: Any, body: str) -> None:
    answer = sends(body or " ")
    assert (answer.status_code, answer.json()["type"]) in (
        (400, "/problems/json"), (413, "/problems/too-large"),
    )  # fmt: skip


def test_the_time_of_a_report_comes_with_its_zone(sends: Any) -> None:
    answer = sends({**SUNYOUNG, "reported_at": "2026-09-01T23:40:00"})
    assert [one["pointer"] for one in answer.json()["errors"]] == ["#/reported_at"]


@pytest.mark.parametrize("bearer", ["", "hgf_x_y", "nonsense", "hgf_" + "0" * 32 + "_x"])
def test_without_a_key_nothing_is_read(sends: Any, acts: Any, bearer: str) -> None:
    answer = sends(bearer=bearer)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    with acts("counsellor-1"):
        assert not Notice.objects.exists()


def test_the_old_key_goes_on_for_a_week_and_an_ended_one_opens_nothing(
    sends: Any, acts: Any, key: str, monkeypatch: Any
) -> None:
    with acts("administrator") as by:
        row = FeedKey.objects.get()
        fresh = keys.make_key(agency=row.agency_id, label="112", by=by, at=clock.now())
    assert sends(once="a").status_code == 201
    assert sends(once="b", bearer=fresh).status_code == 200
    later = clock.now() + keys.OVERLAP + timedelta(seconds=1)
    assert keys.key_of(key, at=later) is None
    assert keys.key_of(fresh, at=later)
    with acts("administrator") as by:
        keys.end_key(key_id=row.pk, by=by, at=clock.now())
    assert sends(once="c").status_code == 401


def test_of_a_key_only_a_hash_is_kept_and_only_the_administrator_makes_one(
    acts: Any, key: str
) -> None:
    secret = key.split("_", 2)[2]
    with connection.cursor() as cursor:
        cursor.execute("select to_jsonb(k)::text from hangot_feedkey k")
        assert secret not in str(cursor.fetchall())
    with acts("team-lead") as by, pytest.raises(NotAllowed):
        keys.make_key(agency=by.agency, label="…", by=by, at=clock.now())


def test_too_many_in_a_minute_are_told_to_wait(sends: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(feed_page, "A_MINUTE", 2)
    assert [sends(once=f"{n}").status_code for n in range(3)] == [201, 200, 429]
    assert int(sends(once="x").headers["Retry-After"]) <= 60


def test_who_tries_keys_is_told_to_wait_even_with_the_right_one(sends: Any) -> None:
    for _ in range(feed_page.WRONG_A_MINUTE):
        assert sends(bearer="nonsense").status_code == 401
    assert sends().status_code == 429


def test_only_a_json_post_with_a_key_of_its_own_is_taken(sends: Any, client_factory: Any) -> None:
    assert client_factory().get("/feed/reports").status_code == 405
    assert sends(content_type="text/plain").status_code == 415
    assert sends(once="").json()["type"] == "/problems/idempotency-key"
    assert sends(once="x" * 201).status_code == 400
    assert sends("x" * 40_000).status_code == 413


def test_problems_speak_the_language_of_the_sender(sends: Any) -> None:
    assert sends("{", HTTP_ACCEPT_LANGUAGE="en").json()["title"].startswith("This could")
    assert "읽지 못했습니다" in sends("{", HTTP_ACCEPT_LANGUAGE="ko").json()["title"]


def test_the_log_says_that_the_key_handed_in_and_what_was_refused(sends: Any, acts: Any) -> None:
    sends()
    sends({**SUNYOUNG, "phone": "x"}, once="two")
    with acts("auditor"):
        found = AuditEntry.objects.filter(act="report.write").values_list("kind", "because", "door")
        assert ("refused", "unfit", "feed.reports") in list(found)
        assert AuditEntry.objects.filter(act="notice.receive", door="feed.reports").exists()
