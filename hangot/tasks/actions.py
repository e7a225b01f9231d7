"""Tasks and clocks: opened by what happens, closed by what was done."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from hangot.access.context import current, deriving
from hangot.access.queries import view
from hangot.access.trail import remember
from hangot.core.access import Actor
from hangot.core.clocks import SEOUL, Length, due
from hangot.core.refusal import Hidden, NotAllowed
from hangot.core.text import Text
from hangot.packs.active import profile
from hangot.packs.calendar import is_holiday
from hangot.tasks.fire import locked
from hangot.tasks.models import Clock, Task

NEEDS_AN_ACT = "alarm."
"""What an alarm asks ends with a recorded act, never by ticking it off."""
RECORD_IT = Text(
    "경보는 한 일을 적어야 끝납니다. 경보를 열어 적어 주세요.",
    "An alarm ends only when what was done is recorded. Open the alarm.",
)
OFFICERS = ("S", "V")
"""What is theirs to do they do without having to do with the person; nobody else sees such a task."""


def due_at(by: Actor, clock: str, start: datetime) -> datetime:
    """When a clock of the pack ends that starts now, by what the centre decided for this day."""
    return ends(by, profile(by.profile).length(clock, _day(start)), start)


def _day(moment: datetime) -> date:
    return moment.astimezone(SEOUL).date()


def ends(by: Actor, length: Length, start: datetime) -> datetime:
    """The end of a length of time by the calendar and closing time of this house."""
    house = profile(by.profile)
    return due(start, length, is_holiday=is_holiday(house), closes=house.closes)


def open_task(
    what: str, *, subject: UUID, agency: UUID, thing_kind: str, thing: UUID, at: datetime,
    due: datetime | None = None, post: UUID | None = None, duty: str | None = None,
    soft: bool = False,
) -> None:  # fmt: skip
    """It is now the turn of an agency, perhaps of one post or duty in it."""
    task = Task(
        centre_id=current().actor.centre, agency_id=agency, post_id=post, duty=duty,
        subject_id=subject, what=what, thing_kind=thing_kind, thing_id=thing, created_at=at,
        due=due, soft=soft,
    )  # fmt: skip
    with deriving(subject):
        Task.objects.bulk_create([task])


def close_tasks(
    thing: UUID, *, subject: UUID, by: Actor, at: datetime, what: Iterable[str] = ()
) -> None:
    """What was open about a thing is done, whoever's turn it was."""
    with deriving(subject):
        rows = Task.objects.filter(thing_id=thing, subject_id=subject, done_at=None)
        if names := tuple(what):
            rows = rows.filter(what__in=names)
        rows.update(done_at=at, done_by=by.worker)


def close_tasks_about(
    subject: UUID, *, kinds: Iterable[str], agency: UUID, by: Actor, at: datetime
) -> None:
    """What an agency had still to do about a person ends, for these kinds of things."""
    with deriving(subject):
        rows = Task.objects.filter(
            subject_id=subject, agency_id=agency, thing_kind__in=list(kinds), done_at=None
        )
        rows.update(done_at=at, done_by=by.worker)


def finish(task_id: UUID, *, by: Actor, at: datetime) -> Task:
    """A worker ticks off a task of the own agency."""
    task: Task = locked(Task, task_id, expected=None)
    if task.done_at or task.agency_id != by.agency:
        raise Hidden
    if task.what.startswith(NEEDS_AN_ACT):
        raise NotAllowed("needs_an_act", RECORD_IT)
    if task.duty not in OFFICERS and task.subject_id != by.centre:
        view(by, task.subject_id, at=at)  # Hidden, unless one has to do with the person.
    task.done_at, task.done_by, task.version = at, by.worker, task.version + 1
    task.save()
    remember("task.done", by=by, at=at, subject=task.subject_id, thing=task.pk)
    return task


def start_clock(
    what: str, *, subject: UUID, agency: UUID, thing: UUID, at: datetime, by: Actor
) -> Clock:
    """Start a clock of the pack for a thing."""
    spec = profile(by.profile).clock(what, _day(at))
    row = Clock(
        centre_id=by.centre, agency_id=agency, subject_id=subject, what=what, thing_id=thing,
        started=at, due=due_at(by, what, at), soft=spec.soft,
    )  # fmt: skip
    with deriving(subject):
        Clock.objects.bulk_create([row])
    return row


def meet_clock(what: str, *, thing: UUID, subject: UUID, at: datetime) -> None:
    """The clock was met by what was just done."""
    with deriving(subject):
        Clock.objects.filter(what=what, thing_id=thing, met_at=None).update(met_at=at)
        watched(thing, subject=subject, at=at)


def watched(thing: UUID, *, subject: UUID, at: datetime) -> None:
    """Nobody has to look any more at clocks of a thing that were met after all."""
    met = Clock.objects.filter(thing_id=thing, met_at__isnull=False).values("pk")
    rows = Task.objects.filter(subject_id=subject, thing_kind="clock", done_at=None)
    rows.filter(thing_id__in=met).update(done_at=at)


def pause_clocks(*, subject: UUID, at: datetime) -> None:
    """Suspending is the only thing that stops clocks."""
    with deriving(subject):
        Clock.objects.filter(subject_id=subject, met_at=None, paused_at=None).update(paused_at=at)


def resume_clocks(*, subject: UUID, at: datetime) -> None:
    """Clocks go on with the time they had left."""
    with deriving(subject):
        for clock in Clock.objects.filter(subject_id=subject, met_at=None, paused_at__isnull=False):
            stood: timedelta = at - (clock.paused_at or at)
            clock.due, clock.paused_at, clock.version = clock.due + stood, None, clock.version + 1
            clock.save()
