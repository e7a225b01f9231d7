"""The benefits of a case, and asking for one: prefilled with what the rules give."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from hangot.benefits import actions as benefits
from hangot.benefits.models import Benefit
from hangot.cases.sections import of_domain
from hangot.core.access import Level
from hangot.core.eligibility.rules import Service as Ruled
from hangot.core.refusal import Hidden
from hangot.core.rights import opens
from hangot.core.text import Text
from hangot.desk.attempt import gained
from hangot.desk.cases.header import PersonPage, person_page
from hangot.desk.door import page, sees, to
from hangot.desk.help.showing import worked_out
from hangot.desk.links import link
from hangot.desk.money.forms import RequestForm
from hangot.desk.money.showing import lines, rules_of
from hangot.desk.naming import SAFETY_DESK, withheld
from hangot.desk.typed import number_of
from hangot.directory.models import Service


@dataclass(frozen=True, slots=True)
class Lacking:
    """What an agency is not given. `bars`: it cannot even be asked before."""

    agency: Text
    bars: bool
    lines: tuple[tuple[Text, str], ...]


@page(right="benefit.see", door="case.benefits")
def case_benefits(request: Any, case_id: UUID) -> HttpResponse:
    """What was asked for, granted and paid, as far as one's agency asked or decides."""
    frame = person_page(request, case_id, "money")
    sees(request, subject=frame.case.person_id, thing=case_id)
    context = {
        "header": frame.header, "case": frame.case, "rows": lines(frame, at=request.at),
        "may_ask": opens("benefit.request", request.actor.duties) and bool(frame.profile.rules),
    }  # fmt: skip
    return render(request, "desk/money/list.html", context)


@page(right="benefit.request", door="benefit.new", methods=("GET", "POST"))
def benefit_new(request: Any, case_id: UUID) -> HttpResponse:
    """Choose what is asked for, then the sum, for whom, with which papers."""
    frame = person_page(request, case_id, "money")
    sees(request, subject=frame.case.person_id, thing=case_id)
    offered = _offered(frame)
    typed = number_of(request.POST.get("service") or request.GET.get("service", ""))
    rules = rules_of(frame)
    names = list(rules.services) if rules else []
    name = names[typed] if typed is not None and typed < len(names) else ""
    if name not in offered or rules is None:
        return _choose(request, frame, offered, names)
    return _ask(request, frame, rules.services[name], offered[name], names.index(name))


def _offered(frame: PersonPage) -> dict[str, list[Service]]:
    """Services of the rules that pay money and are given in this house."""
    rules = rules_of(frame)
    here = frame.house.services
    found = {
        name: [here[slug] for slug in one.offers if slug in here]
        for name, one in (rules.services.items() if rules else ()) if one.amounts
    }  # fmt: skip
    return {name: some for name, some in found.items() if some}


def _choose(
    request: Any, frame: PersonPage, offered: dict[str, list[Service]], names: list[str]
) -> HttpResponse:
    rules = rules_of(frame)
    rows = [
        {
            "label": rules.services[name].label, "number": names.index(name),
            "summary": rules.services[name].summary,
        }
        for name in offered
    ] if rules else []  # fmt: skip
    context = {"header": frame.header, "case": frame.case, "rows": rows}
    return render(request, "desk/money/choose.html", context)


def _ask(
    request: Any, frame: PersonPage, service: Ruled, offers: list[Service], number: int
) -> HttpResponse:
    if not frame.sees(of_domain(offers[0].domain), Level.SUMMARY):
        raise Hidden
    known = benefits.read(frame.case.person_id)
    seen = _look(request, frame, benefits.Wish(service.id, offers[0].pk, 0), known)
    form = _form(request, frame, service, offers, seen)
    if request.method == "POST" and form.is_valid():
        wish = form.wish(service.id)
        done = _requested(request, frame, form, wish)
        if done is not None:
            return to("benefit", done.pk)
        seen = _look(request, frame, wish, known)
    context = {
        "header": frame.header, "case": frame.case, "form": form, "service": service,
        "number": number, "known": seen.known, "above": seen.above, "too_often": seen.too_often,
        "already": _already(request, frame, seen), "untils": _untils(seen),
        "lacking": _lacking(request, frame, offers, seen, known),
        "steps": tuple(worked_out(seen.known.ruling, seen.known.finding)),
    }  # fmt: skip
    return render(request, "desk/money/new.html", context, status=422 if form.errors else 200)


def _form(
    request: Any, frame: PersonPage, service: Ruled, offers: list[Service], seen: benefits.Look
) -> RequestForm:
    known = seen.known.ruling.rules.documents
    papers = [(one, str(known[one].label)) for one in service.documents]
    choices = [(str(one.pk), f"{frame.agency(one.agency_id)}: {one.label}") for one in offers]
    return RequestForm(
        frame.profile, request.POST or None, offers=choices, papers=papers,
        advance=any(one.id == "advance" for one in service.limits),
        initial={"asked": f"{seen.known.expected:,}" if seen.known.expected else ""},
    )  # fmt: skip


def _requested(
    request: Any, frame: PersonPage, form: RequestForm, wish: benefits.Wish
) -> Benefit | None:
    return gained(
        request, form, lambda: benefits.request(
            subject=frame.case.person_id, case_id=frame.case.pk, wish=wish, by=request.actor,
            at=request.at,
        ), right="benefit.request", thing=frame.case.pk,
    )  # fmt: skip


def _lacking(
    request: Any,
    frame: PersonPage,
    offers: list[Service],
    seen: benefits.Look,
    known: benefits.Read,
) -> list[Lacking]:
    """What the person would have to agree to, by agency, each with the page where it is asked."""
    domains = {one.agency_id: of_domain(one.domain) for one in offers}
    found = benefits.lacking(offers, seen.known, known, by=request.actor, at=request.at)
    where = link("consents", frame.case.pk) if opens("consent.ask", request.actor.duties) else ""
    return [
        Lacking(frame.agency(agency), domains[agency] in sections, tuple(
            (
                frame.profile.sections[one].label,
                where and f"{where}?agency={agency}&section={one.number}#line",
            )
            for one in sections
        ))
        for agency, sections in found.items() if sections
    ]  # fmt: skip


def _look(
    request: Any, frame: PersonPage, wish: benefits.Wish, known: benefits.Read
) -> benefits.Look:
    return benefits.weigh(
        frame.case.person_id, wish, frame.view, by=request.actor, at=request.at, seen=known
    )


def _already(request: Any, frame: PersonPage, seen: benefits.Look) -> list[Text]:
    """Where it was asked for already; a guarded desk is not named."""
    return [
        SAFETY_DESK
        if withheld(one.agency, request.actor, frame.view, frame.house)
        else frame.agency(one.agency)
        for one in seen.already
    ]


def _untils(seen: benefits.Look) -> list[tuple[Text, Any, str]]:
    return [
        (one.deadline.label, one.day, one.deadline.source)
        for one in seen.known.finding.untils if one.day
    ]  # fmt: skip
