"""Addresses of other pages; nothing where this house has no such page."""

from functools import lru_cache
from uuid import UUID

from django.urls import NoReverseMatch, reverse

MARK = UUID(int=0xF00D)


def link(name: str, *args: object) -> str:
    """The address of a page, or an empty text: the template then leaves the link out."""
    pattern = _pattern(name, *[MARK if isinstance(one, UUID) else one for one in args])
    return pattern % tuple(str(one) for one in args if isinstance(one, UUID)) if pattern else ""


@lru_cache(maxsize=2048)
def _pattern(name: str, *shape: object) -> str:
    """The address with a place for each id: finding it anew for each row costs more than the row."""
    try:
        return reverse(name, args=shape).replace("%", "%%").replace(str(MARK), "%s")
    except NoReverseMatch:
        return ""
