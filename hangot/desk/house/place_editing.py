"""Changing one part of the house: what is there, what was typed, and both when somebody was quicker."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from hangot.appointments.arrangement import last_change
from hangot.core.text import Text
from hangot.desk.attempt import attempt
from hangot.desk.door import to
from hangot.desk.typed import version_of

DONE = Text(
    "고쳤습니다. 이제부터 이 시간으로 예약을 찾습니다.",
    "Changed. Times are found by it from now on.",
)
YES, NO = Text("예", "Yes"), Text("아니요", "No")
NOTHING = Text("없음", "None")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the house on its page: by which id its changes are counted, and how it is called."""

    thing: UUID
    title: Text
    hint: Text
    new: bool = False


def edit(
    request: Any, part: Part, form: forms.Form, act: Callable[[int | None], object]
) -> HttpResponse:
    """Draw the form, or do the act with the version the form was made from."""
    known = last_change(request.actor.centre, part.thing)
    version = known.version if known else 0
    late = request.method == "POST" and version_of(request) != version
    if request.method == "POST" and form.is_valid() and not late and attempt(
        request, form, lambda: act(version), right="places.write"
    ):  # fmt: skip
        messages.success(request, str(DONE))
        return to("places")
    context = {
        "part": part, "form": form, "version": version, "known": known,
        "plain": [name for name in form.fields if not _is_day(name)],
        "theirs": saved(form) if late else [],
    }  # fmt: skip
    return render(request, "desk/house/place_edit.html", context, status=_status(form, late=late))


def _status(form: forms.Form, *, late: bool) -> int:
    return 409 if late else 422 if form.errors else 200


def _is_day(name: str) -> bool:
    return len(name) == 2 and name[0] == "d" and name[1].isdigit()  # noqa: PLR2004 - d0 to d6


def saved(form: forms.Form) -> list[dict[str, Any]]:
    """What is saved now, field by field, and whether something else was typed."""
    return [
        {"label": bound.label, "value": _shown(bound.field, bound.initial),
         "differs": bound.field.has_changed(bound.initial, bound.data)}
        for bound in form
    ]  # fmt: skip


def _shown(field: forms.Field, value: Any) -> Text:
    if isinstance(field, forms.BooleanField):
        return YES if value else NO
    if isinstance(field, forms.ChoiceField):
        return _chosen(list(field.widget.choices), value)
    return Text(str(value), str(value)) if value not in (None, "") else NOTHING


def _chosen(choices: Iterable[Any], value: Any) -> Text:
    wanted = {str(one) for one in value} if isinstance(value, list) else {str(value or "")}
    found = [label for key, label in choices if str(key) in wanted]
    if not found:
        return NOTHING
    return Text(*(", ".join(getattr(one, side) for one in found) for side in ("ko", "en")))
