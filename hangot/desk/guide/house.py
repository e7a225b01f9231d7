"""Whose guide this is: asked of the database once, when the program starts."""

from functools import cache

from hangot.access.founding import centre_of
from hangot.core.packs import Profile
from hangot.packs.active import profile


@cache
def pack() -> str:
    """The name of the pack of this house; LookupError before one was founded."""
    return centre_of().profile


def house() -> Profile:
    """The pack of this house."""
    return profile(pack())
