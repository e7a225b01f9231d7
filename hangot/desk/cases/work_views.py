"""Case work: moving on, needs, tasks, what was given."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from hangot.cases import actions as cases
from hangot.cases import records
from hangot.cases.models import Need
from hangot.cases.moves import move
from hangot.cases.queries import open_steps
from hangot.cases.turns import give_task
from hangot.core.access import Actor, Section
from hangot.core.lives import OUTSIDERS, Step
from hangot.core.refusal import Hidden
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.desk.attempt import attempt
from hangot.desk.cases.header import PersonPage
from hangot.desk.cases.links import STEPS, step_link
from hangot.desk.cases.work_forms import DeliverForm, MoveForm, NeedsForm, Rows, TaskForm, asks
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
from hangot.desk.typed import uuid_of, version_of
from hangot.directory.models import Service


@page(right="case.see", door="case.move", methods=("GET", "POST"))
def case_move(request: Any, case_id: UUID, event: str) -> HttpResponse:
    """One step of the case: what it needs is asked, the rest follows."""
    one = frame(request, case_id)
    if event in STEPS:
        return redirect(step_link(case_id, event))
    where = cases.scene(one.case, at=request.at)
    step = _step(one, request.actor, event, where)
    form = MoveForm(
        request.POST or None, step=step, pack=one.profile, today=today(request),
        owners=posts_of(one, one.case.agency_id), seconds=_officers(one),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and attempt(
        request, form, right=step.right, act=lambda: move(
            case_id=case_id, event=event, said=form.said(), expected=version_of(request),
            by=request.actor, at=request.at,
        ),
    ):  # fmt: skip
        said(request, Text(f"‘{step.label.ko}’을(를) 적었습니다.", f"Recorded: {step.label.en}."))
        return to("case", case_id)
    return show(request, one, "move.html", form=form, step=step, target=_label(one, step.target),
                others=moves(one, request.actor, where, but=event))  # fmt: skip


def _step(one: PersonPage, actor: Actor, event: str, where: Scene) -> Step:
    step = one.profile.life("case").step(one.case.stage, event)
    may(step.right, actor, where, who=[letter for letter in step.who if letter not in OUTSIDERS])
    if asks(step) is None:
        raise Hidden
    return step


def _label(one: PersonPage, state: str) -> Text:
    return one.profile.life("case").label(state)


def _officers(one: PersonPage) -> Rows:
    found = [post for post in one.house.posts.values() if "S" in post.duties and post.active]
    return [(post.pk, post.label) for post in found]


def moves(one: PersonPage, actor: Actor, where: Scene, *, but: str = "") -> list[dict[str, object]]:
    """The steps this post may take now, with the address of each."""
    steps = open_steps(one.profile.life("case"), one.case.stage, actor, where)
    return [
        {"label": step.label, "url": step_link(one.case.pk, step.event)}
        for step in steps
        if step.event != but and (asks(step) is not None or step.event in STEPS)
    ]


@page(right="delivery.write", door="case.deliver", methods=("GET", "POST"))
def case_deliver(request: Any, case_id: UUID) -> HttpResponse:
    """Write down a service that was given."""
    one = frame(request, case_id)
    mine = Service.objects.filter(agency_id=request.actor.agency, active=True).order_by("label_ko")
    services = {service.pk: service for service in mine}
    form = DeliverForm(
        request.POST or None,
        today=today(request),
        services=[(pk, s.label) for pk, s in services.items()],
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        records.deliver(
            subject=one.case.person_id, service=services[given["service"]], minutes=given["minutes"],
            result=given["result"] or None, source=None, case_id=case_id, by=request.actor,
            at=request.at, when=moment(given["day"], given["clock"]),
        )  # fmt: skip
        said(request, Text("드린 서비스를 적었습니다.", "The service is recorded."))
        return to("case", case_id)
    return show(request, one, "deliver.html", form=form)


@page(right="need.write", door="case.needs", methods=("GET", "POST"))
def case_needs(request: Any, case_id: UUID) -> HttpResponse:
    """The needs of the person: add what was found, mark what is met."""
    one = frame(request, case_id)
    if not one.sees(Section.OVERVIEW):
        raise Hidden
    needs = list(Need.objects.filter(case=one.case).order_by("created_at"))
    form = NeedsForm(
        request.POST if request.POST.get("act") == "add" else None, pack=one.profile,
        known=[need.domain for need in needs if not need.met_at],
    )  # fmt: skip
    if request.POST.get("act") == "met":
        ids = [pk for text in request.POST.getlist("need") if (pk := uuid_of(text))]
        records.meet_needs(case_id=case_id, need_ids=ids, by=request.actor, at=request.at)
        said(request, Text("채워진 것으로 적었습니다.", "Recorded as met."))
        return to("case_needs", case_id)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        records.write_needs(case_id=case_id, domains=given["domains"], words=given["words"] or None,
                            by=request.actor, at=request.at)  # fmt: skip
        said(request, Text("욕구를 더했습니다.", "The needs are added."))
        return to("case_needs", case_id)
    rows = [(need, word(one.profile, "need_domains", need.domain)) for need in needs]
    return show(request, one, "needs.html", form=form, rows=rows)


@page(right="task.write", door="case.task", methods=("GET", "POST"))
def case_task(request: Any, case_id: UUID) -> HttpResponse:
    """Say whose turn it is."""
    one = frame(request, case_id)
    team = team_of(one)
    form = TaskForm(
        request.POST or None, posts=[(seat.post_id, one.house.post(seat.post_id)) for seat in team],
        today=today(request),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        due = moment(given["day"], one.profile.closes)
        if attempt(request, form, right="task.write", act=lambda: give_task(
            case_id=case_id, what=given["what"], post_id=given["post"], due=due,  # type: ignore[arg-type]
            words=given["words"], by=request.actor, at=request.at,
        )):  # fmt: skip
            said(request, Text("할 일을 보냈습니다.", "The task is sent."))
            return to("case", case_id)
    return show(request, one, "task.html", form=form)
