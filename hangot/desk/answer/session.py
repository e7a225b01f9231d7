"""A short visit by an answer link: a signed cookie of this browser, for half an hour."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpResponse

from hangot.core.access import Actor
from hangot.desk import presence
from hangot.referrals import links

COOKIE = "__Host-hangot-answer" if settings.SECURE else "hangot-answer"
LASTS = timedelta(minutes=30)
_signer = signing.Signer(salt="hangot.answer")


def begin(response: HttpResponse, known: str, *, at: datetime) -> None:
    """From now on this browser reads by the link with this digest; every page begins it anew."""
    response.set_cookie(
        COOKIE, _signer.sign(f"{known}.{int(at.timestamp())}"),
        max_age=int(LASTS.total_seconds()), httponly=True, secure=settings.SECURE,
        samesite="Strict",
    )  # fmt: skip


def end(response: HttpResponse) -> None:
    """This browser reads nothing any more."""
    response.delete_cookie(COOKIE, samesite="Strict")


def visit(request: Any, *, at: datetime) -> tuple[str, Actor] | None:
    """The digest in the cookie and who reads by it; None without a code in the last half hour."""
    try:
        known, began = _signer.unsign(request.COOKIES.get(COOKIE, "")).split(".")
    except (signing.BadSignature, ValueError):
        return None
    if not 0 <= at.timestamp() - int(began) <= LASTS.total_seconds():
        return None
    by = links.reader(known, address=presence.address(request))
    return (known, by) if by else None
