"""A colleague cannot come today: few are moved, nobody silently, and each is told safely."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any
from uuid import UUID

import pytest

from hangot import clock
from hangot.appointments import mending, working
from hangot.appointments.models import Appointment, Bookable, Hold
from hangot.core.clocks import SEOUL
from hangot.core.refusal import Hidden, Missing, NotAllowed
from hangot.directory.models import Post
from hangot.messages.models import Message
from tests.domain.booking_desk import asked, booked, working_day

Acts = Callable[..., Any]


def _ill(acts: Acts, one: Appointment, post: UUID | None = None) -> None:
    with acts("team-lead") as by:
        working.be_away(
            post_id=post or one.post_id, starts=one.starts - timedelta(hours=2), ends=one.ends + timedelta(hours=9),
            kind="suddenly", by=by, at=clock.now(),
        )  # fmt: skip


def test_the_same_time_with_a_colleague_comes_first(case: Any, acts: Acts) -> None:
    with acts("counsellor-1") as by:
        (one,) = booked(case.pk, asked("job-support-link", starts=time(10), ends=time(11)), by=by)
    _ill(acts, one)
    day = one.starts.astimezone(SEOUL).date()
    with acts("reception-1") as by:
        (change,) = mending.changes(one.post_id, day, by=by, at=clock.now())
        assert change.stop
        assert (change.same_time, change.stop.starts) == (True, one.starts)
        assert change.stop.post != one.post_id
        new = mending.accept(appointment_id=one.pk, key=change.key, by=by, at=clock.now())
        one.refresh_from_db()
        assert (one.state, one.moved_to_id, new.state) == ("moved", new.pk, "booked")
        assert not Hold.objects.filter(appointment=one, live=True).exists()
        assert not Message.objects.filter(template="time_changed").exists()
        assert mending.changes(one.post_id, day, by=by, at=clock.now()) == []


def test_without_a_colleague_the_nearest_time_is_proposed_and_told_in_a_safe_hour(
    case: Any, acts: Acts
) -> None:
    with acts("counsellor-1") as by:
        (one,) = booked(case.pk, asked("moving-cost"), by=by)
    _ill(acts, one)
    with acts("reception-1") as by:
        day = one.starts.astimezone(SEOUL).date()
        (change,) = mending.changes(one.post_id, day, by=by, at=clock.now())
        assert change.stop
        assert not change.same_time
        assert change.stop.starts.astimezone(SEOUL).date() > day
        new = mending.accept(appointment_id=one.pk, key=change.key, by=by, at=clock.now())
        (told,) = Message.objects.filter(template="time_changed")
        assert told.not_before.astimezone(SEOUL).hour == 12
        assert told.not_after <= new.starts
        assert told.channel == "phone"


def test_what_was_shown_is_done_and_nothing_else(case: Any, other_case: Any, acts: Acts) -> None:
    with acts("counsellor-1") as by:
        (one,) = booked(case.pk, asked("job-support-link", starts=time(10), ends=time(11)), by=by)
    _ill(acts, one)
    day = one.starts.astimezone(SEOUL).date()
    with acts("reception-1") as by:
        (change,) = mending.changes(one.post_id, day, by=by, at=clock.now())
    with acts("counsellor-1") as by:
        start = one.starts.astimezone(SEOUL).time()
        question = asked("job-support-link", starts=start, ends=time(11))
        booked(other_case.pk, question, by=by)
    with acts("reception-1") as by:
        with pytest.raises(Missing):
            mending.accept(appointment_id=one.pk, key=change.key, by=by, at=clock.now())
        one.refresh_from_db()
        assert one.state == "booked"
        assert Hold.objects.filter(appointment=one, live=True).count() == 3


def test_the_child_keeps_its_place_when_a_worker_is_replaced(case: Any, acts: Acts) -> None:
    with acts("counsellor-1") as by:
        question = asked("job-support-link", "moving-cost", childcare=True)
        made = booked(case.pk, question, by=by)
        one = next(each for each in made if each.service.slug == "job-support-link")
    _ill(acts, one)
    with acts("reception-1") as by:
        day = one.starts.astimezone(SEOUL).date()
        (change,) = mending.changes(one.post_id, day, by=by, at=clock.now())
        mending.accept(appointment_id=one.pk, key=change.key, by=by, at=clock.now())
        places = list(Bookable.objects.filter(kind="place").values_list("number", flat=True))
        (held,) = Hold.objects.filter(number__in=places, live=True)
        assert (held.during.lower, held.during.upper) == (made[0].starts, made[-1].ends)


def test_two_who_are_hit_are_shown_times_that_both_can_have(
    case: Any, other_case: Any, acts: Acts
) -> None:
    """One after the other, both would be shown the same next time, and one of them in vain."""
    with acts("counsellor-1") as by:
        (one,) = booked(case.pk, asked("moving-cost"), by=by)
        (two,) = booked(other_case.pk, asked("moving-cost"), by=by)
    _ill(acts, one)
    with acts("reception-1") as by:
        alone = [mending.suggest(each, one.post_id, by=by, at=clock.now()) for each in (one, two)]
        assert alone[0].key == alone[1].key
        found = mending.changes(one.post_id, one.day, by=by, at=clock.now())
        assert len({change.key for change in found}) == 2
        for change in found:
            new = mending.accept(
                appointment_id=change.before.pk, key=change.key, by=by, at=clock.now()
            )
            assert change.stop
            assert new.starts == change.stop.starts


def test_who_takes_part_as_a_second_role_is_missed_there_too(case: Any, acts: Acts) -> None:
    with acts("counsellor-1") as by:
        (one,) = booked(case.pk, asked("moving-cost", tongue="statement"), by=by)
        assert one.aide
        assert one.aide.post_id
    _ill(acts, one, one.aide.post_id)
    with acts("reception-1") as by:
        (change,) = mending.changes(one.aide.post_id, one.day, by=by, at=clock.now())
        assert change.before.pk == one.pk
        assert change.stop
        assert change.stop.starts.astimezone(SEOUL).date() > one.day
        new = mending.accept(
            appointment_id=one.pk, key=change.key, away=one.aide.post_id, by=by, at=clock.now()
        )
        assert new.starts == change.stop.starts


def test_while_everybody_comes_there_is_nothing_to_mend(case: Any, acts: Acts) -> None:
    with acts("counsellor-1") as by:
        (one,) = booked(case.pk, asked("moving-cost"), by=by)
    with acts("reception-1") as by:
        assert mending.changes(one.post_id, one.day, by=by, at=clock.now()) == []
        key = f"{one.post_id}|{one.starts.astimezone(SEOUL).isoformat()}"
        with pytest.raises(Missing):
            mending.accept(appointment_id=one.pk, key=key, by=by, at=clock.now())


def test_only_what_lies_in_the_absence_is_mended_and_only_from_the_page_of_its_day(
    case: Any, other_case: Any, acts: Acts
) -> None:
    with acts("counsellor-1") as by:
        (one,) = booked(case.pk, asked("moving-cost", starts=time(9), ends=time(10)), by=by)
        (two,) = booked(other_case.pk, asked("moving-cost", starts=time(15), ends=time(16)), by=by)
    with acts("team-lead") as by:
        working.be_away(
            post_id=one.post_id, starts=one.starts, ends=one.starts + timedelta(hours=3),
            kind="suddenly", by=by, at=clock.now(),
        )  # fmt: skip
    with acts("reception-1") as by:
        (change,) = mending.changes(one.post_id, one.day, by=by, at=clock.now())
        assert change.before.pk == one.pk
        with pytest.raises(Hidden):
            mending.accept(
                appointment_id=one.pk, key=change.key, day=one.day + timedelta(days=1), by=by,
                at=clock.now(),
            )  # fmt: skip
        with pytest.raises(Missing):
            mending.accept(
                appointment_id=one.pk, key=change.key, away=by.post, day=one.day, by=by,
                at=clock.now(),
            )  # fmt: skip
        two.refresh_from_db()
        assert two.state == "booked"


def test_only_the_house_mends_a_day(acts: Acts) -> None:
    with acts("moel-job-centre-1") as by, pytest.raises(NotAllowed):
        post = Post.objects.get(slug="moel-job-centre-1")
        mending.changes(post.pk, working_day(), by=by, at=clock.now())
