"""One visit instead of five, booked so that nothing can go wrong twice."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

import pytest

from hangot import clock
from hangot.appointments import actions, working
from hangot.appointments.hours import Wall
from hangot.appointments.house import house_of
from hangot.appointments.models import Appointment, Hold, Itinerary
from hangot.core.access import Section
from hangot.core.clocks import SEOUL
from hangot.core.refusal import Hidden, Missing
from hangot.directory.models import Post
from hangot.messages.models import Message
from hangot.packs.active import profile
from hangot.referrals import actions as referrals
from hangot.tasks.models import Moved, Task
from tests.domain.booking_desk import STORY_A, asked, at_ten, booked, menu, services, working_day

Acts = Callable[..., Any]


def test_five_agencies_in_one_visit_with_little_waiting(case: Any, acts: Acts) -> None:
    with acts("counsellor-1") as by:
        made = booked(case.pk, asked(*STORY_A), by=by)
        assert len(made) == 6
        assert len({one.starts.astimezone(SEOUL).date() for one in made}) == 1
        assert made[0].service.slug == "intake-counselling"
        waiting = (made[-1].ends - made[0].starts).seconds // 60 - 210
        assert waiting <= 25
        assert len({one.agency_id for one in made}) == 6


def test_what_is_held_is_free_again_after_ten_minutes(case: Any, acts: Acts) -> None:
    with acts("reception-1") as by:
        row = actions.ask(case_id=case.pk, asked=asked("moving-cost"), by=by, at=clock.now())
        actions.propose(itinerary_id=row.pk, choice=0, expected=None, by=by, at=clock.now())
        assert Hold.objects.filter(live=True).count() == 3
        with pytest.raises(Missing):
            actions.lapse(row.pk, by=by, at=clock.now() + timedelta(minutes=9))
        late = clock.now() + timedelta(minutes=11)
        actions.lapse(row.pk, by=by, at=late)
        assert not Hold.objects.filter(live=True).exists()
        assert Appointment.objects.get(itinerary=row).state == "lapsed"
        row.refresh_from_db()
        assert row.state == "asked"


def test_booking_too_late_brings_a_new_menu_instead(case: Any, acts: Acts) -> None:
    with acts("reception-1") as by:
        row = actions.ask(case_id=case.pk, asked=asked("moving-cost"), by=by, at=clock.now())
        actions.propose(itinerary_id=row.pk, choice=0, expected=None, by=by, at=clock.now())
        late = clock.now() + timedelta(minutes=11)
        answer = actions.book(itinerary_id=row.pk, expected=None, by=by, at=late)
        assert not answer.won
        assert menu(answer.itinerary)


def test_what_was_held_and_forgotten_is_had_by_the_next_before_the_clock_comes(
    case: Any, other_case: Any, acts: Acts
) -> None:
    with acts("reception-1") as by:
        mine = actions.ask(case_id=case.pk, asked=at_ten("moving-cost"), by=by, at=clock.now())
        actions.propose(itinerary_id=mine.pk, choice=0, expected=None, by=by, at=clock.now())
        gone = clock.now() - timedelta(minutes=2)
        Appointment.objects.filter(itinerary=mine).update(hold_until=gone)
    with acts("counsellor-1") as by:
        (his,) = booked(other_case.pk, at_ten("moving-cost"), by=by)
    with acts("reception-1") as by:
        answer = actions.book(itinerary_id=mine.pk, expected=None, by=by, at=clock.now())
        assert not answer.won
        assert Hold.objects.filter(appointment=his, live=True).count() == 3


def test_the_second_clerk_on_one_slot_gets_the_next_best_plan(
    case: Any, other_case: Any, acts: Acts
) -> None:
    with acts("reception-1") as by:
        mine = actions.ask(case_id=case.pk, asked=asked("moving-cost"), by=by, at=clock.now())
    with acts("counsellor-1") as by:
        theirs = actions.ask(
            case_id=other_case.pk, asked=asked("moving-cost"), by=by, at=clock.now()
        )
        wanted = menu(theirs)[0].stops[0].starts
        assert menu(mine)[0].stops[0].starts == wanted
        first = actions.propose(
            itinerary_id=theirs.pk, choice=0, expected=None, by=by, at=clock.now()
        )
        assert first.won
    with acts("reception-1") as by:
        second = actions.propose(
            itinerary_id=mine.pk, choice=0, expected=None, by=by, at=clock.now()
        )
        assert not second.won
        assert menu(second.itinerary)[0].stops[0].starts >= wanted + timedelta(minutes=30)
        assert not Appointment.objects.filter(itinerary=mine).exists()


def test_a_plan_of_which_one_part_is_taken_leaves_nothing_behind(
    case: Any, other_case: Any, acts: Acts
) -> None:
    with acts("counsellor-1") as by:
        row = actions.ask(case_id=case.pk, asked=asked(*STORY_A), by=by, at=clock.now())
        last = menu(row)[0].stops[-1]
        start = last.starts.astimezone(SEOUL).time()
        slug = next(s for s in STORY_A if services(s)[0] == last.service)
        booked(other_case.pk, asked(slug, starts=start, ends=time(18)), by=by)
        before = Hold.objects.filter(live=True).count()
        answer = actions.propose(
            itinerary_id=row.pk, choice=0, expected=None, by=by, at=clock.now()
        )
        assert not answer.won
        assert Hold.objects.filter(live=True).count() == before
        assert not Appointment.objects.filter(itinerary=row).exists()
        assert menu(answer.itinerary)


def test_who_cancels_and_why_stays_and_the_time_is_free(case: Any, acts: Acts) -> None:
    with acts("counsellor-1") as by:
        made = booked(case.pk, asked("moving-cost", "job-counselling"), by=by)
        actions.cancel_person(
            appointment_id=made[0].pk, why="ill", expected=None, by=by, at=clock.now()
        )
        made[0].refresh_from_db()
        assert (made[0].state, made[0].why, made[0].ended_post) == (
            "cancelled_by_person", "ill", by.post,
        )  # fmt: skip
        assert not Hold.objects.filter(appointment=made[0], live=True).exists()
        assert Hold.objects.filter(appointment=made[1], live=True).exists()
        assert Moved.objects.filter(thing_id=made[0].pk, event="cancel_person").exists()


def test_nobody_cancels_what_is_over(case: Any, acts: Acts) -> None:
    with acts("counsellor-1") as by:
        (one,) = booked(case.pk, asked("moving-cost"), by=by)
        with pytest.raises(Missing) as refused:
            actions.cancel_person(
                appointment_id=one.pk, expected=None, by=by, at=one.ends + timedelta(hours=3)
            )
        assert refused.value.what == "time_left"
        one.refresh_from_db()
        assert one.state == "booked"


def test_a_service_cancels_with_a_reason_and_the_desk_finds_a_new_time(
    case: Any, acts: Acts
) -> None:
    with acts("counsellor-1") as by:
        (one,) = booked(case.pk, asked("moving-cost"), by=by)
    with acts("prosecution-victim-desk-1") as by:
        with pytest.raises(Missing):
            actions.cancel_service(
                appointment_id=one.pk, why="", expected=None, by=by, at=clock.now()
            )
        actions.cancel_service(
            appointment_id=one.pk, why="staff_away", expected=None, by=by, at=clock.now()
        )
    with acts("counsellor-1"):
        assert Task.objects.filter(what="appointment.offer_again", thing_id=one.pk).exists()


def test_a_moved_appointment_names_the_new_one(case: Any, acts: Acts) -> None:
    with acts("counsellor-1") as by:
        (old,) = booked(case.pk, asked("moving-cost"), by=by)
        (new,) = booked(case.pk, asked("moving-cost", day=working_day(6), instead=old.pk), by=by)
        old.refresh_from_db()
        assert (old.state, old.moved_to_id) == ("moved", new.pk)
        assert not Hold.objects.filter(appointment=old, live=True).exists()


def test_nobody_elses_appointment_ends_when_hers_is_booked(
    case: Any, other_case: Any, acts: Acts
) -> None:
    with acts("counsellor-1") as by:
        (his,) = booked(other_case.pk, asked("moving-cost"), by=by)
        for stranger in (his.pk, uuid4()):
            question = asked("job-counselling", instead=stranger)
            with pytest.raises(Hidden):
                actions.ask(case_id=case.pk, asked=question, by=by, at=clock.now())
        row = actions.ask(case_id=case.pk, asked=asked("job-counselling"), by=by, at=clock.now())
        row.asked = asked("job-counselling", instead=his.pk).text()
        row.save()
        actions.propose(itinerary_id=row.pk, choice=0, expected=None, by=by, at=clock.now())
        answer = actions.book(itinerary_id=row.pk, expected=None, by=by, at=clock.now())
        assert (answer.won, answer.alone) == (True, True)
        his.refresh_from_db()
        assert his.state == "booked"


def test_a_new_time_is_booked_although_the_old_one_was_cancelled_meanwhile(
    case: Any, acts: Acts
) -> None:
    with acts("counsellor-1") as by:
        (old,) = booked(case.pk, asked("moving-cost"), by=by)
        question = asked("moving-cost", day=working_day(6), instead=old.pk)
        row = actions.ask(case_id=case.pk, asked=question, by=by, at=clock.now())
        actions.propose(itinerary_id=row.pk, choice=0, expected=None, by=by, at=clock.now())
        actions.cancel_person(appointment_id=old.pk, expected=None, by=by, at=clock.now())
        answer = actions.book(itinerary_id=row.pk, expected=None, by=by, at=clock.now())
        assert (answer.won, answer.alone) == (True, True)
        old.refresh_from_db()
        assert (old.state, old.moved_to_id) == ("cancelled_by_person", None)


def test_the_agency_sees_its_own_appointment_and_no_other(case: Any, acts: Acts) -> None:
    with acts("counsellor-1") as by:
        booked(case.pk, asked("moving-cost", "job-counselling"), by=by)
    with acts("seoul-job-centre-1"):
        assert [one.service.slug for one in Appointment.objects.all()] == ["job-counselling"]
        assert not Itinerary.objects.exists()
    with acts("smile-centre-1"):
        assert not Appointment.objects.exists()
        assert not Hold.objects.exists()


def test_without_consent_an_appointment_is_provisional(
    case: Any, acts: Acts, agree: Callable[..., None]
) -> None:
    with acts("counsellor-1") as by:
        agree("prosecution-victim-desk", (Section.IDENTITY,), by)
        made = booked(case.pk, asked("moving-cost", "job-counselling"), by=by)
        found = {one.service.slug: one.provisional for one in made}
        assert found == {"moving-cost": False, "job-counselling": True}


def test_a_reminder_waits_for_the_hour_that_is_safe(case: Any, acts: Acts) -> None:
    """한서윤 may be called between twelve and one, nothing else."""
    with acts("counsellor-1") as by:
        (one,) = booked(case.pk, asked("moving-cost"), by=by)
        (reminder,) = Message.objects.all()
        day = one.starts.astimezone(SEOUL).date() - timedelta(days=1)
        since, until = (
            moment.astimezone(SEOUL) for moment in (reminder.not_before, reminder.not_after)
        )
        assert (since.date(), since.time(), until.time()) == (day, time(12), time(13))
        assert reminder.channel == "phone"
        actions.cancel_person(appointment_id=one.pk, expected=None, by=by, at=clock.now())
        reminder.refresh_from_db()
        assert reminder.state == "dropped"


def test_one_advocate_goes_along_and_a_child_has_a_place_all_the_time(
    case: Any, acts: Acts
) -> None:
    with acts("counsellor-1") as by:
        made = booked(
            case.pk, asked("location-device", "relief-money", escorted=True, childcare=True), by=by
        )
        assert len({one.advocate_id for one in made} - {None}) == 1
        from hangot.appointments.models import Bookable

        places = Bookable.objects.filter(kind="place").values_list("number", flat=True)
        (held,) = Hold.objects.filter(number__in=list(places), live=True)
        assert (held.during.lower, held.during.upper) == (made[0].starts, made[-1].ends)


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"services": ()}, "service"),
        ({"first": date(2020, 1, 6), "last": date(2020, 1, 7)}, "dates"),
        ({"last": date(2020, 1, 1), "first": date(2999, 1, 1)}, "dates"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused_with_what_is_wrong(
    case: Any, acts: Acts, changes: dict[str, Any], what: str
) -> None:
    with acts("counsellor-1") as by:
        with pytest.raises(Missing) as refused:
            actions.ask(
                case_id=case.pk, asked=asked("moving-cost", **changes), by=by, at=clock.now()
            )
        assert refused.value.what == what


def test_nobody_plans_for_somebody_they_do_not_see(case: Any, acts: Acts) -> None:
    with acts("smile-centre-1") as by, pytest.raises(Hidden):
        actions.ask(case_id=case.pk, asked=asked("moving-cost"), by=by, at=clock.now())


def test_what_has_no_time_is_left_out_and_named(case: Any, acts: Acts) -> None:
    with acts("counsellor-1") as by:
        question = at_ten("moving-cost", "stalking-counselling")
        row = actions.ask(case_id=case.pk, asked=question, by=by, at=clock.now())
        (best, *_) = menu(row)
        assert [stop.service for stop in best.stops] == list(services("moving-cost"))
        assert best.unserved == services("stalking-counselling")


def test_an_accepted_referral_is_scheduled_with_its_time_and_freed_with_it(
    case: Any, acts: Acts, agree: Callable[..., None], refer: Callable[..., Any]
) -> None:
    jobs = (Section.OVERVIEW, Section.IDENTITY, Section.EMPLOYMENT)
    with acts("counsellor-1") as by:
        agree("moel-job-centre", jobs, by)
        referral = refer("moel-job-centre", jobs, by)
    with acts("moel-job-centre-1") as by:
        referrals.step(
            referral_id=referral.pk, event="accept", said=referrals.Said(), expected=None, by=by,
            at=clock.now(),
        )  # fmt: skip
    with acts("counsellor-1") as by:
        question = asked(referral.service.slug)
        pairs = {str(question.services[0]): str(referral.pk)}
        (one,) = booked(case.pk, replace(question, referrals=pairs), by=by)
        referral.refresh_from_db()
        assert referral.state == "scheduled"
        actions.cancel_person(appointment_id=one.pk, expected=None, by=by, at=clock.now())
        referral.refresh_from_db()
        assert referral.state == "accepted"


def test_two_visits_of_one_day_leave_time_to_walk_between_them(case: Any, acts: Acts) -> None:
    with acts("counsellor-1") as by:
        (first,) = booked(case.pk, asked("moving-cost"), by=by)
        (second,) = booked(case.pk, asked("job-counselling"), by=by)
        gap = max(second.starts - first.ends, first.starts - second.ends)
        assert gap >= timedelta(minutes=profile("crime_victim").times.transfer)


def test_the_house_is_seen_as_it_is_after_every_change_in_one_transaction(
    case: Any, acts: Acts
) -> None:
    with acts("team-lead") as by:
        post = Post.objects.get(slug="prosecution-victim-desk-1")
        wall = Wall.of(profile("crime_victim"), working_day(), working_day())
        free = [house_of(wall, by=by).there(post.agency_id, post_id=post.pk)]
        for hours in (1, 4):
            working.be_away(
                post_id=post.pk, starts=wall.since + timedelta(hours=9 + hours),
                ends=wall.since + timedelta(hours=10 + hours), kind="away", by=by, at=clock.now(),
            )  # fmt: skip
            free.append(house_of(wall, by=by).there(post.agency_id, post_id=post.pk))
    assert free[0].bit_count() > free[1].bit_count() > free[2].bit_count()
