"""A record is ended by two posts, for good, and nothing that names anybody is left of it."""

import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from hangot import clock
from hangot.access.context import acting, deriving
from hangot.access.founding import centre_of, clockwork
from hangot.access.models import AccessRow
from hangot.cases.models import Case
from hangot.core.access import Purpose
from hangot.desk.trust.review_rows import code_of
from hangot.people.models import Mark
from hangot.retention import finding, ledger, shredding
from hangot.retention.models import Destruction, Retained
from hangot.tasks.models import Moved
from hangot.vault.models import DataKey, PersonTokens
from tests.desk.test_month_review import send

pytestmark = pytest.mark.django_db
Desk = Callable[..., Any]
Acts = Callable[..., Any]
PAGE = "/trust/retention/"
MOST = 12


@pytest.fixture(autouse=True)
def outside(tmp_path: Path, settings: Any) -> Path:
    settings.HANGOT_ANCHORS = str(tmp_path)
    return tmp_path


def ended(case: Case, *, days: int = 0) -> Case:
    """The work is over, as the log of moves says, so many days from now."""
    at = clock.now() + timedelta(days=days)
    with acting(clockwork(centre_of())) as state, deriving(case.person_id):
        Moved.objects.bulk_create([Moved(
            centre_id=state.actor.centre, subject_id=case.person_id, section=1,
            agency_id=state.actor.agency, post_id=state.actor.post, thing_kind="case",
            thing_id=case.pk, event="close", source="closing", target="closed", at=at,
        )])  # fmt: skip
        Mark.objects.bulk_create([Mark(
            centre_id=state.actor.centre, subject_id=case.person_id, agency_id=state.actor.agency,
            axis="age", source="birth", code="to39", at=at,
        )])  # fmt: skip
    return case


@pytest.fixture
def closed(case: Case, acts: Acts) -> Case:
    with acts("counsellor-1"):
        Case.objects.filter(pk=case.pk).update(state="closing", version=case.version + 1)
        Case.objects.filter(pk=case.pk).update(state="closed", version=case.version + 2)
    return ended(case)


def proposed(desk: Desk, case: Case, ground: str = "person_asked") -> Destruction:
    given = {"number": case.number, "act": f"propose-{ground}", "reason": "본인 요구서 2026-7"}
    answer = send(desk("privacy-officer"), PAGE, **given)
    assert answer.status_code == 303, answer.content.decode()
    with acting(clockwork(centre_of(), duties=("V",))):
        return Destruction.objects.get()


def step(client: Any, row: Destruction, event: str, **given: Any) -> Any:
    return send(client, f"{PAGE}{row.pk}/{event}/", version=row.version, **given)


def left(case: Case) -> tuple[int, int, int, int]:
    subject = case.person_id
    with acting(clockwork(centre_of(), duties=("V",))), deriving(subject):
        return (
            DataKey.objects.filter(pk=subject).count(),
            PersonTokens.objects.filter(pk=subject).count(),
            AccessRow.objects.filter(subject_id=subject).count(),
            Mark.objects.filter(subject_id=subject).count(),
        )


def test_two_posts_end_a_record_and_nobody_finds_or_reads_it_any_more(
    closed: Case, desk: Desk, django_capture_on_commit_callbacks: Any
) -> None:
    assert min(left(closed)) > 0
    row = proposed(desk, closed)
    with django_capture_on_commit_callbacks(execute=True):
        assert step(desk("team-lead"), row, "approve").status_code == 303
    assert left(closed) == (0, 0, 0, 0)
    for slug in ("counsellor-1", "team-lead", "reception-1"):
        answer = desk(slug).get(f"/cases/{closed.pk}/")
        assert answer.status_code == 404
        assert "한서윤" not in answer.content.decode()
    (line,) = ledger.read()
    assert line.subject == closed.person_id


def test_the_certificate_has_a_number_and_no_name(closed: Case, desk: Desk) -> None:
    row = proposed(desk, closed)
    step(desk("team-lead"), row, "approve")
    officer = desk("privacy-officer")
    paper = officer.get(f"{PAGE}{row.pk}/certificate/")
    assert paper.content.startswith(b"%PDF")
    letter = officer.get(f"{PAGE}{row.pk}/letter/")
    section = ZipFile(io.BytesIO(letter.content)).read("Contents/section0.xml").decode()
    assert "개인정보 파기 결과 알림" in section
    page = officer.get(PAGE).content.decode() + section
    assert code_of(closed.person_id) in page
    assert not [word for word in ("한서윤", "가람", closed.number) if word in page]


def test_nobody_ends_a_record_alone_and_the_database_refuses_it_too(
    closed: Case, desk: Desk, acts: Acts
) -> None:
    row = proposed(desk, closed)
    assert step(desk("privacy-officer"), row, "approve").status_code == 403
    with acts("privacy-officer") as by, pytest.raises(DatabaseError), transaction.atomic():
        Destruction.objects.filter(pk=row.pk).update(
            state="done", decided_by=by.worker, decided_post=by.post, version=row.version + 1
        )
    assert min(left(closed)) > 0


def test_a_hold_by_law_stops_it_until_it_is_lifted(closed: Case, desk: Desk, acts: Acts) -> None:
    officer = desk("privacy-officer")
    row = proposed(desk, closed)
    held = {"number": closed.number, "act": "hold", "reason": "손해배상 소송 중"}
    assert send(officer, PAGE, **held).status_code == 303
    step(desk("team-lead"), row, "approve")
    assert min(left(closed)) > 0
    from hangot.retention.models import LegalHold

    with acts("privacy-officer"):
        hold = LegalHold.objects.get()
    assert send(desk("team-lead"), f"{PAGE}{hold.pk}/lift/").status_code == 403
    assert send(officer, f"{PAGE}{hold.pk}/lift/").status_code == 303
    step(desk("team-lead"), row, "approve")
    assert left(closed) == (0, 0, 0, 0)


def test_a_case_that_goes_on_or_whose_time_is_not_over_is_not_ended(case: Case, desk: Desk) -> None:
    officer = desk("privacy-officer")
    for ground in ("person_asked", "retention_over"):
        given = {"number": case.number, "act": f"propose-{ground}", "reason": "…"}
        answer = send(officer, PAGE, **given)
        assert answer.status_code == 422
        assert "보존기간이 지났거나" in answer.content.decode()


def test_the_clock_finds_what_is_over_and_not_what_ended_yesterday(
    closed: Case, other_case: Case, desk: Desk
) -> None:
    ended(other_case, days=400)
    assert finding.find(centre_of(), at=clock.now()) == 0
    later = clock.now() + timedelta(days=5 * 366)
    assert finding.find(centre_of(), at=later) == 1
    assert finding.find(centre_of(), at=later) == 0
    page = desk("privacy-officer").get(PAGE).content.decode()
    assert code_of(closed.person_id) in page
    assert code_of(other_case.person_id) not in page
    assert "사회보장급여법 34조" in page
    with acting(clockwork(centre_of(), duties=("V",)), Purpose.OVERSIGHT):
        due = Retained.objects.get()
    given = {"retained": str(due.pk), "act": "propose-retention_over", "reason": "5년 지남"}
    assert send(desk("team-lead"), PAGE, **given).status_code == 303


def test_whoever_came_back_is_destroyed_again_and_nobody_twice(
    closed: Case, desk: Desk, other_case: Case
) -> None:
    row = proposed(desk, closed)
    step(desk("team-lead"), row, "approve")
    shredding.keep_list(centre_of())
    assert shredding.replay(at=clock.now()) == 0
    line = next(ledger.read())
    ledger.add([ledger.Line(line.at, line.centre, other_case.person_id, other_case.pk)])
    assert shredding.replay(at=clock.now()) == 1
    assert left(other_case) == (0, 0, 0, 0)
    assert shredding.replay(at=clock.now()) == 0


def test_a_list_of_the_destroyed_that_was_changed_is_found(
    closed: Case, desk: Desk, outside: Path
) -> None:
    from hangot.audit.anchors import BrokenAnchors

    row = proposed(desk, closed)
    step(desk("team-lead"), row, "approve")
    shredding.keep_list(centre_of())
    path = outside / ledger.FILE
    path.write_text(path.read_text().replace(str(closed.person_id), str(row.pk)))
    with pytest.raises(BrokenAnchors):
        shredding.replay(at=clock.now())


def test_only_the_privacy_officer_and_team_leads_have_the_page(closed: Case, desk: Desk) -> None:
    row = proposed(desk, closed)
    for slug in ("counsellor-1", "auditor", "centre-manager", "administrator"):
        assert desk(slug).get(PAGE).status_code == 403
        assert step(desk(slug), row, "approve").status_code == 403


def test_the_page_asks_the_database_a_fixed_number_of_times(closed: Case, desk: Desk) -> None:
    proposed(desk, closed)
    client = desk("privacy-officer")
    client.get(PAGE)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(PAGE).status_code == 200
    told = [q for q in seen.captured_queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(told) <= MOST
