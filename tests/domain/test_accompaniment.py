"""Going along: planned with a time and a post, done with minutes, read only by who may."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from hangot import clock
from hangot.cases.models import Case
from hangot.core.refusal import Hidden, Missing
from hangot.directory.models import Post
from hangot.tasks.models import Task
from hangot.visits.actions import Trip, plan_trip, trip_done, trips
from hangot.visits.models import Accompaniment

pytestmark = pytest.mark.django_db
Acts = Callable[..., Any]


def _plan(case: Case, acts: Acts, slug: str = "counsellor-1") -> Accompaniment:
    with acts(slug) as by:
        post = Post.objects.get(slug="counsellor-2")
        trip = Trip("court", clock.now() + timedelta(days=3), post.pk, "김은주", "동문 앞에서 만남")
        return plan_trip(case_id=case.pk, trip=trip, by=by, at=clock.now())


def test_the_post_that_goes_along_gets_the_task(case: Case, acts: Acts) -> None:
    planned = _plan(case, acts)
    with acts("counsellor-2") as by:
        task = Task.objects.get(what="accompaniment.go")
        assert (task.post_id, task.thing_id, task.due) == (by.post, planned.pk, planned.at)


def test_the_companion_beside_the_person_is_readable_for_the_team_only(
    case: Case, acts: Acts
) -> None:
    _plan(case, acts)
    with acts("counsellor-1"):
        assert [str(one.companion) for one in trips(case.person_id)] == ["김은주"]
    with acts("smile-centre-1"):
        assert trips(case.person_id) == []


def test_it_is_done_once_with_its_minutes(case: Case, acts: Acts) -> None:
    planned = _plan(case, acts)
    with acts("counsellor-1") as by:
        with pytest.raises(Missing):
            trip_done(trip_id=planned.pk, minutes=0, by=by, at=clock.now())
        assert trip_done(trip_id=planned.pk, minutes=95, by=by, at=clock.now()).minutes == 95
        assert not Task.objects.filter(what="accompaniment.go", done_at=None).exists()
        with pytest.raises(Missing):
            trip_done(trip_id=planned.pk, minutes=95, by=by, at=clock.now())


def test_a_desk_without_the_case_cannot_plan_anything(case: Case, acts: Acts) -> None:
    with pytest.raises(Hidden):
        _plan(case, acts, "moel-job-centre-1")


def test_what_is_done_stands_behind_what_is_planned(case: Case, acts: Acts) -> None:
    first, second = _plan(case, acts), _plan(case, acts)
    with acts("counsellor-1") as by:
        trip_done(trip_id=first.pk, minutes=30, by=by, at=clock.now())
        assert [one.pk for one in trips(case.person_id)] == [second.pk, first.pk]
