"""Case work on the pages: moving on, planning, giving, going along, closing."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hangot import clock
from hangot.cases import actions as cases
from hangot.cases.models import Case, Closure, Need, ServiceDelivery, ServicePlan
from hangot.cases.moves import Said, move
from hangot.directory.models import Agency, Post, Service
from hangot.tasks.models import Task

pytestmark = pytest.mark.django_db
Desk = Callable[..., Any]
MOST = 12


def send(client: Any, url: str, **given: Any) -> Any:
    return client.post(url, {"once": str(uuid4()), **given})


def without_tokens(answer: Any) -> str:
    """The bytes of a page but for the one-time tokens of its forms and its own address."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode())
    return re.sub(r"[0-9a-f-]{36}", "", text)


def _move(desk: Desk, slug: str, case: Case, event: str, **given: Any) -> Any:
    return send(desk(slug), f"/cases/{case.pk}/move/{event}/", **given)


def test_a_case_walks_from_intake_to_planning_on_the_pages(
    managed: Case, desk: Desk, acts: Callable[..., Any]
) -> None:
    assert _move(desk, "case-manager-1", managed, "assess").status_code == 303
    assert _move(desk, "case-manager-1", managed, "convene").status_code == 422
    assert _move(desk, "team-lead", managed, "waive_survey", words="…").status_code == 303
    assert _move(desk, "case-manager-1", managed, "convene").status_code == 303
    with acts("team-lead") as by:
        chosen = Said(kind="integrated", decided_on=date(2026, 9, 17))
        move(case_id=managed.pk, event="select", said=chosen, expected=None, by=by, at=clock.now())
    assert _move(desk, "case-manager-1", managed, "plan").status_code == 303
    with acts("case-manager-1"):
        assert Case.objects.get().state == "planning"


def test_a_selection_is_left_to_the_conference(managed: Case, desk: Desk) -> None:
    _move(desk, "case-manager-1", managed, "assess")
    _move(desk, "team-lead", managed, "waive_survey", words="…")
    _move(desk, "case-manager-1", managed, "convene")
    answer = _move(desk, "team-lead", managed, "select", kind="integrated")
    assert answer.headers["Location"] == f"/cases/{managed.pk}/conference/"


def test_a_step_of_another_stage_is_refused_with_a_sentence(managed: Case, desk: Desk) -> None:
    answer = desk("case-manager-1").get(f"/cases/{managed.pk}/move/activate/")
    assert answer.status_code == 403
    assert "지금 상태(접수)에서는" in answer.content.decode()


def test_reception_has_no_seat_and_moves_nothing(managed: Case, desk: Desk) -> None:
    assert _move(desk, "reception-1", managed, "assess").status_code == 403


def test_a_plan_is_written_agreed_and_approved_on_its_page(
    managed: Case, desk: Desk, acts: Callable[..., Any]
) -> None:
    manager, lead = desk("case-manager-1"), desk("team-lead")
    page = f"/cases/{managed.pk}/plan/"
    agency = str(managed.agency_id)
    goal = {
        "g0-domain": "safety",
        "g0-text": "안전하게 지내기",
        "g0-action": "순찰 요청",
        "g0-agency": agency,
    }
    assert send(manager, page, **goal).status_code == 303
    with acts("case-manager-1"):
        plan = ServicePlan.objects.get()
    step = f"/cases/plans/{plan.pk}/"
    assert send(manager, f"{step}agree/").status_code == 422
    assert send(manager, f"{step}agree/", how="paper").status_code == 303
    assert send(manager, f"{step}approve/").status_code == 403
    assert send(lead, f"{step}approve/").status_code == 303
    assert "안전하게 지내기" in lead.get(page).content.decode()


def test_half_a_goal_is_asked_for_again_and_nothing_is_lost(managed: Case, desk: Desk) -> None:
    answer = send(
        desk("case-manager-1"), f"/cases/{managed.pk}/plan/", **{"g0-text": "안전하게 지내기"}
    )
    assert answer.status_code == 422
    assert "안전하게 지내기" in answer.content.decode()
    assert "목표와 할 일을 모두" in answer.content.decode()


def test_a_case_with_an_open_referral_is_not_proposed_and_the_words_stay(
    managed: Case, desk: Desk, acts: Callable[..., Any], agree: Any, refer: Any
) -> None:
    from tests.domain.conftest import JOBS

    with acts("case-manager-1") as by:
        agree("moel-job-centre", JOBS, by)
        refer("moel-job-centre", JOBS, by)
    answer = send(
        desk("case-manager-1"), f"/cases/{managed.pk}/end/", reason="better", words="잘 지내십니다"
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "끝나지 않은 의뢰" in text
    assert "잘 지내십니다" in text
    with acts("case-manager-1"):
        assert not Closure.objects.exists()
        assert Case.objects.get().state == "intake"


def test_the_proposer_sees_no_buttons_to_decide_and_the_lead_closes(
    managed: Case, desk: Desk, acts: Callable[..., Any]
) -> None:
    page = f"/cases/{managed.pk}/end/"
    manager, lead = desk("case-manager-1"), desk("team-lead")
    assert send(manager, page, reason="better").status_code == 303
    assert "종결하기</button>" not in manager.get(page).content.decode()
    assert send(manager, page, act="close", satisfaction="good").status_code == 403
    assert send(lead, page, act="close").status_code == 422
    assert send(lead, page, act="close", satisfaction="good").status_code == 303
    with acts("team-lead"):
        assert Case.objects.get().state == "closed"


def test_a_service_given_twice_by_a_double_click_is_counted_once(
    case: Case, desk: Desk, acts: Callable[..., Any]
) -> None:
    with acts("counsellor-1") as by:
        service = Service.objects.filter(agency_id=by.agency, minutes__gt=0)[0]
    client, key = desk("counsellor-1"), str(uuid4())
    body = {"once": key, "service": str(service.pk), "minutes": "40", "result": "마음을 가라앉히심"}
    for _ in range(2):
        assert client.post(f"/cases/{case.pk}/given/", body).status_code in (302, 303)
    with acts("counsellor-1"):
        assert ServiceDelivery.objects.count() == 1


def test_needs_are_added_and_marked_met(case: Case, desk: Desk, acts: Callable[..., Any]) -> None:
    client, page = desk("counsellor-1"), f"/cases/{case.pk}/needs/"
    assert (
        send(client, page, act="add", domains=["economy"], words="생활비가 걱정").status_code == 303
    )
    with acts("counsellor-1"):
        need = Need.objects.get(domain="economy")
    assert send(client, page, act="met", need=str(need.pk)).status_code == 303
    with acts("counsellor-1"):
        assert Need.objects.get(pk=need.pk).met_at


def test_a_task_goes_only_to_a_post_of_the_team(
    case: Case, desk: Desk, acts: Callable[..., Any]
) -> None:
    client, page = desk("counsellor-1"), f"/cases/{case.pk}/turn/"
    with acts("counsellor-1") as by:
        mine, other = by.post, Post.objects.get(slug="counsellor-2").pk
    given = {"what": "task.call", "day": "내일", "words": "오전에"}
    assert send(client, page, post=str(other), **given).status_code == 422
    assert send(client, page, post=str(mine), **given).status_code == 303
    with acts("counsellor-1"):
        assert Task.objects.filter(what="task.call", post_id=mine).exists()


def test_a_post_joins_and_leaves_the_team(case: Case, desk: Desk, acts: Callable[..., Any]) -> None:
    client, page = desk("counsellor-1"), f"/cases/{case.pk}/team/"
    with acts("counsellor-1"):
        post = Post.objects.get(slug="case-manager-2")
    sections = [str(number) for number in (1, 2, 12)]
    assert send(client, page, act="add", post=str(post.pk), sections=sections).status_code == 303
    with acts("case-manager-2"):
        assert Case.objects.exists()
        seat = Case.objects.get().seats.get(post_id=post.pk, until=None)
    assert send(client, page, act="leave", seat=str(seat.pk)).status_code == 303
    with acts("case-manager-2"):
        assert not Case.objects.exists()


def test_the_lead_seat_cannot_simply_be_left(
    case: Case, desk: Desk, acts: Callable[..., Any]
) -> None:
    with acts("counsellor-1"):
        seat = Case.objects.get().seats.get(role="lead")
    answer = send(desk("counsellor-1"), f"/cases/{case.pk}/team/", act="leave", seat=str(seat.pk))
    assert answer.status_code == 422
    assert "주담당은 먼저" in answer.content.decode()


def test_an_accompaniment_is_planned_and_done(
    case: Case, desk: Desk, acts: Callable[..., Any]
) -> None:
    client, page = desk("counsellor-1"), f"/cases/{case.pk}/along/"
    with acts("counsellor-1") as by:
        post = by.post
    plan = {"act": "plan", "place": "court", "day": "내일", "clock": "1430", "post": str(post)}
    assert send(client, page, **plan, companion="김은주").status_code == 303
    with acts("counsellor-1"):
        from hangot.visits.models import Accompaniment

        trip = Accompaniment.objects.get()
    assert send(client, page, act="done", trip=str(trip.pk), minutes="90").status_code == 303
    assert "90분" in client.get(page).content.decode()


def test_a_desk_without_the_plan_gets_the_page_of_nothing(case: Case, desk: Desk) -> None:
    known = desk("moel-job-centre-1").get(f"/cases/{case.pk}/plan/")
    unknown = desk("moel-job-centre-1").get(f"/cases/{uuid4()}/plan/")
    assert (known.status_code, unknown.status_code) == (404, 404)
    assert without_tokens(known) == without_tokens(unknown)


PAGES = ("move/assess", "given", "needs", "turn", "plan", "end", "along", "team")


@pytest.mark.parametrize("place", PAGES)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_page_opens_in_both_languages_within_twelve_statements(
    managed: Case, desk: Desk, place: str, language: str
) -> None:
    client = desk("case-manager-1")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    client.get(f"/cases/{managed.pk}/{place}/")
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(f"/cases/{managed.pk}/{place}/")
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.content.decode()
    counted = [q["sql"] for q in asked if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(counted) <= MOST, "\n".join(counted)


def test_agencies_of_the_plan_are_offered_by_name(managed: Case, desk: Desk, acts: Any) -> None:
    text = desk("case-manager-1").get(f"/cases/{managed.pk}/plan/").content.decode()
    with acts("case-manager-1"):
        names = list(Agency.objects.values_list("label_ko", flat=True))
    assert all(name in text for name in names)


def test_a_case_closed_early_says_which_stages_it_never_had(
    managed: Case, desk: Desk, acts: Callable[..., Any]
) -> None:
    for slug, act in (
        ("case-manager-1", lambda by: cases.propose_end(
            case_id=managed.pk, reason="better", words=None, results={}, outstanding=(), expected=None,
            by=by, at=clock.now(),
        )),
        ("team-lead", lambda by: cases.decide_end(
            case_id=managed.pk, event="close", satisfaction="good", outstanding=(), expected=None, by=by, at=clock.now()
        )),
    ):  # fmt: skip
        with acts(slug) as by:
            act(by)
    page = desk("team-lead").get(f"/cases/{managed.pk}/").content.decode()
    drawn = page[page.index('<ol class="steps"') :].partition("</ol>")[0]
    lines = drawn.split("<li")[1:]
    skipped = [line for line in lines if "건너뜀" in line]
    assert skipped
    assert not any('class="done"' in line for line in skipped)
    assert 'class="done"' in lines[0]
