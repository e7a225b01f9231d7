"""The way in for whoever answers by a link: one transaction as the reader, once, in the log."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from hangot import clock
from hangot.access.context import acting, current
from hangot.access.once import Repeated, once
from hangot.access.trail import remember
from hangot.audit import actions as audit
from hangot.core.access import Actor, Purpose, Section
from hangot.core.refusal import Hidden, Missing, NotAllowed, Stale
from hangot.core.text import Text
from hangot.desk.answer import session
from hangot.desk.body import digest
from hangot.desk.door import twice
from hangot.referrals import links

View = Callable[..., HttpResponse]
ALREADY = Text(
    "그 사이에 다른 답이 적혔습니다. 지금 상태를 보고 다시 정해 주세요.",
    "Another answer was written meanwhile. Look at how it stands now and decide again.",
)


def by_link(*, methods: tuple[str, ...] = ("GET",)) -> Callable[[View], View]:
    """Open a view to who gave a code in this browser lately, while that link lives."""

    def wrap(view: View) -> View:
        @wraps(view)
        def opened(request: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in (*methods, *(("HEAD",) if "GET" in methods else ())):
                return HttpResponseNotAllowed(methods)
            request.at = clock.now()
            found = session.visit(request, at=request.at)
            if found is None:
                return closed(request)
            known, request.reader = found
            response = _enter(view, request, kwargs)
            if session.COOKIE not in response.cookies:
                session.begin(response, known, at=request.at)
            return response

        return opened

    return wrap


def _enter(view: View, request: Any, kwargs: dict[str, Any]) -> HttpResponse:
    by: Actor = request.reader
    try:
        return twice(lambda: _acted(view, request, kwargs))
    except Repeated as known:
        return HttpResponseRedirect(known.answer or reverse("answer"))
    except Hidden:
        _refused(by, request.at, "hidden")
        return closed(request)
    except Stale:
        _refused(by, request.at, "stale")
        return said_no(request, ALREADY, status=409)
    except (NotAllowed, Missing) as no:
        _refused(by, request.at, no.reason)
        return said_no(request, no.sentence, status=409)


def _acted(view: View, request: Any, kwargs: dict[str, Any]) -> HttpResponse:
    with acting(request.reader, Purpose.SUPPORT, links.DOOR):
        return _answer(view, request, kwargs)


def _answer(view: View, request: Any, kwargs: dict[str, Any]) -> HttpResponse:
    guard, by = None, request.reader
    if request.method == "POST":
        guard = once(request.POST.get("once", ""), digest(request), by=by, at=request.at)
    referral = links.reading(by=by, at=request.at)
    response = view(request, referral, **kwargs)
    if guard:
        guard.answered(response.headers.get("Location", ""))
    if not current().trail:
        sees(request, referral.subject_id)
    return response


def sees(request: Any, subject: UUID, section: Section = Section.PLAN) -> None:
    """One entry for a reading, in the name of the agency outside."""
    by: Actor = request.reader
    right = "referral.see" if section is Section.PLAN else "section.see"
    remember(
        right, by=by, at=request.at, kind=audit.READ, subject=subject, thing=by.post,
        section=section,
    )  # fmt: skip


def _refused(by: Actor, at: Any, because: str) -> None:
    """Written in a transaction of its own, before the answer; the database finds whose it was."""
    with acting(by, Purpose.SUPPORT, links.DOOR):
        audit.write(
            "referral.see", kind=audit.REFUSED, by=by, at=at, door=links.DOOR,
            purpose=Purpose.SUPPORT.value, thing=by.post, because=because, done=False,
        )  # fmt: skip


def closed(request: Any) -> HttpResponse:
    """No code given, too long ago, or the link was closed: the same bytes."""
    response = render(request, "answer/closed.html", {})
    session.end(response)
    return response


def said_no(request: Any, sentence: Text, *, status: int) -> HttpResponse:
    """Not done, and why; the letter as it stands now is one click away."""
    return render(request, "answer/no.html", {"sentence": sentence}, status=status)
