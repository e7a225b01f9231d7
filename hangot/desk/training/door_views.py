"""The door: a picture to be scanned, and the page behind it on somebody's telephone."""

import base64
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from hangot.core.rights import may
from hangot.core.text import Text
from hangot.desk.attempt import gained
from hangot.desk.cases.forms import DeskForm
from hangot.desk.door import page, sees, to
from hangot.desk.training import door_code, showing
from hangot.desk.training.views import course
from hangot.training import actions
from hangot.training.scenes import is_at_the_door, scene

CAME = Text("참석을 적었습니다. 환영합니다.", "Your attendance is recorded. Welcome.")


@page(right="training.see", door="training.door")
def training_door(request: Any, training_id: UUID) -> HttpResponse:
    """To be shown or printed at the door."""
    one = showing.sheet(training_id, request.actor, at=request.at)
    sees(request, thing=training_id)
    may("training.door", request.actor, scene(one.it, at=request.at))
    way = reverse("training_in", args=[door_code.code(training_id)])
    address = request.build_absolute_uri(way)
    svg = door_code.picture(address).encode()
    context = {
        "it": one.it, "course": course(one.pack, one.it), "open": is_at_the_door(one.it, at=request.at), "address": address,
        "picture": f"data:image/svg+xml;base64,{base64.b64encode(svg).decode()}",
        "came": showing.counts(one)["came"],
    }  # fmt: skip
    return render(request, "desk/training/door.html", context)


@page(right="training.see", door="training.in", methods=("GET", "POST"))
def training_in(request: Any, code: str) -> HttpResponse:
    """Whoever scanned it says: I am here."""
    training_id = door_code.training_of(code)
    one = showing.sheet(training_id, request.actor, at=request.at)
    sees(request, thing=training_id)
    form = DeskForm(request.POST or None)
    if form.is_bound and form.is_valid():
        done = gained(
            request, form, right="trainee.attend", thing=training_id,
            act=lambda: actions.come(training_id=training_id, by=request.actor, at=request.at),
        )  # fmt: skip
        if done is not None:
            messages.success(request, str(CAME))
            return to("training", training_id)
    context = {
        "it": one.it, "course": course(one.pack, one.it), "form": form, "open": is_at_the_door(one.it, at=request.at),
        "invited": one.mine is not None,
        "here": one.mine is not None and one.mine.it.state == "came",
    }  # fmt: skip
    return render(request, "desk/training/in.html", context, status=422 if form.is_bound else 200)
