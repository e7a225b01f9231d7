"""Pages without a sign-in: the screen of the waiting room, and the number that pages listen to."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from hangot import clock
from hangot.core.contact import SEOUL
from hangot.desk import errors
from hangot.desk.reception import tokens
from hangot.visits import queries
from hangot.visits.signs import pulse as pulse_number


def waiting_room(request: Any, token: str) -> HttpResponse:
    """Numbers and places that were called, large; nothing else, whoever opens it."""
    request.at = clock.now()
    today = request.at.astimezone(SEOUL).date()
    centre = tokens.screen_of(token, today)
    if centre is None:
        return errors.hidden(request)
    context = {
        "calls": queries.called(centre, today), "pulse_url": tokens.pulse_url(centre, today),
        "pulse": pulse_number(centre), "now": request.at,
    }  # fmt: skip
    return render(request, "desk/reception/screen.html", context)


def pulse(request: Any, token: str) -> HttpResponse:
    """One number, one statement: it goes up when the page that asks should look again."""
    centre = tokens.pulse_of(token, clock.now().astimezone(SEOUL).date())
    if centre is None:
        return errors.hidden(request)
    return HttpResponse(str(pulse_number(centre)), content_type="text/plain")
