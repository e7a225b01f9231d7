"""Checks on their page: recorded with a word for every goal, handed to another post, never lost."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from hangot import clock
from hangot.cases import actions as cases
from hangot.cases import plans
from hangot.cases.models import Case, Check, GoalCheck
from hangot.clock import SEOUL
from hangot.core.access import Section
from hangot.directory.models import Post
from hangot.tasks.models import Task

pytestmark = pytest.mark.django_db
Acts = Callable[..., Any]
Desk = Callable[..., Any]
MANAGER, JOBS = "case-manager-1", "moel-job-centre-1"
STEPS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    (MANAGER, "assess", {}),
    ("team-lead", "waive_survey", {"given": {"reason"}}),
    (MANAGER, "convene", {}),
    ("team-lead", "select", {
        "holds": {"conference_quorum"}, "given": {"decision", "kind"}, "selection": "integrated",
    }),
    (MANAGER, "plan", {}),
)  # fmt: skip


@pytest.fixture
def running(managed: Case, acts: Acts) -> Case:
    """Help is given by a plan with one goal."""
    for slug, event, more in STEPS:
        with acts(slug) as by:
            cases.advance(
                case_id=managed.pk, event=event, expected=None, by=by, at=clock.now(), **more
            )
    with acts(MANAGER) as by:
        aim = plans.Aim("safety", "안전하게 지내기", "순찰 요청", by.agency)
        made = plans.draft(case_id=managed.pk, aims=[aim], by=by, at=clock.now())
    for slug, event, how in ((MANAGER, "agree", "paper"), ("team-lead", "approve", ""), (MANAGER, "start", "")):  # fmt: skip
        with acts(slug) as by:
            plans.step(plan_id=made.pk, event=event, how=how, expected=None, by=by, at=clock.now())
    with acts(MANAGER) as by:
        return cases.advance(
            case_id=managed.pk, event="activate", expected=None, by=by, at=clock.now()
        )


def planned(acts: Acts) -> Check:
    with acts(MANAGER):
        return Check.objects.get(state="planned")


def record(client: Any, case: Case, row: Check, **given: str) -> Any:
    body = {"r-way": "visit", "r-safe": "yes", "r-follows": "keep", "r-goal0": "better", **given}
    return client.post(
        f"/cases/{case.pk}/checks/",
        {"once": str(uuid4()), "version": row.version, "act": "record", **body},
    )


def arrange(client: Any, case: Case, post: UUID, day: date) -> Any:
    return client.post(
        f"/cases/{case.pk}/checks/",
        {"once": str(uuid4()), "act": "arrange", "a-post": str(post), "a-day": day.isoformat()},
    )


def test_while_help_goes_on_one_check_is_planned_for_the_lead(running: Case, acts: Acts) -> None:
    row = planned(acts)
    with acts(MANAGER) as by:
        assert row.for_post == by.post
        assert Task.objects.get(what="case.check", done_at=None).due is not None


def test_a_check_is_recorded_with_a_word_for_every_goal_and_the_next_one_is_planned(
    running: Case, acts: Acts, desk: Desk
) -> None:
    row = planned(acts)
    assert record(desk(MANAGER), running, row, **{"r-goal0": ""}).status_code == 422
    assert record(desk(MANAGER), running, row, **{"r-safe": "no"}).status_code == 303
    with acts(MANAGER):
        assert GoalCheck.objects.get(check_of=row).progress == "better"
        assert Task.objects.filter(what="safety.ask", done_at=None).exists()
    assert planned(acts).pk != row.pk
    page = desk(MANAGER).get(f"/cases/{running.pk}/checks/").content.decode()
    assert "나아짐" in page


def test_another_agency_checks_only_where_the_person_agreed_to_show_the_plan(
    running: Case, acts: Acts, desk: Desk, agree: Any
) -> None:
    with acts(MANAGER):
        post = Post.objects.get(slug=JOBS).pk
    day = (clock.now().astimezone(SEOUL) + timedelta(days=9)).date()
    assert arrange(desk(MANAGER), running, post, day).status_code == 422
    assert desk(JOBS).get(f"/cases/{running.pk}/checks/").status_code == 404
    with acts(MANAGER) as by:
        agree("moel-job-centre", (Section.OVERVIEW, Section.IDENTITY, Section.PLAN), by)
    assert arrange(desk(MANAGER), running, post, day).status_code == 303
    row = planned(acts)
    assert (row.for_post, row.due) == (post, day)
    assert record(desk(JOBS), running, row, **{"r-follows": "change"}).status_code == 303
    with acts(MANAGER):
        assert Task.objects.filter(what="check.read", done_at=None).exists()


def test_what_was_planned_falls_away_when_the_case_is_surveyed_again(
    running: Case, acts: Acts
) -> None:
    with acts(MANAGER) as by:
        cases.advance(
            case_id=running.pk, event="reassess", expected=None, by=by, at=clock.now(),
            given={"changed"},
        )  # fmt: skip
        assert [row.state for row in Check.objects.all()] == ["called_off"]
        assert not Task.objects.filter(what="case.check", done_at=None).exists()
