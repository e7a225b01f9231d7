"""A file leaves the house only with a second person, for a day, for who asked, behind a code."""

import csv
import io
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
import pyzipper
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from hangot import clock
from hangot.access.context import acting
from hangot.access.founding import centre_of, clockwork
from hangot.access.trail import remember
from hangot.accounts.models import Sitting
from hangot.audit.models import AuditEntry
from hangot.cases.models import Case
from hangot.core.ids import new_id
from hangot.core.refusal import Missing
from hangot.exports import actions, making, sheets
from hangot.exports.models import Export, ExportPart
from tests.desk.test_month_review import in_it, last_month, send

pytestmark = pytest.mark.django_db
Desk = Callable[..., Any]
Acts = Callable[..., Any]
PAGE = "/trust/exports/"
MOST = 12
ASK = {
    "sheet": "cases", "form": "csv", "purpose": "authority_report", "recipient": "여성가족과 담당",
    "reason": "공문 여성-1234",
}  # fmt: skip


@pytest.fixture
def asked(case: Case, desk: Desk, acts: Acts) -> Export:
    assert send(desk("team-lead"), PAGE, **ASK).status_code == 303
    with acts("team-lead"):
        return Export.objects.get()


def step(client: Any, row: Export, event: str, **given: Any) -> Any:
    return send(client, f"{PAGE}{row.pk}/{event}/", version=now(row).version, **given)


def now(row: Export) -> Export:
    with acting(clockwork(centre_of())):
        found = Export.objects.get(pk=row.pk)
        _ = found.code
        return found


def made(row: Export) -> bool:
    return making.make(row.pk, centre_of(), at=clock.now())


def opened(answer: Any, code: str) -> tuple[str, bytes]:
    with pyzipper.AESZipFile(io.BytesIO(answer.content)) as package:
        package.setpassword(code.encode())
        (name,) = package.namelist()
        return name, package.read(name)


def test_one_asks_another_allows_the_clock_makes_and_who_asked_fetches(
    asked: Export, case: Case, desk: Desk, acts: Acts
) -> None:
    assert step(desk("privacy-officer"), asked, "allow").status_code == 303
    assert made(asked)
    page = desk("team-lead").get(PAGE).content.decode()
    code = str(now(asked).code)
    assert code in page
    assert re.fullmatch(r"(\d{4}-){4}\d{4}", code)
    name, content = opened(step(desk("team-lead"), asked, "fetch"), code)
    assert name == "cases.csv"
    mark, heads, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    assert content.startswith(b"\xef\xbb\xbf")
    assert all(word in mark[0] for word in ("팀장", "감독기관 보고", "여성가족과 담당", "반출번호"))
    assert heads[0] == "사례 번호"
    assert case.number in [row[0] for row in rows]
    assert {row[-1] for row in rows} == {str(asked.pk)[-12:].upper()}
    with acts("privacy-officer"):
        entry = AuditEntry.objects.get(act="export.fetch", done=True)
        assert (entry.kind, entry.reason) == ("export", "authority_report")


def test_without_the_code_the_file_tells_nothing(asked: Export, case: Case, desk: Desk) -> None:
    step(desk("privacy-officer"), asked, "allow")
    made(asked)
    answer = step(desk("team-lead"), asked, "fetch")
    assert case.number.encode() not in answer.content
    with pytest.raises(RuntimeError, match="Bad password"):
        opened(answer, "0000-0000-0000-0000-0000")


def test_nobody_approves_their_own_and_the_database_refuses_it_too(desk: Desk, acts: Acts) -> None:
    given = {**ASK, "sheet": "log", "month": f"{last_month():%Y-%m}"}
    assert send(desk("privacy-officer"), PAGE, **given).status_code == 303
    with acts("privacy-officer"):
        row = Export.objects.get()
    assert step(desk("privacy-officer"), row, "allow").status_code == 403
    with acts("privacy-officer"), pytest.raises(DatabaseError), transaction.atomic():
        Export.objects.filter(pk=row.pk).update(
            state="allowed", decided_by=row.worker_id, version=row.version + 1
        )
    assert step(desk("centre-manager"), row, "allow").status_code == 303


def test_the_approver_neither_reads_the_code_nor_fetches_the_file(
    asked: Export, desk: Desk
) -> None:
    officer = desk("privacy-officer")
    step(officer, asked, "allow")
    made(asked)
    assert str(now(asked).code) not in officer.get(PAGE).content.decode()
    assert step(officer, asked, "fetch").status_code == 403


def test_a_refusal_says_why_and_makes_nothing(asked: Export, desk: Desk) -> None:
    officer = desk("privacy-officer")
    step(officer, asked, "refuse")
    assert now(asked).state == "asked"
    step(officer, asked, "refuse", answer="번호만 전화로 알려 주면 됩니다")
    assert now(asked).state == "refused"
    assert "번호만 전화로" in desk("team-lead").get(PAGE).content.decode()
    assert not made(asked)


def test_a_post_that_changed_hands_meanwhile_gets_no_file(
    asked: Export, desk: Desk, acts: Acts
) -> None:
    step(desk("privacy-officer"), asked, "allow")
    with acts("administrator"):
        Sitting.objects.filter(post_id=asked.post_id, until=None).update(until=clock.now())
    assert not made(asked)
    assert (now(asked).state, now(asked).because) == ("failed", "rights")
    assert "요청한 직위가 바뀌었습니다" in desk("privacy-officer").get(PAGE).content.decode()


def test_after_a_day_the_file_is_gone(asked: Export, desk: Desk, acts: Acts) -> None:
    step(desk("privacy-officer"), asked, "allow")
    made(asked)
    later = clock.now() + timedelta(hours=25)
    with acts("team-lead") as by, pytest.raises(Missing):
        actions.fetch(export_id=asked.pk, by=by, at=later)
    with acting(clockwork(centre_of())) as state:
        actions.lapse(asked.pk, by=state.actor, at=later)
    assert now(asked).state == "over"
    with acts("team-lead"):
        assert ExportPart.objects.count() == 0
    assert step(desk("team-lead"), asked, "fetch").status_code == 404


def test_taken_back_the_file_is_gone(asked: Export, desk: Desk, acts: Acts) -> None:
    step(desk("privacy-officer"), asked, "allow")
    made(asked)
    assert step(desk("team-lead"), asked, "withdraw").status_code == 303
    assert step(desk("team-lead"), asked, "fetch").status_code == 404
    with acts("team-lead"):
        assert ExportPart.objects.count() == 0


def test_a_month_of_the_log_in_pieces_as_a_workbook(
    desk: Desk, acts: Acts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "PIECE", 7)
    with acts("counsellor-1") as by:
        for number in range(25):
            remember("case.see", by=by, at=in_it(2, number), subject=new_id(), kind="read")
    given = {**ASK, "sheet": "log", "form": "xlsx", "month": f"{last_month():%Y-%m}"}
    send(desk("privacy-officer"), PAGE, **given)
    with acts("privacy-officer"):
        row = Export.objects.get()
    step(desk("centre-manager"), row, "allow")
    assert made(row)
    with acts("privacy-officer"):
        assert ExportPart.objects.filter(export=row).count() >= 1
    _, content = opened(step(desk("privacy-officer"), row, "fetch"), str(now(row).code))
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet.max_row == 27
    assert now(row).done == 25
    assert "반출번호" in sheet.oddFooter.left.text


def test_too_many_rows_and_no_month_are_refused_before_anybody_decides(
    desk: Desk, acts: Acts, monkeypatch: pytest.MonkeyPatch, case: Case
) -> None:
    officer = desk("privacy-officer")
    assert send(officer, PAGE, **{**ASK, "sheet": "log"}).status_code == 422
    assert send(officer, PAGE, **{**ASK, "sheet": "cases"}).status_code == 422
    monkeypatch.setattr(actions, "LIMIT", 0)
    answer = send(desk("team-lead"), PAGE, **ASK)
    assert answer.status_code == 422
    assert "한 번에 내보낼 수 없습니다" in answer.content.decode()


def test_only_those_who_ask_or_decide_have_the_page(asked: Export, desk: Desk) -> None:
    for slug in ("counsellor-1", "auditor", "administrator", "moel-job-centre-1"):
        assert desk(slug).get(PAGE).status_code == 403
        assert step(desk(slug), asked, "allow").status_code == 403
    assert send(desk("centre-manager"), PAGE, **ASK).status_code == 404


def test_the_page_asks_the_database_a_fixed_number_of_times(asked: Export, desk: Desk) -> None:
    client = desk("team-lead")
    for _ in range(3):
        send(client, PAGE, **ASK)
    client.get(PAGE)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(PAGE).status_code == 200
    told = [q for q in seen.captured_queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(told) <= MOST
