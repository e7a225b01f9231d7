"""Addresses that need no sign-in: the screen of the waiting room and the pulse of the house.

They are signed by a page that did need one, hold no secret of any login, and lead to a number and
a place, or to a number alone.
"""

from datetime import date
from uuid import UUID

from django.core import signing
from django.urls import reverse

from hangot.core.access import Actor

SCREEN, BEAT = "hangot.screen", "hangot.pulse"


def screen_url(actor: Actor, day: date) -> str:
    """The screen of the waiting room of this house, for one day."""
    token = signing.Signer(salt=SCREEN).sign_object([str(actor.centre), day.isoformat()])
    return reverse("waiting_room", args=[token])


def screen_of(token: str, today: date) -> UUID | None:
    """The centre of a screen's token; nothing when it was not signed here or for today."""
    try:
        centre, day = signing.Signer(salt=SCREEN).unsign_object(token)
    except (signing.BadSignature, ValueError):
        return None
    return UUID(centre) if day == today.isoformat() else None


def pulse_url(centre: UUID) -> str:
    """Where the pages of a house ask whether something moved."""
    return reverse("pulse", args=[signing.Signer(salt=BEAT).sign_object(str(centre))])


def pulse_of(token: str) -> UUID | None:
    """The house of a pulse's token."""
    try:
        return UUID(signing.Signer(salt=BEAT).unsign_object(token))
    except (signing.BadSignature, ValueError):
        return None
