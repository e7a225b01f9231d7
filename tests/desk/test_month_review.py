"""A month of the log: begun, answered entry by entry, closed and signed, and never changed again."""

import io
import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from hangot import clock
from hangot.access.context import acting, system
from hangot.access.trail import remember
from hangot.audit.models import AuditEntry, AuditReview
from hangot.audit.verify import verify
from hangot.cases.models import Case
from hangot.core.access import Purpose
from hangot.core.ids import new_id
from hangot.directory.models import Centre
from hangot.jobs import log
from hangot.people import actions as people
from hangot.watching import months, queries
from hangot.watching.models import MonthFinding, MonthReview
from hangot.watching.whole import reading

pytestmark = pytest.mark.django_db
Desk = Callable[..., Any]
Acts = Callable[..., Any]
MOST = 12


def last_month() -> Any:
    return months.shifted(months.read("", clock.now()), -1)


def in_it(days: int = 10, minutes: int = 0) -> datetime:
    return months.span(last_month())[0] + timedelta(days=days, minutes=minutes)


def place() -> str:
    return f"/trust/review/?month={last_month():%Y-%m}"


def send(client: Any, url: str, **given: Any) -> Any:
    return client.post(url, {"once": str(uuid4()), **given})


@pytest.fixture
def looked(acts: Acts) -> Any:
    """Last month the counsellor looked at somebody she has nothing to do with."""
    somebody = new_id()
    with acts("counsellor-1") as by:
        for minute in range(3):
            remember("section.see", by=by, at=in_it(minutes=minute), subject=somebody, kind="read")
    return somebody


def rows_of(page: str) -> list[str]:
    body = page.split("<tbody", 1)[1].split("</tbody>", 1)[0]
    return [row for row in body.split("<tr")[1:] if "review/" in row]


def answer_all(client: Any, page: str, **given: Any) -> None:
    for entry in dict.fromkeys(re.findall(r"/trust/review/[0-9a-f-]{36}/", page)):
        assert send(client, entry, **(given or {"result": "fine"})).status_code == 303


def test_whoever_looked_without_a_relation_is_found_with_the_reason_and_the_number(
    looked: Any, desk: Desk
) -> None:
    row = next(
        row for row in rows_of(desk("auditor").get(place()).content.decode()) if "맡은 일이" in row
    )
    assert "맡은 일이 없는 사람을 3번 봄" in row
    assert "담당석·의뢰가 없고" in row
    assert str(looked) not in row


def test_whoever_wrote_for_the_person_or_has_the_case_is_not_found(
    looked: Any, case: Case, desk: Desk, acts: Acts
) -> None:
    with acts("counsellor-1") as by:
        remember("note.write", by=by, at=in_it(5), subject=looked)
        remember("case.see", by=by, at=clock.now(), subject=case.person_id, kind="read")
    for page in (place(), "/trust/review/"):
        assert "맡은 일이" not in desk("auditor").get(page).content.decode()


def test_a_month_is_begun_answered_and_signed(looked: Any, desk: Desk, acts: Acts) -> None:
    client = desk("auditor")
    assert send(client, place(), act="begin").status_code == 303
    page = client.get(place()).content.decode()
    refused = send(client, place(), act="close")
    assert refused.status_code == 422
    assert "아직 결과를 적지 않은 기록이" in refused.content.decode()
    answer_all(client, page, result="explained", note="팀장에게 물어 확인함")
    assert send(client, place(), act="close", note="이달은 이상 없음").status_code == 303
    page = client.get(place()).content.decode()
    assert "서명이 맞습니다" in page
    assert "이달은 이상 없음" in page
    paper = client.get(f"{place()}&as=print").content.decode()
    assert "팀장에게 물어 확인함" in paper
    with acts("auditor", Purpose.OVERSIGHT):
        row = MonthReview.objects.get()
        assert AuditEntry.objects.get(act="audit.close", done=True).reason == row.hash


def test_what_stood_out_neither_grows_nor_shrinks_once_the_review_has_begun(
    looked: Any, desk: Desk, acts: Acts
) -> None:
    client = desk("auditor")
    send(client, place(), act="begin")
    before = len(rows_of(client.get(place()).content.decode()))
    with acts("counsellor-2") as by:
        remember("contact.reveal", by=by, at=in_it(20), subject=looked, kind="read")
    assert len(rows_of(client.get(place()).content.decode())) == before


def test_a_closed_month_takes_no_more_answers_and_no_change(
    looked: Any, desk: Desk, acts: Acts
) -> None:
    client = desk("auditor")
    send(client, place(), act="begin")
    page = client.get(place()).content.decode()
    answer_all(client, page)
    send(client, place(), act="close")
    entry = re.findall(r"/trust/review/[0-9a-f-]{36}/", page)[0]
    assert send(client, entry, result="fine").status_code == 422
    assert send(client, place(), act="close").status_code == 422
    assert send(client, place(), act="begin").status_code == 422
    with acts("auditor") as by:
        for change in ({"entries": 0}, {"hash": "0" * 64}):
            with pytest.raises(DatabaseError), transaction.atomic():
                MonthReview.objects.update(**change)
        row = MonthReview.objects.get()
        with pytest.raises(DatabaseError), transaction.atomic():
            MonthFinding(
                centre_id=by.centre, review=row, entry_id=new_id(), why="export", amount=1
            ).save(force_insert=True)


def test_a_signature_that_no_longer_fits_is_said(looked: Any, desk: Desk, acts: Acts) -> None:
    client = desk("auditor")
    send(client, place(), act="begin")
    answer_all(client, client.get(place()).content.decode())
    send(client, place(), act="close")
    assert [(found.many, found.broken) for found in log.months()] == [(1, None)]
    with acts("auditor") as by:
        row = MonthReview.objects.get()
        assert queries.broken(by.centre) is None
        late = AuditReview(
            centre_id=by.centre, entry_id=queries.findings(row)[0].entry_id, at=row.closed_at or clock.now(),
            worker_id=by.worker, result="noted", note="나중에 끼워 넣음",
        )  # fmt: skip
        late.save(force_insert=True)
        assert queries.broken(by.centre) == f"{last_month():%Y-%m-%d}"
    assert "서명이 맞지 않습니다" in client.get(place()).content.decode()
    [found] = log.months()
    assert found.broken == f"{last_month():%Y-%m-%d}", "as `hangot audit verify` says it"


def test_who_is_kept_out_of_a_record_does_not_hide_its_entries_from_the_check(
    looked: Any, acts: Acts
) -> None:
    """The whole leading agency is kept out, and there is no role for auditors beside the application's."""
    with acts("counsellor-1") as by:
        lead = by.agency
    with acts("safety-officer") as by:
        people.deny(subject=looked, code="conflict", by=by, at=in_it(), agency=lead)
    [centre] = Centre.objects.all()
    auditor = frozenset({"U"})
    with acting(system(centre.pk, lead, auditor, profile=centre.profile)):
        assert verify("default", {})[1], (
            "in the name of the agency a part of its own chain is missing"
        )
    with reading(centre.pk, pack=centre.profile):
        counts, broken = verify("default", {})
    assert broken == []
    assert counts[str(lead)]


def test_this_month_can_be_looked_at_and_not_begun(desk: Desk) -> None:
    client = desk("auditor")
    assert "아직 끝나지 않은 달입니다" in client.get("/trust/review/").content.decode()
    assert send(client, "/trust/review/", act="begin").status_code == 422
    assert send(client, place(), act="close").status_code == 404
    assert send(client, place(), act="sing").status_code == 422


def test_only_the_auditor_and_the_privacy_officer_have_a_month(looked: Any, desk: Desk) -> None:
    for slug in ("counsellor-1", "team-lead", "centre-manager", "administrator"):
        client = desk(slug)
        assert client.get(place()).status_code == 403
        assert send(client, place(), act="begin").status_code == 403
    assert send(desk("privacy-officer"), place(), act="begin").status_code == 303


def test_the_month_asks_the_database_a_fixed_number_of_times(
    looked: Any, desk: Desk, acts: Acts
) -> None:
    client = desk("auditor")
    client.get(place())
    with acts("counsellor-2") as by:
        for number in range(20):
            remember("contact.reveal", by=by, at=in_it(3, number), subject=new_id(), kind="read")
    for stage in ("", "begin", "close"):
        if stage == "close":
            answer_all(client, client.get(place()).content.decode())
        if stage:
            assert send(client, place(), act=stage).status_code == 303
        client.get(place())
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(place()).status_code == 200
        told = [
            q for q in asked.captured_queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))
        ]
        assert len(told) <= MOST, "\n".join(q["sql"][:90] for q in told)


def test_an_auditor_who_is_kept_out_is_not_shown_by_a_gap_that_somebody_is(
    looked: Any, desk: Desk, acts: Acts
) -> None:
    client = desk("auditor")
    send(client, place(), act="begin")
    answer_all(client, client.get(place()).content.decode())
    send(client, place(), act="close")
    with acts("auditor") as by:
        mine = by.agency
    with acts("safety-officer") as by:
        people.deny(subject=looked, code="conflict", by=by, at=in_it(), agency=mine)
    page = client.get(place())
    assert page.status_code == 200
    assert "서명이 맞지 않습니다" not in page.content.decode()
    with ZipFile(io.BytesIO(client.get(f"{place()}&as=zip").content)) as taken:
        figures = json.loads(taken.read("figures.json"))
    assert (figures["broken"], figures["months_broken"]) == ([], None)
