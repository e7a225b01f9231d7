"""The packs this installation runs with, loaded and checked once."""

from functools import cache

from django.conf import settings

from hangot.core.packs import Profile
from hangot.packs.loader import load


@cache
def profile(name: str) -> Profile:
    """The checked profile of a centre; PackError with file and line when a pack is wrong."""
    return load(name, roots=tuple(settings.HANGOT_PACKS))
