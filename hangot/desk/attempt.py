"""Trying an act from a page with a form: what the rules refuse is said beside what was typed."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django import forms
from django.db import transaction

from hangot.access.context import current
from hangot.audit import actions as audit
from hangot.core.refusal import Missing

Done = TypeVar("Done")


def tried(
    request: Any, act: Callable[[], Done], *, right: str, thing: UUID | None = None
) -> Done | Missing:
    """What the act gave, or what it missed, with all of it undone and the refusal written down.

    The savepoint matters: it takes back the rows written so far and the widened scope with them.
    """
    trail = current().trail
    before = len(trail)
    try:
        with transaction.atomic():
            return act()
    except Missing as no:
        del trail[before:]
        refused(request, right, because=no.reason, thing=thing)
        return no


def gained(
    request: Any,
    form: forms.BaseForm,
    act: Callable[[], Done],
    *,
    right: str,
    thing: UUID | None = None,
    field: str | None = None,
) -> Done | None:
    """What the act gave; None with the sentence on the form when something is missing."""
    found = tried(request, act, right=right, thing=thing)
    if isinstance(found, Missing):
        form.add_error(field, str(found.sentence))
        return None
    return found


def attempt(
    request: Any,
    form: forms.BaseForm,
    act: Callable[[], object],
    *,
    right: str,
    field: str | None = None,
) -> bool:
    """Was it done? For a page that needs nothing of what the act gives."""
    gained(request, form, act, right=right, field=field)
    return not form.errors


def refused(
    request: Any, right: str, *, because: str, thing: UUID | None = None, number: str = ""
) -> None:
    """Write down that a form was not taken, although its page is shown again.

    `number` is the case number that was typed: the log finds out whose it is, the page does not.
    """
    state, seen = current(), getattr(request, "seen", {})
    audit.write(
        right, kind=audit.REFUSED, by=state.actor, at=request.at, door=state.door,
        purpose=state.purpose.value, subject=seen.get("subject"), thing=thing or seen.get("thing"),
        section=seen.get("section"), because=because, done=False,
        reason=f"{audit.NUMBER}{number}" if number else None,
    )  # fmt: skip
    state.trail.append(right)
