"""Who lives together: the household of the person, in the section of the family."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from hangot.cases.models import Case
from hangot.core.access import Section
from hangot.core.refusal import Hidden
from hangot.core.rights import opens
from hangot.core.text import Text
from hangot.desk.attempt import attempt
from hangot.desk.cases.header import PersonPage, called, person_page
from hangot.desk.cases.household_forms import JoinForm, LeaveForm, MemberForm, known
from hangot.desk.cases.work_frame import said, today, word
from hangot.desk.door import page, sees, to
from hangot.desk.typed import version_of
from hangot.people import actions as people
from hangot.people.household import NOT_HERE, together_with
from hangot.people.models import Member, Person
from hangot.vault import keyring

JOINED = Text("함께 사는 분을 적었습니다.", "The household is recorded.")
CHANGED = Text("고쳤습니다.", "Changed.")
LEFT = Text("이제 함께 살지 않는 것으로 적었습니다.", "Recorded: they live together no more.")
HIDDEN_NAME = Text("기록이 있는 가구원", "A member with a record")


def _family(request: Any, case_id: UUID) -> PersonPage:
    """The person's page, for who reads the family."""
    frame = person_page(request, case_id, "case")
    if not frame.sees(Section.FAMILY):
        raise Hidden
    sees(request, subject=frame.case.person_id, thing=frame.case.pk, section=Section.FAMILY)
    return frame


@page(right="case.see", door="household", methods=("GET", "POST"))
def case_household(request: Any, case_id: UUID) -> HttpResponse:
    """Everybody in the household now and before, and a form for one more."""
    frame = _family(request, case_id)
    rows = together_with(frame.case.person_id)
    first = not any(_own(frame, row) and not row.until for row in rows)
    form = JoinForm(frame.profile, today(request), request.POST or None, first=first)
    if request.method == "POST" and form.is_valid() and _joined(request, frame, form):
        said(request, JOINED)
        return to("case_household", case_id)
    members = _members(frame, rows)
    return render(request, "desk/cases/household.html", {
        "case": frame.case, "header": frame.header, "tab": "case", "form": form,
        "here": [one for one in members if not one["row"].until],
        "past": [one for one in members if one["row"].until],
        "writes": opens("relationship.write", request.actor.duties),
    }, status=422 if form.is_bound else 200)  # fmt: skip


def _own(frame: PersonPage, row: Member) -> bool:
    return row.subject_id == frame.case.person_id and row.name is None


def _joined(request: Any, frame: PersonPage, form: JoinForm) -> bool:
    given = form.cleaned_data
    other = _numbered(form, given["number"].strip())
    return not form.errors and attempt(request, form, lambda: people.join(
        person_id=frame.case.person_id, part=form.part(), other_id=other,
        own_role=given.get("own_role", ""), by=request.actor, at=request.at,
    ), right="relationship.write")  # fmt: skip


def _numbered(form: JoinForm, number: str) -> UUID | None:
    """Whose case it is; a number one may not see and one that does not exist are the same."""
    if not number:
        return None
    case = Case.objects.filter(number=number).first()
    if case is None:
        form.add_error("number", str(NOT_HERE))
        return None
    return case.person_id


def _members(frame: PersonPage, rows: Sequence[Member]) -> list[dict[str, Any]]:
    others = {row.subject_id for row in rows} - {frame.case.person_id}
    keyring.load(others)
    persons = Person.objects.in_bulk(list(others)) if others else {}
    cases = {case.person_id: case for case in Case.objects.filter(person_id__in=others)}
    return [_member(frame, row, persons, cases) for row in rows]


def _member(
    frame: PersonPage, row: Member, persons: Mapping[UUID, Person], cases: Mapping[UUID, Case]
) -> dict[str, Any]:
    own, person = _own(frame, row), persons.get(row.subject_id)
    name = Text(row.name, row.name) if row.name else called(frame.known.person if own else person)
    return {
        "row": row, "own": own, "role": word(frame.profile, "household_roles", row.role),
        "name": name if own or row.name or person else HIDDEN_NAME,
        "birth": row.birth or (person.birth if person else "") or "",
        "case": None if own else cases.get(row.subject_id) if row.name is None else None,
    }  # fmt: skip


@page(right="relationship.write", door="household", methods=("GET", "POST"))
def case_member(request: Any, case_id: UUID, member_id: UUID) -> HttpResponse:
    """Put one member right, or write down that they live together no more."""
    frame = _family(request, case_id)
    rows = together_with(frame.case.person_id)
    row = next((one for one in rows if one.pk == member_id and not one.until), None)
    if row is None:
        raise Hidden
    act, day = request.POST.get("act", ""), today(request)
    form = MemberForm(
        frame.profile, day, request.POST if act == "change" else None, initial=known(row)
    )
    leave = LeaveForm(
        day, request.POST if act == "leave" else None, initial={"until": day.isoformat()}
    )
    form = form if row.name is not None else form.of_record()
    if sentence := _done(request, row, form, leave):
        said(request, sentence)
        return to("case_household", case_id)
    return render(request, "desk/cases/member.html", {
        "case": frame.case, "header": frame.header, "tab": "case", "form": form, "leave": leave,
        "one": _members(frame, [row])[0],
    }, status=422 if form.is_bound or leave.is_bound else 200)  # fmt: skip


def _done(request: Any, row: Member, form: MemberForm, leave: LeaveForm) -> Text | None:
    """The sentence about what was done; None when a form has something to correct."""
    who: dict[str, Any] = {"expected": version_of(request), "by": request.actor, "at": request.at}
    right = "relationship.write"
    if form.is_bound and form.is_valid() and attempt(request, form, lambda: people.change_member(
        member_id=row.pk, part=form.part(), **who
    ), right=right):  # fmt: skip
        return CHANGED
    if leave.is_bound and leave.is_valid() and attempt(request, leave, lambda: people.move_out(
        member_id=row.pk, until=leave.cleaned_data["until"], **who
    ), right=right):  # fmt: skip
        return LEFT
    return None
