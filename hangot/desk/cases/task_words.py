"""The open tasks of one person as the lines of a case page."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from hangot.core.access import Section
from hangot.core.text import Text
from hangot.desk.today.words import by_hand, url, words
from hangot.tasks.models import Task

LINES: Mapping[str, Text] = {
    "safety.ask": Text(
        "연락처가 바뀐 뒤에도 같은 시간과 방법인지",
        "Whether time and way are still the same after the change",
    ),
    "order.change": Text(
        "법원과 경찰은 아직 옛 주소로 알고 있습니다", "Court and police still know the old address"
    ),
}


def row_of(task: Task, case_id: UUID, *, now: datetime) -> dict[str, Any]:
    """One task: until when, what, where it is done or that it is ticked off by hand."""
    said = words(task.what)
    return {
        "due": task.due, "soft": task.soft, "title": said.title, "act": said.act,
        "line": LINES.get(task.what), "url": _url(task, case_id), "suffix": said.title,
        "late": bool(task.due and task.due < now and not task.soft), "used": _used(task, now),
        "done_url": reverse("task_done", args=[task.pk]) if by_hand(task.what) else "",
    }  # fmt: skip


def _used(task: Task, now: datetime) -> float | None:
    if task.due is None or task.due <= task.created_at:
        return None
    return (now - task.created_at) / (task.due - task.created_at)


def _url(task: Task, case_id: UUID) -> str:
    """Where it is done; nothing when that is the page one is on."""
    if task.what == "order.change":
        return reverse("case_section", args=[case_id, Section.PROTECTION.number])
    return (
        "" if words(task.what).page == "case" else url(task.what, thing=task.thing_id, case=case_id)
    )
