"""Every no and every fault has its page: what happened, what to do; never whose record it was."""

import logging
import re
from collections.abc import Mapping
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.debug import ExceptionReporter

from hangot.core.text import Text

log = logging.getLogger("hangot")
PERSONAL = re.compile(r"[가-힣]+|\b\d{2,4}-\d{3,4}-\d{4}\b|\b01\d{8,9}\b")


class Scrub(logging.Filter):
    """Nothing a person wrote goes into the application log."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno >= logging.WARNING and record.exc_info:
            kind = record.exc_info[0].__name__ if record.exc_info[0] else "error"
            record.exc_info, record.exc_text = None, None
            record.msg, record.args = f"{kind} in {record.name}", None
        else:
            record.msg, record.args = PERSONAL.sub("…", record.getMessage()), None
        return True


class Quiet(ExceptionReporter):
    """No report with local variables is ever made."""

    def get_traceback_data(self) -> dict[str, object]:
        return {}


def refused(
    request: HttpRequest,
    sentence: Text,
    *,
    status: int = 403,
    typed: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Visible but not permitted: the reason as a sentence, and what was typed is still there."""
    context = {"sentence": sentence, "typed": dict(typed or {}), "back": request.path}
    return render(request, "errors/refused.html", context, status=status)


def hidden(request: HttpRequest) -> HttpResponse:
    """Not yours and not there: the same bytes."""
    return render(request, "404.html", {}, status=404)


def too_large(request: HttpRequest) -> HttpResponse:
    """The body was not read: it is larger than any document this house takes."""
    return render(request, "errors/too_large.html", {}, status=413)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django passes it by name
    """The form's token did not fit: the page was open too long, or came from elsewhere."""
    typed = {
        name: value for name, value in request.POST.items()
        if name not in ("csrfmiddlewaretoken", "password") and isinstance(value, str)
    }  # fmt: skip
    return render(
        request, "errors/form_expired.html", {"typed": typed, "again": request.path}, status=403
    )


def fault(request: HttpRequest) -> HttpResponse:
    """Something broke: a problem id for the operator, nothing about the record."""
    problem = uuid4().hex[:8]
    log.error("problem %s", problem)
    return render(request, "500.html", {"problem": problem}, status=500)


def conflict(request: HttpRequest) -> HttpResponse:
    """Somebody changed it meanwhile: what was typed stays beside a link to the newer version."""
    typed = {
        name: value for name, value in request.POST.items()
        if name not in ("csrfmiddlewaretoken", "once", "version") and value
    }  # fmt: skip
    context = {"typed": typed, "again": request.META.get("HTTP_REFERER") or request.path}
    return render(request, "errors/conflict.html", context, status=409)
