"""The one way into a page: who, when, once, in one transaction, with one audit entry.

`@page` names the right and the door of every staff page; a test walks all addresses and fails
for one without it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import UUID

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from psycopg.errors import DeadlockDetected

from hangot import clock
from hangot.access.context import acting, current
from hangot.access.once import Repeated, once
from hangot.access.trail import remember
from hangot.access.trips import last_trip
from hangot.audit import actions as audit
from hangot.core.access import Actor, Purpose, Section
from hangot.core.refusal import Hidden, NotAllowed, Stale
from hangot.core.rights import NO_DUTY, RIGHTS, opens
from hangot.desk import errors, presence
from hangot.desk.body import digest
from hangot.desk.shell import around
from hangot.directory.queries import edition
from hangot.training.queries import demand_trained

View = Callable[..., HttpResponse]
READS = ("GET", "HEAD")


class DeskRequest(HttpRequest):
    """A request of a signed-in worker on a post."""

    actor: Actor
    at: datetime
    seen: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Door:
    """What a page is for the access matrix: its right, name, purpose, and whether it writes."""

    right: str
    name: str
    purpose: Purpose
    methods: tuple[str, ...]


DOORS: dict[str, Door] = {}


def page(
    *,
    right: str,
    door: str,
    purpose: Purpose = Purpose.SUPPORT,
    methods: tuple[str, ...] = ("GET",),
) -> Callable[[View], View]:
    """Open a view to posts that hold the right; anything else is refused, recorded, answered."""
    if right not in RIGHTS:
        raise KeyError(right)
    entry = Door(right, door, purpose, methods)

    def wrap(view: View) -> View:
        @wraps(view)
        def opened(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in (*methods, *(("HEAD",) if "GET" in methods else ())):
                return HttpResponseNotAllowed(methods)
            request.at = clock.now()
            actor = presence.actor(request, at=request.at)
            if isinstance(actor, HttpResponse):
                return actor
            request.actor = actor
            return _enter(entry, view, request, args, kwargs)

        opened.door = entry  # type: ignore[attr-defined]
        DOORS[f"{view.__module__}.{view.__name__}"] = entry
        return opened

    return wrap


def _enter(
    entry: Door, view: View, request: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> HttpResponse:
    try:
        return twice(lambda: _acted(entry, view, request, args, kwargs))
    except Repeated as known:
        return (
            HttpResponseRedirect(known.answer)
            if known.answer
            else errors.refused(request, known.sentence, status=422)
        )
    except Hidden:
        _refusal(entry, request, "hidden")
        return errors.hidden(request)
    except Stale:
        _refusal(entry, request, "stale")
        return errors.conflict(request)
    except NotAllowed as no:
        _refusal(entry, request, no.reason)
        return errors.refused(request, no.sentence)


def twice(act: Callable[[], HttpResponse]) -> HttpResponse:
    """Two acts that waited for each other: the database gave this one up, nothing of it is left."""
    try:
        return act()
    except OperationalError as fault:
        if not isinstance(fault.__cause__, DeadlockDetected):
            raise
        return act()


def _acted(
    entry: Door, view: View, request: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> HttpResponse:
    request.seen = {}
    for upload in request.FILES.values():
        upload.seek(0)
    # A page that only shows changes nothing of the directory while it is made.
    known = request.sitting.edition if request.method in READS else None
    with (
        acting(request.actor, entry.purpose, entry.name),
        edition(request.actor.centre, known),
    ):
        return _answer(entry, view, request, args, kwargs)


def _answer(
    entry: Door, view: View, request: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> HttpResponse:
    if not opens(entry.right, request.actor.duties):
        raise NotAllowed("holds_duty", NO_DUTY)
    demand_trained(entry.right, by=request.actor, at=request.at)
    guard = None
    request.around = None
    if request.method in READS:
        request.around = around(request.actor, request.at)
    if request.method == "POST":
        guard = once(request.POST.get("once", ""), digest(request), by=request.actor, at=request.at)
    response = view(request, *args, **kwargs)
    with last_trip():
        if guard:
            guard.answered(response.headers.get("Location", ""))
        if not current().trail:
            _seen(entry, request)
    return response


def _seen(entry: Door, request: Any) -> None:
    """One entry for a read; acts have written their own."""
    kind = audit.READ if request.method in READS else audit.WRITE
    remember(
        entry.right, by=request.actor, at=request.at, kind=kind, subject=request.seen.get("subject"),
        thing=request.seen.get("thing"), section=request.seen.get("section"),
        reason=request.seen.get("reason"),
    )  # fmt: skip


def sees(
    request: Any, *, subject: UUID | None = None, thing: UUID | None = None,
    section: Section | None = None, reason: str | None = None,
) -> None:  # fmt: skip
    """Say whose record a page shows, for its audit entry."""
    request.seen = {"subject": subject, "thing": thing, "section": section, "reason": reason}


def _refusal(entry: Door, request: Any, because: str) -> None:
    """The transaction was rolled back; the refusal is written in one of its own, before the answer."""
    with acting(request.actor, entry.purpose, entry.name), last_trip():
        audit.write(
            entry.right, kind=audit.REFUSED, by=request.actor, at=request.at, door=entry.name,
            purpose=entry.purpose.value, subject=request.seen.get("subject"),
            section=request.seen.get("section"), thing=_target(request), because=because, done=False,
        )  # fmt: skip


def _target(request: Any) -> UUID | None:
    found = request.resolver_match.kwargs.values() if request.resolver_match else ()
    return next((value for value in found if isinstance(value, UUID)), None)


def to(name: str, *args: object) -> HttpResponseRedirect:
    """Answer a form: see the page that shows what came of it (303)."""
    response = HttpResponseRedirect(reverse(name, args=args))
    response.status_code = 303
    return response


__all__ = ["DOORS", "DeskRequest", "Door", "page", "sees", "to", "twice"]
