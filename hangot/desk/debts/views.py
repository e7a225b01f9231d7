"""The debts of a household on one page: told, compared, and the way chosen followed to its end."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from hangot.core.debts.pasted import read
from hangot.core.refusal import Hidden
from hangot.core.text import Text
from hangot.debts import actions as debts
from hangot.debts.models import DebtProcedure
from hangot.desk.attempt import attempt
from hangot.desk.cases.work_frame import frame, said
from hangot.desk.debts.asked import Desk, Given, areas, desk_of
from hangot.desk.debts.forms import BudgetForm, DebtForm, OutForm, TableForm
from hangot.desk.debts.procedures import about
from hangot.desk.debts.showing import whole
from hangot.desk.debts.step_forms import DateForm, StepForm
from hangot.desk.door import page, to
from hangot.desk.typed import uuid_of

WRITTEN = Text("적었습니다.", "Recorded.")
DATES = ("date", "done")
OF_A_DEBT = ("change", "out")


@page(right="debt.see", door="case.debts", methods=("GET", "POST"))
def case_debts(request: Any, case_id: UUID) -> HttpResponse:
    """The budget, the debts, the ways out side by side, the procedures; and what is typed of them."""
    desk = desk_of(request, frame(request, case_id))
    if request.method != "POST":
        return _page(desk, Given())
    act = request.POST.get("act", "")
    if act not in FORMS:
        raise Hidden
    given = _given(desk, act)
    right = "debt_procedure.begin" if act == "begin" else "debt.write"
    if given.form.is_valid() and attempt(
        request, given.form, right=right, act=lambda: ACTS[act](desk, given)
    ):
        said(request, WRITTEN)
        return to("case_debts", case_id)
    return _page(desk, given)


@page(right="debt.see", door="debt.step", methods=("POST",))
def debt_step(request: Any, procedure_id: UUID, event: str) -> HttpResponse:
    """One step of a procedure, or a date of it."""
    row = DebtProcedure.objects.filter(pk=procedure_id).first()
    if row is None:
        raise Hidden
    desk = desk_of(request, frame(request, row.case_id))
    form = _step_form(desk, row, event)
    if form.is_valid() and attempt(
        request, form, right="debt.write" if event in DATES else f"debt_procedure.{event}",
        act=lambda: _step(desk, row, event, form),
    ):  # fmt: skip
        said(request, WRITTEN)
        return to("case_debts", row.case_id)
    return _page(desk, Given(event, form, row.pk))


def _table(desk: Desk, _: UUID | None) -> TableForm:
    """The table as it was pasted; what came in a file stands in the box, so that nothing is lost."""
    form = TableForm(desk.request.POST, desk.request.FILES)
    if form.is_valid():
        form.keep(desk.request)
    return form


FORMS: dict[str, Callable[[Desk, UUID | None], Any]] = {
    "budget": lambda desk, _: BudgetForm(
        desk.words, today=desk.today, known=None, data=desk.request.POST, areas=areas(desk)
    ),
    "debt": lambda desk, _: DebtForm(desk.words, data=desk.request.POST),
    "change": lambda desk, item: DebtForm(desk.words, key=str(item), data=desk.request.POST),
    "out": lambda desk, item: OutForm(str(item), data=desk.request.POST),
    "table": _table,
    "begin": lambda desk, _: forms.Form(desk.request.POST),
}
ACTS: dict[str, Callable[[Desk, Given], object]] = {
    "budget": lambda desk, given: debts.keep_budget(
        case_id=desk.one.case.pk, budget=given.form.budget(), **desk.who
    ),
    "debt": lambda desk, given: debts.write(
        case_id=desk.one.case.pk, debt=given.form.debt(), **desk.who
    ),
    "change": lambda desk, given: debts.change(
        item_id=given.debt, debt=given.form.debt(), expected=desk.version, **desk.who
    ),
    "out": lambda desk, given: debts.leave_out(
        item_id=given.debt, why=given.form.cleaned_data["why"], expected=desk.version, **desk.who
    ),
    "table": lambda desk, given: debts.bring_in(
        case_id=desk.one.case.pk, text=given.form.data["table"], **desk.who
    ),
    "begin": lambda desk, _: debts.begin(case_id=desk.one.case.pk, **desk.who),
}


def _given(desk: Desk, act: str) -> Given:
    """The form that was sent, bound; of a table also each cell that is wrong."""
    item = uuid_of(desk.request.POST.get("item", "")) if act in OF_A_DEBT else None
    if act in OF_A_DEBT and item not in {line.row.pk for line in desk.case.lines}:
        raise Hidden
    form = FORMS[act](desk, item)
    if act == "table" and form.is_valid():
        return Given(act, form, wrong=read(form.data["table"], desk.words.kinds).wrong)
    return Given(act, form, item)


def _step_form(desk: Desk, row: DebtProcedure, event: str) -> Any:
    key, sent = str(row.pk), desk.request.POST
    if event == "date":
        return DateForm(desk.today, key=key, data=sent)
    if event == "done":
        return forms.Form(sent)
    if (row.state, event) not in desk.one.profile.life("debt_procedure").moves:
        raise Hidden
    return StepForm(event, about(desk, row), key=key, data=sent)


def _step(desk: Desk, row: DebtProcedure, event: str, form: Any) -> object:
    if event == "date":
        return debts.note_date(procedure_id=row.pk, **form.cleaned_data, **desk.who)
    if event == "done":
        date_id = uuid_of(desk.request.POST.get("date", "")) or row.pk
        return debts.mark_done(procedure_id=row.pk, date_id=date_id, **desk.who)
    return debts.step(
        procedure_id=row.pk, event=event, said=form.said(), expected=desk.version, **desk.who
    )


def _page(desk: Desk, given: Given) -> HttpResponse:
    status = 422 if given.form is not None and given.form.errors else 200
    return render(desk.request, "desk/debts/debts.html", whole(desk, given), status=status)
