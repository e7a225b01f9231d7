"""A child has its place for as long as the parent is in the house, whatever becomes of the day."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pytest

from hangot import clock
from hangot.appointments import actions, answering, mending, sooner
from hangot.appointments.models import Appointment, Bookable, Hold
from hangot.directory.models import Agency
from hangot.visits import actions as visits
from hangot.visits.models import Stop, Visit
from tests.domain import booking_desk
from tests.domain.booking_desk import asked, working_day
from tests.domain.test_booked_day import booked
from tests.domain.test_mending import _ill

__all__ = ["booked"]

pytestmark = pytest.mark.django_db
Acts = Callable[..., Any]
TWO = ("moving-cost", "job-counselling")


@pytest.fixture
def visit(booked: Any, acts: Acts) -> Visit:
    """한서윤 comes to two desks with her child, and is at the door."""
    found: Visit = booked(*TWO, childcare=True)
    with acts("reception-1") as by:
        visits.arrive(visit_id=found.pk, companions=1, by=by, at=found.starts)
    return found


def place(acts: Acts) -> Any:
    """For how long the one place is taken, or nothing."""
    with acts("reception-1"):
        known = Bookable.objects.filter(kind="place").values_list("number", flat=True)
        held = list(Hold.objects.filter(number__in=list(known), live=True))
    assert len(held) <= 1
    return (held[0].during.lower, held[0].during.upper) if held else None


def serve(visit: Visit, acts: Acts) -> None:
    """Whoever has her now serves her."""
    stop, desk = begin(visit, acts)
    with acts(desk) as by:
        visits.finish(stop_id=stop.pk, result="given", by=by, at=stop.ends)


def begin(visit: Visit, acts: Acts) -> tuple[Stop, str]:
    with acts("reception-1"):
        stop = Stop.objects.get(visit=visit.pk, state="waiting")
        desk = f"{Agency.objects.get(pk=stop.agency_id).slug}-1"
    with acts(desk) as by:
        return visits.receive(stop_id=stop.pk, by=by, at=stop.starts), desk


def test_after_the_first_desk_the_child_stays_where_it_is(visit: Visit, acts: Acts) -> None:
    before = place(acts)
    serve(visit, acts)
    assert place(acts) == before == (visit.starts, visit.ends)


def test_the_place_is_free_when_the_parent_has_left_and_not_before(
    visit: Visit, acts: Acts
) -> None:
    serve(visit, acts)
    serve(visit, acts)
    assert place(acts)
    with acts("reception-1") as by:
        visits.leave(visit_id=visit.pk, way_back="booked", by=by, at=visit.ends)
    assert place(acts) is None


def test_when_the_last_desk_is_left_out_the_child_stays_until_they_go(
    visit: Visit, acts: Acts
) -> None:
    serve(visit, acts)
    with acts("reception-1") as by:
        stop = Stop.objects.get(visit=visit.pk, state="waiting")
        visits.skip(stop_id=stop.pk, why="person_declined", by=by, at=stop.starts)
    assert place(acts)
    with acts("reception-1") as by:
        visits.leave(visit_id=visit.pk, way_back="booked", by=by, at=visit.ends)
    assert place(acts) is None


def test_who_does_not_come_leaves_no_place_taken(booked: Any, acts: Acts) -> None:
    visit = booked(*TWO, childcare=True)
    with acts("reception-1") as by:
        visits.give_up(visit_id=visit.pk, by=by, at=visit.starts + timedelta(minutes=31))
    assert place(acts) is None


def test_when_a_day_is_closed_the_places_of_that_day_are_free(visit: Visit, acts: Acts) -> None:
    serve(visit, acts)
    with acts("reception-1") as by:
        visits.close_day(visit_id=visit.pk, by=by, at=visit.ends + timedelta(days=1))
    assert place(acts) is None


def test_when_a_desk_runs_late_the_child_stays_from_now_to_the_new_end(
    visit: Visit, acts: Acts
) -> None:
    began = visit.starts
    stop, _ = begin(visit, acts)
    with acts("reception-1") as by:
        late = visits.run_late(stop_id=stop.pk, minutes=30, by=by, at=stop.ends)
        assert late.rest == "moved"
        last = Appointment.objects.filter(subject_id=visit.subject_id, state="booked").get()
    assert place(acts) == (began, last.ends)
    serve_rest(visit, acts)
    assert place(acts) == (began, last.ends)


def serve_rest(visit: Visit, acts: Acts) -> None:
    """The talk that runs late comes to its end."""
    with acts("reception-1"):
        stop = Stop.objects.get(visit=visit.pk, state="receiving")
        desk = f"{Agency.objects.get(pk=stop.agency_id).slug}-1"
    with acts(desk) as by:
        visits.finish(stop_id=stop.pk, result="given", by=by, at=stop.ends)


def test_a_parent_is_asked_to_come_sooner_and_the_child_has_a_place_then(
    case: Any, other_case: Any, acts: Acts
) -> None:
    with acts("counsellor-1") as by:
        (his,) = booking_desk.booked(
            other_case.pk, asked("moving-cost", starts=time(10), ends=time(11)), by=by
        )
        later = asked("moving-cost", day=working_day(10), earlier=True, childcare=True)
        (hers,) = booking_desk.booked(case.pk, later, by=by)
        actions.cancel_person(appointment_id=his.pk, expected=None, by=by, at=clock.now())
        (row,) = sooner.open_offers(by=by, at=clock.now())
        assert row.appointment_id == hers.pk
        new = answering.accept(offer_id=row.pk, by=by, at=clock.now())
    assert place(acts) == (new.starts, new.ends)


def test_nobody_is_asked_to_come_sooner_when_no_place_is_left_then(
    case: Any, other_case: Any, acts: Acts
) -> None:
    with acts("counsellor-1") as by:
        when: dict[str, Any] = {"starts": time(10), "ends": time(11)}
        (his,) = booking_desk.booked(other_case.pk, asked("moving-cost", **when), by=by)
        later = asked("moving-cost", day=working_day(10), earlier=True, childcare=True)
        booking_desk.booked(case.pk, later, by=by)
        (full,) = booking_desk.booked(other_case.pk, asked("job-counselling"), by=by)
        for one in Bookable.objects.filter(kind="place"):
            Hold.objects.create(
                centre_id=by.centre, appointment=full, number=one.number,
                during=(his.starts - timedelta(hours=1), his.ends + timedelta(hours=1)),
            )  # fmt: skip
        actions.cancel_person(appointment_id=his.pk, expected=None, by=by, at=clock.now())
        assert sooner.open_offers(by=by, at=clock.now()) == []


def test_when_a_worker_is_ill_the_place_goes_with_the_appointment(case: Any, acts: Acts) -> None:
    with acts("counsellor-1") as by:
        (one,) = booking_desk.booked(case.pk, asked("moving-cost", childcare=True), by=by)
    _ill(acts, one)
    with acts("reception-1") as by:
        (change,) = mending.changes(one.post_id, one.day, by=by, at=clock.now())
        new = mending.accept(appointment_id=one.pk, key=change.key, by=by, at=clock.now())
    assert new.starts != one.starts
    assert place(acts) == (new.starts, new.ends)
