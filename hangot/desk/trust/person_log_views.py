"""The paper for the person: who looked at my record, when and what for; asked for with a reason."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from hangot.access.context import reading_log
from hangot.access.trail import remember
from hangot.audit import queries as log
from hangot.audit.actions import EXPORT
from hangot.audit.models import AuditEntry
from hangot.core.packs import Profile
from hangot.core.refusal import Hidden
from hangot.core.rights import Scene, may
from hangot.core.watching.telling import Line, is_told
from hangot.desk.cases.header import PersonPage, person_page
from hangot.desk.cases.work_inputs import of_list
from hangot.desk.door import page, sees
from hangot.desk.say import say
from hangot.desk.trust import words
from hangot.directory.queries import House
from hangot.packs.active import profile

PRINTED = 500


class PaperForm(forms.Form):
    """Why the paper is printed."""

    def __init__(self, *args: Any, pack: Profile, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["reason"] = of_list(
            pack.choices("log_reasons"), label=say("왜 인쇄하나요?", "Why is it printed?")
        )


@page(right="log.print", door="log.print", methods=("GET", "POST"))
def case_log_print(request: Any, case_id: UUID) -> HttpResponse:
    """Agency, date and purpose in plain words; nothing that would be read by the wrong eyes."""
    one = person_page(request, case_id, "log")
    sees(request, subject=one.case.person_id, thing=one.case.pk)
    may("log.print", request.actor, Scene(request.at))
    form = PaperForm(request.POST or None, pack=profile(request.actor.profile))
    if not form.is_valid():
        context = {"form": form, "one": one, "case": one.case, "header": one.header}
        return render(
            request, "desk/trust/log_ask.html", context, status=422 if form.errors else 200
        )
    lines, more = _lines(one)
    remember(
        "log.print", by=request.actor, at=request.at, subject=one.case.person_id, thing=one.case.pk,
        reason=form.cleaned_data["reason"], kind=EXPORT,
    )  # fmt: skip
    context = {"case": one.case, "lines": lines, "more": more, "printed": request.at,
               "centre": one.house.centre.label}  # fmt: skip
    return render(request, "desk/trust/log_print.html", context)


def _lines(one: PersonPage) -> tuple[list[dict[str, Any]], bool]:
    subject, pack = one.case.person_id, one.profile
    with reading_log(subject):
        found = list(log.about(subject, log.Wanted(), size=PRINTED))
    told = [entry for entry in found[:PRINTED] if is_told(_line(entry, one.house))]
    rows = [
        {"at": entry.at, "agency": one.agency(entry.agency_id), "what": words.KINDS[entry.kind],
         "why": words.purpose(entry, pack), "refused": not entry.done}
        for entry in told
    ]  # fmt: skip
    return rows, len(found) > PRINTED


def _line(entry: AuditEntry, rooms: House) -> Line:
    agency, post = rooms.agencies.get(entry.agency_id), rooms.posts.get(entry.post_id)
    if agency is None:
        raise Hidden
    return Line(post.duties if post else (), agency.guarded, entry.section, entry.act in log.SILENT)
