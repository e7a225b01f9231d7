"""Whose turn a home visit is: the pair that goes, and who is told when they are not back."""

from datetime import datetime
from uuid import UUID

from hangot.core.access import Actor
from hangot.homevisits.models import HomeVisit
from hangot.tasks.actions import close_tasks, open_task

GO, NOT_BACK = "home_visit.go", "home_visit.not_back"
WATCHERS = ("L", "S")


def hand_out(row: HomeVisit, agencies: dict[UUID, UUID], *, by: Actor, at: datetime) -> None:
    """Both of the pair find it on Today; `agencies`: the agency of each post."""
    put_away(row, by=by, at=at)
    for post in (row.first_post, row.second_post):
        if post:
            open_task(
                GO, subject=row.subject_id, agency=agencies[post], post=post,
                thing_kind="home_visit", thing=row.pk, at=at, due=row.starts,
            )  # fmt: skip


def put_away(row: HomeVisit, *, by: Actor, at: datetime) -> None:
    """Nobody's turn any more."""
    close_tasks(row.pk, subject=row.subject_id, by=by, at=at, what=(GO, NOT_BACK))


def alarm(row: HomeVisit, *, at: datetime) -> None:
    """Now, and first on their Today."""
    for duty in WATCHERS:
        open_task(
            NOT_BACK, subject=row.subject_id, agency=row.agency_id, duty=duty,
            thing_kind="home_visit", thing=row.pk, at=at, due=at,
        )  # fmt: skip
