"""A file of reports: upload, preview with every fault by row and column, confirm, progress, result."""

import time
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from hangot.core.reports.columns import HEADS, Unreadable
from hangot.core.reports.fields import FIELDS
from hangot.core.text import Text
from hangot.desk.door import page, to
from hangot.desk.say import say, spoken
from hangot.reports import importing
from hangot.reports.queries import batch_of
from hangot.reports.sheets import read_sheet

A_MOMENT = 1.0
AGAIN = "3"
SHOWN = 200
CHOOSE = Text("파일을 골라 주세요.", "Choose a file.")


class FileForm(forms.Form):
    """One file."""

    sheet = forms.FileField(
        label=say("CSV나 XLSX 파일", "CSV or XLSX file"),
        error_messages={"required": spoken(CHOOSE), "empty": spoken(CHOOSE)},
    )


@page(right="report.write", door="report.import", methods=("GET", "POST"))
def report_import(request: Any) -> HttpResponse:
    """Check a file; what cannot be taken as a whole is said at once."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            rows = read_sheet(form.cleaned_data["sheet"].file)
            batch = importing.check(rows, by=request.actor, at=request.at)
            return to("import_page", batch.pk)
        except Unreadable as no:
            form.add_error("sheet", str(no.sentence))
    heads = [HEADS[name][0] for name in FIELDS]
    status = 200 if request.method == "GET" else 422
    return render(
        request, "desk/reports/import.html", {"form": form, "heads": heads}, status=status
    )


@page(right="report.write", door="report.import.page")
def import_page(request: Any, batch_id: UUID) -> HttpResponse:
    """Where a file stands: preview, progress or result. A page under way looks again by itself."""
    batch = batch_of(batch_id)
    context = {
        "batch": batch, "good": batch.rows - batch.faulty, "in": batch.made + batch.known,
        "wrong": importing.wrong(batch, most=SHOWN), "shown": SHOWN,
    }  # fmt: skip
    response = render(request, f"desk/reports/import_{batch.state}.html", context)
    if batch.state == "running":
        response.headers["Refresh"] = AGAIN
    return response


@page(right="report.write", door="report.import.go", methods=("POST",))
def import_go(request: Any, batch_id: UUID) -> HttpResponse:
    """Confirmed: a second of it now, the rest by the clock or by the next press."""
    until = time.monotonic() + A_MOMENT
    importing.go_on(
        batch_id=batch_id, enough=lambda: time.monotonic() > until, by=request.actor, at=request.at
    )
    return to("import_page", batch_id)


@page(right="report.write", door="report.import.drop", methods=("POST",))
def import_drop(request: Any, batch_id: UUID) -> HttpResponse:
    """Not this file."""
    importing.drop(batch_id=batch_id, by=request.actor, at=request.at)
    return to("report_import")
