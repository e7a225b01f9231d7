"""Who works on a case, and who goes along with the person."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse

from hangot.cases import actions as cases
from hangot.cases.models import Seat
from hangot.core.access import by_number
from hangot.core.refusal import Hidden
from hangot.core.rights import may
from hangot.core.text import Text
from hangot.desk.attempt import attempt
from hangot.desk.cases.header import PersonPage
from hangot.desk.cases.work_forms import LeadForm, SeatForm, TripForm
from hangot.desk.cases.work_frame import (
    frame,
    posts_of,
    said,
    show,
    team_of,
    today,
    word,
)
from hangot.desk.cases.work_inputs import moment
from hangot.desk.door import page, to
from hangot.desk.say import say
from hangot.desk.typed import uuid_of, version_of
from hangot.visits import actions as visits


@page(right="accompaniment.write", door="case.accompany", methods=("GET", "POST"))
def case_accompany(request: Any, case_id: UUID) -> HttpResponse:
    """Plan to go along, and mark it done."""
    one = frame(request, case_id)
    agencies = dict.fromkeys((request.actor.agency, one.case.agency_id))
    form = TripForm(
        request.POST if request.POST.get("act") == "plan" else None, pack=one.profile,
        posts=posts_of(one, *agencies), today=today(request),
    )  # fmt: skip
    done = DoneForm(request.POST if request.POST.get("act") == "done" else None)
    if form.is_bound and form.is_valid():
        _plan_trip(request, one, form)
        return to("case_accompany", case_id)
    if done.is_bound and done.is_valid() and attempt(
        request, done, right="accompaniment.done", act=lambda: visits.trip_done(
            trip_id=done.cleaned_data["trip"], minutes=done.cleaned_data["minutes"],
            by=request.actor, at=request.at,
        ),
    ):  # fmt: skip
        said(request, Text("동행을 마쳤다고 적었습니다.", "Recorded as done."))
        return to("case_accompany", case_id)
    found = visits.trips(one.case.person_id)
    rows = [
        (trip, word(one.profile, "accompaniment_kinds", trip.place), one.house.post(trip.with_post))
        for trip in found
    ]
    return show(request, one, "accompany.html", form=form, done=done, rows=rows)


class DoneForm(forms.Form):
    """An accompaniment took place."""

    trip = forms.UUIDField(widget=forms.HiddenInput)
    minutes = forms.IntegerField(label=say("걸린 시간(분)", "Minutes"), min_value=1, max_value=1440)


def _plan_trip(request: Any, one: PersonPage, form: TripForm) -> None:
    given = form.cleaned_data
    when = moment(given["day"], given["clock"])
    if when is None:
        raise Hidden
    trip = visits.Trip(given["place"], when, given["post"], given["companion"], given["detail"])
    visits.plan_trip(case_id=one.case.pk, trip=trip, by=request.actor, at=request.at)
    said(request, Text("동행을 적었습니다. 함께 가는 담당석에 할 일이 생겼습니다.",
                       "Planned. The post that goes along has a task."))  # fmt: skip


@page(right="seat.move", door="case.team", methods=("GET", "POST"))
def case_team(request: Any, case_id: UUID) -> HttpResponse:
    """Who works on the case: add a post, take one out, move the lead."""
    one = frame(request, case_id)
    may("seat.move", request.actor, cases.scene(one.case, at=request.at))
    team = team_of(one)
    seated = {seat.post_id for seat in team}
    house = posts_of(one, one.case.agency_id)
    act = request.POST.get("act", "")
    seat_form = SeatForm(request.POST if act == "add" else None, pack=one.profile,
                         posts=[row for row in house if row[0] not in seated])  # fmt: skip
    lead_form = LeadForm(request.POST if act == "lead" else None,
                         posts=[row for row in house if row[0] != one.case.lead_post_id])  # fmt: skip
    refused = forms.Form(request.POST or None)
    if answer := _team_act(request, one, act, (seat_form, lead_form, refused)):
        return answer
    rows = [
        (seat, one.house.post(seat.post_id), one.house.agency(seat.agency_id), _sections(one, seat))
        for seat in team
    ]
    return show(
        request, one, "team.html", form=seat_form, lead_form=lead_form, refused=refused, rows=rows
    )


def _sections(one: PersonPage, seat: Seat) -> list[Text]:
    return [one.profile.sections[by_number(number)].label for number in seat.sections]


TeamForms = tuple[SeatForm, LeadForm, forms.Form]


def _team_act(request: Any, one: PersonPage, act: str, drawn: TeamForms) -> HttpResponse | None:
    seat_form, lead_form, refused = drawn
    if act == "add" and seat_form.is_valid():
        return _add(request, one, seat_form)
    if act == "lead" and lead_form.is_valid():
        return _lead(request, one, lead_form)
    seat = uuid_of(request.POST.get("seat", ""))
    if act == "leave" and seat and attempt(
        request, refused, right="seat.move",
        act=lambda: cases.leave_team(
            case_id=one.case.pk, seat_id=seat, by=request.actor, at=request.at
        ),
    ):  # fmt: skip
        said(request, Text("담당석을 뺐습니다.", "The post left the team."))
        return to("case_team", one.case.pk)
    return None


def _add(request: Any, one: PersonPage, form: SeatForm) -> HttpResponse:
    post = one.house.posts[form.cleaned_data["post"]]
    cases.seat_post(
        case_id=one.case.pk, post_id=post.pk, agency=post.agency_id, sections=form.sections(),
        by=request.actor, at=request.at,
    )  # fmt: skip
    said(request, Text("담당석을 더했습니다.", "The post joined the team."))
    return to("case_team", one.case.pk)


def _lead(request: Any, one: PersonPage, form: LeadForm) -> HttpResponse:
    cases.move_lead(
        case_id=one.case.pk, post_id=form.cleaned_data["lead"], expected=version_of(request),
        by=request.actor, at=request.at,
    )  # fmt: skip
    said(request, Text("주담당을 옮겼습니다.", "The lead has moved."))
    if one.case.lead_post_id == request.actor.post:
        return to("cases")
    return to("case", one.case.pk)
