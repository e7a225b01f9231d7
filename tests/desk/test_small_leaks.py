"""Small ways in which something typed or decided got lost, or stood where it must not."""

import logging
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.http import HttpResponse
from psycopg.errors import DeadlockDetected, LockNotAvailable

from hangot import clock
from hangot.audit.models import AuditEntry
from hangot.consent import actions as consents
from hangot.consent import bases
from hangot.consent.models import SharingBasis
from hangot.core.access import Section
from hangot.desk.body import digest
from hangot.desk.door import twice
from hangot.desk.errors import Scrub, fault
from hangot.directory.models import Agency
from hangot.referrals import actions as referrals

pytestmark = pytest.mark.django_db


def _logged(message: str, name: str = "hangot.jobs", **more: Any) -> str:
    record = logging.LogRecord(name, logging.INFO, "x.py", 1, message, (), None)
    assert Scrub().filter(record)
    return record.getMessage()


def test_a_page_that_broke_names_its_number_for_the_operator(
    rf: Any, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(20):
        page = fault(rf.get("/")).content.decode()
        assert Scrub().filter(caplog.records[-1])
        number = caplog.records[-1].getMessage().removeprefix("problem ")
        assert f"문제 번호 {number}" in page


@pytest.mark.parametrize(
    "typed",
    ["900101-1234567", "+82 10 1234 5678", "010-7734-0182", "01077340182", "한서윤", "1997-03-09"],
)
def test_neither_numbers_nor_hangul_reach_the_log_of_the_program(typed: str) -> None:
    assert typed not in _logged(f"refused {typed} at the door")
    assert "refused" in _logged(f"refused {typed} at the door")


def test_what_a_library_says_is_not_written_down(settings: Any) -> None:
    said = _logged("duplicate key (name)=(John Smith)", name="django.db.backends")
    assert said == "info in django.db.backends"


def test_another_document_under_the_same_name_is_another_form(rf: Any) -> None:
    def sent(content: bytes) -> str:
        file = SimpleUploadedFile("진술서.pdf", content)
        return digest(rf.post("/x/", {"place": "1", "file": file}))

    assert sent(b"one") == sent(b"one")
    assert sent(b"one") != sent(b"two")


def test_an_act_that_the_database_gave_up_is_done_once_more_and_no_third_time() -> None:
    calls: list[int] = []

    def act(fault: Exception, times: int) -> Callable[[], HttpResponse]:
        def run() -> HttpResponse:
            calls.append(1)
            if len(calls) <= times:
                raise OperationalError from fault
            return HttpResponse("done")

        return run

    assert twice(act(DeadlockDetected(), 1)).content == b"done"
    calls.clear()
    with pytest.raises(OperationalError):
        twice(act(DeadlockDetected(), 2))
    calls.clear()
    with pytest.raises(OperationalError):
        twice(act(LockNotAvailable(), 1))
    assert len(calls) == 1


def test_why_a_clause_was_decided_is_kept_sealed_and_only_its_code_logged(
    case: Any, acts: Any, desk: Any
) -> None:
    with acts("counsellor-1") as by:
        terms = consents.BasisTerms(
            Agency.objects.get(slug="moel-job-centre").pk, (Section.EMPLOYMENT,), "제18조", "급함"
        )
        basis = consents.propose_basis(subject=case.person_id, terms=terms, by=by, at=clock.now())
        bases.use_now(
            basis_id=basis.pk, reason="life_in_danger", expected=None, by=by, at=clock.now()
        )
    with acts("privacy-officer") as by:
        referrals.decide_basis(
            basis_id=basis.pk, event="annul", reason="그 조항이 아닙니다", expected=None, by=by,
            at=clock.now(),
        )  # fmt: skip
        assert SharingBasis.objects.get(pk=basis.pk).finding == "그 조항이 아닙니다"
        entries = AuditEntry.objects.filter(
            object_id=basis.pk, act__in=("basis.act_now", "basis.annul")
        )
        assert {entry.act: entry.reason for entry in entries} == {
            "basis.act_now": "life_in_danger", "basis.annul": None,
        }  # fmt: skip
    assert "그 조항이 아닙니다" in desk("privacy-officer").get("/consents/bases/").content.decode()


def test_the_log_of_a_case_is_opened_for_a_listed_reason_only(case: Any, desk: Any) -> None:
    words = {"once": str(uuid4()), "number": case.number, "reason": "한서윤 남편이 물어봄"}
    assert desk("privacy-officer").post("/trust/logs/", words).status_code == 422
