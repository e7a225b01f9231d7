"""What a conference gave somebody to do does not vanish when its day passes without a word."""

from datetime import timedelta
from typing import Any

import pytest

from hangot import clock
from hangot.access.context import deriving
from hangot.access.models import AccessClaim
from hangot.conferences import actions as conferences
from hangot.conferences.models import ActionItem, AgendaItem
from hangot.core.access import Section
from hangot.jobs import tick
from tests.domain.conferring import JOBS, LEAD, Acts, on_item, post, step

pytestmark = pytest.mark.django_db


def test_an_action_without_a_word_by_its_day_comes_back_by_itself(opened: Any, acts: Acts) -> None:
    conference, item = opened
    with acts(LEAD):
        due = (clock.now() + timedelta(days=2)).date()
        task = conferences.Charge(Section.OVERVIEW, post(JOBS), "직업훈련을 알아본다", due)
    given = on_item(acts, "charge", item, task=task)
    on_item(acts, "decide", item, ruling=conferences.Ruling("go_on"), expected=None)
    for name in ("end_decisions", "fix_minutes", "close"):
        step(acts, name, conference)
    assert tick.round_of(clock.now() + timedelta(days=1)).get("actions", 0) == 0
    assert tick.round_of(clock.now() + timedelta(days=4))["actions"] == 1
    assert tick.round_of(clock.now() + timedelta(days=5))["actions"] == 0
    with acts(LEAD), deriving(item.subject_id):
        row = ActionItem.objects.get(pk=given.pk)
        assert (row.state, row.why) == ("not_done", "no_word")
        waiting = AgendaItem.objects.get(conference=None, state="listed")
        assert (waiting.origin, waiting.carried) == ("carried", row.pk)
        assert AccessClaim.objects.get(source_id=given.pk).ends is not None
