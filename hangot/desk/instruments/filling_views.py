"""Answering a form page by page: every page is kept as it is sent, and nothing typed is lost."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from hangot.core.instruments.results import Look
from hangot.core.refusal import Hidden
from hangot.core.rights import Scene, allows
from hangot.core.text import Text
from hangot.desk.attempt import tried
from hangot.desk.cases.header import PersonPage, person_page
from hangot.desk.door import page, sees, to
from hangot.desk.instruments import showing
from hangot.desk.instruments.forms import OPEN, SHOWN, GroupForm, anchor, field_name
from hangot.desk.typed import version_of
from hangot.instruments import actions as forms
from hangot.instruments import queries
from hangot.instruments.rows import Filled

KEPT = Text(
    "여기까지 적어 두었습니다. 이어서 쓸 수 있습니다.", "Kept. You can go on with it later."
)
GONE = Text("쓰던 양식을 지웠습니다.", "What was begun is discarded.")


@page(right="response.finish", door="response.page", methods=("GET", "POST"))
def response_page(request: Any, draft_id: UUID, number: int) -> HttpResponse:
    """One page of questions; what the answers open is asked before going on."""
    found, frame = _draft(request, draft_id)
    if number >= len(found.form.groups):
        raise Hidden
    if request.method == "POST":
        return _keep(request, frame, found, number)
    return _page(request, frame, found, number)


def _draft(request: Any, draft_id: UUID) -> tuple[Filled, PersonPage]:
    """A filling that is still open, to the agency that fills it in."""
    found, _ = queries.visible(draft_id, by=request.actor)
    if found.row.state != "draft" or found.row.agency_id != request.actor.agency:
        raise Hidden
    frame = person_page(request, found.row.case_id, "forms")
    sees(request, subject=found.row.subject_id, thing=draft_id, section=found.section)
    return found, frame


def _keep(request: Any, frame: PersonPage, before: Filled, number: int) -> HttpResponse:
    names = request.POST.getlist(SHOWN)
    given = {name: request.POST.getlist(field_name(name)) for name in names}
    kept = forms.keep_page(
        response_id=before.row.pk, number=number, given=given, by=request.actor, at=request.at
    )
    seen = forms.looked(kept.found)
    failed = {name: one.message for name, one in seen.wrong.items() if name in names}
    if wrong := {**failed, **kept.wrong}:
        return _page(request, frame, kept.found, number, wrong=wrong)
    if request.POST.get("go") == "later":
        messages.success(request, str(KEPT))
        return to("case_forms", frame.case.pk)
    if request.POST.get("go") == "back":
        return _turned(kept.found, seen, number, -1)
    opened = [one for one in kept.found.form.groups[number].items
              if one.type != "note" and seen.asked[one.id] is True and one.id not in names]  # fmt: skip
    if opened:
        return _more(kept.found, number, anchor(opened[0]))
    return _turned(kept.found, seen, number, 1)


def _more(found: Filled, number: int, first: str) -> HttpResponse:
    """The same page again, at the question that an answer has opened."""
    address = reverse("response_page", args=[found.row.pk, number])
    response = HttpResponseRedirect(f"{address}?more=1#{first}")
    response.status_code = 303
    return response


def _turned(found: Filled, seen: Look, number: int, step: int) -> HttpResponse:
    """The next page with a question that applies; the last one leads to the look over all."""
    groups = found.form.groups
    place = number + step
    while 0 <= place < len(groups):
        if any(seen.asked[one.id] is True for one in groups[place].items):
            return to("response_page", found.row.pk, place)
        place += step
    return (
        to("response_check", found.row.pk)
        if step > 0
        else to("response_page", found.row.pk, number)
    )


def _page(
    request: Any, frame: PersonPage, found: Filled, number: int, *,
    wrong: dict[str, Text] | None = None,
) -> HttpResponse:  # fmt: skip
    seen = forms.looked(found)
    group = found.form.groups[number]
    form = GroupForm(group, seen, found.answers, request.POST if wrong else None)
    form.mark(wrong or {})
    return render(request, "desk/instruments/page.html", {
        "header": frame.header, "case": frame.case, "found": found, "form": form, "group": group,
        "number": number, "place": number + 1, "count": len(found.form.groups),
        "more": request.GET.get("more") == "1", "shown": list(form.fields),
        "last": number + 1 == len(found.form.groups),
    }, status=422 if wrong else 200)  # fmt: skip


@page(right="response.finish", door="response.check", methods=("GET", "POST"))
def response_check(request: Any, draft_id: UUID) -> HttpResponse:
    """All answers once more, with what is open; finishing raises what follows."""
    found, frame = _draft(request, draft_id)
    if request.method == "POST":
        done = tried(request, lambda: forms.finish(
            response_id=draft_id, expected=version_of(request), by=request.actor, at=request.at
        ), right="response.finish", thing=draft_id)  # fmt: skip
        if isinstance(done, Filled):
            return to("response", draft_id)
        return _check(request, frame, found, refused=done.sentence)
    return _check(request, frame, found)


def _check(
    request: Any, frame: PersonPage, found: Filled, refused: Text | None = None
) -> HttpResponse:
    seen = forms.looked(found)
    pages = {item.id: n for n, group in enumerate(found.form.groups) for item in group.items}
    by_id = found.form.by_id
    open_ = [
        {"label": by_id[name].label, "page": pages[name], "anchor": anchor(by_id[name]),
         "why": seen.wrong[name].message if name in seen.wrong else OPEN}
        for name in [*seen.wrong, *seen.missing]
    ]  # fmt: skip
    asked = {name: one for name, one in found.answers.items() if seen.asked.get(name)}
    return render(request, "desk/instruments/check.html", {
        "header": frame.header, "case": frame.case, "found": found, "open": open_,
        "groups": showing.answers(found.form, asked), "refused": refused,
        "last": len(found.form.groups) - 1, "may_discard": _mine(request, found),
    }, status=422 if refused else 200)  # fmt: skip


def _mine(request: Any, found: Filled) -> bool:
    row = found.row
    scene = Scene(request.at, sender=row.agency_id, proposer=row.worker_id)
    return allows("response.discard", request.actor, scene) and (
        bool(row.worker_id == request.actor.worker)
    )


@page(right="response.discard", door="response.discard", methods=("POST",))
def response_discard(request: Any, draft_id: UUID) -> HttpResponse:
    """Throw away what was begun."""
    found, frame = _draft(request, draft_id)
    forms.discard(
        response_id=found.row.pk, expected=version_of(request), by=request.actor, at=request.at
    )
    messages.success(request, str(GONE))
    return to("case_forms", frame.case.pk)
