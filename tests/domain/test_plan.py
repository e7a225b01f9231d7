"""A plan: from needs, agreed by the person, approved by another, revised without losing the old."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from hangot import clock
from hangot.cases import plans
from hangot.cases.models import Case, ServicePlan
from hangot.cases.moves import Said, move
from hangot.core.refusal import Hidden, Missing, NotAllowed
from hangot.directory.models import Post
from hangot.tasks.actions import finish
from hangot.tasks.models import Task

pytestmark = pytest.mark.django_db
Acts = Callable[..., Any]


def _aim(by: Any, text: str = "안전한 곳에서 지내기") -> plans.Aim:
    return plans.Aim("safety", text, "머물 곳을 함께 알아보기", by.agency, date(2026, 12, 1))


@pytest.fixture
def drafted(managed: Case, acts: Acts) -> ServicePlan:
    with acts("case-manager-1") as by:
        return plans.draft(case_id=managed.pk, aims=[_aim(by)], by=by, at=clock.now())


def _step(acts: Acts, slug: str, plan: ServicePlan, event: str, **more: Any) -> ServicePlan:
    with acts(slug) as by:
        return plans.step(
            plan_id=plan.pk, event=event, expected=None, by=by, at=clock.now(), **more
        )


def test_a_plan_is_approved_by_the_team_lead_after_the_person_agreed(
    drafted: ServicePlan, acts: Acts
) -> None:
    with pytest.raises(NotAllowed):
        _step(acts, "team-lead", drafted, "approve")
    _step(acts, "case-manager-1", drafted, "agree", how="paper")
    assert _step(acts, "team-lead", drafted, "approve").state == "approved"
    assert _step(acts, "case-manager-1", drafted, "start").state == "active"


def test_nobody_approves_the_plan_they_wrote(drafted: ServicePlan, acts: Acts) -> None:
    _step(acts, "case-manager-1", drafted, "agree", how="paper")
    with pytest.raises(NotAllowed):
        _step(acts, "case-manager-1", drafted, "approve")


def test_a_plan_without_the_persons_agreement_goes_nowhere(
    drafted: ServicePlan, acts: Acts
) -> None:
    with pytest.raises(Missing):
        _step(acts, "case-manager-1", drafted, "agree")


def test_a_plan_sent_back_is_agreed_anew(drafted: ServicePlan, acts: Acts) -> None:
    _step(acts, "case-manager-1", drafted, "agree", how="paper")
    back = _step(acts, "team-lead", drafted, "send_back", comment="기한을 적어 주세요")
    assert (back.state, back.agreed_at, back.agreed_how) == ("draft", None, "")


def test_a_draft_keeps_the_goals_named_again_and_drops_the_others(
    drafted: ServicePlan, acts: Acts
) -> None:
    with acts("case-manager-1") as by:
        new = plans.Aim("economy", "생활비 마련", "긴급복지 신청", by.agency)
        plans.rewrite(plan_id=drafted.pk, aims=[new], expected=None, by=by, at=clock.now())
        goals = plans.versions(drafted.case)[0].goals
    assert {goal.domain: goal.result for goal, _ in goals} == {"safety": "dropped", "economy": ""}


def test_only_a_draft_can_be_rewritten(drafted: ServicePlan, acts: Acts) -> None:
    _step(acts, "case-manager-1", drafted, "agree", how="paper")
    with acts("case-manager-1") as by, pytest.raises(NotAllowed):
        plans.rewrite(plan_id=drafted.pk, aims=[_aim(by)], expected=None, by=by, at=clock.now())


def test_revising_begins_the_next_version_and_leaves_the_old_one_readable(
    drafted: ServicePlan, acts: Acts
) -> None:
    _step(acts, "case-manager-1", drafted, "agree", how="phone")
    _step(acts, "team-lead", drafted, "approve")
    _step(acts, "case-manager-1", drafted, "start")
    _step(acts, "case-manager-1", drafted, "revise", comment="이사했습니다")
    with acts("case-manager-1"):
        found = plans.versions(Case.objects.get(pk=drafted.case_id))
        assert [(one.plan.number, one.plan.state) for one in found] == [
            (2, "draft"),
            (1, "revised"),
        ]
        assert [str(goal.text) for goal, _ in found[0].goals] == ["안전한 곳에서 지내기"]
        assert [str(action.text) for _, action in found[1].goals if action] == [
            "머물 곳을 함께 알아보기"
        ]


def test_a_plan_ends_only_with_a_result_for_every_goal(drafted: ServicePlan, acts: Acts) -> None:
    _step(acts, "case-manager-1", drafted, "agree", how="paper")
    _step(acts, "team-lead", drafted, "approve")
    _step(acts, "case-manager-1", drafted, "start")
    with pytest.raises(Missing):
        _step(acts, "case-manager-1", drafted, "finish")
    with acts("case-manager-1"):
        goals = {goal.pk: "reached" for goal in drafted.goals.all()}
    assert _step(acts, "case-manager-1", drafted, "finish", results=goals).state == "finished"


def test_a_job_desk_without_the_plan_section_cannot_read_it(
    drafted: ServicePlan, acts: Acts
) -> None:
    with acts("moel-job-centre-1") as by:
        assert not ServicePlan.objects.exists()
        with pytest.raises(Hidden):
            plans.draft(case_id=drafted.case_id, aims=[_aim(by)], by=by, at=clock.now())


def test_services_start_when_another_has_approved_the_plan(managed: Case, acts: Acts) -> None:
    _to_planning(managed, acts)
    with acts("case-manager-1") as by:
        plan = plans.draft(case_id=managed.pk, aims=[_aim(by)], by=by, at=clock.now())
    _step(acts, "case-manager-1", plan, "agree", how="paper")
    with pytest.raises(Missing):
        _move(acts, "case-manager-1", managed, "activate")
    _step(acts, "team-lead", plan, "approve")
    assert _move(acts, "case-manager-1", managed, "activate").state == "active"
    with acts("case-manager-1"):
        assert Task.objects.filter(what="case.check", done_at=None).exists()


def _move(acts: Acts, slug: str, case: Case, event: str, **said: Any) -> Case:
    with acts(slug) as by:
        return move(
            case_id=case.pk, event=event, said=Said(**said), expected=None, by=by, at=clock.now()
        )


def _to_planning(case: Case, acts: Acts) -> None:
    _move(acts, "case-manager-1", case, "assess")
    _move(acts, "team-lead", case, "waive_survey", words="급한 사정")
    _move(acts, "case-manager-1", case, "convene")
    _move(
        acts,
        "team-lead",
        case,
        "select",
        kind="integrated",
        decided_on=date(2026, 9, 17),
    )
    _move(acts, "case-manager-1", case, "plan")


def test_nobody_selects_a_case_without_a_conference(managed: Case, acts: Acts) -> None:
    _move(acts, "case-manager-1", managed, "assess")
    _move(acts, "team-lead", managed, "waive_survey", words="급한 사정")
    _move(acts, "case-manager-1", managed, "convene")
    with pytest.raises(Missing) as no:
        _move(acts, "team-lead", managed, "select", kind="integrated")
    assert no.value.what == "conference_quorum"


def test_an_urgent_selection_needs_the_safety_officer_beside_the_team_lead(
    managed: Case, acts: Acts
) -> None:
    with acts("team-lead"):
        officer = Post.objects.get(slug="safety-officer").pk
        reception = Post.objects.get(slug="reception-1").pk
    said = {"kind": "integrated", "words": "오늘 밤이 위험합니다"}
    with pytest.raises(Missing):
        _move(acts, "team-lead", managed, "select_urgent", **said, second_post=reception)
    chosen = _move(acts, "team-lead", managed, "select_urgent", **said, second_post=officer)
    assert chosen.state == "selected"
    with acts("team-lead"):
        assert Task.objects.filter(what="case.ratify", duty="L", done_at=None).exists()
    with acts("safety-officer") as by:
        asked = Task.objects.get(what="case.confirm_urgent", post_id=by.post, done_at=None)
        finish(asked.pk, by=by, at=clock.now())
