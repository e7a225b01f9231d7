"""The safety officer's desk: one person or two, who must not meet, who is kept out.

Reasons on this page are read here only; no other page changes in a way that tells.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from hangot.access.models import Denial
from hangot.accounts.queries import sitters, workers
from hangot.cases.models import Case
from hangot.core.refusal import Hidden
from hangot.core.text import Text
from hangot.desk.attempt import attempt
from hangot.desk.cases.header import called
from hangot.desk.door import page, to
from hangot.desk.trust.safety_forms import (
    CODES,
    SCOPES,
    DenyForm,
    ReasonForm,
    SeparateForm,
    named,
)
from hangot.directory.queries import House, house
from hangot.packs.active import profile
from hangot.people import actions as people
from hangot.people.models import IdentityLink, Person, SeparationRule
from hangot.vault import keyring

MOST = 60
AGREE: Mapping[str, Text] = {
    "name": Text("이름", "Name"), "birth": Text("생년월일", "Birth date"),
    "phone": Text("전화", "Phone"), "contact": Text("연락처", "Contact"),
    "address": Text("주소", "Address"), "alias": Text("가명", "Alias"),
    "name_near": Text("비슷한 이름", "Similar name"), "name_part": Text("이름의 일부", "Part of the name"),
    "birth_near": Text("비슷한 생년월일", "Similar birth date"), "gender": Text("성별", "Gender"),
}  # fmt: skip
OTHER = Text("기타", "Other")
NOBODY = Text(
    "그 자리에 앉은 사람이 없습니다. ‘직위’를 골라 주세요.", "Nobody sits there. Choose the post."
)


@page(right="identity_link.find", door="safety.desk")
def safety(request: Any) -> HttpResponse:
    """Everything that waits for the safety officer, and what is in force."""
    return draw(request)


def draw(request: Any, **drawn: forms.Form) -> HttpResponse:
    """The desk; a form that was refused comes back with what was typed."""
    rooms = house(request.actor.centre)
    links = list(IdentityLink.objects.order_by("-at")[:MOST])
    rules = list(SeparationRule.objects.filter(ends=None).order_by("-starts")[:MOST])
    denials = list(Denial.objects.filter(ends=None).order_by("-starts")[:MOST])
    pairs = [(row.one_id, row.other_id) for row in links]
    pairs += [(row.one_id, row.other_id) for row in rules]
    subjects = {pk for pair in pairs for pk in pair} | {row.subject_id for row in denials}
    names = _names(subjects)
    context = {
        "links": _links(request, links, names, drawn), "rules": _rules(rules, names),
        "denials": _denials(denials, names, rooms),
        "separate_form": drawn.get("separate", SeparateForm()),
        "deny_form": drawn.get("deny", DenyForm(rooms=rooms)), "wrong": next(iter(drawn.values()), None),
    }  # fmt: skip
    return render(request, "desk/trust/safety.html", context, status=422 if drawn else 200)


def _names(subjects: Iterable[UUID]) -> dict[UUID, dict[str, Any]]:
    """Name and case number of people whose identity the officer may see."""
    wanted = list(subjects)
    keyring.load(wanted)
    persons = Person.objects.in_bulk(wanted)
    numbers = {case.person_id: case for case in Case.objects.filter(person_id__in=wanted)}
    return {
        pk: {"name": called(persons.get(pk)), "case": numbers.get(pk), "person": persons.get(pk)}
        for pk in wanted
    }


def _links(
    request: Any,
    links: list[IdentityLink],
    names: Mapping[UUID, Any],
    drawn: Mapping[str, forms.Form],
) -> list[dict[str, Any]]:
    """Suspected pairs first, each with the steps that may be taken."""
    life = profile(request.actor.profile).life("identity_link")
    rows = [
        {
            "pk": link.pk, "one": names[link.one_id], "other": names[link.other_id], "at": link.at,
            "agree": [AGREE.get(code, OTHER) for code in link.agree], "score": link.score,
            "state": link.state, "label": life.label(link.state), "reason": link.reason,
            "steps": [(event, life.event_label(event)) for event in life.events(link.state)],
            "form": drawn.get(f"link-{link.pk}", ReasonForm(auto_id=f"l{link.pk.hex[-6:]}_%s")),
        }
        for link in links
    ]  # fmt: skip
    return sorted(rows, key=lambda row: row["state"] != "suspected")


def _rules(rules: list[SeparationRule], names: Mapping[UUID, Any]) -> list[dict[str, Any]]:
    scopes = dict(SCOPES)
    return [
        {"pk": rule.pk, "one": names[rule.one_id], "other": names[rule.other_id], "since": rule.starts,
         "scope": scopes.get(rule.scope, OTHER), "minutes": rule.buffer_minutes,
         "reason": rule.reason}
        for rule in rules
    ]  # fmt: skip


def _denials(
    denials: list[Denial], names: Mapping[UUID, Any], rooms: House
) -> list[dict[str, Any]]:
    codes, staff = dict(CODES), workers(row.worker_id for row in denials if row.worker_id)
    return [
        {"pk": row.pk, "who": names[row.subject_id], "since": row.starts,
         "code": codes.get(row.code, OTHER), "kept_out": _kept_out(row, staff, rooms)}
        for row in denials
    ]  # fmt: skip


def _kept_out(row: Denial, staff: Mapping[UUID, Any], rooms: House) -> Text:
    if row.worker_id:
        name = staff[row.worker_id].name if row.worker_id in staff else "–"
        return Text(name, name)
    if row.post_id:
        return named(rooms, row.post_id) if row.post_id in rooms.posts else rooms.post(row.post_id)
    return rooms.agency(row.agency_id)


@page(right="identity_link.find", door="safety.link", methods=("POST",))
def link_step(request: Any, link_id: UUID, event: str) -> HttpResponse:
    """Same person, different people, undo, or doubt again; always with a reason."""
    form = ReasonForm(request.POST, auto_id=f"l{link_id.hex[-6:]}_%s")
    if form.is_valid() and attempt(
        request, form, right=f"identity_link.{event}", act=lambda: people.decide_link(
            link_id=link_id, event=event, reason=form.cleaned_data["reason"], by=request.actor,
            at=request.at,
        ),
    ):  # fmt: skip
        messages.success(request, str(Text("결정을 적었습니다.", "The decision is recorded.")))
        return to("safety")
    return draw(request, **{f"link-{link_id}": form})


@page(right="separation.write", door="safety.separate", methods=("POST",))
def separate(request: Any) -> HttpResponse:
    """Two people must not meet."""
    form = SeparateForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        if attempt(request, form, right="separation.write", act=lambda: people.separate(
            one=given["one"].person_id, other=given["other"].person_id, scope=given["scope"],
            minutes=given["minutes"], reason=given["reason"], by=request.actor, at=request.at,
        )):  # fmt: skip
            messages.success(
                request, str(Text("분리를 적었습니다.", "The separation is in force."))
            )
            return to("safety")
    return draw(request, separate=form)


@page(right="separation.write", door="safety.separate", methods=("POST",))
def separate_end(request: Any, rule_id: UUID) -> HttpResponse:
    """The separation is over."""
    people.end_separation(rule_id=rule_id, by=request.actor, at=request.at)
    messages.success(request, str(Text("분리를 끝냈습니다.", "The separation has ended.")))
    return to("safety")


@page(right="denial.write", door="safety.deny", methods=("POST",))
def deny(request: Any) -> HttpResponse:
    """Keep somebody out of one record, from the next request on."""
    form = DenyForm(request.POST, rooms=house(request.actor.centre))
    if form.is_valid() and _deny(request, form):
        messages.success(request, str(Text("막았습니다. 다음 화면부터 보이지 않습니다.",
                                           "Kept out, from the next page on.")))  # fmt: skip
        return to("safety")
    return draw(request, deny=form)


def _deny(request: Any, form: DenyForm) -> bool:
    given = form.cleaned_data
    post = house(request.actor.centre).posts.get(given["post"])
    if post is None:
        raise Hidden
    worker = sitters([post.pk], at=request.at).get(post.pk)
    if given["how"] == "worker" and worker is None:
        form.add_error("post", str(NOBODY))
        return False
    ids = {"worker": worker.pk if worker else None, "post": post.pk, "agency": post.agency_id}
    kept_out = {given["how"]: ids[given["how"]]}
    people.deny(
        subject=given["number"].person_id,
        code=given["code"],
        by=request.actor,
        at=request.at,
        **kept_out,
    )
    return True


@page(right="denial.write", door="safety.deny", methods=("POST",))
def deny_end(request: Any, denial_id: UUID) -> HttpResponse:
    """The reason to keep somebody out is over."""
    people.end_denial(denial_id=denial_id, by=request.actor, at=request.at)
    messages.success(request, str(Text("막은 것을 풀었습니다.", "No longer kept out.")))
    return to("safety")
