"""Somebody around the person: put right what was written, or end it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from hangot.core.access import Section
from hangot.core.refusal import Hidden
from hangot.core.text import Text
from hangot.desk.attempt import attempt
from hangot.desk.cases.header import PersonPage, person_page
from hangot.desk.cases.people_forms import RelationForm
from hangot.desk.cases.work_frame import said, word
from hangot.desk.door import page, sees, to
from hangot.desk.typed import version_of
from hangot.people import actions as people
from hangot.people.models import Relationship
from hangot.people.opponents import record_of

CHANGED = Text("고쳤습니다.", "Changed.")
ENDED = Text("끝난 것으로 적었습니다. 기록은 남습니다.", "Recorded as ended; the record stays.")


@page(right="relationship.write", door="people.relation", methods=("GET", "POST"))
def case_relation(request: Any, case_id: UUID, relation_id: UUID) -> HttpResponse:
    """One relation with what may be changed about it; `act` says which form came."""
    frame = person_page(request, case_id, "case")
    if not frame.sees(Section.FAMILY):
        raise Hidden
    sees(request, subject=frame.case.person_id, thing=frame.case.pk, section=Section.FAMILY)
    row = Relationship.objects.filter(
        pk=relation_id, subject_id=frame.case.person_id, ended_at=None
    ).first()
    if row is None:
        raise Hidden
    if request.POST.get("act") == "end":
        people.end_relationship(
            relation_id=row.pk, person_id=frame.case.person_id, expected=version_of(request),
            by=request.actor, at=request.at,
        )  # fmt: skip
        said(request, ENDED)
        return to("case_people", case_id)
    return _change(request, frame, row)


def _change(request: Any, frame: PersonPage, row: Relationship) -> HttpResponse:
    start = {"kind": row.kind, "who": row.name, "detail": row.detail}
    form = RelationForm(frame.profile, request.at.date(), request.POST or None, initial=start)
    if row.other_id:
        form.compared()
    if request.method == "POST" and form.is_valid() and attempt(
        request, form, lambda: _changed(request, row, form), right="relationship.write"
    ):  # fmt: skip
        said(request, CHANGED)
        return to("case_people", frame.case.pk)
    return render(request, "desk/cases/relation.html", {
        "case": frame.case, "header": frame.header, "tab": "case", "form": form, "row": row,
        "kind": word(frame.profile, "relations", row.kind),
    }, status=422 if form.is_bound else 200)  # fmt: skip


def _changed(request: Any, row: Relationship, form: RelationForm) -> Relationship:
    data, named = form.cleaned_data, form.named()
    other = record_of(named, by=request.actor, at=request.at) if named else None
    return people.change_relationship(
        relation_id=row.pk, person_id=row.subject_id, kind=data["kind"], name=data["who"] or None,
        detail=data["detail"] or None, other_id=other.pk if other else None,
        expected=version_of(request), by=request.actor, at=request.at,
    )  # fmt: skip
