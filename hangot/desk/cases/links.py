"""Addresses of other pages; nothing where this house has no such page."""

from django.urls import NoReverseMatch, reverse


def link(name: str, *args: object) -> str:
    """The address of a page, or an empty text: the template then leaves the link out."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
