"""Actions of a plan are ticked off one by one: done or not, when, by whom, and why not."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from hangot import clock
from hangot.audit.models import AuditEntry
from hangot.cases import plans
from hangot.cases.models import Case, PlannedAction, ServicePlan
from hangot.clock import SEOUL
from hangot.core.access import Section
from hangot.directory.models import Agency

pytestmark = pytest.mark.django_db
Acts = Callable[..., Any]
Desk = Callable[..., Any]


def _step(acts: Acts, slug: str, plan: ServicePlan, event: str, **more: Any) -> None:
    with acts(slug) as by:
        plans.step(plan_id=plan.pk, event=event, expected=None, by=by, at=clock.now(), **more)


@pytest.fixture
def drafted(managed: Case, acts: Acts) -> ServicePlan:
    """Two actions: one of the centre, one of the job desk."""
    with acts("case-manager-1") as by:
        jobs = Agency.objects.get(slug="moel-job-centre").pk
        aims = [
            plans.Aim("safety", "안전하게 지내기", "순찰 요청", by.agency),
            plans.Aim("employment", "일자리 찾기", "구직 등록", jobs),
        ]
        return plans.draft(case_id=managed.pk, aims=aims, by=by, at=clock.now())


@pytest.fixture
def running(drafted: ServicePlan, acts: Acts) -> ServicePlan:
    """The plan is in force."""
    for slug, event, more in (
        ("case-manager-1", "agree", {"how": "paper"}),
        ("team-lead", "approve", {}),
        ("case-manager-1", "start", {}),
    ):
        _step(acts, slug, drafted, event, **more)
    return drafted


def action(acts: Acts, text: str) -> PlannedAction:
    with acts("case-manager-1"):
        return next(one for one in PlannedAction.objects.all() if one.text == text)


def send(client: Any, row: PlannedAction, **given: Any) -> Any:
    body = {"once": str(uuid4()), "version": row.version, **given}
    return client.post(f"/cases/plans/actions/{row.pk}/", body)


def test_one_click_on_the_plan_ticks_an_action_off_for_today(
    managed: Case, running: ServicePlan, desk: Desk, acts: Acts
) -> None:
    client, row = desk("case-manager-1"), action(acts, "순찰 요청")
    assert "오늘 했음" in client.get(f"/cases/{managed.pk}/plan/").content.decode()
    assert send(client, row, outcome="done").status_code == 303
    shown = client.get(f"/cases/{managed.pk}/plan/").content.decode()
    assert "✓ 했음" in shown
    assert "사례관리 1" in shown
    found = action(acts, "순찰 요청")
    assert (found.outcome, found.settled_on) == ("done", clock.now().astimezone(SEOUL).date())
    assert not action(acts, "구직 등록").outcome
    with acts("privacy-officer"):
        assert AuditEntry.objects.filter(act="plan.settle", done=True).count() == 1


def test_what_was_not_done_needs_a_reason_and_shows_it(
    managed: Case, running: ServicePlan, desk: Desk, acts: Acts
) -> None:
    client, row = desk("case-manager-1"), action(acts, "순찰 요청")
    bare = send(client, row, outcome="not_done", words="두 번 전화함")
    assert bare.status_code == 422
    assert "왜 하지 못했는지" in bare.content.decode()
    assert "두 번 전화함" in bare.content.decode()
    given = {"outcome": "not_done", "why": "unreachable", "words": "두 번 전화함", "day": "9/1"}
    assert send(client, row, **given).status_code == 303
    shown = client.get(f"/cases/{managed.pk}/plan/").content.decode()
    assert all(word in shown for word in ("하지 못함", "연락이 닿지 않음", "두 번 전화함"))


def test_a_wrong_tick_is_taken_back(running: ServicePlan, desk: Desk, acts: Acts) -> None:
    client, row = desk("case-manager-1"), action(acts, "순찰 요청")
    send(client, row, outcome="done")
    assert send(client, row, outcome="open").status_code == 409
    assert send(client, action(acts, "순찰 요청"), outcome="open").status_code == 303
    found = action(acts, "순찰 요청")
    assert (found.outcome, found.settled_on, found.settled_by) == ("", None, None)


def test_a_draft_is_not_ticked_off(
    managed: Case, drafted: ServicePlan, desk: Desk, acts: Acts
) -> None:
    client, row = desk("case-manager-1"), action(acts, "순찰 요청")
    assert "오늘 했음" not in client.get(f"/cases/{managed.pk}/plan/").content.decode()
    refused = send(client, row, outcome="done")
    assert refused.status_code == 403
    assert "먼저 계획을 시행해" in refused.content.decode()


def test_the_desk_that_sees_the_plan_ticks_off_its_own_action_only(
    managed: Case, running: ServicePlan, desk: Desk, acts: Acts, agree: Any, refer: Any
) -> None:
    jobs = desk("moel-job-centre-1")
    mine, other = action(acts, "구직 등록"), action(acts, "순찰 요청")
    assert send(jobs, mine, outcome="done").status_code == 404
    sections = (Section.OVERVIEW, Section.IDENTITY, Section.PLAN)
    with acts("case-manager-1") as by:
        agree("moel-job-centre", sections, by)
        refer("moel-job-centre", sections, by)
    assert send(jobs, mine, outcome="done").status_code == 303
    assert "취업지원 1" in desk("case-manager-1").get(f"/cases/{managed.pk}/plan/").content.decode()
    assert send(jobs, other, outcome="done").status_code == 403


def test_the_team_lead_reads_what_was_done_and_ticks_nothing(
    managed: Case, running: ServicePlan, desk: Desk, acts: Acts
) -> None:
    row = action(acts, "순찰 요청")
    send(desk("case-manager-1"), row, outcome="done")
    shown = desk("team-lead").get(f"/cases/{managed.pk}/plan/").content.decode()
    assert "✓ 했음" in shown
    assert f"/cases/plans/actions/{row.pk}/" not in shown
    assert send(desk("team-lead"), row, outcome="done").status_code == 403


def test_what_was_done_is_not_forgotten_when_the_plan_is_revised(
    managed: Case, running: ServicePlan, desk: Desk, acts: Acts
) -> None:
    send(desk("case-manager-1"), action(acts, "순찰 요청"), outcome="done")
    _step(acts, "case-manager-1", running, "revise", comment="일이 바뀜")
    with acts("case-manager-1"):
        version = plans.versions(managed)[0]
        kept = {action.text: action.outcome for _, action in version.goals if action}
    assert kept == {"순찰 요청": "done", "구직 등록": ""}
