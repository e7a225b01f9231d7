"""Addresses of other pages; nothing where this house has no such page."""

from functools import lru_cache
from uuid import UUID

from django.urls import NoReverseMatch, reverse

STAND_INS = tuple(UUID(int=number) for number in range(1, 4))


def link(name: str, *args: object) -> str:
    """The address of a page, or an empty text: the template then leaves the link out."""
    ids = [one for one in args if isinstance(one, UUID)]
    places = iter(STAND_INS)
    shape = [next(places) if isinstance(one, UUID) else one for one in args]
    address = _pattern(name, *shape)
    for stand_in, one in zip(STAND_INS, ids, strict=False):
        address = address.replace(str(stand_in), str(one), 1)
    return address


@lru_cache(maxsize=2048)
def _pattern(name: str, *shape: object) -> str:
    """The address with stand-ins for its ids: finding it anew for each row costs more than the row."""
    try:
        return reverse(name, args=shape)
    except NoReverseMatch:
        return ""
