"""A domain call from a form: what is missing goes back to the form, and nothing of it stays."""

import re
from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django import forms
from django.db import transaction

from hangot.access.context import current
from hangot.audit import actions as audit
from hangot.core.refusal import Missing

Done = TypeVar("Done")
NUMBER = re.compile("[0-9]{1,9}")


def trying(
    request: Any,
    form: forms.Form,
    act: Callable[[], Done],
    *,
    right: str,
    thing: UUID | None = None,
) -> Done | None:
    """The answer of the act, or None with an error on the form when a guard or value is missing."""
    trail = current().trail
    before = len(trail)
    try:
        with transaction.atomic():
            return act()
    except Missing as no:
        del trail[before:]
        refused(request, right, because=no.reason, thing=thing)
        form.add_error(None, str(no.sentence))
        return None


def refused(request: Any, right: str, *, because: str, thing: UUID | None = None) -> None:
    """Write down that a form was not taken, although its page is shown again."""
    state = current()
    audit.write(
        right, kind=audit.REFUSED, by=request.actor, at=request.at, door=state.door,
        purpose=state.purpose.value, thing=thing, because=because, done=False,
    )  # fmt: skip
    state.trail.append(right)


def version_of(request: Any) -> int | None:
    """The version of the record that the form was made from."""
    typed = request.POST.get("version", "")
    return int(typed) if NUMBER.fullmatch(typed) else None


def uuid_of(typed: str) -> UUID | None:
    """An id from a hidden field; None when it is none."""
    try:
        return UUID(typed)
    except ValueError:
        return None
