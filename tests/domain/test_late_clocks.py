"""A clock that runs out is not only red for who has it: those who watch over it are told, once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from hangot import clock
from hangot.cases.models import Case
from hangot.jobs import tick
from hangot.packs.active import profile
from hangot.tasks.actions import meet_clock, pause_clocks, resume_clocks
from hangot.tasks.late import CASE, WATCHERS, watchers
from hangot.tasks.models import Clock
from hangot.tasks.queries import turns

pytestmark = pytest.mark.django_db
Acts = Callable[..., Any]
LATER = timedelta(days=60)


@pytest.fixture
def late(case: Case) -> Case:
    tick.round_of(clock.now() + LATER)
    return case


def told(acts: Acts, post: str) -> list[bool]:
    """What Today shows somebody of it: whether it only reminds."""
    with acts(post) as by:
        return [task.soft for task in turns(by, most=50) if task.what == CASE]


def test_the_team_lead_is_told_when_thirty_days_are_over_and_only_once(
    late: Case, acts: Acts
) -> None:
    assert told(acts, "team-lead") == [True]
    tick.round_of(clock.now() + LATER * 2)
    assert told(acts, "team-lead") == [True]
    assert told(acts, "counsellor-2") == told(acts, "statistics") == []


def test_what_was_met_after_all_nobody_has_to_look_at(late: Case, acts: Acts) -> None:
    with acts("counsellor-1"):
        meet_clock("case_all", thing=late.pk, subject=late.person_id, at=clock.now())
    assert told(acts, "team-lead") == []


def test_a_clock_that_stands_still_is_not_late(case: Case, acts: Acts) -> None:
    with acts("counsellor-1"):
        pause_clocks(subject=case.person_id, at=clock.now())
    tick.round_of(clock.now() + LATER)
    assert told(acts, "team-lead") == []
    with acts("counsellor-1"):
        resume_clocks(subject=case.person_id, at=clock.now())
        assert Clock.objects.filter(thing_id=case.pk, met_at=None, told_at=None).exists()


def test_every_watcher_that_the_manual_names_for_a_clock_is_told(case: Case, acts: Acts) -> None:
    with acts("counsellor-1") as by:
        pack = profile(by.profile)
        for what, spec in pack.clocks.items():
            named = {WATCHERS[turn] for turn in spec.tells if turn in WATCHERS}
            assert set(watchers(what, by)) == named
        assert watchers("first_contact_high", by) == ["L", "S"]
        assert watchers("no such clock", by) == []
