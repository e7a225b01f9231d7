"""The protective orders of a person, with a picture of what holds until when."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from hangot.access.queries import need
from hangot.core.access import Level, Section
from hangot.core.orders import Term
from hangot.core.refusal import Hidden
from hangot.core.rights import opens
from hangot.core.text import Text
from hangot.desk.attempt import attempt
from hangot.desk.cases.header import PersonPage
from hangot.desk.cases.work_frame import frame, said, today
from hangot.desk.door import page, sees, to
from hangot.desk.orders.forms import OrderForm, StepForm
from hangot.orders import actions as orders
from hangot.orders.models import RUNNING, OrderTerm, ProtectiveOrder

WRITTEN = Text(
    "보호조치를 적었습니다. 끝나기 2주 전에 할 일로 알려 드립니다.",
    "Recorded. Two weeks before its end a task will tell you.",
)
DONE = Text("적었습니다.", "Recorded.")
EVENTS = ("ask", "grant", "extend", "change", "refuse", "lift")
WIDE, TALL, GAP, TOP = 600, 20, 10, 16
SPAN = timedelta(days=30)


@page(right="order.see", door="case.orders", methods=("GET", "POST"))
def case_orders(request: Any, case_id: UUID) -> HttpResponse:
    """What holds, what waits for the court, what has ended; and one more."""
    one = frame(request, case_id)
    need(request.actor, one.case.person_id, Section.PROTECTION, Level.SUMMARY, at=request.at)
    form = OrderForm(request.POST or None, kinds=one.profile.orders, today=today(request))
    if form.is_bound and form.is_valid() and attempt(
        request, form, right="order.record", act=lambda: orders.write(
            case_id=case_id, paper=form.paper(), by=request.actor, at=request.at
        ),
    ):  # fmt: skip
        said(request, WRITTEN)
        return to("case_orders", case_id)
    return _page(request, one, form, None)


@page(right="order.see", door="order.step", methods=("POST",))
def order_step(request: Any, order_id: UUID, event: str) -> HttpResponse:
    """Asked for, made, extended, changed, refused or lifted."""
    row = ProtectiveOrder.objects.filter(pk=order_id).first()
    if row is None or event not in ACTS:
        raise Hidden
    one = frame(request, row.case_id)
    sees(request, subject=row.subject_id, thing=row.pk)
    form = StepForm(event, today=today(request), data=request.POST)
    if form.is_valid() and attempt(
        request, form, right=f"order.{event}",
        act=lambda: ACTS[event](form, {"order_id": order_id, "by": request.actor, "at": request.at}),
    ):  # fmt: skip
        said(request, DONE)
        return to("case_orders", row.case_id)
    blank = OrderForm(kinds=one.profile.orders, today=today(request))
    return _page(request, one, blank, Failed(row.pk, event, form))


Act = Callable[[StepForm, dict[str, Any]], ProtectiveOrder]


def _term(form: StepForm) -> Term:
    return Term(form.cleaned_data["first"], form.cleaned_data["last"])


def _ended(event: str) -> Act:
    return lambda form, more: orders.end(event=event, reason=form.cleaned_data["reason"], **more)


ACTS: dict[str, Act] = {
    "ask": lambda _form, more: orders.ask(**more),
    "grant": lambda form, more: orders.grant(term=_term(form), **more),
    "extend": lambda form, more: orders.extend(term=_term(form), **more),
    **{event: _ended(event) for event in ("refuse", "lift", "change")},
}


@dataclass(frozen=True, slots=True)
class Failed:
    """The step that was not taken, with what was typed."""

    order: UUID
    event: str
    form: StepForm


def _page(request: Any, one: PersonPage, form: OrderForm, failed: Failed | None) -> HttpResponse:
    found = ProtectiveOrder.objects.filter(case_id=one.case.pk).prefetch_related("had")
    rows = sorted(found, key=lambda row: (row.state not in RUNNING, row.last or date.max))
    lines = [_line(request, one, row, failed) for row in rows]
    return render(
        request, "desk/orders/orders.html",
        {"header": one.header, "case": one.case, "form": form, "rows": lines,
         "wrong": failed.form if failed else None, "bars": _bars(lines, today(request)),
         "writes": opens("order.record", request.actor.duties)},
        status=422 if failed or form.errors else 200,
    )  # fmt: skip


def _line(
    request: Any, one: PersonPage, row: ProtectiveOrder, failed: Failed | None
) -> dict[str, Any]:
    life, kind = one.profile.life("order"), one.profile.orders.get(row.what)
    return {
        "it": row, "label": kind.label if kind else Text("보호조치", "Order"), "kind": kind,
        "state": life.label(row.state), "open": row.state in RUNNING,
        "had": sorted(row.had.all(), key=lambda term: term.first),
        "late": row.state == "emergency" and row.ask_by is not None and row.ask_by <= request.at,
        "steps": _steps(request, one, row, failed if failed and failed.order == row.pk else None),
    }  # fmt: skip


def _steps(
    request: Any, one: PersonPage, row: ProtectiveOrder, failed: Failed | None
) -> list[dict[str, Any]]:
    life, actor = one.profile.life("order"), request.actor
    if row.agency_id != actor.agency or not opens("order.record", actor.duties):
        return []
    return [
        {
            "event": name, "label": life.step(row.state, name).label,
            "open": bool(failed and failed.event == name),
            "form": failed.form if failed and failed.event == name
            else StepForm(name, today=today(request)),
        }
        for name in EVENTS if (row.state, name) in life.moves
    ]  # fmt: skip


def _bars(lines: list[dict[str, Any]], now: date) -> dict[str, Any] | None:
    """The terms of every order as bars over the days, with today as a line."""
    terms: list[tuple[int, OrderTerm]] = [
        (n, term) for n, line in enumerate(lines) for term in line["had"]
    ]
    if not terms:
        return None
    begin = min([now, *(term.first for _, term in terms)])
    days = max((max([now, *(term.last for _, term in terms)]) - begin).days, SPAN.days)

    def place(day: date) -> int:
        return round((day - begin).days * WIDE / (days + 1))

    return {
        "wide": WIDE, "high": TOP + (max(n for n, _ in terms) + 1) * (TALL + GAP), "now": place(now),
        "tall": TALL, "top": TOP,
        "bars": [
            {"x": place(t.first), "y": TOP + n * (TALL + GAP), "w": max(2, place(t.last) - place(t.first)),
             "text": TOP + n * (TALL + GAP) + 15, "label": lines[n]["label"]}
            for n, t in terms
        ],
    }  # fmt: skip
