"""From what was booked to the day itself: expected, at the desk, done, missed or called off."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

import pytest

from hangot import clock
from hangot.appointments import actions as appointments
from hangot.appointments import mending, working
from hangot.appointments.models import Appointment, Hold
from hangot.core.clocks import SEOUL
from hangot.core.refusal import Hidden, Missing
from hangot.directory.models import Agency, Post
from hangot.directory.places import Room
from hangot.tasks.models import Task
from hangot.visits import actions as visits
from hangot.visits.models import Stop, Visit
from tests.domain.booking_desk import STORY_A, asked, menu
from tests.domain.booking_desk import booked as book

pytestmark = pytest.mark.django_db
Acts = Callable[..., Any]


@pytest.fixture
def booked(case: Any, acts: Acts) -> Callable[..., Visit]:
    """`booked("moving-cost")`: the counsellor books these services on one day."""

    def plan(*slugs: str, **more: Any) -> Visit:
        with acts("counsellor-1") as by:
            row = appointments.ask(
                case_id=case.pk, asked=asked(*slugs, **more), by=by, at=clock.now()
            )
            assert menu(row)
            appointments.propose(
                itinerary_id=row.pk, choice=0, expected=None, by=by, at=clock.now()
            )
            assert visits.book(itinerary_id=row.pk, expected=None, by=by, at=clock.now()).won
        with acts("reception-1"):
            return Visit.objects.get(subject_id=case.person_id, state="planned")

    return plan


def taken(visit: Visit, acts: Acts) -> list[tuple[str, str]]:
    """State of each stop beside that of its appointment, in order."""
    with acts("reception-1"):
        stops = visit.stops.select_related("appointment").order_by("starts")
        return [(one.state, one.appointment.state if one.appointment else "") for one in stops]


def test_what_is_booked_is_expected_by_reception_desk_by_desk(booked: Any, acts: Acts) -> None:
    visit = booked(*STORY_A)
    with acts("reception-1"):
        stops = list(visit.stops.select_related("appointment").order_by("starts"))
        assert len(stops) == 6
        for one in stops:
            assert one.appointment
            assert (one.starts, one.ends, one.room_id, one.agency_id) == (
                one.appointment.starts, one.appointment.ends, one.appointment.room_id,
                one.appointment.agency_id,
            )  # fmt: skip
        assert (visit.starts, visit.ends) == (stops[0].starts, stops[-1].ends)


def test_booking_again_does_not_expect_anybody_twice(booked: Any, case: Any, acts: Acts) -> None:
    visit = booked("moving-cost")
    with acts("counsellor-1") as by:
        visits.match(subject=case.person_id, by=by, at=clock.now())
        visits.match(subject=case.person_id, by=by, at=clock.now())
    assert taken(visit, acts) == [("planned", "booked")]


def test_a_cancelled_appointment_leaves_the_day_and_the_last_one_calls_it_off(
    booked: Any, acts: Acts
) -> None:
    visit = booked("moving-cost", "job-counselling")
    for left in (1, 0):
        with acts("counsellor-1") as by:
            one = Appointment.objects.filter(state="booked")[0]
            visits.cancel_person(appointment_id=one.pk, expected=None, by=by, at=clock.now())
        with acts("reception-1"):
            visit.refresh_from_db()
            assert visit.stops.filter(state="planned").count() == left
    assert visit.state == "called_off"


def test_at_the_desk_and_done_are_written_on_the_appointment_too(booked: Any, acts: Acts) -> None:
    visit = booked("moving-cost")
    at = visit.starts
    with acts("reception-1") as by:
        visits.arrive(visit_id=visit.pk, companions=0, by=by, at=at)
        desk = Agency.objects.get(pk=visit.stops.get().agency_id).slug
    assert taken(visit, acts) == [("waiting", "checked_in")]
    with acts(f"{desk}-1") as by:
        stop = Stop.objects.get(visit=visit.pk)
        visits.receive(stop_id=stop.pk, by=by, at=at)
        visits.finish(stop_id=stop.pk, result="given", by=by, at=at + timedelta(minutes=9))
    assert taken(visit, acts) == [("finished", "done")]
    with acts("reception-1"):
        assert not Hold.objects.filter(live=True).exists()


def test_who_does_not_come_has_missed_and_who_goes_early_has_not(booked: Any, acts: Acts) -> None:
    visit = booked("moving-cost", "job-counselling")
    with acts("reception-1") as by:
        visits.arrive(visit_id=visit.pk, companions=0, by=by, at=visit.starts)
        visits.leave(visit_id=visit.pk, way_back="will_call", by=by, at=visit.starts)
    assert ("skipped", "no_show") not in taken(visit, acts)
    assert ("skipped", "cancelled_by_person") in taken(visit, acts)


def test_a_day_nobody_came_for_frees_all_of_its_time(booked: Any, acts: Acts) -> None:
    visit = booked("moving-cost", "job-counselling")
    with acts("reception-1") as by:
        visits.give_up(visit_id=visit.pk, by=by, at=visit.starts + timedelta(minutes=31))
        assert not Hold.objects.filter(live=True).exists()
    assert taken(visit, acts) == [("skipped", "no_show")] * 2


@pytest.mark.parametrize(
    ("why", "ends"),
    [("person_declined", "cancelled_by_person"), ("staff_away", "cancelled_by_service")],
)
def test_who_waits_for_a_desk_that_is_left_out_waits_for_it_no_more(
    booked: Any, acts: Acts, why: str, ends: str
) -> None:
    visit = booked("moving-cost", "job-counselling")
    with acts("reception-1") as by:
        visits.arrive(visit_id=visit.pk, companions=0, by=by, at=visit.starts)
        stop = Stop.objects.get(visit=visit.pk, state="waiting")
        visits.skip(stop_id=stop.pk, why=why, by=by, at=visit.starts)
        assert stop.appointment_id
        assert not Hold.objects.filter(appointment=stop.appointment_id, live=True).exists()
    assert taken(visit, acts) == [("skipped", ends), ("waiting", "checked_in")]
    with acts("counsellor-1"):
        again = Task.objects.filter(what="appointment.offer_again", thing_id=stop.appointment_id)
        assert again.exists() == (why == "staff_away")


def test_who_is_brought_to_a_desk_of_later_that_day_is_there_once(booked: Any, acts: Acts) -> None:
    visit = booked("moving-cost", "job-counselling")
    with acts("reception-1") as by:
        visits.arrive(visit_id=visit.pk, companions=0, by=by, at=visit.starts)
        first, later = visit.stops.order_by("starts")
        desk = Agency.objects.get(pk=first.agency_id).slug
    with acts(f"{desk}-1") as by:
        visits.receive(stop_id=first.pk, by=by, at=visit.starts)
        turn = visits.Turn(later.agency_id, later.room_id)
        there = visits.move(stop_id=first.pk, turn=turn, by=by, at=visit.starts)
        assert there.pk == later.pk
    assert taken(visit, acts) == [("finished", "done"), ("waiting", "checked_in")]


def test_who_is_shown_to_another_room_is_done_there(booked: Any, acts: Acts) -> None:
    visit = booked("moving-cost", "job-counselling")
    with acts("reception-1") as by:
        visits.arrive(visit_id=visit.pk, companions=0, by=by, at=visit.starts)
        first, later = visit.stops.order_by("starts")
        room = Room.objects.filter(agency_id__isnull=True, kind="consulting")[0].pk
        turn = visits.Turn(later.agency_id, room)
        visits.move(stop_id=later.pk, turn=turn, by=by, at=visit.starts)
        later.appointment.refresh_from_db()
        assert (first.state, later.appointment.state) == ("waiting", "checked_in")


def test_who_is_sent_to_another_agency_is_not_awaited_at_the_first_desk(
    booked: Any, acts: Acts
) -> None:
    visit = booked("moving-cost")
    with acts("reception-1") as by:
        visits.arrive(visit_id=visit.pk, companions=0, by=by, at=visit.starts)
        stop = Stop.objects.get(visit=visit.pk)
        elsewhere = Agency.objects.exclude(pk=stop.agency_id).order_by("slug")[0]
        turn = visits.Turn(elsewhere.pk, stop.room_id)
        visits.move(stop_id=stop.pk, turn=turn, by=by, at=visit.starts)
    assert taken(visit, acts) == [("moved", "cancelled_by_person"), ("waiting", "")]


def test_another_room_of_the_same_agency_keeps_the_appointment(booked: Any, acts: Acts) -> None:
    visit = booked("moving-cost")
    with acts("reception-1") as by:
        visits.arrive(visit_id=visit.pk, companions=0, by=by, at=visit.starts)
        stop = Stop.objects.get(visit=visit.pk)
        turn = visits.Turn(stop.agency_id, stop.room_id)
        visits.move(stop_id=stop.pk, turn=turn, by=by, at=visit.starts)
    assert ("waiting", "checked_in") in taken(visit, acts)
    with acts("reception-1"):
        assert Hold.objects.filter(appointment=stop.appointment_id, live=True).exists()


def test_what_is_cancelled_while_somebody_waits_for_it_lets_the_next_desk_call(
    booked: Any, acts: Acts
) -> None:
    visit = booked("moving-cost", "job-counselling")
    with acts("reception-1") as by:
        visits.arrive(visit_id=visit.pk, companions=0, by=by, at=visit.starts)
        stop = Stop.objects.get(visit=visit.pk, state="waiting")
        assert stop.appointment_id
    with acts("counsellor-1") as by:
        visits.cancel_person(
            appointment_id=stop.appointment_id, expected=None, by=by, at=visit.starts
        )
    assert taken(visit, acts) == [("skipped", "cancelled_by_person"), ("waiting", "checked_in")]


def test_who_goes_while_waiting_leaves_no_appointment_behind(booked: Any, acts: Acts) -> None:
    visit = booked("moving-cost")
    with acts("reception-1") as by:
        visits.arrive(visit_id=visit.pk, companions=0, by=by, at=visit.starts)
        visits.leave(visit_id=visit.pk, way_back="will_call", by=by, at=visit.starts)
    assert taken(visit, acts) == [("skipped", "cancelled_by_person")]


def _receiving(visit: Visit, acts: Acts) -> tuple[Stop, str]:
    """They arrive in time and sit down at the first desk; the stop and the desk's own post."""
    with acts("reception-1") as by:
        visits.arrive(visit_id=visit.pk, companions=0, by=by, at=visit.starts)
        stop = Stop.objects.get(visit=visit.pk, state="waiting")
        assert stop.post_id
        desk: str = Post.objects.get(pk=stop.post_id).slug
    with acts(desk) as by:
        visits.receive(stop_id=stop.pk, by=by, at=visit.starts)
    return stop, desk


def test_when_a_desk_runs_late_the_rest_of_the_appointments_get_new_times_with_free_staff(
    booked: Any, acts: Acts
) -> None:
    visit = booked(*STORY_A)
    stop, _ = _receiving(visit, acts)
    with acts("reception-1") as by:
        late = visits.run_late(stop_id=stop.pk, minutes=30, by=by, at=stop.ends)
        free = late.stop.ends
        assert late.rest == "moved"
        rest = list(visit.stops.filter(state="planned").select_related("appointment"))
        assert len(rest) == 5
        for one in rest:
            assert one.appointment
            assert one.starts >= free
            assert (one.appointment.state, one.appointment.starts, one.appointment.post_id) == (
                "booked", one.starts, one.post_id,
            )  # fmt: skip
            assert Hold.objects.filter(appointment=one.appointment, live=True).count() >= 2
        old = Appointment.objects.filter(state="moved", subject_id=visit.subject_id)
        assert old.exists()
        assert not Hold.objects.filter(appointment__in=old, live=True).exists()


def test_when_nothing_is_left_today_the_appointments_stand_until_somebody_finds_another_day(
    booked: Any, acts: Acts
) -> None:
    visit = booked("moving-cost", "job-counselling")
    stop, _ = _receiving(visit, acts)
    evening = stop.ends.astimezone(SEOUL).replace(hour=16, minute=40)
    with acts("reception-1") as by:
        held = Hold.objects.filter(live=True).count()
        late = visits.run_late(stop_id=stop.pk, minutes=70, by=by, at=evening)
        assert late.rest == "full"
        assert Hold.objects.filter(live=True).count() == held
    assert taken(visit, acts) == [("receiving", "checked_in"), ("planned", "booked")]


@pytest.mark.parametrize(("minutes", "hour"), [(4, 10), (121, 10), (99999, 10), (30, 17)])
def test_a_desk_is_late_by_minutes_that_can_be_and_never_past_closing(
    booked: Any, acts: Acts, minutes: int, hour: int
) -> None:
    visit = booked("moving-cost")
    stop, desk = _receiving(visit, acts)
    at = stop.ends.astimezone(SEOUL).replace(hour=hour, minute=45)
    with acts(desk) as by, pytest.raises(Missing) as refused:
        visits.run_late(stop_id=stop.pk, minutes=minutes, by=by, at=at)
    assert refused.value.what == "minutes"


def test_who_is_late_keeps_the_desks_at_the_time_they_will_be_there(
    booked: Any, acts: Acts
) -> None:
    visit = booked("moving-cost", "job-counselling")
    stop, desk = _receiving(visit, acts)
    with acts(desk) as by:
        late = visits.run_late(stop_id=stop.pk, minutes=30, by=by, at=stop.ends)
        assert (late.rest, late.clash) == ("ask", False)
    with acts("reception-1"):
        for one in visit.stops.select_related("appointment"):
            assert one.appointment
            held = {hold.during for hold in one.appointment.holds.filter(live=True)}
            assert {(span.lower, span.upper) for span in held} == {(one.starts, one.ends)}


def test_whoever_is_booked_behind_somebody_late_is_named_as_a_clash_and_keeps_their_time(
    booked: Any, other_case: Any, acts: Acts
) -> None:
    visit = booked("moving-cost")
    with acts("counsellor-1") as by:
        (his,) = book(other_case.pk, asked("moving-cost"), by=by)
    stop, desk = _receiving(visit, acts)
    with acts(desk) as by:
        late = visits.run_late(stop_id=stop.pk, minutes=30, by=by, at=stop.ends)
        assert his.starts < late.stop.ends
        assert late.clash
    with acts("counsellor-1"):
        assert his.holds.filter(live=True, during__startswith=his.starts).count() == 3


def test_when_a_desk_ends_late_the_next_ones_are_not_given_away_meanwhile(
    booked: Any, other_case: Any, acts: Acts
) -> None:
    visit = booked("moving-cost", "job-counselling")
    stop, desk = _receiving(visit, acts)
    over = stop.ends + timedelta(minutes=40)
    with acts(desk) as by:
        visits.finish(stop_id=stop.pk, result="given", by=by, at=over)
    with acts("reception-1"):
        rest = visit.stops.exclude(state="finished").get()
        assert rest.starts == over
        hour: dict[str, Any] = {"starts": _clock(rest.starts), "ends": _clock(rest.ends)}
    with acts("counsellor-1") as by:
        row = appointments.ask(
            case_id=other_case.pk, asked=asked("job-counselling", **hour), by=by, at=clock.now()
        )
        assert menu(row) == ()


def _clock(moment: datetime) -> time:
    return moment.astimezone(SEOUL).time()


def test_a_short_delay_that_reaches_nobody_moves_nothing(booked: Any, acts: Acts) -> None:
    visit = booked("moving-cost")
    stop, desk = _receiving(visit, acts)
    with acts(desk) as by:
        assert visits.run_late(stop_id=stop.pk, minutes=5, by=by, at=stop.ends).rest == "kept"


def test_a_desk_cannot_move_what_is_booked_at_other_desks_and_is_told_to_ask(
    booked: Any, acts: Acts
) -> None:
    visit = booked("moving-cost", "job-counselling")
    stop, desk = _receiving(visit, acts)
    with acts(desk) as by:
        assert visits.run_late(stop_id=stop.pk, minutes=30, by=by, at=stop.ends).rest == "ask"
    assert taken(visit, acts) == [("receiving", "checked_in"), ("planned", "booked")]


def test_the_reception_of_the_house_is_asked_to_move_what_a_desk_may_not_and_moves_it(
    booked: Any, acts: Acts
) -> None:
    visit = booked("moving-cost", "job-counselling")
    stop, desk = _receiving(visit, acts)
    with acts(desk) as by:
        visits.run_late(stop_id=stop.pk, minutes=30, by=by, at=stop.ends)
        visits.run_late(stop_id=stop.pk, minutes=5, by=by, at=stop.ends)
        with pytest.raises(Hidden):
            visits.replan_rest(visit_id=visit.pk, by=by, at=stop.ends)
    with acts("reception-1") as by:
        todo = Task.objects.get(what="visit.replan", thing_id=visit.pk)
        assert (todo.agency_id, todo.duty, todo.done_at) == (by.agency, "R", None)
        visits.replan_rest(visit_id=visit.pk, by=by, at=stop.ends)
        todo.refresh_from_db()
        assert todo.done_at
        (rest,) = visit.stops.filter(state="planned").select_related("appointment")
        assert rest.appointment
        assert rest.appointment.starts == rest.starts >= stop.ends + timedelta(minutes=35)


def test_a_talk_that_ends_late_moves_what_comes_next_as_running_late_does(
    booked: Any, acts: Acts
) -> None:
    visit = booked("intake-counselling", "moving-cost")
    stop, desk = _receiving(visit, acts)
    over = stop.ends + timedelta(minutes=40)
    with acts(desk) as by:
        visits.finish(stop_id=stop.pk, result="given", by=by, at=over)
    with acts("reception-1"):
        rest = visit.stops.select_related("appointment").exclude(state="finished").get()
        assert rest.appointment
        assert rest.appointment.starts == rest.starts >= over
        assert not Task.objects.filter(what="visit.replan").exists()


def test_a_colleague_who_stands_in_is_the_one_whom_reception_expects(
    booked: Any, acts: Acts
) -> None:
    visit = booked("job-support-link")
    with acts("reception-1") as by:
        old = visit.stops.select_related("appointment").get().appointment
        assert old
    with acts("team-lead") as by:
        working.be_away(
            post_id=old.post_id, starts=old.starts - timedelta(hours=2),
            ends=old.ends + timedelta(hours=9), kind="suddenly", by=by, at=clock.now(),
        )  # fmt: skip
    with acts("reception-1") as by:
        (change,) = mending.changes(old.post_id, old.day, by=by, at=clock.now())
        new = visits.mend(appointment_id=old.pk, key=change.key, by=by, at=clock.now())
        expected = Stop.objects.get(subject_id=visit.subject_id, state="planned")
        assert (expected.appointment_id, expected.post_id) == (new.pk, new.post_id)
