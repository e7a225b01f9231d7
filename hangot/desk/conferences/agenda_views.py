"""Preparing: which cases come on the agenda, which posts take part."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from hangot.conferences import actions
from hangot.conferences.models import Conference
from hangot.conferences.queries import Around, around, proposed
from hangot.conferences.scenes import scene
from hangot.core.access import SHARED, Section, by_number
from hangot.core.conferences.agenda import Proposal
from hangot.core.refusal import Missing
from hangot.core.rights import may
from hangot.core.text import Text
from hangot.desk.attempt import gained, tried
from hangot.desk.cases.header import called
from hangot.desk.conferences import showing
from hangot.desk.conferences.forms import PostsForm
from hangot.desk.door import page, sees, to
from hangot.desk.typed import number_of, uuid_of, version_of
from hangot.directory.queries import House

LISTED = Text("안건으로 올렸습니다.", "It is on the agenda.")
INVITED = Text("함께할 직위를 정했습니다.", "The invitations are set.")
CHANGING = ("draft", "postponed")
SIZE = 25


@page(right="conference.prepare", door="conference.agenda", methods=("GET", "POST"))
def agenda(request: Any, conference_id: UUID) -> HttpResponse:
    """Cases over a threshold or asked for, with their reasons; one click puts one on the agenda."""
    found = proposed(request.actor, at=request.at)
    shown = [p.case for p in found[:SIZE]]
    one = showing.table(conference_id, request.actor, at=request.at, also=shown)
    sees(request, thing=conference_id)
    may("conference.write", request.actor, scene(one.conference, at=request.at))
    refused = _put_on(request, one.conference) if request.method == "POST" else None
    if request.method == "POST" and refused is None:
        messages.success(request, str(LISTED))
        return to("conference_agenda", conference_id)
    found = found if one.kind.cases else []
    rows = _rows(one, found[:SIZE])
    context = {
        "one": one, "it": one.conference, "label": one.kind.label, "items": _items(one), "rows": rows,
        "sections": [(s.number, one.section(s)) for s in SHARED if s not in _always()],
        "refused": refused, "more": max(len(found) - SIZE, 0),
        "writes": one.conference.state in CHANGING,
    }  # fmt: skip
    return render(request, "desk/conferences/agenda.html", context, status=422 if refused else 200)


def _always() -> tuple[Section, ...]:
    return (Section.OVERVIEW, Section.IDENTITY, Section.PLAN)


def _put_on(request: Any, conference: Conference) -> Text | None:
    """Why the case cannot come on this agenda; None when it did."""
    case = uuid_of(request.POST.get("case", ""))
    numbers = [number_of(one, len(SHARED)) for one in request.POST.getlist("sections")]
    sections = tuple(by_number(n) for n in numbers if n)
    found = tried(
        request, right="conference.write", thing=conference.pk,
        act=lambda: actions.propose(
            conference_id=conference.pk, case_id=case or conference.pk,
            wish=actions.Wish(sections, request.POST.get("origin", "request")[:16]),
            by=request.actor, at=request.at,
        ),
    )  # fmt: skip
    return found.sentence if isinstance(found, Missing) else None


def _rows(one: showing.Table, found: list[Proposal]) -> list[dict[str, Any]]:
    cases = {case.pk: case for case in one.named.cases.values()}
    return [
        {
            "case": cases[p.case], "who": called(one.named.people.get(cases[p.case].person_id)),
            "why": [one.word("agenda_reasons", code) for code in p.reasons], "days": p.days,
            "origin": p.reasons[0],
        }
        for p in found if p.case in cases
    ]  # fmt: skip


def _items(one: showing.Table) -> list[dict[str, Any]]:
    """The items with what overlaps, and agencies that help and are not invited."""
    rows, beside = showing.items(one), around(one.conference, one.viewer)
    for row in rows:
        if row["row"]:
            found = beside.get(row["row"].pk, Around())
            row["missing"] = [one.agency(pk) for pk in found.missing]
            row["beside"] = found.cases
    return rows


@page(right="conference.prepare", door="conference.posts", methods=("GET", "POST"))
def posts(request: Any, conference_id: UUID) -> HttpResponse:
    """Which posts take part."""
    one = showing.table(conference_id, request.actor, at=request.at)
    sees(request, thing=conference_id)
    may("conference.write", request.actor, scene(one.conference, at=request.at))
    invited = {str(a.post_id) for a in one.sheet.invited}
    form = PostsForm(
        _choices(one.house, one), request.POST or None, initial={"posts": sorted(invited)}
    )
    if request.method == "POST" and form.is_valid():
        done = gained(
            request, form, right="conference.write", thing=conference_id,
            act=lambda: actions.invite(
                conference_id=conference_id, posts=form.posts(), expected=version_of(request),
                by=request.actor, at=request.at,
            ),
        )  # fmt: skip
        if done is not None:
            messages.success(request, str(INVITED))
            return to("conference", conference_id)
    context = {"one": one, "it": one.conference, "label": one.kind.label, "form": form}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "desk/conferences/posts.html", context, status=status)


def _choices(rooms: House, one: showing.Table) -> list[tuple[UUID, Text]]:
    """Every post that works with people or leads, by agency."""
    wanted = frozenset("CMAPLD")
    rows: Mapping[UUID, Text] = {
        post.pk: one.author(agency, post.pk)
        for agency in rooms.agencies for post in rooms.posts_of(agency) if wanted & set(post.duties)
    }  # fmt: skip
    return sorted(rows.items(), key=lambda row: row[1].ko)
