"""Story D: from the report in the night to help that lasts, and back when it happens again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.copies import Copy, copy
from tests.domain.story_d import Story, founded
from tests.domain.story_d_after import (
    checked_and_renewed,
    checked_once,
    closed,
    given_to_the_office,
    looked_after,
    moved,
    order_extended,
    reported_again,
)
from tests.domain.story_d_crisis import (
    holiday_passes,
    not_reached_twice,
    reached_and_opened,
    reported,
    visited,
)
from tests.domain.story_d_help import (
    called_together,
    conference_closed,
    decided,
    law_for_the_child,
    planned,
    referred,
    surveyed,
)
from tests.storytime import calendar

__all__ = ["copy"]
pytestmark = pytest.mark.slow
STEPS = (
    reported, holiday_passes, not_reached_twice, reached_and_opened, visited, surveyed,
    law_for_the_child, called_together, decided, conference_closed, referred, planned, moved, given_to_the_office,
    order_extended, checked_once, checked_and_renewed, closed,
    looked_after, reported_again,
)  # fmt: skip


@pytest.fixture
def told(copy: Copy, tmp_path: Path) -> Iterator[Story]:
    with calendar(copy["urls"]["hangot_admin"], tmp_path / "shift") as days:
        yield founded(days)


def test_story_d_from_the_report_to_the_reopened_case(told: Story) -> None:
    for step in STEPS:
        step(told)
