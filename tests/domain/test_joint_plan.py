"""The joint plan of 송미나: three desks, one lead, one signature; her loan is for one desk and her."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hangot import clock
from hangot.audit.models import AuditEntry
from hangot.cases import desk_parts, plans
from hangot.cases.models import Case, DeskPart, Goal, PlannedAction
from hangot.consent.models import Disclosure
from hangot.core.access import Section
from hangot.core.refusal import Hidden, Missing, NotAllowed
from hangot.core.text import Text
from hangot.tasks.models import Task
from tests.desk.asking import send
from tests.domain.story_work import (
    FINANCE,
    IDENTITY,
    JOBS,
    MINA,
    OVERVIEW,
    PLAN,
    POSTS,
    WELFARE,
    WORK,
    helped,
)
from tests.houses import House, opened
from tests.settled import signed_in

pytestmark = pytest.mark.django_db
MONEY = Section.FINANCE
LOAN = "미소금융 전세자금 오백만 원 신청"


@pytest.fixture
def house(db: None) -> House:
    return opened("employment_welfare", "plus", Text("남양주", "Namyangju"), POSTS)


@pytest.fixture
def case(house: House) -> Case:
    """Three desks help her; what she owes she refuses to tell two of them."""
    case = house.hears(MINA, first="reception-1", counsellor="case-manager-1")
    lead: dict[str, Any] = {"lead": "case-manager-1"}
    jobs, welfare = (OVERVIEW, IDENTITY, WORK, PLAN), (OVERVIEW, IDENTITY, Section.WELFARE, PLAN)
    helped(house, case, JOBS, "unemployment-benefit", jobs, no=(MONEY,), **lead)
    helped(house, case, WELFARE, "welfare-general", welfare, no=(MONEY,), **lead)
    helped(house, case, FINANCE, "low-interest-funds", (IDENTITY, MONEY), **lead)
    return case


@pytest.fixture
def plan(house: House, case: Case) -> Any:
    """Training, support for a lone parent, and a loan that is kept apart; agreed and approved."""
    aims = [
        plans.Aim(
            "employment",
            "다시 일하기",
            "전산회계 훈련",
            house.actors[JOBS].agency,
            date(2030, 10, 30),
        ),
        plans.Aim("economy", "아이와 사는 형편", "한부모 지원 신청", house.actors[WELFARE].agency),
        plans.Aim("economy", LOAN, LOAN, house.actors[FINANCE].agency, apart=True),
    ]
    with house.acts("case-manager-1") as by:
        made = plans.draft(case_id=case.pk, aims=aims, by=by, at=clock.now())
    for post, event, how in (
        ("case-manager-1", "agree", "paper"),
        ("team-lead", "approve", ""),
        ("case-manager-1", "start", ""),
    ):
        with house.acts(post) as by:
            plans.step(plan_id=made.pk, event=event, how=how, expected=None, by=by, at=clock.now())
    return made


def written(house: House, case: Case) -> DeskPart:
    with house.acts(FINANCE) as by:
        return desk_parts.write_part(case_id=case.pk, text=LOAN, due=None, by=by, at=clock.now())


def copy(client: Client, case: Case) -> str:
    return str(client.get(reverse("case_copy", args=[case.pk])).content.decode())


def test_the_plan_keeps_no_word_of_what_one_desk_does_apart(
    house: House, case: Case, plan: Any
) -> None:
    with house.acts("case-manager-1"):
        assert LOAN not in {goal.text for goal in Goal.objects.filter(plan=plan)}
        assert LOAN not in {row.text for row in PlannedAction.objects.filter(goal__plan=plan)}
    with house.acts(FINANCE):
        assert [one.what for one in Task.objects.filter(what="plan.part", done_at=None)] == [
            "plan.part"
        ]
    written(house, case)
    with house.acts(FINANCE):
        assert not Task.objects.filter(what="plan.part", done_at=None).exists()
        assert [one.text for one in DeskPart.objects.all()] == [LOAN]
    for post in (
        "case-manager-1",
        "counsellor-1",
        "team-lead",
        JOBS,
        WELFARE,
        "reception-1",
        "statistics",
    ):
        with house.acts(post):
            assert not DeskPart.objects.exists(), post


def test_each_desk_reads_its_own_copy(house: House, case: Case, plan: Any) -> None:
    written(house, case)
    jobs, welfare, finance, lead = (
        copy(signed_in(house.account(post)), case)
        for post in (JOBS, WELFARE, FINANCE, "case-manager-1")
    )
    for page in (jobs, welfare):
        assert "전산회계 훈련" in page
        assert "다른 창구" in page
        assert "서민금융" not in page.split("<main", 1)[1].split("어느 기관에")[0]
        assert LOAN not in page
        assert "결재" in page
    assert LOAN in finance
    assert "전산회계 훈련" not in finance, "she did not agree that finance reads the plan"
    assert "서민금융" in lead
    assert LOAN not in lead
    assert (
        signed_in(house.account("reception-1"))
        .get(reverse("case_copy", args=[case.pk]))
        .status_code
        == 403
    )


def test_shared_by_mistake_it_is_refused_written_down_and_not_shown(
    house: House, case: Case, plan: Any
) -> None:
    part = written(house, case)
    client = signed_in(house.account(FINANCE))
    answer = send(
        client, "case_copy", case.pk, act="share", item=str(part.pk), agency=str(house.actors[WELFARE].agency)
    )  # fmt: skip
    assert answer.status_code == 422
    assert "동의하지 않았습니다. 아무것도 보여 주지 않았습니다" in answer.content.decode()
    assert LOAN not in copy(signed_in(house.account(WELFARE)), case)
    with house.acts(WELFARE):
        assert not DeskPart.objects.exists()
    with house.acts(FINANCE) as by:
        mine = AuditEntry.objects.filter(act="plan.part", worker_id=by.worker)
        assert not Disclosure.objects.filter(because_kind="plan").exists()
        assert mine.filter(done=True).count() == 1


def test_where_she_agreed_another_desk_reads_it_and_it_is_on_her_list(
    house: House, case: Case, plan: Any
) -> None:
    from tests.domain.story_work import agreed

    part = written(house, case)
    agreed(house, case, WELFARE, (MONEY,), lead="case-manager-1")
    with house.acts(FINANCE) as by:
        to = house.actors[WELFARE].agency
        desk_parts.share_part(part_id=part.pk, agency=to, by=by, at=clock.now())
        assert Disclosure.objects.get(because_kind="plan").agency_id == to
    with house.acts(WELFARE):
        assert [one.text for one in DeskPart.objects.all()] == [LOAN]
    with house.acts(JOBS):
        assert not DeskPart.objects.exists()


def test_nobody_else_writes_or_changes_the_part_of_a_desk(
    house: House, case: Case, plan: Any
) -> None:
    part = written(house, case)
    for post in (JOBS, WELFARE):
        with house.acts(post) as by, pytest.raises(Hidden):
            desk_parts.finish_part(part_id=part.pk, by=by, at=clock.now())
    with house.acts("team-lead") as by, pytest.raises((Hidden, NotAllowed)):
        desk_parts.write_part(case_id=case.pk, text="빚", due=None, by=by, at=clock.now())
    with house.acts(FINANCE) as by, pytest.raises(Missing, match="text"):
        desk_parts.write_part(case_id=case.pk, text=" ", due=None, by=by, at=clock.now())


def test_the_author_does_not_approve_and_a_revision_keeps_it_apart(
    house: House, case: Case, plan: Any
) -> None:
    with house.acts("case-manager-1") as by:
        plans.step(
            plan_id=plan.pk,
            event="revise",
            comment="훈련 연장",
            expected=None,
            by=by,
            at=clock.now(),
        )
        newest = plans.versions(case)[0]
        apart = [action.apart for _, action in newest.goals if action]
    assert sorted(apart) == [False, False, True]
