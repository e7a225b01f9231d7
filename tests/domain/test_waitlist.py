"""A time that is given back goes to somebody who said they could come sooner, one asked at a time."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pytest

from hangot import clock
from hangot.appointments import actions, answering, sooner, unserved
from hangot.appointments.models import Appointment, Hold, WaitOffer
from hangot.core.clocks import SEOUL
from hangot.core.refusal import Hidden
from hangot.directory.models import Agency
from hangot.jobs.tick import round_of
from hangot.messages.models import Message
from hangot.people import actions as people
from hangot.tasks.models import Task
from tests.domain.booking_desk import asked, booked, working_day

Acts = Callable[..., Any]
SERVICE, SCARCE = "moving-cost", "stalking-counselling"


@pytest.fixture
def his(other_case: Any, acts: Acts) -> Appointment:
    """오민재 comes for it soon, at ten."""
    with acts("counsellor-1") as by:
        (one,) = booked(other_case.pk, asked(SERVICE, starts=time(10), ends=time(11)), by=by)
    return one


@pytest.fixture
def hers(case: Any, his: Appointment, acts: Acts) -> Appointment:
    """한서윤 comes for it a week later and could come sooner."""
    with acts("counsellor-1") as by:
        later = asked(SERVICE, day=working_day(10), starts=time(14), ends=time(15), earlier=True)
        (one,) = booked(case.pk, later, by=by)
    return one


def _cancelled(acts: Acts, one: Appointment) -> None:
    with acts("counsellor-1") as by:
        actions.cancel_person(appointment_id=one.pk, expected=None, by=by, at=clock.now())


def test_when_he_cancels_she_comes_a_week_sooner_and_is_told_in_a_safe_hour(
    his: Appointment, hers: Appointment, acts: Acts
) -> None:
    _cancelled(acts, his)
    with acts("reception-1") as by:
        (row,) = sooner.open_offers(by=by, at=clock.now())
        assert (row.appointment_id, row.post_id) == (hers.pk, his.post_id)
        assert row.starts < his.ends
        assert row.ends > his.starts
        assert row.expires <= row.offered_at + timedelta(hours=24)
        new = answering.accept(offer_id=row.pk, by=by, at=clock.now())
        hers.refresh_from_db()
        assert (hers.state, hers.moved_to_id, new.state) == ("moved", new.pk, "booked")
        assert new.starts == row.starts
        assert not Hold.objects.filter(appointment=hers, live=True).exists()
        (told,) = Message.objects.filter(template="time_changed")
        assert told.not_before.astimezone(SEOUL).hour == 12
        assert sooner.open_offers(by=by, at=clock.now()) == []
        with pytest.raises(Hidden):
            answering.accept(offer_id=row.pk, by=by, at=clock.now())


def test_who_did_not_say_so_is_not_asked(case: Any, his: Appointment, acts: Acts) -> None:
    with acts("counsellor-1") as by:
        booked(case.pk, asked(SERVICE, day=working_day(10)), by=by)
    _cancelled(acts, his)
    with acts("counsellor-1"):
        assert not WaitOffer.objects.exists()


@pytest.mark.parametrize("apart", [True, False])
def test_who_must_not_meet_somebody_in_the_house_is_not_asked_then(
    case: Any, other_case: Any, his: Appointment, hers: Appointment, acts: Acts, *, apart: bool
) -> None:
    with acts("counsellor-1") as by:
        booked(other_case.pk, asked("job-support-link", starts=time(9), ends=time(12)), by=by)
        booked(
            other_case.pk,
            asked("intake-counselling", day=his.day, starts=time(11), ends=time(13)),
            by=by,
        )
    if apart:
        with acts("safety-officer") as by:
            people.separate(
                one=case.person_id, other=other_case.person_id, scope="building", minutes=20,
                reason="…", by=by, at=clock.now(),
            )  # fmt: skip
    _cancelled(acts, his)
    with acts("counsellor-1"):
        assert WaitOffer.objects.filter(appointment=hers).exists() is not apart


def test_who_declines_keeps_their_time_and_the_next_is_asked_once(
    case: Any, other_case: Any, his: Appointment, hers: Appointment, acts: Acts
) -> None:
    with acts("counsellor-1") as by:
        later = asked(SERVICE, day=working_day(12), earlier=True)
        (second,) = booked(other_case.pk, later, by=by)
    _cancelled(acts, his)
    asked_for = []
    with acts("reception-1") as by:
        for _ in range(2):
            (row,) = sooner.open_offers(by=by, at=clock.now())
            asked_for.append(row.appointment_id)
            answering.decline(offer_id=row.pk, by=by, at=clock.now())
        assert set(asked_for) == {hers.pk, second.pk}
        assert sooner.open_offers(by=by, at=clock.now()) == []
        hers.refresh_from_db()
        assert hers.state == "booked"


def test_what_a_partner_cancels_reaches_those_whom_the_house_booked(
    his: Appointment, hers: Appointment, acts: Acts
) -> None:
    with acts("counsellor-1"):
        slug = Agency.objects.get(pk=his.agency_id).slug
    with acts(f"{slug}-1") as by:
        actions.cancel_service(
            appointment_id=his.pk, why="staff_away", expected=None, by=by, at=clock.now()
        )
    with acts("counsellor-1"):
        assert not WaitOffer.objects.exists()
    for expected in (1, 0):
        assert round_of(clock.now())["sooner"] == expected
    with acts("reception-1") as by:
        (row,) = sooner.open_offers(by=by, at=clock.now())
        assert row.appointment_id == hers.pk


@pytest.fixture
def partly(case: Any, other_case: Any, acts: Acts) -> Appointment:
    """한서윤 wanted two things on one morning; 오민재 has the only time of one of them. Gives his."""
    with acts("counsellor-1") as by:
        hour: dict[str, Any] = {"starts": time(10, 30), "ends": time(11, 30)}
        (his,) = booked(other_case.pk, asked(SCARCE, **hour), by=by)
        wider: dict[str, Any] = {"starts": time(10), "ends": time(11, 40)}
        (one,) = booked(case.pk, asked(SERVICE, SCARCE, **wider), by=by)
        assert one.service.slug == SERVICE
    return his


def _open_tasks(acts: Acts, what: str) -> list[Task]:
    with acts("counsellor-1"):
        return list(Task.objects.filter(what=what, done_at=None))


def test_what_had_no_time_is_looked_for_again_when_a_time_is_free(
    partly: Appointment, case: Any, acts: Acts
) -> None:
    assert _open_tasks(acts, unserved.TIME_FREE) == []
    _cancelled(acts, partly)
    round_of(clock.now())
    (task,) = _open_tasks(acts, unserved.TIME_FREE)
    with acts("counsellor-1") as by:
        assert (task.subject_id, task.post_id) == (case.person_id, by.post)
        booked(case.pk, asked(SCARCE, starts=time(10), ends=time(11, 40)), by=by)
    assert _open_tasks(acts, unserved.TIME_FREE) == []


def test_a_time_on_a_day_that_was_not_asked_for_helps_no_plan(
    partly: Appointment, other_case: Any, acts: Acts
) -> None:
    with acts("counsellor-1") as by:
        (later,) = booked(other_case.pk, asked(SCARCE, day=working_day(8)), by=by)
    _cancelled(acts, later)
    assert _open_tasks(acts, unserved.TIME_FREE) == []


def test_once_a_new_time_is_booked_nobody_has_to_look_for_one(
    case: Any, hers: Appointment, acts: Acts
) -> None:
    with acts("counsellor-1") as by:
        actions.cancel_service(
            appointment_id=hers.pk, why="staff_away", expected=None, by=by, at=clock.now()
        )
    assert len(_open_tasks(acts, unserved.AGAIN)) == 1
    with acts("counsellor-1") as by:
        booked(case.pk, asked(SERVICE, day=working_day(11)), by=by)
    assert _open_tasks(acts, unserved.AGAIN) == []


def test_nobody_is_asked_about_an_appointment_that_has_ended(
    his: Appointment, hers: Appointment, acts: Acts
) -> None:
    _cancelled(acts, his)
    _cancelled(acts, hers)
    with acts("reception-1") as by:
        assert sooner.open_offers(by=by, at=clock.now()) == []
