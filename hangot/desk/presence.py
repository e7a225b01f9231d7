"""From a web session to a frozen actor: signed in, second factor proved, on a post, not idle.

Nothing about rights is kept in the session: post, duties and caps are read at every request.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from hangot import clock
from hangot.accounts.models import Sitting
from hangot.accounts.queries import actor as actor_of
from hangot.accounts.queries import lost, profile_of
from hangot.core.access import Actor
from hangot.desk import errors, parking

SEEN, POST, PROFILE = "seen", "post", "profile"
STEPS = "account_authentication_methods"
TOUCH = timedelta(minutes=1)


def address(request: HttpRequest) -> str:
    """Where the request came from: the socket, unless the peer is a proxy of the configuration."""
    peer: str = request.META.get("REMOTE_ADDR", "")
    if peer in settings.HANGOT_PROXIES:
        return str(request.META.get("HTTP_X_FORWARDED_FOR", peer)).split(",")[-1].strip()[:45]
    return peer[:45]


def actor(request: Any, *, at: datetime) -> Actor | HttpResponse:
    """Who acts, or the answer for somebody who cannot: sign in, prove yourself, take a post."""
    session = request.session
    if SESSION_KEY not in session:
        return parking.ask_to_sign_in(request, worker=None, at=at)
    worker = UUID(session[SESSION_KEY])
    if over(session, at=at):
        session.flush()
        return parking.ask_to_sign_in(request, worker=worker, at=at)
    if proved(session) is None:
        return HttpResponseRedirect(reverse("second_factor"))
    return _seated(request, worker, at=at)


def proved(session: Any) -> datetime | None:
    """When a second factor was last shown in this login; the sign-in library keeps the steps."""
    stamps = [step["at"] for step in session.get(STEPS, []) if step.get("method") == "mfa"]
    return datetime.fromtimestamp(max(stamps), UTC) if stamps else None


def over(session: Any, *, at: datetime) -> bool:
    """Idle too long, or open for longer than a working day."""
    began = min((step["at"] for step in session.get(STEPS, [])), default=0)
    seen = session.get(SEEN, began)
    idle = at.timestamp() - seen > settings.HANGOT_MINUTES_IDLE * 60
    return idle or at.timestamp() - began > settings.HANGOT_HOURS_ABSOLUTE * 3600


def account(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """A login that is over is over on the pages of signing in, too: no factor changes by it."""

    def middleware(request: Any) -> HttpResponse:
        session = request.session
        if not request.path.startswith(errors.ACCOUNT) or SESSION_KEY not in session:
            return answer(request)
        at = clock.now()
        if over(session, at=at):
            session.flush()
            request.user = AnonymousUser()
            if request.path != reverse("account_login"):
                return HttpResponseRedirect(reverse("account_login"))
        elif at.timestamp() - session.get(SEEN, 0) > TOUCH.total_seconds():
            session[SEEN] = at.timestamp()
        return answer(request)

    return middleware


def at_address(actor: Actor, request: HttpRequest) -> Actor:
    """The actor with where the request came from, for the log."""
    return replace(actor, address=address(request))


def _seated(request: Any, worker: UUID, *, at: datetime) -> Actor | HttpResponse:
    session = request.session
    seats = session.seats(worker, at=at)
    if not seats or not _still_valid(session, seats[0]):
        if seats:
            session.flush()
            return parking.ask_to_sign_in(request, worker=worker, at=at)
        return render(request, "errors/no_post.html", {"lost": lost(worker, at=at)}, status=403)
    if seats[0].worker.first_password:
        return HttpResponseRedirect(reverse("account_change_password"))
    wanted = session.get(POST)
    seat = next((s for s in seats if str(s.post_id) == wanted), seats[0])
    # A page that looks again by itself keeps nobody signed in.
    by_hand = "Hangot-Live" not in request.headers
    if by_hand and at.timestamp() - session.get(SEEN, 0) > TOUCH.total_seconds():
        session[SEEN] = at.timestamp()
    profile = session.get(PROFILE) or profile_of(seat.post.centre_id)
    if session.get(PROFILE) != profile:
        session[PROFILE] = profile
    request.sitting, request.sittings = seat, seats
    return actor_of(seat, profile_id=profile, proved_at=proved(session), address=address(request))


def _still_valid(session: Any, seat: Sitting) -> bool:
    """Deactivated, or the password changed elsewhere: every login ends at its next request."""
    kept = session.get(HASH_SESSION_KEY, "")
    return seat.worker.is_active and constant_time_compare(
        kept, seat.worker.get_session_auth_hash()
    )
