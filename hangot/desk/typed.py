"""Small values from a browser that may be anything: an id, a version, and None for nonsense."""

import re
from typing import Any
from uuid import UUID

NUMBER = re.compile("[0-9]{1,9}")


def number_of(typed: str) -> int | None:
    """A whole number in plain digits; None when it is none."""
    return int(typed) if NUMBER.fullmatch(typed) else None


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
