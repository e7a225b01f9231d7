"""Who the person is and who is around: name, alias, relations, what desks must prepare."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from hangot.core.access import Level, Section
from hangot.core.refusal import Hidden, NotAllowed, Stale
from hangot.core.rights import NO_DUTY, opens
from hangot.core.text import Text
from hangot.desk.cases.header import PersonPage, called, person_page
from hangot.desk.cases.people_forms import AccessNeedForm, AliasForm, NameForm, RelationForm
from hangot.desk.cases.work_frame import GONE
from hangot.desk.door import page, sees, to
from hangot.desk.typed import uuid_of, version_of
from hangot.eligibility import facts as answers
from hangot.eligibility import ruling
from hangot.people import actions as people
from hangot.people.models import AccessNeed, Alias, Person, Relationship
from hangot.people.opponents import record_of
from hangot.vault.together import together

SAVED = Text("적었습니다.", "Saved.")
TOLD = Text(
    "‘받을 수 있는 도움’에서 {day}에 들은 날짜입니다. 맞으면 저장만 누르세요.",
    "Told under “What may help” on {day}. If it is right, just save.",
)
OVER = Text("이제 필요 없는 것으로 적었습니다.", "Recorded as no longer needed.")
Save = Callable[[Any, PersonPage, Any], None]


@page(right="case.see", door="people", methods=("GET", "POST"))
def case_people(request: Any, case_id: UUID) -> HttpResponse:
    """One page with four small forms; `act` says which one came, or `over` which need is over."""
    frame = person_page(request, case_id, "case")
    family = Section.FAMILY if frame.sees(Section.FAMILY) else None
    sees(request, subject=frame.case.person_id, section=family)
    act = request.POST.get("act", "")
    if act == "over":
        return _over(request, frame)
    forms = _forms(request, frame)
    if request.method == "POST" and act in forms and forms[act].is_valid():
        try:
            return _save(request, frame, act, forms[act])
        except Stale:
            return _conflict(request, frame, forms[act])
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/cases/people.html", _shown(request, frame, forms), status=status)


def _over(request: Any, frame: PersonPage) -> HttpResponse:
    found = uuid_of(request.POST.get("need", ""))
    if found is None:
        raise Hidden
    people.end_access_need(
        need_id=found, person_id=frame.case.person_id, expected=version_of(request),
        by=request.actor, at=request.at,
    )  # fmt: skip
    messages.success(request, str(OVER))
    return to("case_people", frame.case.pk)


def _forms(request: Any, frame: PersonPage) -> dict[str, Any]:
    """The forms this post may send, filled where one of them came back."""
    duties, act = request.actor.duties, request.POST.get("act", "")
    start, hint = _known(request, frame)
    made: dict[str, tuple[str, Any]] = {
        "name": (
            "person.write",
            lambda d: NameForm(request.at.date(), d, initial=start, hint=hint),
        ),
        "alias": ("person.write", AliasForm),
        "relation": (
            "relationship.write",
            lambda d: RelationForm(frame.profile, request.at.date(), d),
        ),
        "need": ("safety.write", lambda d: AccessNeedForm(frame.profile, d)),
    }
    return {
        name: make(request.POST if name == act else None)
        for name, (right, make) in made.items()
        if opens(right, duties) and _allowed(frame, name)
    }


def _known(request: Any, frame: PersonPage) -> tuple[dict[str, Any], Text | None]:
    """Name and birth date of the record; a birth date that was only told elsewhere, with where and when."""
    person = frame.known.person
    if person is None:
        return {}, None
    start = {"called": person.name, "birth": person.birth}
    if person.birth or not frame.profile.rules:
        return start, None
    rules, on = ruling.in_use(frame.viewer.centre, frame.profile.rules).rules, request.at.date()
    told = answers.answering(answers.told(frame.case.person_id, rules, on=on), "birth_date")
    if told is None:
        return start, None
    return start | {"birth": told.value}, TOLD.format(day=told.row.told_on)


def _allowed(frame: PersonPage, name: str) -> bool:
    if name == "relation":
        return frame.sees(Section.FAMILY)
    if name == "need":
        return frame.view.at_least(Section.OVERVIEW, Level.SUMMARY)
    return frame.known.person is not None and frame.view.at_least(Section.IDENTITY, Level.FULL)


def _shown(request: Any, frame: PersonPage, forms: dict[str, Any]) -> dict[str, Any]:
    person = frame.case.person_id
    relations, aliases, needs = together(
        Relationship.objects.filter(subject_id=person).order_by("ended_at", "created_at"),
        Alias.objects.filter(subject_id=person).order_by("-created_at"),
        AccessNeed.objects.filter(subject_id=person, ended_at=None).order_by("created_at"),
    )
    kinds, wants = frame.profile.lists["relations"], frame.profile.lists["access_needs"]
    return {
        "case": frame.case, "header": frame.header, "tab": "case", "forms": forms,
        "form": forms.get(request.POST.get("act", "")), "person": frame.known.person,
        "may_relate": opens("relationship.write", request.actor.duties),
        "may_suspect": opens("identity_link.suspect", request.actor.duties) and frame.known.person,
        "decides": opens("identity_link.find", request.actor.duties),
        "name": called(frame.known.person), "aliases": aliases, "family": frame.sees(Section.FAMILY),
        "relations": [(kinds[r.kind].label if r.kind in kinds else GONE, r) for r in relations],
        "needs": [(wants[n.kind].label if n.kind in wants else GONE, n) for n in needs],
    }  # fmt: skip


def _save(request: Any, frame: PersonPage, act: str, form: Any) -> HttpResponse:
    SAVES[act](request, frame, form)
    messages.success(request, str(SAVED))
    return to("case_people", frame.case.pk)


def _name(request: Any, frame: PersonPage, form: Any) -> None:
    expected, data = version_of(request), form.cleaned_data
    if expected is None:
        raise NotAllowed("no_version", NO_DUTY)
    people.identify(
        person_id=frame.case.person_id, name=data["called"], birth=data["birth"], phone=None,
        expected=expected, by=request.actor, at=request.at,
    )  # fmt: skip


def _alias(request: Any, frame: PersonPage, form: Any) -> None:
    people.write_alias(
        person_id=frame.case.person_id,
        name=form.cleaned_data["alias"],
        by=request.actor,
        at=request.at,
    )


def _relation(request: Any, frame: PersonPage, form: Any) -> None:
    data, named = form.cleaned_data, form.named()
    other = record_of(named, by=request.actor, at=request.at) if named else None
    people.add_relationship(
        person_id=frame.case.person_id, kind=data["kind"], name=data["who"] or None,
        detail=data["detail"] or None, other_id=other.pk if other else None, by=request.actor,
        at=request.at,
    )  # fmt: skip


def _need(request: Any, frame: PersonPage, form: Any) -> None:
    data = form.cleaned_data
    people.add_access_need(
        person_id=frame.case.person_id, kind=data["need"], detail=data["note"] or None,
        by=request.actor, at=request.at,
    )  # fmt: skip


SAVES: dict[str, Save] = {"name": _name, "alias": _alias, "relation": _relation, "need": _need}


def _conflict(request: Any, frame: PersonPage, form: Any) -> HttpResponse:
    now = Person.objects.get(pk=frame.case.person_id)
    name, birth = form.data.get("called", ""), form.data.get("birth", "")
    rows = [
        {"name": "called", "label": form.fields["called"].label, "mine": name, "theirs": now.name,
         "differs": name != now.name},
        {"name": "birth", "label": form.fields["birth"].label, "mine": birth,
         "theirs": now.birth or "", "differs": form.cleaned_data["birth"] != now.birth},
    ]  # fmt: skip
    conflict = {
        "rows": rows, "action": request.path, "version": now.version, "back_url": request.path,
        "by": "", "at": None,
    }  # fmt: skip
    context = {"conflict": conflict, "act": "name", "case": frame.case, "header": frame.header}
    return render(request, "desk/cases/contact_conflict.html", context, status=409)
