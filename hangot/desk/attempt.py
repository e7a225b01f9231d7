"""Trying an act from a page with a form: what the rules refuse is said beside what was typed."""

from collections.abc import Callable

from django import forms
from django.db import transaction

from hangot.access.context import current
from hangot.audit import actions as audit
from hangot.core.refusal import Missing


def attempt(request: object, form: forms.BaseForm, act: Callable[[], object], *, right: str) -> bool:
    """Do it; on Missing undo all of it, put the sentence on the form and record the refusal.

    The savepoint matters: it takes back the rows written so far and the widened scope with them.
    """
    trail = current().trail
    before = len(trail)
    try:
        with transaction.atomic():
            act()
    except Missing as no:
        del trail[before:]
        form.add_error(None, str(no.sentence))
        refused(request, right, no.reason)
        return False
    return True


def refused(request: object, right: str, because: str) -> None:
    """Write down that a form was not taken, although its page is shown again."""
    state = current()
    seen = getattr(request, "seen", {})
    audit.write(
        right, kind=audit.REFUSED, by=state.actor, at=request.at,  # type: ignore[attr-defined]
        door=state.door, purpose=state.purpose.value, subject=seen.get("subject"),
        thing=seen.get("thing"), section=seen.get("section"), because=because, done=False,
    )  # fmt: skip
    state.trail.append(right)
