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
    return reverse("waiting_room", args=[_signed(SCREEN, actor.centre, day)])


def screen_of(token: str, today: date) -> UUID | None:
    """The centre of a screen's token; nothing when it was not signed here or for today."""
    return _house(SCREEN, token, today)


def pulse_url(centre: UUID, day: date) -> str:
    """Where the pages of a house ask, for one day, whether something moved."""
    return reverse("pulse", args=[_signed(BEAT, centre, day)])


def pulse_of(token: str, today: date) -> UUID | None:
    """The house of a pulse's token; nothing when it was not signed here or for today."""
    return _house(BEAT, token, today)


def _signed(salt: str, centre: UUID, day: date) -> str:
    return signing.Signer(salt=salt).sign_object([str(centre), day.isoformat()])


def _house(salt: str, token: str, today: date) -> UUID | None:
    try:
        centre, day = signing.Signer(salt=salt).unsign_object(token)
    except (signing.BadSignature, ValueError):
        return None
    return UUID(centre) if day == today.isoformat() else None
