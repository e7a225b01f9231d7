"""Small values from a browser that may be anything: an id, a day, a version; None for nonsense."""

import re
from datetime import date
from typing import Any
from uuid import UUID

NUMBER = re.compile("[0-9]{1,9}")
FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)
"""The days a page shows: a week before and a year after each can still be counted."""


def number_of(typed: str, most: int = 999_999_999) -> int | None:
    """A whole number in plain digits up to `most`; None when it is none."""
    return int(typed) if NUMBER.fullmatch(typed) and int(typed) <= most else None


def date_of(typed: str) -> date | None:
    """A day like 2026-09-07 that a page can show the days around of; None when it is none."""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None
    return day if FIRST <= day <= LAST else None


def version_of(request: Any) -> int | None:
    """The version of the record that the form was made from."""
    return number_of(request.POST.get("version", ""))


def seen_version(request: Any) -> int:
    """The same where an act without it would be a guess: none given is an old page's."""
    version = version_of(request)
    return -1 if version is None else version


def uuid_of(typed: str) -> UUID | None:
    """An id from a hidden field or an address; None when it is none."""
    try:
        return UUID(typed)
    except ValueError:
        return None
