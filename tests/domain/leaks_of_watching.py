"""What the policy says of reviews of the log, in Python, and rows of them to steal."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from hangot import clock
from hangot.access.context import acting
from hangot.core.access import Purpose
from hangot.core.ids import new_id
from hangot.watching import actions, months
from hangot.watching.models import MonthFinding
from tests.worlds import Town

Row = dict[str, Any]
Judging = Callable[[Any, Row], bool]


def _reviewers(judge: Any, row: Row) -> bool:
    return bool(judge.duty("U", "V"))


RULES_OF_WATCHING: Mapping[str, Judging] = dict.fromkeys(
    ("monthreview", "monthfinding"), _reviewers
)


def fill_watching(town: Town) -> None:
    """The auditor has begun the review of a month."""
    at = clock.now()
    with acting(town.actor("auditor"), Purpose.OVERSIGHT) as state:
        by = state.actor
        month = months.read("", at - timedelta(days=62))
        row = actions.begin(month=month, by=by, at=at)
        MonthFinding(
            centre_id=by.centre, review=row, entry_id=new_id(), why="export", amount=1
        ).save(force_insert=True)
