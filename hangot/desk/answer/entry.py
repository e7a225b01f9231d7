"""The page of a link before its code: it asks nobody whether the link exists.

A wrong code, an unknown link and one that is over get the same page, at the same moment.
"""

import time
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from hangot import clock
from hangot.access.context import acting
from hangot.accounts.counting import count, counted
from hangot.core.access import Purpose
from hangot.desk import presence
from hangot.desk.answer import session
from hangot.desk.door import to
from hangot.referrals import links

WRONG, MOST, WITHIN = "answer code", 20, timedelta(hours=1)
FLOOR = 0.4
"""Seconds after which a wrong code is answered: longer than anything that is done about it."""


@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the code; the right one opens the letter."""
    if request.method != "POST":
        return render(request, "answer/code.html", {})
    began, at, address = time.monotonic(), clock.now(), presence.address(request)
    if counted(WRONG, address, at=at) >= MOST:
        return _no(request)
    known = links.digest(token)
    if _fits(known, request.POST.get("code", ""), address=address, at=at):
        response: HttpResponse = to("answer")
        session.begin(response, known, at=at)
        return response
    count(WRONG, address, at=at, within=WITHIN)
    response = _no(request)
    time.sleep(max(0, FLOOR - (time.monotonic() - began)))
    return response


def _fits(known: str, typed: str, *, address: str, at: datetime) -> bool:
    digits = "".join(one for one in typed if one.isascii() and one.isdigit())
    by = links.reader(known, address=address)
    if by is None:
        return False
    with acting(by, Purpose.SUPPORT, links.DOOR):
        return links.enter(digits, by=by, at=at)


def _no(request: Any) -> HttpResponse:
    return render(request, "answer/code.html", {"wrong": True}, status=422)
