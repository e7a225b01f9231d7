"""The look-up: one box and a reason; what one may not see is answered like nothing at all."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from hangot.core.korean import format_phone
from hangot.core.lookup import NO_RESIDENT_NUMBER, Query, parse
from hangot.desk.attempt import gained
from hangot.desk.contacts.forms import FindForm
from hangot.desk.contacts.people import NOTHING, found_rows
from hangot.desk.door import page
from hangot.intake import actions as intake
from hangot.packs.active import profile
from hangot.people import search
from hangot.templatetags.moments import day_of


@page(right="person.find", door="person.find", methods=("GET", "POST"))
def find(request: Any) -> HttpResponse:
    """Answered on the page itself: nothing that was typed stands in an address."""
    pack = profile(request.actor.profile)
    if request.method != "POST":
        left = search.left(request.actor, at=request.at)
        return render(
            request, "desk/contacts/find.html", {"form": FindForm(pack=pack), "left": left}
        )
    form = FindForm(request.POST, pack=pack)
    query = parse(request.POST.get("who", ""), day_of(request.at))
    found = _found(request, form, query) if form.is_valid() else None
    if found is None:
        left = search.left(request.actor, at=request.at)
        context = {"form": form, "left": left}
        return render(request, "desk/contacts/find.html", context, status=422)
    context = {
        "form": form, "left": found.left, "found": found, "rows": found_rows(found.people),
        "nothing": NOTHING, "typed": typed_as(query),
        "warning": NO_RESIDENT_NUMBER if query.resident_number else "",
    }  # fmt: skip
    return render(request, "desk/contacts/find.html", context)


def _found(request: Any, form: FindForm, query: Query) -> intake.Found | None:
    reason = form.cleaned_data["reason"]
    return gained(
        request, form, right="person.find",
        act=lambda: intake.look_up(query=query, reason=reason, by=request.actor, at=request.at),
    )  # fmt: skip


def typed_as(query: Query) -> dict[str, str]:
    """What the box was understood to say, to go on with in a new contact."""
    return {
        "name": query.name, "phone": format_phone(query.phone) if query.phone else "",
        "birth": query.birth.isoformat() if query.birth else "",
    }  # fmt: skip
