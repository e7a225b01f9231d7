"""Urgent people are seen in time, and the last of a far day is kept for them."""

from collections.abc import Callable
from datetime import datetime, time
from typing import Any

from hangot import clock
from hangot.appointments import actions, working
from hangot.appointments.models import Skill
from hangot.core.clocks import SEOUL
from tests.domain.booking_desk import asked, menu, services, working_day

Acts = Callable[..., Any]


def _found(case: Any, acts: Acts, **said: Any) -> bool:
    with acts("counsellor-1") as by:
        question = asked("moving-cost", **said)
        return bool(menu(actions.ask(case_id=case.pk, asked=question, by=by, at=clock.now())))


def test_somebody_urgent_is_not_offered_a_day_that_is_too_late(case: Any, acts: Acts) -> None:
    late = working_day(9)
    assert _found(case, acts, day=late)
    assert not _found(case, acts, day=late, urgency="now")


def test_the_last_half_hour_of_a_far_day_is_kept_for_urgent_people(case: Any, acts: Acts) -> None:
    day = working_day()
    with acts("team-lead") as by:
        (service,) = services("moving-cost")
        (post,) = set(Skill.objects.filter(service=service).values_list("post_id", flat=True))
        working.be_away(
            post_id=post, starts=datetime.combine(day, time(9), SEOUL),
            ends=datetime.combine(day, time(17, 30), SEOUL), kind="suddenly", by=by, at=clock.now(),
        )  # fmt: skip
    assert _found(case, acts, urgency="now")
    assert not _found(case, acts)
