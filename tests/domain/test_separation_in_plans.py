"""Two who must not meet are planned around each other, and nobody can tell from what is offered."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from hangot import clock
from hangot.access.context import planning
from hangot.appointments import actions, working
from hangot.appointments.models import Appointment
from hangot.core.clocks import SEOUL
from hangot.directory.models import Post
from hangot.people import actions as people
from tests.domain.booking_desk import STORY_A, asked, booked, menu, working_day

Acts = Callable[..., Any]
JOBS = "unemployment-benefit-link"


@pytest.fixture
def apart(case: Any, other_case: Any, acts: Acts) -> Callable[[str], None]:
    """The safety officer keeps 한서윤 and 오민재 apart."""

    def write(scope: str) -> None:
        with acts("safety-officer") as by:
            people.separate(
                one=case.person_id, other=other_case.person_id, scope=scope, minutes=20,
                reason="…", by=by, at=clock.now(),
            )  # fmt: skip

    return write


@pytest.fixture
def his(other_case: Any, acts: Acts) -> Appointment:
    """He comes to the job centre at eleven."""
    with acts("reception-1") as by:
        question = asked("vocational-training-link", starts=time(11), ends=time(11, 30))
        (one,) = booked(other_case.pk, question, by=by)
    return one


def _gap(one: datetime, other: datetime) -> timedelta:
    return max(one, other) - min(one, other)


def test_she_is_at_the_job_centre_when_he_is_long_gone(
    case: Any, apart: Callable[[str], None], his: Appointment, acts: Acts
) -> None:
    apart("zone")
    with acts("reception-1") as by:
        made = booked(case.pk, asked(*STORY_A), by=by)
        assert len({one.starts.astimezone(SEOUL).date() for one in made}) == 1
        jobs = next(one for one in made if one.service.slug == JOBS)
        assert jobs.starts >= his.ends + timedelta(
            minutes=20
        ) or jobs.ends <= his.starts - timedelta(minutes=20)


def test_where_the_whole_house_is_meant_she_comes_before_or_after(
    case: Any, apart: Callable[[str], None], his: Appointment, acts: Acts
) -> None:
    apart("building")
    with acts("reception-1") as by:
        made = booked(case.pk, asked("moving-cost", "location-device"), by=by)
        first, last = made[0].starts, made[-1].ends
        assert last <= his.starts - timedelta(minutes=20) or first >= his.ends + timedelta(
            minutes=20
        )


def test_it_holds_the_other_way_round(
    case: Any, other_case: Any, apart: Callable[[str], None], acts: Acts
) -> None:
    apart("building")
    with acts("counsellor-1") as by:
        made = booked(case.pk, asked("moving-cost"), by=by)
    with acts("reception-1") as by:
        question = asked("job-counselling", starts=time(9), ends=time(11))
        row = actions.ask(case_id=other_case.pk, asked=question, by=by, at=clock.now())
        assert menu(row)
        for offer in menu(row):
            assert _gap(offer.stops[0].starts, made[-1].ends) >= timedelta(minutes=20)


def test_a_second_plan_for_the_same_day_does_not_stretch_her_stay_over_his(
    case: Any, apart: Callable[[str], None], his: Appointment, acts: Acts
) -> None:
    apart("building")
    with acts("reception-1") as by:
        (first,) = booked(case.pk, asked("moving-cost", starts=time(9), ends=time(10)), by=by)
        assert first.ends <= his.starts - timedelta(minutes=20)
        row = actions.ask(case_id=case.pk, asked=asked("intake-counselling"), by=by, at=clock.now())
        assert menu(row)
        for offer in menu(row):
            assert offer.stops[-1].ends <= his.starts - timedelta(minutes=20)


def test_a_rule_written_after_the_menu_still_counts_when_the_time_is_taken(
    case: Any, apart: Callable[[str], None], his: Appointment, acts: Acts
) -> None:
    with acts("reception-1") as by:
        question = asked("location-device", starts=time(11), ends=time(11, 40))
        row = actions.ask(case_id=case.pk, asked=question, by=by, at=clock.now())
        assert menu(row)
    apart("building")
    with acts("reception-1") as by:
        answer = actions.propose(
            itinerary_id=row.pk, choice=0, expected=None, by=by, at=clock.now()
        )
        assert not answer.won
        assert menu(answer.itinerary) == ()


def test_a_worker_who_is_kept_out_does_not_serve_her(case: Any, acts: Acts) -> None:
    with acts("safety-officer") as by:
        people.deny(
            subject=case.person_id, worker=None, agency=None, code="opponent_client",
            post=Post.objects.get(slug="moel-job-centre-1").pk, by=by, at=clock.now(),
        )  # fmt: skip
    with acts("counsellor-1") as by:
        (one,) = booked(case.pk, asked(JOBS), by=by)
        assert one.post.slug == "moel-job-centre-2"


def test_the_same_time_has_the_same_answer_whoever_is_in_the_house(
    case: Any, other_case: Any, apart: Callable[[str], None], his: Appointment, acts: Acts
) -> None:
    """A time closed by the rule is answered as one at which the desk is away: no plan, no word more."""
    eleven: dict[str, Any] = {"starts": time(11), "ends": time(12)}
    other_day = working_day(8)
    with acts("reception-1") as by:
        for day in (None, other_day):
            question = asked("location-device", day=day, **eleven)
            assert menu(actions.ask(case_id=case.pk, asked=question, by=by, at=clock.now()))
    apart("building")
    for post in _desks("police-victim-desk", acts):
        with acts("centre-manager") as by:
            working.be_away(
                post_id=post, starts=datetime.combine(other_day, time(10), SEOUL),
                ends=datetime.combine(other_day, time(13), SEOUL), kind="leave", by=by, at=clock.now(),
            )  # fmt: skip
    with acts("reception-1") as by:
        closed = asked("location-device", **eleven)
        kept = actions.ask(case_id=case.pk, asked=closed, by=by, at=clock.now())
        away = asked("location-device", day=other_day, **eleven)
        shut = actions.ask(case_id=case.pk, asked=away, by=by, at=clock.now())
        assert (kept.plans, kept.state) == (shut.plans, shut.state) == ("[]", "asked")


def _desks(slug: str, acts: Acts) -> list[UUID]:
    with acts("centre-manager"):
        return list(Post.objects.filter(agency__slug=slug).values_list("pk", flat=True))


def test_outside_planning_the_house_tells_nothing(case: Any, his: Appointment, acts: Acts) -> None:
    day = working_day()
    span = [datetime.combine(day, time(), SEOUL), datetime.combine(day, time(23), SEOUL)]
    with acts("smile-centre-1"), connection.cursor() as cursor:
        for function in ("busy", "kept_away", "barred"):
            cursor.execute(f"select * from hg.{function}(%s, %s)", span)  # noqa: S608
            assert cursor.fetchall() == []
        with planning(case.person_id):
            cursor.execute("select * from hg.busy(%s, %s)", span)
            assert len(cursor.fetchall()) == 2
            assert not Appointment.objects.filter(pk=his.pk).exists()
