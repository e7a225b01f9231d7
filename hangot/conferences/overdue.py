"""The day of an action has passed without a word: the clock takes it back to the next conference."""

from collections.abc import Iterable
from datetime import datetime, time
from uuid import UUID

from hangot.access import actions as access
from hangot.conferences.agenda import again
from hangot.conferences.models import ActionItem
from hangot.core.access import Actor, by_number
from hangot.core.clocks import SEOUL
from hangot.core.refusal import Hidden
from hangot.tasks.actions import close_tasks
from hangot.tasks.fire import follow, locked
from hangot.tasks.models import Task

DO, NO_WORD = "action_item.do", "no_word"


def overdue(by: Actor, at: datetime) -> Iterable[UUID]:
    """Of an agency: tasks of actions whose day is over."""
    today = datetime.combine(at.astimezone(SEOUL).date(), time(), SEOUL)
    rows = Task.objects.filter(what=DO, agency_id=by.agency, done_at=None, due__lt=today)
    return rows.order_by("due").values_list("pk", flat=True)


def lapse(task_id: UUID, *, by: Actor, at: datetime) -> ActionItem:
    """Not done, and nobody said why: it waits for the next conference with that reason."""
    task: Task = locked(Task, task_id, expected=None)
    if task.done_at:
        raise Hidden
    with access.changing(task.subject_id):
        row: ActionItem = locked(ActionItem, task.thing_id, expected=None, scope=task.subject_id)
        row.settled_at, row.why = at, NO_WORD
        section = by_number(row.section)
        follow(row, "lapse", by=by, at=at, subject=row.subject_id, section=section)
        again(row.item, "carried", carried=row.pk, by=by, at=at)
        access.end_claims(row.subject_id, source=row.pk, at=at)
    close_tasks(row.pk, subject=row.subject_id, by=by, at=at)
    return row
