"""Work begins, is asked after, is kept or lost; the search ends."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from hangot.core.access import Actor
from hangot.core.clocks import SEOUL
from hangot.core.employment.days import checks
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import Scene
from hangot.core.text import Text
from hangot.employment.models import JobCheck, JobSearch
from hangot.employment.queries import off, words_of
from hangot.employment.seeking import WORK, mine, noted
from hangot.people.entries import owned
from hangot.tasks.actions import close_tasks, open_task
from hangot.tasks.fire import fire

CHECK = "work.check"
PLAIN = (1, 3, 6)
"""Months after which everybody is asked who is on no track."""
ENDS_AT = time(18)
TOO_EARLY = Text(
    "아직 물을 때가 아닙니다. {due}부터 여쭤 주세요.", "Too early to ask: from {due} on."
)


@dataclass(frozen=True, slots=True)
class Said:
    """What came with a step: the first day of work, where, or why it ends."""

    day: date | None = None
    where: str = ""
    reason: str = ""


def step(
    *, search_id: UUID, event: str, said: Said, expected: int | None, by: Actor, at: datetime
) -> JobSearch:
    """One step of a search; Missing says what is wanting."""
    row = mine(search_id, expected=expected, by=by, at=at)
    today = at.astimezone(SEOUL).date()
    open_ones = list(row.checks.filter(done_on=None).order_by("due"))
    holds = {
        "in_order": said.day is None or row.began_on <= said.day <= today,
        "asked_to_the_end": not open_ones,
    }
    _put(row, event, said, today)
    fire(
        row, event, by=by, at=at, scene=Scene(at, sender=row.agency_id), subject=row.subject_id,
        section=WORK, holds={name for name, true in holds.items() if true},
        given={name for name, there in (("dates", said.day), ("reason", said.reason.strip())) if there},
    )  # fmt: skip
    if event == "start_work" and said.day is not None:
        _ask_later(row, said.day, by=by, at=at)
    if event == "lose_work":
        for one in open_ones:
            _answered(one, today, at_work=False, by=by, at=at)
    return row


def asked(*, check_id: UUID, at_work: bool, by: Actor, at: datetime) -> JobCheck:
    """Somebody was asked how it goes at work."""
    found = JobCheck.objects.filter(pk=check_id, done_on=None).first()
    if found is None:
        raise Hidden
    row = mine(found.search_id, expected=None, by=by, at=at)
    today = at.astimezone(SEOUL).date()
    if at_work and today < found.due:
        raise Missing("check", TOO_EARLY.format(due=found.due))
    _answered(found, today, at_work=at_work, by=by, at=at)
    noted(row, by=by, at=at)
    return found


def _put(row: JobSearch, event: str, said: Said, today: date) -> None:
    if event == "start_work":
        row.started_on, row.where = said.day, said.where or None
    if event == "lose_work":
        row.started_on, row.where, row.end_words = None, None, said.reason or None
    if event in ("stop", "keep_work"):
        row.ended_on, row.end_words = today, said.reason or row.end_words


def _ask_later(row: JobSearch, started: date, *, by: Actor, at: datetime) -> None:
    track = words_of(by).tracks.get(row.track)
    after = track.checks if track is not None else PLAIN
    for number, due in checks(started, after, off(by)):
        one = JobCheck(
            **owned(row.subject_id, WORK, by=by, at=at), search=row, months=number, due=due
        )
        one.save(force_insert=True)
        open_task(
            CHECK, subject=row.subject_id, agency=row.agency_id, post=row.post_id,
            thing_kind="job_check", thing=one.pk, at=at,
            due=datetime.combine(due, ENDS_AT, SEOUL),
        )  # fmt: skip


def _answered(one: JobCheck, on: date, *, at_work: bool, by: Actor, at: datetime) -> None:
    one.done_on, one.at_work, one.version = on, at_work, one.version + 1
    one.save()
    close_tasks(one.pk, subject=one.subject_id, by=by, at=at, what=(CHECK,))
