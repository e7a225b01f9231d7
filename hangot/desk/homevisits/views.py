"""One home visit: asked for on the case, then a sheet for the phone with one big step at a time."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from hangot.core.refusal import Hidden
from hangot.core.text import Text
from hangot.desk.attempt import attempt
from hangot.desk.cases.header import PersonPage, person_page
from hangot.desk.cases.work_frame import frame, said, show, today, word
from hangot.desk.door import page, sees, to
from hangot.desk.homevisits.forms import StepForm, VisitForm
from hangot.homevisits import actions as home
from hangot.homevisits.models import HomeVisit
from hangot.packs.active import profile

PLANNED = Text(
    "가정방문을 잡았습니다. 동선에서 함께 갈 조를 정해 주세요.",
    "The visit is planned. Choose its pair in the round.",
)
DONE = {
    "depart": Text("출발했습니다. 돌아오면 ‘복귀’를 눌러 주세요.", "On the way. Press “Safely back” when you are."),
    "arrive": Text("도착했다고 적었습니다.", "Recorded: at the home."),
    "delay": Text("돌아올 시각을 늦췄습니다.", "The time to be back was moved."),
    "come_back": Text("무사히 돌아왔다고 적었습니다.", "Recorded: safely back."),
    "cancel": Text("방문을 취소했습니다.", "The visit was cancelled."),
}  # fmt: skip
OF_THE_PAIR = ("depart", "arrive", "come_back", "delay")
ROAD = 30


@page(right="home_visit.see", door="case.home_visits", methods=("GET", "POST"))
def case_home_visits(request: Any, case_id: UUID) -> HttpResponse:
    """The home visits of a person, and one more."""
    one = frame(request, case_id)
    form = VisitForm(request.POST or None, today=today(request))
    if form.is_bound and form.is_valid() and attempt(
        request, form, right="home_visit.plan", act=lambda: home.plan_visit(
            case_id=case_id, wish=form.wish(), by=request.actor, at=request.at
        ),
    ):  # fmt: skip
        said(request, PLANNED)
        return to("case_home_visits", case_id)
    rows = [_line(one, row) for row in HomeVisit.objects.filter(case_id=case_id).order_by("-day")]
    return show(request, one, "home_visits.html", form=form, rows=rows)


@page(right="home_visit.see", door="home_visit")
def home_visit(request: Any, home_id: UUID) -> HttpResponse:
    """The sheet of the pair."""
    return _sheet(request, home_id, "", None)


@page(right="home_visit.see", door="home_visit.step", methods=("POST",))
def home_visit_step(request: Any, home_id: UUID, event: str) -> HttpResponse:
    """Leave, arrive, back later, safely back, or called off."""
    if event not in ACTS:
        raise Hidden
    row = _row(request, home_id)
    form = _form(request, row, event, request.POST)
    if form.is_valid() and attempt(
        request, form, right=f"home_visit.{event}",
        act=lambda: ACTS[event](form, {"visit_id": home_id, "by": request.actor, "at": request.at}),
    ):  # fmt: skip
        said(request, DONE[event])
        return to("home_visit", home_id)
    return _sheet(request, home_id, event, form)


Act = Callable[[StepForm, dict[str, Any]], HomeVisit]
ACTS: dict[str, Act] = {
    "depart": lambda form, more: home.depart(
        asked_about_opponent=form.cleaned_data.get("asked", False),
        minutes=form.cleaned_data["minutes"], **more
    ),
    "arrive": lambda _form, more: home.arrive(**more),
    "delay": lambda form, more: home.delay(minutes=form.cleaned_data["minutes"], **more),
    "come_back": lambda form, more: home.come_back(
        outcome=form.cleaned_data["outcome"], seen=form.cleaned_data["seen"], **more
    ),
    "cancel": lambda form, more: home.cancel(reason=form.cleaned_data["reason"], **more),
}  # fmt: skip


def _row(request: Any, home_id: UUID) -> HomeVisit:
    row = HomeVisit.objects.filter(pk=home_id).first()
    if row is None:
        raise Hidden
    sees(request, subject=row.subject_id, thing=row.pk)
    return row


def _form(request: Any, row: HomeVisit, event: str, data: Any = None) -> StepForm:
    rule = profile(request.actor.profile).times.rounds
    usual = row.minutes + 2 * rule.usual + rule.spare if event == "depart" else ROAD
    return StepForm(
        event, profile(request.actor.profile), escort=row.escort, minutes=usual, data=data
    )


def _sheet(request: Any, home_id: UUID, failed: str, form: StepForm | None) -> HttpResponse:
    row = _row(request, home_id)
    one = person_page(request, row.case_id, "case")
    life = one.profile.life("home_visit")
    steps = [
        {
            "event": event,
            "label": life.step(row.state, event).label,
            "main": place == 0,
            "form": form if form and event == failed else _form(request, row, event),
        }
        for place, event in enumerate(_open(request, one, row))
    ]
    return render(
        request, "desk/homevisits/sheet.html",
        {"header": one.header, "case": one.case, "line": _line(one, row), "row": row,
         "steps": steps, "form": form},
        status=422 if form else 200,
    )  # fmt: skip


def _open(request: Any, one: PersonPage, row: HomeVisit) -> list[str]:
    """The steps this post may take now, the next one first."""
    life = one.profile.life("home_visit")
    going = request.actor.post in (row.first_post, row.second_post)
    events = [event for event in OF_THE_PAIR if going and (row.state, event) in life.moves]
    if row.agency_id == request.actor.agency and (row.state, "cancel") in life.moves:
        events.append("cancel")
    return events


def _line(one: PersonPage, row: HomeVisit) -> dict[str, Any]:
    life = one.profile.life("home_visit")
    return {
        "it": row, "state": life.label(row.state), "starts": clock_of(row.opens),
        "closes": clock_of(row.closes), "open": row.state not in ("safe_back", "cancelled"),
        "pair": [one.house.post(pk) for pk in (row.first_post, row.second_post) if pk],
        "outcome": word(one.profile, "home_visit_outcomes", row.outcome) if row.outcome else None,
    }  # fmt: skip


def clock_of(minute: int) -> str:
    """Minutes since midnight as 09:30."""
    return f"{minute // 60:02}:{minute % 60:02}"
