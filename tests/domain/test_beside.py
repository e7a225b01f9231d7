"""What is planned beside what somebody has already keeps the order, the walk, and the longest stay."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

from hangot import clock
from hangot.appointments import actions, mending, sooner, working
from hangot.appointments.models import Appointment, Skill
from hangot.core.clocks import SEOUL
from hangot.packs.active import profile
from tests.domain.booking_desk import asked, booked, menu, working_day

Acts = Callable[..., Any]
FIRST, THEN = "intake-counselling", "moving-cost"
OTHER, LINK = "job-counselling", "job-support-link"


def _walk() -> timedelta:
    return timedelta(minutes=profile("crime_victim").times.transfer)


def test_what_comes_after_is_offered_only_behind_what_stands_already(case: Any, acts: Acts) -> None:
    with acts("counsellor-1") as by:
        (first,) = booked(case.pk, asked(FIRST, starts=time(14), ends=time(15)), by=by)
        (then,) = booked(case.pk, asked(THEN), by=by)
        assert then.starts >= first.ends + _walk()
        day_before = asked(THEN, day=working_day(2))
        row = actions.ask(case_id=case.pk, asked=day_before, by=by, at=clock.now())
        assert menu(row) == () or menu(row)[0].stops[0].starts > first.ends


def test_a_first_talk_is_moved_only_ahead_of_what_follows_it(case: Any, acts: Acts) -> None:
    with acts("counsellor-1") as by:
        both = booked(case.pk, asked(FIRST, THEN, starts=time(9), ends=time(11)), by=by)
        first = next(one for one in both if one.service.slug == FIRST)
        later = asked(FIRST, starts=time(14), ends=time(17), instead=first.pk)
        assert menu(actions.ask(case_id=case.pk, asked=later, by=by, at=clock.now())) == ()
        sooner_ = asked(FIRST, day=working_day(2), instead=first.pk)
        assert menu(actions.ask(case_id=case.pk, asked=sooner_, by=by, at=clock.now()))


def test_who_had_the_first_talk_long_ago_comes_again_whenever_they_like(
    case: Any, acts: Acts
) -> None:
    with acts("counsellor-1") as by:
        (had,) = booked(case.pk, asked(FIRST, starts=time(9), ends=time(10)), by=by)
        Appointment.objects.filter(pk=had.pk).update(state="checked_in")
        Appointment.objects.filter(pk=had.pk).update(state="done")
        (again,) = booked(case.pk, asked(FIRST, starts=time(14), ends=time(15)), by=by)
        (then,) = booked(case.pk, asked(THEN, starts=time(10), ends=time(11)), by=by)
        assert then.ends < again.starts


def test_a_first_talk_that_has_to_move_stays_ahead_of_what_follows_it(
    case: Any, acts: Acts
) -> None:
    with acts("counsellor-1") as by:
        both = booked(case.pk, asked(FIRST, THEN, starts=time(9), ends=time(12)), by=by)
        first = next(one for one in both if one.service.slug == FIRST)
        then = next(one for one in both if one.service.slug == THEN)
    with acts("team-lead") as by:
        for skill in Skill.objects.filter(service=first.service_id):
            working.be_away(
                post_id=skill.post_id, starts=first.starts - timedelta(hours=1),
                ends=first.ends + timedelta(hours=1), kind="suddenly", by=by, at=clock.now(),
            )  # fmt: skip
    with acts("reception-1") as by:
        (change,) = mending.changes(first.post_id, first.day, by=by, at=clock.now())
        assert change.stop is None or change.stop.ends + _walk() <= then.starts


def test_what_follows_is_not_called_sooner_than_the_first_talk(
    case: Any, other_case: Any, acts: Acts
) -> None:
    with acts("counsellor-1") as by:
        (his,) = booked(other_case.pk, asked(THEN, starts=time(9), ends=time(9, 30)), by=by)
        booked(case.pk, asked(FIRST, starts=time(14), ends=time(15)), by=by)
        booked(case.pk, asked(THEN, day=working_day(8), earlier=True), by=by)
        actions.cancel_person(appointment_id=his.pk, expected=None, by=by, at=clock.now())
    with acts("reception-1") as by:
        assert sooner.open_offers(by=by, at=clock.now()) == []


def test_a_day_gets_no_longer_than_the_stay_that_was_asked_for(case: Any, acts: Acts) -> None:
    with acts("counsellor-1") as by:
        (early,) = booked(case.pk, asked(FIRST, starts=time(9), ends=time(10)), by=by)
        (late,) = booked(case.pk, asked(OTHER, stay=120), by=by)
        assert late.ends - early.starts <= timedelta(minutes=120)
        far = asked("relief-money", stay=120, starts=time(14), ends=time(17))
        row = actions.ask(case_id=case.pk, asked=far, by=by, at=clock.now())
        assert menu(row) == ()


def test_a_worker_who_is_ill_does_not_stretch_her_day_beyond_the_stay_she_asked_for(
    case: Any, acts: Acts
) -> None:
    with acts("counsellor-1") as by:
        morning = asked(FIRST, LINK, stay=120, starts=time(9), ends=time(11))
        both = booked(case.pk, morning, by=by)
        link = next(one for one in both if one.service.slug == LINK)
    with acts("team-lead") as by:
        for skill in Skill.objects.filter(service=link.service_id):
            working.be_away(
                post_id=skill.post_id, starts=both[0].starts - timedelta(hours=1),
                ends=both[0].starts + timedelta(hours=4), kind="suddenly", by=by, at=clock.now(),
            )  # fmt: skip
    with acts("reception-1") as by:
        (change,) = mending.changes(link.post_id, link.day, by=by, at=clock.now())
        assert change.stop
        assert change.stop.starts.astimezone(SEOUL).date() > link.day
