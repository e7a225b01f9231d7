"""Tasks, clocks and the moves of everything that has a life."""

from typing import ClassVar

from django.db import models

from hangot.vault.models import Row


class Task(Row):
    """One thing somebody must do: a verb, for whom, until when."""

    agency_id = models.UUIDField()
    post_id = models.UUIDField(null=True)
    duty = models.CharField(max_length=1, null=True)
    subject_id = models.UUIDField()
    what = models.CharField(max_length=40)
    thing_kind = models.CharField(max_length=20)
    thing_id = models.UUIDField()
    created_at = models.DateTimeField()
    due = models.DateTimeField(null=True)
    soft = models.BooleanField(default=False)
    done_at = models.DateTimeField(null=True)
    done_by = models.UUIDField(null=True)

    class Meta:
        indexes: ClassVar = [
            # One walk for what a post holds, one for each duty nobody in particular holds.
            models.Index(
                fields=("agency_id", "post_id", "due", "id"),
                name="task_post",
                condition=models.Q(done_at=None, post_id__isnull=False),
            ),
            models.Index(
                fields=("agency_id", "duty", "due", "id"),
                name="task_duty",
                condition=models.Q(done_at=None, post_id=None),
            ),
            models.Index(fields=("subject_id",), name="task_subject"),
        ]


class Clock(Row):
    """A legal or agreed time limit of a subject: started, due, met or paused.

    `told_at`: when it had run out and those who watch over it were told.
    """

    agency_id = models.UUIDField()
    subject_id = models.UUIDField(db_index=True)
    what = models.CharField(max_length=40)
    thing_id = models.UUIDField()
    started = models.DateTimeField()
    due = models.DateTimeField()
    soft = models.BooleanField(default=False)
    met_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=("agency_id", "due"),
                name="clock_running",
                condition=models.Q(met_at=None, paused_at=None),
            )
        ]


class Moved(Row):
    """One step in a life: what moved from which state to which, when and by which post."""

    subject_id = models.UUIDField(db_index=True)
    section = models.SmallIntegerField()
    agency_id = models.UUIDField()
    post_id = models.UUIDField()
    thing_kind = models.CharField(max_length=20)
    thing_id = models.UUIDField(db_index=True)
    event = models.CharField(max_length=32)
    source = models.CharField(max_length=24, default="")
    target = models.CharField(max_length=24)
    at = models.DateTimeField()

    class Meta:
        # What a house counts of a month lies together, however many houses share the table, and is
        # counted from the index alone: it holds what the policies look at too.
        indexes: ClassVar = [
            models.Index(
                fields=("centre_id", "thing_kind", "event", "at"),
                include=("subject_id", "agency_id", "section", "post_id"),
                name="moved_month",
            )
        ]
