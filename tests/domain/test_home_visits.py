"""A visit to her home: by two, in her hours, never late, and somebody notices who does not come back."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction

from hangot import clock
from hangot.access.context import acting
from hangot.appointments.queries import numbers_of, taken
from hangot.appointments.working import be_away
from hangot.cases import actions as cases
from hangot.cases.models import Case
from hangot.core.access import Section
from hangot.core.clocks import SEOUL
from hangot.core.refusal import Hidden, Missing, NotAllowed, Stale
from hangot.core.rounds.model import Why
from hangot.directory.models import Post
from hangot.homevisits import actions as home
from hangot.homevisits import rounds
from hangot.homevisits.models import HomeVisit
from hangot.jobs import tick
from hangot.people import apart
from hangot.tasks.models import Task
from tests.domain.conftest import JOBS

pytestmark = pytest.mark.django_db
Acts = Callable[..., Any]
TEAM = (Section.OVERVIEW, Section.IDENTITY, Section.PLAN)
OFFICER, MANAGER, PLANNER = "police-victim-desk-1", "case-manager-1", "counsellor-1"


@pytest.fixture
def day() -> date:
    return (clock.now().astimezone(SEOUL) + timedelta(days=3)).date()


def wish(day: date, **more: Any) -> home.Wish:
    return home.Wish(day, 10 * 60, 11 * 60, 60, "정릉동", **{"escort": True, **more})


@pytest.fixture
def planned(case: Case, acts: Acts, agree: Any, refer: Any, day: date) -> HomeVisit:
    with acts(PLANNER) as by:
        agree("police-victim-desk", JOBS, by)
        refer("police-victim-desk", JOBS, by)
        manager = Post.objects.get(slug=MANAGER)
        cases.seat_post(
            case_id=case.pk, post_id=manager.pk, agency=manager.agency_id, sections=TEAM, by=by,
            at=clock.now(),
        )  # fmt: skip
        return home.plan_visit(case_id=case.pk, wish=wish(day), by=by, at=clock.now())


def pair(one: str, two: str) -> list[tuple[UUID, UUID]]:
    return [(Post.objects.get(slug=one).pk, Post.objects.get(slug=two).pk)]


@pytest.fixture
def ready(planned: HomeVisit, acts: Acts, day: date) -> HomeVisit:
    with acts(MANAGER) as by:
        going = pair(MANAGER, OFFICER)
        shown = rounds.mark(rounds.propose(day, going, by=by, at=clock.now()).rounds)
        rounds.accept(day, going, shown=shown, by=by, at=clock.now())
    return planned


def go(visit: HomeVisit, acts: Acts, *, minutes: int = 120, at: datetime | None = None) -> None:
    with acts(OFFICER) as by:
        home.depart(
            visit_id=visit.pk, asked_about_opponent=True, minutes=minutes, by=by,
            at=at or clock.now(),
        )  # fmt: skip


def test_both_of_the_pair_find_it_on_today_with_its_time(
    ready: HomeVisit, acts: Acts, day: date
) -> None:
    for slug in (MANAGER, OFFICER):
        with acts(slug) as by:
            task = Task.objects.get(what="home_visit.go", post_id=by.post)
            assert task.due is not None
            assert task.due.astimezone(SEOUL) == datetime(*day.timetuple()[:3], 10, tzinfo=SEOUL)


def test_nobody_books_the_officer_while_the_two_are_out_and_a_cancelled_visit_frees_them(
    ready: HomeVisit, acts: Acts, day: date
) -> None:
    with acts(MANAGER):
        out = HomeVisit.objects.get(pk=ready.pk)
    assert out.leaves
    assert out.starts
    assert out.ends
    assert out.leaves < out.starts < out.ends
    span = out.leaves, out.ends

    def held(by: Any) -> list[Any]:
        number = numbers_of(by.centre, "post")[Post.objects.get(slug=OFFICER).pk]
        return taken(*span).get(number, [])

    with acts(MANAGER) as by:
        assert held(by) == [span]
        home.cancel(visit_id=out.pk, reason="본인이 바꿈", by=by, at=clock.now())
        assert held(by) == []


def test_a_pair_is_not_sent_while_one_of_them_is_away(
    planned: HomeVisit, acts: Acts, day: date
) -> None:
    whole = datetime.combine(day, time(9), SEOUL), datetime.combine(day, time(18), SEOUL)
    with acts(OFFICER) as by:
        be_away(
            post_id=by.post, starts=whole[0], ends=whole[1], kind="leave", by=by, at=clock.now()
        )
    with acts(MANAGER) as by:
        found = rounds.propose(day, pair(MANAGER, OFFICER), by=by, at=clock.now()).rounds
    assert found.left == {str(planned.pk): Why.BUSY}


def test_a_round_planned_anew_without_an_officer_takes_her_home_out_again(
    ready: HomeVisit, acts: Acts, day: date
) -> None:
    with acts(MANAGER) as by:
        going = pair(MANAGER, PLANNER)
        shown = rounds.mark(rounds.propose(day, going, by=by, at=clock.now()).rounds)
        rounds.accept(day, going, shown=shown, by=by, at=clock.now())
        row = HomeVisit.objects.get(pk=ready.pk)
        assert (row.first_post, row.starts, row.leaves) == (None, None, None)
        assert not Task.objects.filter(what="home_visit.go", done_at=None).exists()


def test_a_home_where_he_may_be_is_not_visited_without_an_officer(
    planned: HomeVisit, acts: Acts, day: date
) -> None:
    with acts(MANAGER) as by:
        found = rounds.propose(day, pair(MANAGER, PLANNER), by=by, at=clock.now()).rounds
    assert found.left == {str(planned.pk): Why.ESCORT}


def test_an_officer_who_is_kept_out_is_not_sent_and_nothing_tells_why(
    case: Case, acts: Acts, agree: Any, day: date, planned: HomeVisit
) -> None:
    with acts("safety-officer") as by:
        post = Post.objects.get(slug=OFFICER).pk
        apart.deny(subject=case.person_id, code="kinship", post=post, by=by, at=clock.now())
    with acts(MANAGER) as by:
        found = rounds.propose(day, pair(MANAGER, OFFICER), by=by, at=clock.now()).rounds
    assert found.left == {str(planned.pk): Why.SKILL}


def test_nobody_goes_with_two_pairs_and_no_unknown_post(
    planned: HomeVisit, acts: Acts, day: date
) -> None:
    with acts(MANAGER) as by:
        with pytest.raises(Missing, match="pair"):
            rounds.propose(day, pair(MANAGER, MANAGER), by=by, at=clock.now())
        with pytest.raises(Hidden):
            rounds.propose(day, pair(MANAGER, "reception-1"), by=by, at=clock.now())


def test_a_round_that_is_no_longer_what_was_shown_is_not_written(
    planned: HomeVisit, case: Case, acts: Acts, day: date
) -> None:
    with acts(MANAGER) as by:
        going = pair(MANAGER, OFFICER)
        shown = rounds.mark(rounds.propose(day, going, by=by, at=clock.now()).rounds)
        more = home.Wish(day, 14 * 60, 15 * 60, 60, "정릉동")
        home.plan_visit(case_id=case.pk, wish=more, by=by, at=clock.now())
        with pytest.raises(Stale):
            rounds.accept(day, going, shown=shown, by=by, at=clock.now())
        assert not HomeVisit.objects.exclude(first_post=None).exists()


def test_nobody_leaves_alone_or_without_asking_whether_he_is_there(
    planned: HomeVisit, acts: Acts
) -> None:
    with acts(MANAGER) as by, pytest.raises(Hidden):
        home.depart(
            visit_id=planned.pk, asked_about_opponent=True, minutes=60, by=by, at=clock.now()
        )
    with acts(MANAGER) as by:
        row = HomeVisit.objects.get(pk=planned.pk)
        row.first_post = by.post
        row.save()
    with acts(MANAGER) as by, pytest.raises(Missing, match="goes_in_a_pair"):
        home.depart(
            visit_id=planned.pk, asked_about_opponent=True, minutes=60, by=by, at=clock.now()
        )


def test_he_is_asked_about_before_they_leave(ready: HomeVisit, acts: Acts) -> None:
    with acts(OFFICER) as by, pytest.raises(Missing, match="opponent_asked_about"):
        home.depart(
            visit_id=ready.pk, asked_about_opponent=False, minutes=60, by=by, at=clock.now()
        )


def test_the_way_there_and_back_is_noted_and_what_was_seen_is_sealed(
    ready: HomeVisit, acts: Acts
) -> None:
    go(ready, acts)
    with acts(MANAGER) as by:
        home.arrive(visit_id=ready.pk, by=by, at=clock.now())
        with pytest.raises(Missing, match="outcome"):
            home.come_back(visit_id=ready.pk, outcome="?", seen="", by=by, at=clock.now())
    with acts(MANAGER) as by:
        home.come_back(
            visit_id=ready.pk, outcome="met", seen="문을 열고 이야기함", by=by, at=clock.now()
        )
        assert not Task.objects.filter(what="home_visit.go", done_at=None).exists()
        assert str(HomeVisit.objects.get(pk=ready.pk).seen) == "문을 열고 이야기함"


def test_nobody_at_home_brings_a_task_to_go_again(ready: HomeVisit, acts: Acts) -> None:
    go(ready, acts)
    with acts(OFFICER) as by:
        home.come_back(visit_id=ready.pk, outcome="not_home", seen="", by=by, at=clock.now())
    with acts(PLANNER):
        assert Task.objects.filter(what="home_visit.again", done_at=None).exists()


def test_who_is_not_back_in_time_is_looked_for_by_lead_and_safety_officer(
    ready: HomeVisit, acts: Acts
) -> None:
    at = clock.now()
    go(ready, acts, minutes=60, at=at)
    assert tick.round_of(at + timedelta(minutes=59)).get("home_visits", 0) == 0
    assert tick.round_of(at + timedelta(minutes=61))["home_visits"] == 1
    assert tick.round_of(at + timedelta(minutes=62))["home_visits"] == 0, "one alarm is enough"
    for slug, duty in (("team-lead", "L"), ("safety-officer", "S")):
        with acts(slug):
            told = Task.objects.filter(what="home_visit.not_back", done_at=None, duty=duty)
            assert told.count() == 1
    with acts(OFFICER) as by:
        home.delay(visit_id=ready.pk, minutes=30, by=by, at=at + timedelta(minutes=65))
        home.come_back(
            visit_id=ready.pk, outcome="met", seen="", by=by, at=at + timedelta(minutes=80)
        )
    with acts("team-lead"):
        assert not Task.objects.filter(what="home_visit.not_back", done_at=None).exists()


def test_another_agency_and_a_colleague_without_the_case_see_nothing_of_it(
    ready: HomeVisit, acts: Acts
) -> None:
    for slug in ("smile-centre-1", "moel-job-centre-1", "reception-1", "auditor", "statistics"):
        with acts(slug):
            assert not HomeVisit.objects.exists(), slug
    with acts(OFFICER):
        assert HomeVisit.objects.filter(pk=ready.pk).exists(), "one of the pair"


def test_the_database_lets_nobody_go_alone(ready: HomeVisit, acts: Acts) -> None:
    with acts(MANAGER) as by, acting(by), pytest.raises(DatabaseError), transaction.atomic():
        HomeVisit.objects.filter(pk=ready.pk).update(state="departed", second_post=None)


def test_the_visit_of_a_past_day_or_of_an_unknown_case_is_not_planned(
    case: Case, acts: Acts, day: date
) -> None:
    with acts(PLANNER) as by:
        with pytest.raises(Missing, match="day"):
            home.plan_visit(
                case_id=case.pk, wish=wish(day - timedelta(days=9)), by=by, at=clock.now()
            )
        with pytest.raises(Hidden):
            home.plan_visit(case_id=by.post, wish=wish(day), by=by, at=clock.now())
    with acts("moel-job-centre-1") as by, pytest.raises((Hidden, NotAllowed)):
        home.plan_visit(case_id=case.pk, wish=wish(day), by=by, at=clock.now())


def test_a_visit_called_off_says_why_and_leaves_nobody_with_a_task(
    ready: HomeVisit, acts: Acts
) -> None:
    with acts(MANAGER) as by:
        with pytest.raises(Missing, match="reason"):
            home.cancel(visit_id=ready.pk, reason="", by=by, at=clock.now())
        home.cancel(visit_id=ready.pk, reason="본인이 다른 날을 바람", by=by, at=clock.now())
        assert not Task.objects.filter(what="home_visit.go", done_at=None).exists()
