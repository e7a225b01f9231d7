"""What a person has been lent: reserved, waited for, handed over, taken back; and its slip."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from hangot.core.protection.kinds import Kind
from hangot.core.refusal import Hidden
from hangot.core.rights import Scene, allows, opens
from hangot.core.text import Text
from hangot.desk.attempt import attempt
from hangot.desk.cases.header import PersonPage
from hangot.desk.cases.work_frame import frame, said, today
from hangot.desk.door import page, to
from hangot.desk.links import link
from hangot.desk.protection.forms import DONE, RISKS, STEPS, StepForm, WishForm
from hangot.desk.typed import version_of
from hangot.protection import actions as support
from hangot.protection import queries
from hangot.protection.models import HANDED_OUT, Lending
from hangot.protection.queries import Lent

RESERVED = Text(
    "예약했습니다. 내줄 때 이 화면에서 적어 주세요.",
    "Reserved. Record here when it is handed over.",
)
WAITING = Text(
    "대기에 올렸습니다. 빈 것이 생기면 할 일로 알려 드립니다.",
    "On the waiting list. A task tells you when one is free.",
)
BEGIN: Mapping[str, tuple[Callable[..., Lending], Text]] = {
    "reserve": (support.reserve, RESERVED), "wait": (support.wait, WAITING),
}  # fmt: skip
ACTS: Mapping[str, Callable[..., Lending]] = {
    "issue": support.issue, "move_up": support.move_up, "extend": support.extend,
    "take_back": support.take_back, "lose": support.lose, "cancel": support.cancel,
}  # fmt: skip


@page(right="lending.see", door="case.support", methods=("GET", "POST"))
def case_support(request: Any, case_id: UUID) -> HttpResponse:
    """What is lent to this person now and was before; and one more wish."""
    one = frame(request, case_id)
    form = WishForm(request.POST or None, kinds=kinds(one), today=today(request))
    event = "wait" if request.POST.get("act") == "wait" else "reserve"
    act, words = BEGIN[event]
    if form.is_bound and form.is_valid() and attempt(
        request, form, right=f"lending.{event}",
        act=lambda: act(case_id=case_id, wish=form.wish(), by=request.actor, at=request.at),
    ):  # fmt: skip
        said(request, words)
        return to("case_support", case_id)
    return _page(request, one, form, None)


@page(right="lending.see", door="lending.step", methods=("POST",))
def lending_step(request: Any, lending_id: UUID, event: str) -> HttpResponse:
    """Handed over, extended, taken back, lost, reserved from the list, or not wanted any more."""
    row, one, kind = _known(request, lending_id)
    if event not in STEPS:
        raise Hidden
    form = StepForm(event, row, kind, one.profile, today=today(request), data=request.POST)
    if form.is_valid() and attempt(
        request, form, right=f"lending.{event}", act=lambda: ACTS[event](
            lending_id=row.pk, expected=version_of(request), by=request.actor, at=request.at,
            **form.given(),
        ),
    ):  # fmt: skip
        said(request, DONE)
        return to("case_support", row.case_id)
    return _page(request, one, WishForm(kinds=kinds(one), today=today(request)), form)


@page(right="lending.issue", door="lending.slip")
def lending_slip(request: Any, lending_id: UUID) -> HttpResponse:
    """The slip that is signed when it goes and when it comes: for the agency that has it alone."""
    row, one, kind = _known(request, lending_id)
    found = next((each for each in queries.of_case(row.case_id) if each.row.pk == row.pk), None)
    if found is None or found.item is None or not kind.paper:
        raise Hidden
    return render(request, "desk/protection/slip.html", {
        "it": row, "item": found.item, "case": one.case, "header": one.header, "at": request.at,
        "agency": one.agency(row.agency_id), "conditions": one.profile.choices("item_conditions"),
    })  # fmt: skip


def kinds(one: PersonPage) -> list[Kind]:
    """What this house lends, as far as it belongs to a section one sees; Hidden without any."""
    found = [kind for kind in one.profile.protection.here if one.sees(kind.section)]
    if not found:
        raise Hidden
    return found


def _known(request: Any, lending_id: UUID) -> tuple[Lending, PersonPage, Kind]:
    row = queries.visible(lending_id)
    if row is None:
        raise Hidden
    one = frame(request, row.case_id)
    return row, one, one.profile.protection.known[row.what]


def _page(request: Any, one: PersonPage, form: WishForm, failed: StepForm | None) -> HttpResponse:
    lines = [_line(request, one, each, failed) for each in queries.of_case(one.case.pk)]
    return render(
        request, "desk/protection/support.html",
        {"header": one.header, "case": one.case, "form": form, "failed": failed,
         "now": [line for line in lines if line["open"]],
         "before": [line for line in lines if not line["open"]],
         "writes": opens("lending.reserve", request.actor.duties), "stock": link("house_stock")},
        status=422 if failed or form.errors else 200,
    )  # fmt: skip


def _line(request: Any, one: PersonPage, each: Lent, failed: StepForm | None) -> dict[str, Any]:
    row, life, pack = each.row, one.profile.life("lending"), one.profile
    kind = pack.protection.known[row.what]
    words = pack.lists["item_conditions"]
    return {
        "it": row, "item": each.item, "label": kind.label, "state": life.label(row.state),
        "open": life.is_open(row.state) or row.state == "lost", "nights": _nights(kind, row),
        "late": row.state in HANDED_OUT and row.last < today(request), "agency": one.agency(row.agency_id),
        "before": words.get(row.before), "after": words.get(row.after),
        "slip": link("lending_slip", row.pk) if kind.paper and each.item else "",
        "steps": _steps(request, one, row, kind, failed),
    }  # fmt: skip


def _nights(kind: Kind, row: Lending) -> int:
    return (row.last - row.first).days if kind.unit == "nights" else 0


def _steps(
    request: Any, one: PersonPage, row: Lending, kind: Kind, failed: StepForm | None
) -> list[dict[str, Any]]:  # fmt: skip
    """The steps that can be taken from here, by the agency that lent it."""
    life, scene = one.profile.life("lending"), Scene(request.at, sender=row.agency_id)
    return [
        {
            "event": event, "label": life.event_label(event), "risk": event in RISKS,
            "open": sent is not None,
            "form": sent or StepForm(event, row, kind, one.profile, today=today(request)),
        }
        for event in STEPS
        if (row.state, event) in life.moves and allows(f"lending.{event}", request.actor, scene)
        for sent in (failed if failed and (failed.event, failed.row.pk) == (event, row.pk) else None,)
    ]  # fmt: skip
