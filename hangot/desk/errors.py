"""Every no and every fault has its page: what happened, what to do; never whose record it was."""

import logging
import re
from collections.abc import Mapping
from secrets import choice

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.debug import ExceptionReporter

from hangot.core.text import Text

log = logging.getLogger("hangot")
ACCOUNT = "/account/"
OURS = "hangot"
LETTERS = "abcdefghjkmnpqrstuvwxyz"
# Hangul, and every number long enough to be a phone, a birth date or a resident number.
PERSONAL = re.compile(r"[가-힣]+|\+?\d(?:[ .()-]?\d){5,}")


class Scrub(logging.Filter):
    """Nothing a person wrote goes into the application log.

    A message of a library may quote anything, a name in Latin letters too: of those only the
    place and the kind of fault are kept. Our own hold no words of people; numbers go all the same.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        if kind or record.name.split(".")[0] != OURS:
            what = kind or record.levelname.lower()
            record.exc_info, record.exc_text = None, None
            record.msg, record.args = f"{what} in {record.name}", None
        else:
            record.msg, record.args = PERSONAL.sub("…", record.getMessage()), None
        return True


class Quiet(ExceptionReporter):
    """No report with local variables is ever made."""

    def get_traceback_data(self) -> dict[str, object]:
        return {}


def refused(request: HttpRequest, sentence: Text, *, status: int = 403) -> HttpResponse:
    """Visible but not permitted: the reason as a sentence, and what was typed is still there."""
    context = {"sentence": sentence, "typed": typed(request), "back": request.path}
    return render(request, "errors/refused.html", context, status=status)


def hidden(request: HttpRequest) -> HttpResponse:
    """Not yours and not there: the same bytes."""
    return render(request, "404.html", {}, status=404)


def too_large(request: HttpRequest) -> HttpResponse:
    """The body was not read: it is larger than any document this house takes."""
    return render(request, "errors/too_large.html", {}, status=413)


def typed(request: HttpRequest) -> Mapping[str, str]:
    """What a person typed, without tokens, to show again; nothing at all of signing in."""
    if request.path.startswith(ACCOUNT):
        return {}
    skip = ("csrfmiddlewaretoken", "once", "version", "password")
    return {n: v for n, v in request.POST.items() if n not in skip and isinstance(v, str) and v}


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django passes it by name
    """The form's token did not fit: the page was open too long, or came from elsewhere."""
    context = {"typed": typed(request), "again": request.path}
    return render(request, "errors/form_expired.html", context, status=403)


def fault(request: HttpRequest) -> HttpResponse:
    """Something broke: a problem id for the operator, nothing about the record.

    Letters alone: digits side by side are taken out of the log.
    """
    problem = "".join(choice(LETTERS) for _ in range(8))
    log.error("problem %s", problem)
    return render(request, "500.html", {"problem": problem}, status=500)


def conflict(request: HttpRequest) -> HttpResponse:
    """Somebody changed it meanwhile: what was typed stays beside a link to the newer version."""
    context = {"typed": typed(request), "again": request.META.get("HTTP_REFERER") or request.path}
    return render(request, "errors/conflict.html", context, status=409)
