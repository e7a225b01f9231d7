"""Reaching a person: showing a number by an act with a reason, new ones, and safe contact."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from hangot.cases.contacts import change_contact
from hangot.core.access import Section
from hangot.core.korean import format_phone
from hangot.core.refusal import Hidden, Stale
from hangot.core.text import Text
from hangot.desk.cases.contact_forms import ContactForm, SafetyForm, answers, known_safety
from hangot.desk.cases.header import PersonPage, person_page
from hangot.desk.door import page, sees, to
from hangot.desk.typed import number_of, version_of
from hangot.people.actions import reveal_contact, write_safety
from hangot.people.models import ContactPoint, ContactSafety

SECONDS = 60
ASKED = Text("안전 연락을 새로 적었습니다.", "The safe contact is written down.")
KEPT = Text(
    "새 연락처를 적었습니다. 주담당에게 할 일이 생겼습니다.",
    "The new contact is kept. The lead post has new tasks.",
)


@page(right="contact.reveal", door="contact.reveal", methods=("POST",))
def case_reveal(request: Any, case_id: UUID, point_id: UUID) -> HttpResponse:
    """Show one number or address for a minute; the reason stays in the log."""
    frame = person_page(request, case_id, "case")
    if not frame.sees(Section.CONTACT):
        raise Hidden
    reasons = [(one.id, one.label) for one in frame.profile.choices("reveal_reasons")]
    reason = request.POST.get("reason", "")
    context = {"case": frame.case, "header": frame.header, "tab": "case", "reasons": reasons}
    if reason not in dict(reasons):
        context |= {"point_id": point_id}
        sees(request, subject=frame.case.person_id, section=Section.CONTACT)
        return render(request, "desk/cases/reveal.html", context, status=422)
    point = reveal_contact(point_id=point_id, reason=reason, by=request.actor, at=request.at)
    if point.subject_id != frame.case.person_id:
        raise Hidden
    context |= {"value": _shown(point), "kind": dict(ContactForm.KINDS).get(point.kind)}
    response = render(request, "desk/cases/reveal.html", context)
    response.headers["Refresh"] = f"{SECONDS}; url={_section(frame)}"
    return response


def _section(frame: PersonPage) -> str:
    return reverse("case_section", args=[frame.case.pk, Section.CONTACT.number])


def _shown(point: ContactPoint) -> str:
    return format_phone(point.value) if point.kind == "phone" else str(point.value)


@page(right="contact.write", door="contact.write", methods=("GET", "POST"))
def case_contact(request: Any, case_id: UUID) -> HttpResponse:
    """A new phone or address; the one before is kept as ended, and what follows is raised."""
    frame = person_page(request, case_id, "case")
    if not frame.sees(Section.CONTACT):
        raise Hidden
    sees(request, subject=frame.case.person_id, section=Section.CONTACT)
    form = ContactForm(request.POST or None)
    points = list(
        ContactPoint.objects.filter(subject_id=frame.case.person_id).order_by("-created_at")
    )
    if request.method == "POST" and form.is_valid():
        try:
            return _keep(request, frame, form)
        except Stale:
            return _contact_conflict(request, frame, form, points)
    return render(request, "desk/cases/contact.html", {
        "case": frame.case, "header": frame.header, "tab": "case", "form": form,
        "counts": counts(points),
    }, status=422 if form.is_bound else 200)  # fmt: skip


def counts(points: list[ContactPoint]) -> list[tuple[str, int]]:
    """How many points of each kind the page knows: whoever is late is told."""
    return [(kind, sum(one.kind == kind for one in points)) for kind, _ in ContactForm.KINDS]


def _keep(request: Any, frame: PersonPage, form: ContactForm) -> HttpResponse:
    data = form.cleaned_data
    typed = request.POST.get("version") or request.POST.get(f"known-{data['kind']}", "")
    change_contact(
        case_id=frame.case.pk, kind=data["kind"], value=data["value"], whose=data["whose"],
        expected=number_of(typed), by=request.actor, at=request.at,
    )  # fmt: skip
    messages.success(request, str(KEPT))
    return to("case_section", frame.case.pk, Section.CONTACT.number)


def _contact_conflict(
    request: Any, frame: PersonPage, form: ContactForm, points: list[ContactPoint]
) -> HttpResponse:
    kind = form.cleaned_data["kind"]
    newest = next(one for one in points if one.kind == kind)
    rows = [
        {"name": "kind", "label": Text("무엇을", "What"), "mine": kind, "theirs": kind},
        {"name": "value", "label": form.KINDS[0][1] if kind == "phone" else Text("값", "Value"),
         "mine": form.data["value"], "theirs": "······", "differs": True},
        {"name": "whose", "label": Text("누구의", "Whose"), "mine": form.cleaned_data["whose"],
         "theirs": newest.whose, "differs": form.cleaned_data["whose"] != newest.whose},
    ]  # fmt: skip
    conflict = {
        "rows": rows, "by": frame.author(newest.post_id, newest.agency_id), "at": newest.created_at,
        "action": request.path, "back_url": _section(frame),
        "version": dict(counts(points))[kind],
    }  # fmt: skip
    context = {"conflict": conflict, "case": frame.case, "header": frame.header}
    return render(request, "desk/cases/contact_conflict.html", context, status=409)


@page(right="safety.write", door="safety.write", methods=("GET", "POST"))
def case_safety(request: Any, case_id: UUID) -> HttpResponse:
    """Ask again how it is safe to call; the answer before stays in the record."""
    frame = person_page(request, case_id, "case")
    sees(request, subject=frame.case.person_id)
    if not frame.view.flows:
        raise Hidden
    known = ContactSafety.objects.filter(subject_id=frame.case.person_id).count()
    form = SafetyForm(request.POST or None, initial=known_safety(frame.known.rule))
    context = {
        "case": frame.case, "header": frame.header, "tab": "case", "form": form, "known": known,
        "rule": frame.known.rule,
    }  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            return _ask(request, frame, form)
        except Stale:
            return render(
                request, "desk/cases/safety_conflict.html", context | _theirs(frame), status=409
            )
    return render(request, "desk/cases/safety.html", context, status=422 if form.is_bound else 200)


def _ask(request: Any, frame: PersonPage, form: SafetyForm) -> HttpResponse:
    write_safety(
        person_id=frame.case.person_id, safety=form.safety(), by=request.actor, at=request.at,
        expected=version_of(request),
    )  # fmt: skip
    messages.success(request, str(ASKED))
    return to("case", frame.case.pk)


def _theirs(frame: PersonPage) -> dict[str, Any]:
    """The answer that is kept now, read again: it may have come while this page waited."""
    rows = ContactSafety.objects.filter(subject_id=frame.case.person_id)
    row = rows.filter(replaced_at=None).first()
    if row is None:
        raise Hidden
    by = frame.author(row.post_id, row.agency_id)
    return {"theirs": answers(row), "by": by, "at": row.asked_at, "known": rows.count()}
