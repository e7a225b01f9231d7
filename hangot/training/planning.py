"""A training is planned, called, closed or called off."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hangot.access.context import deriving
from hangot.core.access import Actor
from hangot.core.refusal import Hidden, Missing
from hangot.core.text import Text
from hangot.core.training import unnamed
from hangot.directory.actions import number
from hangot.directory.models import Post
from hangot.directory.queries import house
from hangot.packs.active import profile
from hangot.tasks.actions import open_task
from hangot.tasks.fire import fire
from hangot.tasks.models import Task
from hangot.training.models import Trainee, TraineeName, Training
from hangot.training.scenes import scene, taken

ANSWER = "training.answer"
END_FIRST = Text("끝나는 시각이 시작보다 뒤여야 합니다.", "It must end after it begins.")


@dataclass(frozen=True, slots=True)
class Session:
    """What a training is to be: course and title, from when to when, where, taught by whom."""

    course: str
    title: str
    starts: datetime
    ends: datetime
    place: str
    trainer: str = ""
    trainer_post: UUID | None = None


def plan(*, session: Session, by: Actor, at: datetime) -> Training:
    """A training in preparation: nobody is invited yet. One of earlier days may be written down."""
    known = profile(by.profile).training.courses
    if session.course not in known:
        raise Hidden
    post = session.trainer_post
    if post and not Post.objects.filter(pk=post, centre_id=by.centre).exists():
        raise Hidden
    if session.ends <= session.starts:
        raise Missing("dates", END_FIRST)
    for words in (session.title, session.place):
        if refused := unnamed.read(words).sentence:
            raise Missing("unnamed", refused)
    row = Training(
        centre_id=by.centre, agency_id=by.agency, post_id=by.post, course=session.course,
        title=session.title, place=session.place, trainer=session.trainer or None,
        trainer_post=post, starts=session.starts, ends=session.ends,
    )  # fmt: skip
    fire(
        row, "plan", by=by, at=at, new=True, subject=None, scene=scene(row, at=at), given={"dates"}
    )
    return row


def call(*, training_id: UUID, expected: int | None, by: Actor, at: datetime) -> Training:
    """The invitations go to the posts; each finds a task on its first page."""
    row = taken(training_id, expected)
    invited = Trainee.objects.filter(training=row).exists()
    row.called_at = at
    fire(
        row, "call", by=by, at=at, subject=None, scene=scene(row, at=at),
        holds={"somebody_invited"} if invited else set(),
    )  # fmt: skip
    for one in TraineeName.objects.filter(training_id=row.pk):
        ask(row, one, by=by, at=at)
    return row


def hold(*, training_id: UUID, expected: int | None, by: Actor, at: datetime) -> Training:
    """It is over: whoever came gets a certificate with a number, and nobody is waited for."""
    row = taken(training_id, expected)
    came = list(Trainee.objects.filter(training=row, state="came", number="").order_by("came_at"))
    held = {"somebody_came"} if came else set()
    row.held_at = at
    fire(
        row, "hold", by=by, at=at, subject=None, scene=scene(row, at=at),
        holds=held | ({"has_begun"} if row.starts <= at else set()),
    )  # fmt: skip
    for one in came:
        one.number, one.version = number("certificate", by=by, at=at), one.version + 1
        one.save(update_fields=("number", "version"))
    answered(row.pk, by=by, at=at)
    return row


def cancel(*, training_id: UUID, expected: int | None, by: Actor, at: datetime) -> Training:
    """It does not take place."""
    row = taken(training_id, expected)
    fire(row, "cancel", by=by, at=at, subject=None, scene=scene(row, at=at))
    answered(row.pk, by=by, at=at)
    return row


def ask(training: Training, place: TraineeName, *, by: Actor, at: datetime) -> None:
    """The invited post is asked for an answer on its first page; outside the house there is none."""
    post = house(by.centre).posts.get(place.post_id) if place.post_id else None
    if post is None or not post.duties:
        return
    open_task(
        "training.answer", subject=training.pk, agency=place.agency_id, post=post.pk, thing_kind="training",
        thing=training.pk, at=at, due=training.starts,
    )  # fmt: skip


def answered(training: UUID, *, by: Actor, at: datetime, post: UUID | None = None) -> None:
    """Nobody waits for the answer of this post any more; without one, of no post."""
    with deriving(training):
        rows = Task.objects.filter(subject_id=training, what=ANSWER, done_at=None)
        if post:
            rows = rows.filter(post_id=post)
        rows.update(done_at=at, done_by=by.worker)
