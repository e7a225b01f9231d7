"""One section of a record: read it, and write a note into one that may be written."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from hangot.cases.queries import SHOWN, Content, content
from hangot.cases.records import write_note
from hangot.core.access import SECTIONS, Level, Section, by_number
from hangot.core.refusal import Hidden
from hangot.core.rights import opens
from hangot.core.text import Text
from hangot.desk.cases import happenings
from hangot.desk.cases.cards import count_of
from hangot.desk.cases.contact_forms import ContactForm
from hangot.desk.cases.forms import NoteForm, Pairs
from hangot.desk.cases.header import PersonPage, person_page
from hangot.desk.door import page, sees, to
from hangot.desk.links import link

WRITTEN = Text("기록했습니다.", "The note is written.")


def section_of(number: int) -> Section:
    """The section of an address; Hidden for a number that is none."""
    try:
        return by_number(number)
    except IndexError:
        raise Hidden from None


@page(right="section.see", door="section")
def case_section(request: Any, case_id: UUID, number: int) -> HttpResponse:
    """Notes, services, documents of one section, newest first; only facts at summary level."""
    section = section_of(number)
    frame = person_page(request, case_id, "case")
    if not frame.sees(section, Level.SUMMARY):
        raise Hidden
    sees(request, subject=frame.case.person_id, thing=frame.case.pk, section=section)
    found = content(frame.case.person_id, section, before=_before(request.GET.get("before", "")))
    return render(request, "desk/cases/section.html", _shown(request, frame, section, found))


def _before(typed: str) -> datetime | None:
    try:
        return datetime.fromisoformat(typed)
    except ValueError:
        return None


def _shown(request: Any, frame: PersonPage, section: Section, found: Content) -> dict[str, Any]:
    full = frame.sees(section)
    own_only = full and frame.view.levels[section] < Level.FULL and not section.closed
    older = found.notes[SHOWN - 1].at.isoformat() if len(found.notes) > SHOWN else ""
    return {
        "case": frame.case, "header": frame.header, "tab": "case", "section": section,
        "words": frame.profile.sections[section], "level": int(frame.level(section)),
        "own_only": own_only, "facts": count_of(_first(found.summaries)), "older": older,
        "notes": [_note(frame, one) for one in found.notes[:SHOWN]] if full else [],
        "deliveries": happenings.given(frame, found.deliveries) if full else [],
        "attachments": found.attachments if full else [],
        "crimes": _crimes(frame, found) if full else [],
        "points": [_point(frame, one) for one in found.points],
        "reasons": [(one.id, one.label) for one in frame.profile.choices("reveal_reasons")],
        **_acts(request, frame, section),
    }  # fmt: skip


def _acts(request: Any, frame: PersonPage, section: Section) -> dict[str, Any]:
    duties, full = request.actor.duties, frame.sees(section)
    here = frame.case.pk
    return {
        "contact": section is Section.CONTACT, "may_reveal": opens("contact.reveal", duties) and full,
        "may_write": opens("note.write", duties) and full,
        "note_url": f"{link('case_note', here)}?section={section.number}",
        "contact_url": link("case_contact", here) if opens("contact.write", duties) and full else "",
        "files_url": link("case_files", here) if opens("file.write", duties) and full else "",
        "people_url": link("case_people", here) if section is Section.FAMILY and full else "",
        "household_url": link("case_household", here) if section is Section.FAMILY and full else "",
    }  # fmt: skip


def _first(rows: Any) -> Any:
    return rows[0] if rows else None


def _note(frame: PersonPage, one: Any) -> dict[str, Any]:
    return {
        "at": one.at, "how": happenings.note_kind(frame, one.what), "text": one.text,
        "by": frame.author(one.post_id, one.agency_id), "later": one.created_at - one.at,
        "written": one.created_at,
    }  # fmt: skip


def _point(frame: PersonPage, one: Any) -> dict[str, Any]:
    kinds = dict(ContactForm.KINDS)
    return {
        "id": one.pk, "kind": kinds.get(one.kind, Text(one.kind, one.kind)), "ended": one.ended_at,
        "whose": dict(ContactForm.WHOSE).get(one.whose), "since": one.created_at,
        "by": frame.author(one.post_id, one.agency_id),
    }  # fmt: skip


def _crimes(frame: PersonPage, found: Content) -> list[Text]:
    known = frame.profile.lists["crime_types"]
    codes = {code for one in found.incidents for code in str(one.crimes).split(",")}
    return [choice.label for code, choice in known.items() if code in codes]


def writable(frame: PersonPage) -> Pairs:
    """The sections into which this post may write."""
    return [
        (str(section.number), str(frame.profile.sections[section].label))
        for section in SECTIONS
        if frame.sees(section)
    ]


@page(right="note.write", door="note.write", methods=("GET", "POST"))
def case_note(request: Any, case_id: UUID) -> HttpResponse:
    """Write down a contact with the person; nothing typed is lost when something is missing."""
    frame = person_page(request, case_id, "case")
    sees(request, subject=frame.case.person_id, thing=frame.case.pk)
    form = NoteForm(
        frame.profile, writable(frame), request.at, request.POST or None,
        initial={"section": request.GET.get("section", "")},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        return _write(request, frame, form)
    return render(request, "desk/cases/note.html", {
        "case": frame.case, "header": frame.header, "tab": "case", "form": form,
    }, status=422 if form.is_bound else 200)  # fmt: skip


def _write(request: Any, frame: PersonPage, form: NoteForm) -> HttpResponse:
    data = form.cleaned_data
    section = by_number(int(data["section"]))
    write_note(
        subject=frame.case.person_id, section=section, text=data["text"], what=data["what"],
        case_id=frame.case.pk, when=data["when"], by=request.actor, at=request.at,
    )  # fmt: skip
    messages.success(request, str(WRITTEN))
    return to("case_section", frame.case.pk, section.number)
