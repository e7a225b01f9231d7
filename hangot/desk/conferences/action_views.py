"""What conferences gave one's post to do."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from hangot.cases.queries import listed
from hangot.conferences import actions
from hangot.conferences.models import ActionItem
from hangot.conferences.queries import my_actions
from hangot.core.access import by_number
from hangot.core.refusal import Hidden
from hangot.core.text import Text
from hangot.desk.attempt import gained
from hangot.desk.cases.forms import DeskForm
from hangot.desk.cases.header import called
from hangot.desk.conferences.forms import SettleForm
from hangot.desk.door import page, sees, to
from hangot.desk.typed import version_of
from hangot.packs.active import profile

EVENTS = ("finish", "cannot", "miss")
DONE = Text("적었습니다.", "Recorded.")
BACK = Text(
    "적었습니다. 다음 회의 안건으로 다시 올라갑니다.", "Recorded. It comes back on the next agenda."
)


@page(right="action_item.see", door="conference.actions")
def conference_actions(request: Any) -> HttpResponse:
    """What one's post has to do, the soonest first."""
    return _page(request, None, None)


@page(right="action_item.see", door="conference.action", methods=("GET", "POST"))
def conference_action(request: Any, action_id: UUID) -> HttpResponse:
    """One action: done, or not and why."""
    row = ActionItem.objects.filter(pk=action_id, post_id=request.actor.post).first()
    if row is None:
        raise Hidden
    sees(request, subject=row.subject_id, thing=action_id)
    if request.method == "GET":
        return _page(request, row, None)
    event = request.POST.get("event", "")
    if event not in EVENTS:
        raise Hidden
    form = _form(request, event, request.POST)
    if form.is_valid() and _settled(request, row, event, form):
        messages.success(request, str(DONE if event == "finish" else BACK))
        return to("conference_actions")
    return _page(request, row, (event, form))


def _settled(request: Any, row: ActionItem, event: str, form: DeskForm) -> bool:
    given = form.cleaned_data
    return (
        gained(
            request, form, right=f"action_item.{event}", thing=row.pk,
            act=lambda: actions.settle(
                action_id=row.pk, event=event, words=given.get("result", ""),
                why=given.get("why", ""), expected=version_of(request), by=request.actor,
                at=request.at,
            ),
        )
        is not None
    )  # fmt: skip


def _form(request: Any, event: str, data: Any = None) -> SettleForm:
    return SettleForm(profile(request.actor.profile), event, data, auto_id=f"{event}_%s")


def _page(
    request: Any, row: ActionItem | None, failed: tuple[str, DeskForm] | None
) -> HttpResponse:
    pack, rows = profile(request.actor.profile), [row] if row else my_actions(request.actor)
    life, named = pack.life("action_item"), listed({one.item.case_id for one in rows})
    context = {
        "rows": [
            {
                "it": one, "who": called(named.people.get(one.subject_id)),
                "case": named.cases.get(one.subject_id), "state": life.label(one.state),
                "section": pack.sections[by_number(one.section)].label,
            }
            for one in rows
        ],
        "one": row, "failed": failed[1] if failed else None,
        "acts": [
            {
                "event": event, "label": life.event_label(event), "open": bool(failed and failed[0] == event),
                "form": failed[1] if failed and failed[0] == event else _form(request, event),
            }
            for event in (EVENTS if row and row.state == "open" else ())
        ],
    }  # fmt: skip
    return render(request, "desk/conferences/actions.html", context, status=422 if failed else 200)
