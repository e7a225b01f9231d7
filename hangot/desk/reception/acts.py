"""What comes of an act on the board: a sentence, and back to where it was done."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from hangot.core.refusal import Missing
from hangot.core.rights import opens
from hangot.desk.door import to


def said(request: Any, done: object) -> bool:
    """Was it refused? Then the sentence is shown on the next page, the same for every cause."""
    if isinstance(done, Missing):
        messages.warning(request, str(done.sentence))
        return True
    return False


def back(request: Any) -> HttpResponse:
    """To the page of this desk the form stood on: the board, the own desk, or one visit."""
    home = "reception" if opens("visit.find", request.actor.duties) else "desk"
    wanted = request.POST.get("back", "")
    response = to(home)
    inside = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    if inside and wanted.startswith(reverse("reception")):
        response.headers["Location"] = wanted
    return response
