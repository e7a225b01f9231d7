"""The times of a person: what is booked, and the question for a new visit."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from hangot.appointments import actions
from hangot.appointments.models import HOLDING, Appointment
from hangot.appointments.queries import asked_of, bookable, of_person, waiting_referrals
from hangot.core.rights import opens
from hangot.desk.attempt import gained
from hangot.desk.cases.header import PersonPage
from hangot.desk.cases.work_frame import frame, today, word
from hangot.desk.door import page, to
from hangot.desk.planner.forms import AskForm
from hangot.desk.typed import uuid_of
from hangot.visits.queries import visits_of


@page(right="appointment.plan", door="case.times", methods=("GET", "POST"))
def case_times(request: Any, case_id: UUID) -> HttpResponse:
    """Ask for a visit, and the appointments there are."""
    one = frame(request, case_id, "times")
    referrals = waiting_referrals(one.case.person_id)
    form = question(request, one, initial=_first(request, one, referrals))
    if request.method == "POST" and form.is_valid():
        row = gained(
            request, form, right="appointment.plan",
            act=lambda: actions.ask(
                case_id=one.case.pk, asked=form.ask(referrals), by=request.actor, at=request.at
            ),
        )  # fmt: skip
        if row:
            return to_plans(case_id, row.pk)
    found = of_person(one.case.person_id)
    visits = visits_of(each.pk for each in found)
    return render(request, "desk/planner/times.html", {
        "one": one, "case": one.case, "header": one.header, "form": form,
        "groups": groups(one, form), "rows": [_row(one, each, request.at) | {"visit": visits.get(each.pk)} for each in found],
        "meets": opens("visit.find", request.actor.duties),
        "waiting": asked_of(one.case.pk),
    }, status=422 if form.is_bound else 200)  # fmt: skip


def to_plans(case_id: UUID, itinerary_id: UUID) -> HttpResponse:
    """To the menu itself: on a phone it stands below the whole question."""
    response = to("case_offer", case_id, itinerary_id)
    response.headers["Location"] += "#found"
    return response


def question(request: Any, one: PersonPage, *, initial: dict[str, Any]) -> AskForm:
    """The form, empty or as it was sent."""
    return AskForm(
        request.POST if request.method == "POST" else None, initial=initial,
        rules=bookable(request.actor.centre), today=today(request), pack=one.profile,
    )  # fmt: skip


def groups(one: PersonPage, form: AskForm) -> list[dict[str, Any]]:
    """The services to tick, by agency, with their minutes; what is ticked comes unfolded."""
    ticked = set(form["services"].value() or ())
    found: dict[UUID, dict[str, Any]] = {}
    for rule in bookable(one.viewer.centre):
        agency = rule.service.agency
        group = found.setdefault(agency.pk, {"label": agency.label, "services": [], "open": False})
        on = str(rule.service_id) in ticked
        group["open"] |= on
        group["services"].append(
            {"id": rule.service_id, "label": rule.service.label, "minutes": rule.minutes, "on": on}
        )
    return list(found.values())


def _first(request: Any, one: PersonPage, referrals: list[Any]) -> dict[str, Any]:
    """What the page starts with: everything that was asked of an agency and has no time."""
    old = uuid_of(request.GET.get("instead", ""))
    moved = (
        Appointment.objects.filter(pk=old, subject_id=one.case.person_id).first() if old else None
    )
    chosen = [moved.service_id] if moved else [each.service_id for each in referrals]
    return {
        "services": [str(pk) for pk in chosen], "stay": 240, "urgency": "normal",
        "instead": moved.pk if moved else None,
    }  # fmt: skip


def _row(one: PersonPage, each: Appointment, at: datetime) -> dict[str, Any]:
    stands = each.state in HOLDING and each.state != "checked_in"
    life = one.profile.life("appointment")
    return {
        "it": each, "service": each.service.label, "by": one.agency(each.agency_id),
        "room": each.room.label if each.room else None, "state": life.label(each.state),
        "stands": stands, "ahead": stands and at < each.ends,
        "why": word(one.profile, "appointment_reasons", each.why) if each.why else None,
        "ended_by": one.author(each.ended_post, _agency(one, each)) if each.ended_post else None,
    }  # fmt: skip


def _agency(one: PersonPage, each: Appointment) -> UUID:
    post = one.house.posts.get(each.ended_post) if each.ended_post else None
    return post.agency_id if post else each.agency_id
