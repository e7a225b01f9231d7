"""All trainings with one's own place in them, a new one, and who still owes one this year."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from hangot.core.clocks import SEOUL
from hangot.core.rights import Scene, may, opens
from hangot.core.text import Text
from hangot.desk.attempt import gained
from hangot.desk.cases.work_frame import today
from hangot.desk.door import page, to
from hangot.desk.training.forms import NewForm
from hangot.directory.queries import House, house
from hangot.packs.active import profile
from hangot.training import actions, queries
from hangot.training.models import Training

PLANNED = Text(
    "교육을 준비했습니다. 이제 초대할 기관을 골라 주세요.", "Planned. Now choose whom to invite."
)
TWO = Text("{one} · {other}", "{one} · {other}")


@page(right="training.see", door="trainings", methods=("GET", "POST"))
def trainings(request: Any) -> HttpResponse:
    """What is to come and what was, and one more for who may hold one."""
    by, pack, rooms = request.actor, profile(request.actor.profile), house(request.actor.centre)
    may_plan = opens("training.plan", by.duties)
    form = NewForm(request.POST or None, pack=pack, posts=_posts(rooms), today=today(request))
    if request.method == "POST":
        may("training.plan", by, Scene(request.at))
    if form.is_bound and form.is_valid():
        made = gained(
            request, form, right="training.plan",
            act=lambda: actions.plan(session=form.session(), by=by, at=request.at),
        )  # fmt: skip
        if made is not None:
            messages.success(request, str(PLANNED))
            return to("training", made.pk)
    rows = _rows(request)
    context = {
        "coming": [row for row in reversed(rows) if not row["over"]],
        "over": [row for row in rows if row["over"]], "form": form, "may_plan": may_plan,
        "may_see_owing": opens("training.owing", by.duties),
        "may_see_board": opens("board.see", by.duties), "targets": len(pack.training.targets),
    }  # fmt: skip
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "desk/training/list.html", context, status=status)


def _posts(rooms: House) -> list[tuple[UUID, Text]]:
    return [
        (one.pk, TWO.format(one=rooms.agency(one.agency_id), other=one.label))
        for one in rooms.posts.values()
        if one.active and one.duties
    ]


def _rows(request: Any) -> list[dict[str, Any]]:
    pack, mine = profile(request.actor.profile), queries.mine(request.actor)
    life, places = pack.life("training"), pack.life("trainee")
    found = []
    for one in queries.listed():
        place = mine.get(one.pk)
        found.append({
            "it": one, "state": life.label(one.state), "course": course(pack, one),
            "mine": places.label(place.it.state) if place else None,
            "over": one.state in ("held", "cancelled"),
        })  # fmt: skip
    return found


def course(pack: Any, one: Training) -> Text:
    """The course of a training, also one that the pack no longer has."""
    known = pack.training.courses.get(one.course)
    return known.label if known else Text("교육", "Training")


@page(right="training.owing", door="training.owing")
def training_owing(request: Any) -> HttpResponse:
    """Who still owes a training of this year, agency by agency."""
    by, pack, rooms = request.actor, profile(request.actor.profile), house(request.actor.centre)
    rows = queries.owing(by, at=request.at)
    groups = [
        {"agency": agency.label, "rows": [row for row in rows if row.post.agency_id == agency.pk]}
        for agency in rooms.agencies.values()
    ]
    year = request.at.astimezone(SEOUL).year
    context = {
        "groups": [one for one in groups if one["rows"]], "year": year, "all": len(rows),
        "lacking": sum(row.standing.lacks for row in rows),
        "late": sum(row.standing.late for row in rows),
        "targets": [Text(f"{month}월 {day}일", f"{day}.{month}.") for month, day in pack.training.targets],
    }  # fmt: skip
    return render(request, "desk/training/owing.html", context)
