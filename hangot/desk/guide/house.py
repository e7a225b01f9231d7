"""Whose guide this is: asked of the database once, when the program starts."""

from functools import cache

from django.conf import settings

from hangot.access.founding import centre_of
from hangot.core.packs import Profile
from hangot.packs.active import profile


@cache
def pack() -> str:
    """The name of the pack of this house; LookupError before one was founded.

    Where several centres share a server, HANGOT_GUIDE says whose guide this address shows.
    """
    return centre_of(settings.HANGOT_GUIDE).profile


def house() -> Profile:
    """The pack of this house."""
    return profile(pack())
