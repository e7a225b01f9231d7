"""Access hangs on the post: handing it over moves cases, tasks and referrals in one act."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from hangot import clock
from hangot.access.context import acting
from hangot.access.posts import hand_over, seated
from hangot.accounts.models import Sitting, Worker
from hangot.accounts.queries import actor, sittings
from hangot.cases.models import Case
from hangot.core.refusal import Hidden, NotAllowed, Stale
from hangot.directory.models import Post
from hangot.people.models import Person
from hangot.referrals.models import Referral
from hangot.tasks.models import Task

pytestmark = pytest.mark.django_db
Acts = Callable[..., Any]
POST, SUCCESSOR = "counsellor-1", "counsellor-2"


def _hand_over(
    acts: Acts, slug: str = POST, to: str = SUCCESSOR, boss: str = "team-lead"
) -> Sitting:
    with acts(boss) as by:
        post, worker = Post.objects.get(slug=slug), Worker.objects.get(account=to)
        return hand_over(
            post_id=post.pk, successor_id=worker.pk, expected=None, by=by, at=clock.now()
        )


def _seat(account: str, post: str) -> Any:
    """The actor of a worker on one post, if the worker sits there now."""
    worker = Worker.objects.get(account=account)
    found = [one for one in sittings(worker.pk, at=clock.now()) if one.post.slug == post]
    return actor(found[0], profile_id="crime_victim", proved_at=clock.now()) if found else None


def test_the_successor_sees_cases_tasks_and_referrals_at_the_next_request(
    case: Case, acts: Acts, agree: Callable[..., None], refer: Callable[..., Referral]
) -> None:
    from tests.domain.conftest import JOBS

    with acts(POST) as by:
        agree("moel-job-centre", JOBS, by)
        sent = refer("moel-job-centre", JOBS, by)
    _hand_over(acts)
    successor = _seat(SUCCESSOR, POST)
    with acting(successor):
        assert Case.objects.get().pk == case.pk
        assert str(Person.objects.get().name) == "한서윤"
        assert Task.objects.filter(post_id=successor.post, done_at=None).exists()
        assert Referral.objects.get().pk == sent.pk


def test_the_predecessor_sees_nothing_at_the_next_request(
    case: Case, acts: Acts, desk: Callable[..., Any]
) -> None:
    client = desk(POST)
    assert client.get(f"/trust/cases/{case.pk}/log/").status_code == 200
    _hand_over(acts)
    assert _seat(POST, POST) is None
    assert client.get(f"/trust/cases/{case.pk}/log/").status_code == 403


def test_nobody_hands_a_post_to_themselves(acts: Acts) -> None:
    with pytest.raises(NotAllowed):
        _hand_over(acts, to="team-lead")


def test_a_worker_of_another_agency_cannot_take_a_post(acts: Acts) -> None:
    with pytest.raises(Hidden):
        _hand_over(acts, to="smile-centre-1")


def test_a_counsellor_cannot_hand_posts_over(acts: Acts) -> None:
    with pytest.raises(NotAllowed):
        _hand_over(acts, boss="counsellor-2", to="case-manager-1")


WATCHING = ("safety-officer", "privacy-officer", "auditor", "administrator")


@pytest.mark.parametrize("boss", ["team-lead", "centre-manager"])
@pytest.mark.parametrize("slug", WATCHING)
def test_who_is_watched_seats_nobody_on_the_posts_that_watch(
    acts: Acts, desk: Callable[..., Any], boss: str, slug: str
) -> None:
    with pytest.raises(NotAllowed):
        _hand_over(acts, slug=slug, to="reception-1", boss=boss)
    with acts(boss):
        page = reverse("post_move", args=[Post.objects.get(slug=slug).pk])
    assert desk(boss).get(page).status_code == 403


def test_a_team_lead_hands_over_posts_of_the_own_agency_only(acts: Acts) -> None:
    with pytest.raises(NotAllowed):
        _hand_over(acts, slug="moel-job-centre-1", to="moel-job-centre-2")
    _hand_over(acts, slug="moel-job-centre-1", to="moel-job-centre-2", boss="centre-manager")


def test_the_administrator_fills_the_posts_that_watch(acts: Acts) -> None:
    after = _hand_over(acts, slug="auditor", to="statistics", boss="administrator")
    assert after.worker.account == "statistics"


def test_who_sat_on_a_post_reads_that_it_was_handed_over(
    acts: Acts, desk: Callable[..., Any]
) -> None:
    client = desk(POST)
    _hand_over(acts)
    page = client.get("/seats/").content.decode()
    assert "다른 분에게 넘어갔습니다" in page
    _hand_over(acts, slug="counsellor-2", to="case-manager-1")
    assert "다른 분에게 넘어갔습니다" in desk(SUCCESSOR).get("/seats/").content.decode()


def test_two_people_handing_over_the_same_post_do_not_overwrite_each_other(acts: Acts) -> None:
    with acts("team-lead"):
        before = Sitting.objects.get(post__slug=POST, until=None)
        other = Worker.objects.get(account="case-manager-1")
    _hand_over(acts)
    with acts("centre-manager") as by, pytest.raises(Stale):
        hand_over(
            post_id=before.post_id, successor_id=other.pk, expected=before.pk, by=by, at=clock.now()
        )


def test_the_sitting_before_is_kept_with_its_end(acts: Acts) -> None:
    after = _hand_over(acts)
    with acts("team-lead") as by:
        old = Sitting.objects.get(post_id=after.post_id, worker__account=POST)
        assert old.until == after.since
        assert seated(by.centre, at=clock.now())[after.post_id].worker.account == SUCCESSOR
