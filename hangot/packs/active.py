"""The packs this installation runs with, loaded and checked once."""

from functools import cache

from django.conf import settings

from hangot.core.eligibility.rules import Rules
from hangot.core.packs import Profile
from hangot.packs.loader import load
from hangot.packs.rules import loader as rules_loader


@cache
def profile(name: str) -> Profile:
    """The checked profile of a centre; PackError with file and line when a pack is wrong."""
    return load(name, roots=tuple(settings.HANGOT_PACKS))


@cache
def rules(name: str) -> Rules:
    """The checked eligibility rules that a centre's pack names; those this installation came with."""
    return rules_loader.load(settings.HANGOT_RULES / name)
