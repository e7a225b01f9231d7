"""The standard manual of the centre: a page to look things up in, and the same on paper."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from hangot.clock import SEOUL
from hangot.core.manual.blocks import Manual
from hangot.core.manual.whole import manual as made_of
from hangot.desk import errors
from hangot.desk.door import page
from hangot.desk.house.manual_showing import drawn, pdf
from hangot.desk.typeset import NO_FONT, NoFont
from hangot.directory.queries import house
from hangot.packs.active import profile


@page(right="manual.see", door="manual")
def manual(request: Any) -> HttpResponse:
    """Who does what by when in this centre, in the words of its pack."""
    return render(request, "desk/house/manual.html", {"manual": drawn(_manual(request))})


@page(right="manual.see", door="manual.print")
def manual_print(request: Any) -> HttpResponse:
    """The manual as a file to print or to hand to a new colleague."""
    try:
        made = pdf(_manual(request), at=request.at)
    except NoFont:
        return errors.refused(request, NO_FONT, status=503)
    response = HttpResponse(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="manual.pdf"'
    return response


def _manual(request: Any) -> Manual:
    actor = request.actor
    name = house(actor.centre).centre.label
    return made_of(profile(actor.profile), on=request.at.astimezone(SEOUL).date(), name=name)
