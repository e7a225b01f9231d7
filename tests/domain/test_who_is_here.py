"""Who is really in the house counts: between two talks, unannounced, late, or kept apart since today."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

import pytest

from hangot import clock
from hangot.appointments import actions
from hangot.appointments.models import Appointment
from hangot.core.clocks import SEOUL
from hangot.core.refusal import Hidden
from hangot.directory.models import Post
from hangot.people import actions as people
from hangot.tasks import actions as tasks
from hangot.tasks.models import Task
from hangot.visits import actions as visits
from hangot.visits.models import Stop, Visit
from tests.domain.booking_desk import asked, booked, menu, working_day
from tests.domain.test_visit import walk

pytestmark = pytest.mark.django_db
Acts = Callable[..., Any]
GAP = timedelta(minutes=30)
TALK, MONEY, POLICE = "intake-counselling", "moving-cost", "police-victim-desk"


def on_day(hour: int, minute: int = 0) -> datetime:
    return datetime.combine(working_day(), time(hour, minute), SEOUL)


@pytest.fixture
def apart(case: Any, other_case: Any, acts: Acts) -> Callable[..., Any]:
    """The safety officer keeps 한서윤 and 오민재 out of the house at the same time."""

    def write(scope: str = "building") -> Any:
        with acts("safety-officer") as by:
            return people.separate(
                one=case.person_id, other=other_case.person_id, scope=scope, minutes=30,
                reason="…", by=by, at=clock.now(),
            )  # fmt: skip

    return write


@pytest.fixture
def her_day(case: Any, acts: Acts) -> list[Appointment]:
    """She is here at half past nine and again at three."""
    with acts("counsellor-1") as by:
        rows = booked(case.pk, asked(MONEY, starts=time(9, 30), ends=time(10, 30)), by=by)
        rows += booked(case.pk, asked(TALK, starts=time(15), ends=time(16)), by=by)
        visits.match(subject=case.person_id, by=by, at=clock.now())
    return rows


def offered(
    acts: Acts, case: Any, at: datetime, service: str = TALK, **more: Any
) -> list[tuple[datetime, datetime]]:
    """What could be booked, with a counsellor if nothing else is said, on that day."""
    with acts("counsellor-1") as by:
        row = actions.ask(
            case_id=case.pk, asked=asked(service, urgency="now", **more), by=by, at=at
        )
        return [(one.starts, one.ends) for plan in menu(row) for one in plan.stops]


def told(acts: Acts) -> list[Task]:
    """What the safety officer has to look at."""
    with acts("safety-officer"):
        return list(Task.objects.filter(what="separation.meet", done_at=None))


def serve(acts: Acts, one: Appointment, since: datetime, until: datetime) -> None:
    slug = Post.objects.get(pk=one.post_id).slug
    with acts(slug) as by:
        stop = Stop.objects.get(appointment=one.pk)
        visits.receive(stop_id=stop.pk, by=by, at=since)
        visits.finish(stop_id=stop.pk, result="given", by=by, at=until)


def test_she_waits_in_the_house_between_two_talks_and_he_is_offered_no_time_then(
    her_day: list[Appointment], other_case: Any, apart: Any, acts: Acts
) -> None:
    apart()
    first, last = her_day
    before = offered(acts, other_case, first.starts - timedelta(hours=1))
    with acts("reception-1") as by:
        visit = Visit.objects.get(subject_id=first.subject_id)
        visits.arrive(visit_id=visit.pk, companions=0, by=by, at=first.starts)
    serve(acts, first, first.starts, first.ends)
    after = offered(acts, other_case, first.ends + timedelta(minutes=1))
    assert all(since >= last.ends + GAP for since, _ in after)
    assert [one for one in before if one[0] >= last.ends] == after, "the menu tells she was served"


def test_nobody_is_planned_beside_somebody_who_came_without_an_appointment(
    case: Any, other_case: Any, apart: Any, acts: Acts
) -> None:
    apart()
    ten = on_day(10)
    with acts("reception-1") as by:
        visits.walk_in(
            subject=case.person_id, walks=[walk(POLICE, ten, 60)], companions=0, by=by, at=ten
        )
    times = offered(acts, other_case, ten + timedelta(minutes=1))
    assert times
    assert all(since >= ten + timedelta(minutes=60) + GAP for since, _ in times)


def test_she_left_and_he_may_come_when_the_buffer_is_over(
    case: Any, other_case: Any, apart: Any, acts: Acts
) -> None:
    apart()
    ten = on_day(10)
    with acts("reception-1") as by:
        visit = visits.walk_in(
            subject=case.person_id, walks=[walk(POLICE, ten, 180)], companions=0, by=by, at=ten
        )
        visits.leave(
            visit_id=visit.pk, way_back="booked", by=by, at=ten + timedelta(minutes=20)
        )  # fmt: skip
    times = offered(acts, other_case, ten + timedelta(minutes=21))
    first = min(since for since, _ in times)
    assert ten + timedelta(minutes=50) <= first < ten + timedelta(minutes=70)


def _late(acts: Acts, case: Any, minutes: int) -> str:
    """She is served from two on and it takes so much longer; what the desk is told of the rest."""
    two = on_day(14)
    with acts("reception-1") as by:
        visit = visits.walk_in(
            subject=case.person_id, walks=[walk(POLICE, two, 20)], companions=0, by=by, at=two
        )
        stop = visit.stops.get()
    with acts("police-victim-desk-1") as by:
        visits.receive(stop_id=stop.pk, by=by, at=two)
        return visits.run_late(
            stop_id=stop.pk, minutes=minutes, by=by, at=two + timedelta(minutes=10)
        ).rest


def test_running_late_into_his_time_is_told_to_the_safety_officer_and_to_nobody_else(
    case: Any, other_case: Any, apart: Any, acts: Acts
) -> None:
    rule = apart()
    with acts("counsellor-1") as by:
        (his,) = booked(other_case.pk, asked(TALK, starts=time(15), ends=time(16)), by=by)
    assert _late(acts, case, 60) == "kept"
    (task,) = told(acts)
    assert (task.thing_id, task.duty, task.due) == (rule.pk, "S", his.starts - GAP)
    for slug in ("reception-1", "counsellor-1", "police-victim-desk-1", "team-lead"):
        with acts(slug):
            assert not Task.objects.filter(what="separation.meet").exists(), slug


def test_running_late_without_a_rule_opens_no_task(case: Any, other_case: Any, acts: Acts) -> None:
    with acts("counsellor-1") as by:
        booked(other_case.pk, asked(TALK, starts=time(15), ends=time(16)), by=by)
    assert _late(acts, case, 60) == "kept"
    assert told(acts) == []


def test_a_new_rule_names_each_day_on_which_the_two_would_meet(
    her_day: list[Appointment], other_case: Any, apart: Any, acts: Acts
) -> None:
    with acts("counsellor-1") as by:
        (his,) = booked(other_case.pk, asked(TALK, starts=time(11), ends=time(12)), by=by)
    assert told(acts) == []
    rule = apart()
    (task,) = told(acts)
    assert task.due == his.starts - GAP
    with acts("safety-officer") as by:
        people.end_separation(rule_id=rule.pk, by=by, at=clock.now())
    assert told(acts) == []


def test_a_new_rule_about_two_who_never_meet_opens_no_task(
    her_day: list[Appointment], apart: Any, acts: Acts
) -> None:
    apart()
    assert told(acts) == []


def test_a_rule_written_while_his_time_is_held_keeps_it_from_being_booked(
    her_day: list[Appointment], other_case: Any, apart: Any, acts: Acts
) -> None:
    """The answer is that of a time that ran out: a new menu, nothing typed is lost."""
    with acts("counsellor-1") as by:
        question = asked("relief-money", starts=time(11), ends=time(16))
        row = actions.ask(case_id=other_case.pk, asked=question, by=by, at=clock.now())
        actions.propose(itinerary_id=row.pk, choice=0, expected=None, by=by, at=clock.now())
    apart()
    with acts("counsellor-1") as by:
        answer = visits.book(itinerary_id=row.pk, expected=None, by=by, at=clock.now())
        assert (answer.won, answer.itinerary.state, menu(answer.itinerary)) == (False, "asked", ())
        assert {one.state for one in row.appointments.all()} == {"lapsed"}


def test_the_second_of_two_at_the_door_is_let_in_like_anybody_and_the_officer_is_told(
    case: Any, other_case: Any, apart: Any, acts: Acts
) -> None:
    rule = apart()
    ten = on_day(10)
    for n, one in enumerate((case, other_case)):
        assert told(acts) == []
        with acts("reception-1") as by:
            came = visits.walk_in(
                subject=one.person_id, walks=[walk(POLICE, ten, 30)], companions=0, by=by,
                at=ten + timedelta(minutes=n),
            )  # fmt: skip
            assert came.state == "arrived"
    (task,) = told(acts)
    assert task.thing_id == rule.pk
    with acts("reception-1") as by, pytest.raises(Hidden):
        tasks.finish(task.pk, by=by, at=ten)
    with acts("safety-officer") as by:
        tasks.finish(task.pk, by=by, at=ten)
    assert told(acts) == []


def test_who_has_been_in_the_house_since_the_morning_does_not_stay_over_the_others_visit(
    case: Any, other_case: Any, apart: Any, acts: Acts
) -> None:
    """Her only talk is over; a second one behind his would keep her in the house while he is there."""
    with acts("counsellor-1") as by:
        (her,) = booked(case.pk, asked(TALK, starts=time(9), ends=time(10)), by=by)
        visits.match(subject=case.person_id, by=by, at=clock.now())
        (his,) = booked(other_case.pk, asked(TALK, starts=time(11), ends=time(12)), by=by)
    apart()
    with acts("reception-1") as by:
        visit = Visit.objects.get(subject_id=case.person_id)
        visits.arrive(visit_id=visit.pk, companions=0, by=by, at=her.starts)
    serve(acts, her, her.starts, her.ends)
    soon = her.ends + timedelta(minutes=1)
    assert offered(acts, case, soon, MONEY, starts=time(12), ends=time(18)) == []
    assert offered(acts, case, soon, MONEY, starts=time(9), ends=time(11))
    with acts("reception-1") as by:
        visits.leave(
            visit_id=visit.pk, way_back="booked", by=by, at=her.ends + timedelta(minutes=2)
        )  # fmt: skip
    times = offered(
        acts, case, her.ends + timedelta(minutes=3), MONEY, starts=time(12), ends=time(18)
    )
    assert times
    assert all(since >= his.ends + GAP for since, _ in times)
