"""Today: my turn first, then what others owe, then what ends soon."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from hangot.core.rights import opens
from hangot.core.text import Text
from hangot.desk.door import page, to
from hangot.desk.today import rows
from hangot.directory.queries import house
from hangot.packs.active import profile
from hangot.tasks import actions
from hangot.tasks.models import Task
from hangot.tasks.queries import NEVER

WITHOUT_PEOPLE = frozenset("UTN")
FIRST = ("notice.start", "notice.reach")
DONE = Text("마친 것으로 적었습니다.", "Marked as done.")


@page(right="today.see", door="today")
def today(request: Any) -> HttpResponse:
    """The first page of everybody; posts that see no people get their places instead."""
    actor = request.actor
    if actor.duties <= WITHOUT_PEOPLE:
        found = rows.of_the_house(actor)
        lines = [rows.task_row(one, rows.NOBODY, now=request.at) for one in found]
        return render(request, "desk/today/places.html", {"rows": lines})
    after = _after(request.GET.get("after", ""))
    theirs = rows.theirs(actor, finds=opens("referral.find", actor.duties), at=request.at)
    found, pack = rows.tasks(actor, after=after), profile(actor.profile)
    waits, soon = theirs()
    shown, here = found[: rows.SIZE], house(actor.centre)
    who = rows.people({task.subject_id for task in shown} | {r.subject_id for r in waits})
    context = {
        "rows": [rows.task_row(one, who[one.subject_id], now=request.at) for one in shown],
        "theirs": [rows.waiting_row(one, who[one.subject_id], pack, here) for one in waits],
        "older_url": _older(found), "newer_url": request.path if after else "",
        "size": rows.SIZE, "ending": rows.ending(soon, pack),
        "writes": opens("notice.write", actor.duties),
        "first": sum(task.what in FIRST for task in shown), "after": after,
    }  # fmt: skip
    return render(request, "desk/today/today.html", context)


def _older(found: list[Task]) -> str:
    if len(found) <= rows.SIZE:
        return ""
    last = found[rows.SIZE - 1]
    mark = f"{(last.due or NEVER).isoformat()} {last.pk}"
    return f"{reverse('today')}?{urlencode({'after': mark})}"


def _after(typed: str) -> rows.After | None:
    moment, _, key = typed.partition(" ")
    try:
        found = rows.After(datetime.fromisoformat(moment), UUID(key))
    except ValueError:
        return None
    return found if found.due.tzinfo else None


@page(right="task.done", door="task.done", methods=("POST",))
def task_done(request: Any, task_id: UUID) -> HttpResponse:
    """Tick off what no page finishes by itself."""
    actions.finish(task_id, by=request.actor, at=request.at)
    messages.success(request, str(DONE))
    return to("today")
