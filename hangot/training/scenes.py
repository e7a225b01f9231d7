"""What the rules may know of a training and of one place at it."""

from datetime import datetime, timedelta
from uuid import UUID

from hangot.core.refusal import Hidden
from hangot.core.rights import Scene
from hangot.tasks.fire import locked
from hangot.training.models import Trainee, TraineeName, Training

BEFORE, AFTER = timedelta(minutes=30), timedelta(hours=1)
"""So long before it begins and after it ends the code at the door is good."""


def scene(training: Training, *, at: datetime, post: UUID | None = None) -> Scene:
    """A training is its agency's; its trainer stands where a lead stands; a place is its post's."""
    return Scene(
        at, sender=training.agency_id, lead_post=training.trainer_post, author_post=post
    )  # fmt: skip


def taken(training_id: UUID, expected: int | None = None) -> Training:
    """The training, locked, for who holds it."""
    row: Training = locked(Training, training_id, expected=expected)
    return row


def visible(training_id: UUID) -> Training:
    """A training one may see."""
    row = Training.objects.filter(pk=training_id).first()
    if row is None:
        raise Hidden
    return row


def is_open(training: Training, *, at: datetime) -> bool:
    """May attendance be recorded: invitations went out, and it is about to begin or later?"""
    return training.state == "called" and at >= training.starts - BEFORE


def is_at_the_door(training: Training, *, at: datetime) -> bool:
    """May somebody still come in by the code: a picture of it is worth nothing the day after?"""
    return is_open(training, at=at) and at <= training.ends + AFTER


def place(trainee_id: UUID) -> tuple[Trainee, TraineeName, Training]:
    """One place, locked, with whose it is; Hidden where one may not see whose."""
    row: Trainee = locked(Trainee, trainee_id, expected=None)
    named = TraineeName.objects.filter(trainee=row).first()
    if named is None:
        raise Hidden
    return row, named, visible(row.training_id)
